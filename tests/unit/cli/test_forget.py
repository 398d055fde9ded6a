"""`broadsheet forget` deletes what is stored about a folder, or about all, and never a post."""

from __future__ import annotations

import io
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from reader.error_report import write_report
from reader.posts.loading.loader import load
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.settings import (
    Settings,
    cache_folder,
    config_file,
    data_folder,
    save_recent,
    save_settings,
    state_folder,
)
from reader.store.arrivals import ArrivalStore
from reader.store.feeds.fetch_state import FetchState
from reader.store.feeds.states import FeedStates
from reader.store.first_screen import index_path
from reader.store.index import Index
from reader.store.marks import Marks
from reader.store.saving.batch import FormerContent, MarkBatch
from reader.store.saving.rescue import RescueFile, Unsaved
from reader.web.image_cache import ImageCache

from .conftest import Broadsheet


def use(folder: Path) -> Post:
    """Store what a run of the app stores about a folder. Return the post that it stars."""
    catalogue = load([folder]).catalogue
    post = catalogue.posts[0]
    marks = Marks(data_folder() / "marks.db", print, [folder])
    marks.set_starred([post], is_starred=True)
    marks.set_last_session([folder], "{}")
    marks.mark_visited([f"https://example.org/{folder.name}"])
    arrivals = ArrivalStore(data_folder() / "arrivals.db", [folder])
    arrivals.record([post.path for post in catalogue.posts], {}, 5.0)
    with FeedStates(data_folder() / "feeds.db", folder, print) as states:
        states.save_fetch_state("tide", FetchState())
    Index(index_path(cache_folder(), [folder]), [folder], LoadOptions()).save(catalogue)
    (data_folder() / "commonplace.md").write_text("Mine.\n")
    return post


@pytest.fixture
def other(tmp_path: Path) -> Path:
    folder = tmp_path / "posts-2"
    folder.mkdir()
    (folder / "storm.md").write_text("---\ntitle: Storm\ndate: 2024-01-01\n---\nWind.\n")
    return folder


def stored_bytes() -> bytes:
    """Everything in the folders of the program."""
    folders = (data_folder(), state_folder(), cache_folder())
    return b"".join(
        path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()
    )


def test_all_about_a_folder_is_listed_and_deleted_but_no_post(
    broadsheet: Broadsheet, posts: Path, other: Path
) -> None:
    post = use(posts)
    kept = use(other)
    before = {path: path.read_bytes() for path in posts.rglob("*.md")}
    result = broadsheet("forget", posts, "--yes")
    assert result.exit_code == 0
    assert [line.removeprefix(str(data_folder())) for line in result.output.splitlines()] == [
        "/marks.db: marks of 1 post, 1 place where you stopped",
        "/arrivals.db: when 2 posts arrived, when you left 1 folder",
        "/feeds.db: the state of 1 feed",
        f"{index_path(cache_folder(), [posts])}: catalogue and search index of {posts}",
        "Deleted. No post was touched.",
    ]
    assert {path: path.read_bytes() for path in posts.rglob("*.md")} == before
    assert Marks(data_folder() / "marks.db").marked_paths == {kept.path}
    assert post.title.encode() not in stored_bytes()
    assert kept.title.encode() in stored_bytes()
    assert broadsheet("forget", posts, "--yes").output == f"Nothing is stored about {posts}.\n"


