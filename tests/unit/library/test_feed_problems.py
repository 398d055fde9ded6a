"""Posts that a feed has changed after an edit are problems of the folder that is loaded."""

from __future__ import annotations

from pathlib import Path

from reader.library.events import PostsLoaded
from reader.library.folder_loader import FolderLoader
from reader.library.open_folders import OpenFolders
from reader.library.requests import LoadRequest
from reader.store.feeds import FEEDS_FILE
from reader.store.feeds.known_entry import FeedHistory, KnownEntry
from reader.store.feeds.states import FeedStates


def test_the_problem_is_there_until_the_other_version_is_deleted(tmp_path: Path) -> None:
    folder, database = tmp_path / "feeds", tmp_path / FEEDS_FILE
    version = folder / ".broadsheet" / "new.md"
    version.parent.mkdir(parents=True)
    version.write_text("Text.")
    (folder / "a.md").write_text("---\ntitle: A\ndate: 2024-05-06\n---\nText\n")
    with FeedStates(database, folder, print) as states:
        known = KnownEntry(path="a.md", aside=".broadsheet/new.md")
        states.save_history("feed", FeedHistory((known,)))
    loader = FolderLoader(OpenFolders((folder,), feeds_path=database))

    def problems() -> list[str]:
        events: list[object] = []
        loader.load(LoadRequest(1, None), events.append, lambda: False)
        last = events[-1]
        assert isinstance(last, PostsLoaded)
        return [problem.path for problem in last.problems]

    assert problems() == [str(folder / "a.md")]
    version.unlink()
    assert problems() == []
