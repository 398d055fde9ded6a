"""Reloading only the changed files gives the same posts as a complete load."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader import load_catalogue
from reader.library.folder_loader import FolderLoader
from reader.tui.messages import PostsRead

from .test_store_index import CONTENTS, NAMES, change

WITH_FRONT_MATTER = CONTENTS.filter(lambda text: text.startswith("---"))
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("write"), NAMES, CONTENTS),
        st.tuples(st.just("delete"), NAMES, st.just("")),
        st.tuples(st.just("rename"), NAMES, NAMES),
    ),
    min_size=1,
    max_size=4,
)


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the inode and the time of the last change of every file."""
    statuses = {str(path): path.stat() for path in folder.rglob("*.*")}
    return {path: (status.st_ino, status.st_ctime_ns) for path, status in statuses.items()}


def load(loader: FolderLoader, paths: frozenset[str] | None) -> PostsRead:
    """Load all files, or those at the paths, and return the last message."""
    messages: list[object] = []
    loader.read(1, messages.append, lambda: False, paths)
    last = messages[-1]
    assert isinstance(last, PostsRead)
    assert last.is_done
    return last


@settings(max_examples=60)
@given(
    st.dictionaries(NAMES, WITH_FRONT_MATTER, min_size=1), st.lists(CHANGES, min_size=1, max_size=4)
)
def test_a_reload_gives_the_same_posts_as_a_complete_load(
    first: dict[str, str], runs: list[list[tuple[str, str, str]]]
) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent, "news")
        for name, text in first.items():
            change(folder, "write", name, text)
        loader = FolderLoader([folder], None)
        load(loader, None)
        for changes in runs:
            before = files(folder)
            for step in changes:
                change(folder, *step)
            after = files(folder)
            changed = {path for path, _ in before.items() ^ after.items()}
            reloaded = load(loader, frozenset(changed))
            complete = load_catalogue(folder)
            assert reloaded.catalogue.posts == complete.catalogue.posts
            assert reloaded.catalogue.hidden == complete.catalogue.hidden
            assert sorted(map(repr, reloaded.problems)) == sorted(map(repr, complete.problems))
