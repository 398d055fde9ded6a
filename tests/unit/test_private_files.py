"""Folders and files of the program are for their owner only, under any umask."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from reader.error_report import write_report
from reader.feeds.fetching.lock import held_lock
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.feeds.writing.feed_folder import FeedFolder
from reader.library.reading.commonplace import append_quote
from reader.library.reading.quotes import Quote
from reader.posts.loading.loader import load
from reader.posts.options import LoadOptions
from reader.private_files import create_private_folder, make_private
from reader.settings import Settings, save_settings
from reader.settings.saved_searches import save_search
from reader.store.arrivals import ArrivalStore
from reader.store.feeds.states import FeedStates
from reader.store.index import Index
from reader.store.marks import Marks
from reader.store.saving.batch import FormerContent, MarkBatch
from reader.store.saving.rescue import RescueFile, Unsaved
from reader.store.sqlite.files import open_database
from reader.store.sqlite.transactions import use_wal
from reader.web.image_cache import ImageCache

UMASKS = (0o000, 0o022, 0o077, 0o177, 0o777)


@pytest.fixture(params=UMASKS, ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    former = os.umask(request.param)
    yield
    os.umask(former)


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "tide.md").write_text("---\ntitle: Tide\ndate: 2024-01-01\n---\nHigh water.\n")
    return folder


def modes(folder: Path) -> dict[str, str]:
    """Return the mode of a folder and of all that is in it, in octal digits."""
    paths = [folder, *folder.rglob("*")]
    return {str(path): f"{stat.S_IMODE(path.lstat().st_mode):o}" for path in paths}


def assert_private(folder: Path) -> None:
    expected = {name: "700" if os.path.isdir(name) else "600" for name in modes(folder)}
    assert modes(folder) == expected
    assert any(mode == "600" for mode in expected.values())


def save_marks(folder: Path, posts: Path) -> None:
    marks = Marks(folder / "marks.db")
    marks.set_starred(load([posts]).catalogue.posts, is_starred=True)


def write_rescue_file(folder: Path, _: Path) -> None:
    unsaved = Unsaved(MarkBatch(visited=["https://example.org"]), FormerContent(), version=1)
    RescueFile(folder / "marks.db", lambda: [folder]).write(unsaved)


def save_index(folder: Path, posts: Path) -> None:
    Index(folder / "posts.index", [posts], LoadOptions()).save(load([posts]).catalogue)


def save_arrivals(folder: Path, posts: Path) -> None:
    ArrivalStore(folder / "arrivals.db", [posts]).record([str(posts / "tide.md")], {}, 5.0)


def save_states(folder: Path, posts: Path) -> None:
    with FeedStates(folder / "feeds.db", posts, print):
        pass


def save_quote(folder: Path, posts: Path) -> None:
    append_quote(folder / "quotes.md", Quote("Tide", load([posts]).catalogue.posts[0], ""), "")


def hold_lock(folder: Path, posts: Path) -> None:
    with held_lock(folder / "fetch.lock", folder / "fetch.json", 5.0):
        assert_private(folder)


WRITERS: list[Callable[[Path, Path], object]] = [
    save_marks,
    write_rescue_file,
    save_index,
    save_arrivals,
    save_states,
    save_quote,
    hold_lock,
    lambda folder, _: ImageCache(folder).keep("https://example.org/a.png", b"\x89PNG"),
    lambda folder, _: save_settings(Settings(theme="nord"), folder),
    lambda folder, _: save_search(folder / "config.toml", "Tides", "tide"),
    lambda folder, _: write_report(folder, "Report.", datetime(2024, 1, 1)),
]


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("write", WRITERS)
def test_what_is_written_is_for_its_owner_only(
    write: Callable[[Path, Path], object], posts: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "a" / "broadsheet"
    write(folder, posts)
    assert_private(folder)
    assert modes(folder.parent)[str(folder.parent)] == "700"


@pytest.mark.usefixtures("umask")
def test_files_beside_an_open_database_are_private_too(tmp_path: Path) -> None:
    path = tmp_path / "broadsheet" / "marks.db"
    with closing(open_database(path, 1.0)) as connection:
        use_wal(connection)
        connection.execute("CREATE TABLE marks (path)")
        assert {file.name for file in path.parent.iterdir()} == {
            "marks.db",
            "marks.db-wal",
            "marks.db-shm",
        }
        assert_private(path.parent)


def test_an_open_database_keeps_its_locks_while_it_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "marks.db"
    with closing(open_database(path, 0, isolation_level=None)) as first:
        first.execute("CREATE TABLE marks (path)")
        first.execute("BEGIN EXCLUSIVE")
        with (
            closing(open_database(path, 0)) as second,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            second.execute("SELECT * FROM marks")


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A folder as an earlier version has left it."""
    folder = tmp_path / "broadsheet"
    (folder / "images").mkdir(parents=True)
    for name in ("marks.db", "marks.db-wal", "images/a.image"):
        (folder / name).write_bytes(b"x")
    return folder


@pytest.mark.parametrize("exposed", ["", "images", "marks.db", "marks.db-wal"])
def test_existing_folders_and_files_become_private(own_folder: Path, exposed: str) -> None:
    for path in (own_folder, *own_folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    (own_folder / exposed).chmod(0o777)
    make_private([own_folder, own_folder / "missing"])
    assert_private(own_folder)


def test_a_folder_that_others_could_enter_is_made_private_with_all_in_it(own_folder: Path) -> None:
    for path in (own_folder, *own_folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    make_private([own_folder])
    assert_private(own_folder)


def test_what_is_behind_a_link_keeps_its_mode(own_folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "dotfiles.toml"
    config.write_text("theme = 'nord'\n")
    config.chmod(0o644)
    (own_folder / "config.toml").symlink_to(config)
    (own_folder / "loop").symlink_to(own_folder / "loop")
    make_private([own_folder])
    assert modes(config)[str(config)] == "644"


def test_permissions_that_the_owner_has_taken_are_not_given_back(own_folder: Path) -> None:
    (own_folder / "marks.db").chmod(0o444)
    own_folder.chmod(0o555)
    make_private([own_folder])
    assert modes(own_folder)[str(own_folder)] == "500"
    assert modes(own_folder)[str(own_folder / "marks.db")] == "400"


def test_an_existing_folder_above_is_left_alone(tmp_path: Path) -> None:
    above = tmp_path / "share"
    above.mkdir()
    above.chmod(0o755)
    create_private_folder(above / "broadsheet")
    assert modes(above) == {str(above): "755", str(above / "broadsheet"): "700"}


def test_the_feeds_folder_keeps_its_mode_and_its_secrets(tmp_path: Path) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    folder.chmod(0o755)
    feeds = folder / "feeds.toml"
    feeds.write_text('[[feed]]\nurl = "https://example.org/feed?key=1"\n')
    feeds.chmod(0o644)
    post = folder / "other" / "tide.md"
    FeedFolder(folder).write(post, "Text.\n")
    post.chmod(0o644)
    FeedFolder(folder).put_aside(post)
    SubscriptionFile(folder).add(Subscription("other", "Other", "https://example.org/other"))
    assert modes(folder)[str(folder)] == "755"
    assert modes(folder)[str(post)] == "644"
    assert modes(feeds)[str(feeds)] == "600"
    assert_private(folder / ".broadsheet")
