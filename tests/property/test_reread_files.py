"""ParseResult again only the files that changed gives what reading everything gives."""

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
    """Every file: which one it is, and when it was changed."""
    statuses = {str(path): path.stat() for path in folder.rglob("*.*")}
    return {path: (status.st_ino, status.st_ctime_ns) for path, status in statuses.items()}


def read(reader: FolderLoader, paths: frozenset[str] | None) -> PostsRead:
    """What the reading told at its end."""
    told: list[object] = []
    reader.read(1, told.append, lambda: False, paths)
    last = told[-1]
    assert isinstance(last, PostsRead)
    assert last.is_done
    return last


@settings(max_examples=60)
@given(
    st.dictionaries(NAMES, WITH_FRONT_MATTER, min_size=1), st.lists(CHANGES, min_size=1, max_size=4)
)
def test_a_reading_of_what_changed_gives_what_a_whole_one_gives(
    first: dict[str, str], runs: list[list[tuple[str, str, str]]]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "news")
        for name, text in first.items():
            change(folder, "write", name, text)
        reader = FolderLoader([folder], None)
        read(reader, None)
        for watch_folders in runs:
            before = files(folder)
            for step in watch_folders:
                change(folder, *step)
            after = files(folder)
            changed = {path for path, _ in before.items() ^ after.items()}
            told = read(reader, frozenset(changed))
            whole = load_catalogue(folder)
            assert told.catalogue.posts == whole.catalogue.posts
            assert told.catalogue.hidden == whole.catalogue.hidden
            assert sorted(map(repr, told.problems)) == sorted(map(repr, whole.problems))