def test_a_folder_that_is_gone_and_one_behind_a_link_are_forgotten(
    broadsheet: Broadsheet, other: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(other)
    use(link)
    assert "marks of 1 post" in broadsheet("forget", link, "--yes").output
    use(other)
    (other / "storm.md").unlink()
    other.rmdir()
    assert "marks of 1 post" in broadsheet("forget", other, "--yes").output
    assert b"storm.md" not in stored_bytes()


def test_the_folder_above_is_reported_and_its_other_posts_are_kept(
    broadsheet: Broadsheet, posts: Path
) -> None:
    use(posts)
    marks = Marks(data_folder() / "marks.db", print, [posts])
    catalogue = load([posts]).catalogue
    marks.set_read(catalogue.posts, is_read=True)
    output = broadsheet("forget", posts / "world", "--yes").output
    assert "marks of 1 post\n" in output
    assert f"catalogue and search index of {posts}" in output
    rest = Marks(data_folder() / "marks.db").marked_paths
    assert {Path(path).name for path in rest} == {"moon.md"}


def test_all_is_deleted_but_what_the_person_wrote(
    broadsheet: Broadsheet, posts: Path, other: Path
) -> None:
    use(posts)
    use(other)
    save_settings(Settings(theme="nord"))
    save_recent(["theme"])
    ImageCache(cache_folder()).keep("https://example.org/a.png", b"\x89PNG")
    write_report(state_folder(), "Report.", datetime(2024, 1, 1))
    for name in ("marks.db.damaged-1", "fetch-0.json"):
        (data_folder() / name).write_text("x")
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text("theme = 'nord'\n")
    result = broadsheet("forget", "--all", "--yes")
    assert result.exit_code == 0
    left = [
        path
        for folder in (data_folder(), state_folder(), cache_folder(), config_file().parent)
        for path in folder.rglob("*")
        if path.is_file()
    ]
    assert left == [data_folder() / "commonplace.md", config_file()]
    assert broadsheet("forget", "--all", "--yes").output == "Nothing is stored.\n"


def test_unsaved_marks_in_another_folder_are_deleted_with_all(broadsheet: Broadsheet) -> None:
    def write_rescue_file(database: Path) -> Path:
        rescue = RescueFile(database, lambda: [state_folder()])
        rescue.write(Unsaved(MarkBatch(visited=["https://example.org"]), FormerContent(), 1))
        assert rescue.path is not None
        return rescue.path

    ours = write_rescue_file(data_folder() / "marks.db")
    others = write_rescue_file(data_folder().with_name("others") / "marks.db")
    assert broadsheet("forget", "--all", "--yes").output == (
        f"{ours}: marks that could not be saved\nDeleted. No post was touched.\n"
    )
    assert list(state_folder().iterdir()) == [others]


def test_without_a_terminal_and_without_yes_nothing_is_deleted(
    broadsheet: Broadsheet, posts: Path
) -> None:
    use(posts)
    for _ in range(2):
        result = broadsheet("forget", posts)
        assert result.exit_code == 2
        assert "marks.db: marks of 1 post" in result.output
        assert "feeds.db: the state of 1 feed" in result.output
        assert "catalogue and search index" in result.output
        assert "Add --yes" in result.output


class Keyboard(io.StringIO):
    """Standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_the_question_has_to_be_answered_with_yes(
    posts: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int
) -> None:
    from reader.cli.command_line import run

    use(posts)
    monkeypatch.setattr(sys, "stdin", Keyboard(answer))
    assert run(["forget", str(posts)]) == status
    assert len(Marks(data_folder() / "marks.db").marked_paths) == status


def test_exactly_one_of_folder_and_all_is_named(broadsheet: Broadsheet, posts: Path) -> None:
    for words in ([], ["--all", posts]):
        result = broadsheet("forget", "--yes", *words)
        assert result.exit_code == 2
        assert "Name one folder, or use --all" in result.output


def test_a_damaged_or_locked_file_is_named_with_its_remedy(
    broadsheet: Broadsheet, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(posts)
    monkeypatch.setattr("reader.store.forgetting.rows._LOCK_TIMEOUT", 0)
    with closing(sqlite3.connect(data_folder() / "marks.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        locked = broadsheet("forget", posts, "--yes")
    assert locked.exit_code == 2
    assert "marks.db: cannot be deleted (database is locked). Quit Broadsheet" in locked.output
    (data_folder() / "marks.db").write_bytes(b"no database" * 100)
    damaged = broadsheet("forget", posts, "--yes")
    assert damaged.exit_code == 2
    assert "marks.db: file is not a database. `broadsheet forget --all` deletes" in damaged.output
    assert broadsheet("forget", "--all", "--yes").exit_code == 0
