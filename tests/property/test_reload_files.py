"""A load of only the changed files has the same result as a load of all files."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader import load_catalogue
from reader.library.events import PostsLoaded
from reader.library.folder_loader import FolderLoader
from reader.library.open_folders import OpenFolders
from reader.library.requests import LoadRequest
from tests.property.effort import examples

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
    """Return inode and time of change of each file, by path."""
    statuses = {str(path): path.stat() for path in folder.rglob("*.*")}
    return {path: (status.st_ino, status.st_ctime_ns) for path, status in statuses.items()}


def load(loader: FolderLoader, paths: frozenset[str] | None) -> PostsLoaded:
    """Return the last event of a load."""
    events: list[object] = []
    loader.load(LoadRequest(1, paths), events.append, lambda: False)
    last = events[-1]
    assert isinstance(last, PostsLoaded)
    assert last.is_complete
    return last


@settings(max_examples=examples(60))
@given(
    st.dictionaries(NAMES, WITH_FRONT_MATTER, min_size=1), st.lists(CHANGES, min_size=1, max_size=4)
)
def test_a_load_of_the_changes_has_the_result_of_a_full_load(
    first: dict[str, str], runs: list[list[tuple[str, str, str]]]
) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent, "news")
        for name, text in first.items():
            change(folder, "write", name, text)
        loader = FolderLoader(OpenFolders((folder,)))
        load(loader, None)
        for changes in runs:
            before = files(folder)
            for step in changes:
                change(folder, *step)
            after = files(folder)
            changed = {path for path, _ in before.items() ^ after.items()}
            event = load(loader, frozenset(changed))
            whole = load_catalogue(folder)
            assert event.catalogue.all_posts == whole.catalogue.posts
            assert event.catalogue.hidden == whole.catalogue.hidden
            assert sorted(map(repr, event.problems)) == sorted(map(repr, whole.problems))
