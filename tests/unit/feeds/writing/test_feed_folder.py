"""The feeds folder: names of posts, and files that are written, replaced and put aside."""

from __future__ import annotations

import errno
import os
import resource
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reader.feeds.errors import FeedError
from reader.feeds.model import Entry, Subscription
from reader.feeds.writing.entry_text import EntryText
from reader.feeds.writing.feed_folder import MAX_VERSIONS, FeedFolder
from reader.feeds.writing.files import explained
from reader.feeds.writing.written_posts import WrittenPost

DAY = date(2024, 5, 6)
NEWS = Subscription("harbour-news", "Harbour News", "https://example.org/feed", "Tech/Boats & Co")


@pytest.fixture
def folder(tmp_path: Path) -> FeedFolder:
    times = (datetime(2024, 5, 6, tzinfo=UTC) + timedelta(seconds=n) for n in range(100))
    return FeedFolder(tmp_path / "feeds", now=lambda: next(times))


def test_a_post_is_in_the_folders_of_its_category_and_feed(folder: FeedFolder) -> None:
    path = folder.path_for(NEWS, "The Crab, again!", DAY)
    relative = path.relative_to(folder.root)
    assert relative.as_posix() == "tech/boats-co/harbour-news/2024-05-06-the-crab-again.md"
    assert not folder.root.exists()


@pytest.mark.parametrize(
    ("first", "second"),
    [("The crab", "THE CRAB!"), ("Café", unicodedata.normalize("NFD", "CAFÉ")), ("", "?")],
)
def test_names_that_a_file_system_may_confuse_differ_by_a_number(
    folder: FeedFolder, first: str, second: str
) -> None:
    names = [folder.path_for(NEWS, title, DAY).stem for title in (first, second, first)]
    assert names[1:] == [f"{names[0]}-2", f"{names[0]}-3"]


def test_a_name_on_the_disk_is_not_given_again(folder: FeedFolder) -> None:
    path = folder.path_for(NEWS, "Café", DAY)
    path.parent.mkdir(parents=True)
    (path.parent / unicodedata.normalize("NFD", "2024-05-06-CAFÉ.MD")).touch()
    assert FeedFolder(folder.root).path_for(NEWS, "Café", DAY).name == "2024-05-06-café-2.md"


def test_a_name_that_belongs_to_a_deleted_post_is_not_given_again(folder: FeedFolder) -> None:
    taken = folder.path_for(NEWS, "Crab", DAY)
    other = FeedFolder(folder.root).path_for(NEWS, "Crab", DAY, lambda path: path == taken)
    assert other.stem == f"{taken.stem}-2"


@pytest.mark.parametrize(
    "subscription",
    [
        Subscription("../../up", "Up", "u", category="../.."),
        Subscription("/etc", "Up", "u", category="/"),
        Subscription("CON", "Up", "u", category=".hidden/nul"),
        Subscription("a\\b:c", "Up", "u", category="x" * 300),
    ],
)
def test_no_category_and_id_leads_out_of_the_folder(
    folder: FeedFolder, subscription: Subscription
) -> None:
    path = folder.path_for(subscription, "../../../title\x00/..", DAY)
    folder.write(path, "text\n")
    assert Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder.root))
    assert path in [post for post in folder.root.rglob("*.md") if not post.name.startswith(".")]
    assert all(part not in ("con", "nul") for part in path.parts)


def test_a_written_post_leaves_no_other_file(folder: FeedFolder) -> None:
    path = folder.path_for(NEWS, "Crab", DAY)
    folder.write(path, "text é\n")
    folder.sync(path)
    folder.sync(None)
    assert path.read_bytes() == "text é\n".encode()
    assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o400


def test_no_file_is_overwritten(folder: FeedFolder) -> None:
    path = folder.path_for(NEWS, "Crab", DAY)
    folder.write(path, "by the person")
    with pytest.raises(FeedError, match="File exists"):
        folder.write(path, "by the feed")
    assert path.read_text() == "by the person"
    assert list(path.parent.iterdir()) == [path]


def test_no_file_is_overwritten_where_there_are_no_hard_links(
    folder: FeedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = folder.path_for(NEWS, "Crab", DAY)
    folder.write(path, "first")
    with pytest.raises(FeedError):
        folder.write(path, "second")
    assert path.read_text() == "first"
    assert list(path.parent.iterdir()) == [path]


def test_what_an_interrupted_fetch_left_is_removed(folder: FeedFolder) -> None:
    path = folder.path_for(NEWS, "Crab", DAY)
    folder.write(path, "text")
    (path.parent / ".4711.broadsheet-tmp").write_text("half")
    FeedFolder(folder.root).path_for(NEWS, "Other", DAY)
    assert list(path.parent.iterdir()) == [path]


def test_a_post_that_an_interrupted_fetch_was_writing_stays_as_it_is(folder: FeedFolder) -> None:
    path = folder.path_for(NEWS, "Crab", DAY)
    folder.write(path, "text")
    temporary = path.with_name(f".{os.getpid()}.broadsheet-tmp")
    temporary.hardlink_to(path)
    other = folder.path_for(NEWS, "Other", DAY)
    folder.write(other, "other text")
    assert (path.read_text(), other.read_text()) == ("text", "other text")
    assert not temporary.exists()


def test_a_full_disk_leaves_nothing_half_written(folder: FeedFolder) -> None:
    path = folder.path_for(NEWS, "Crab", DAY)
    folder.write(path, "old")
    other = folder.path_for(NEWS, "Other", DAY)
    with files_of_at_most(100):
        with pytest.raises(FeedError) as write:
            folder.write(other, "x" * 1000)
        with pytest.raises(FeedError) as replace:
            folder.replace(path, "x" * 1000)
    for error in (write.value, replace.value):
        assert error.remedy.startswith("Make room on the disk")
    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "Make room on the disk"),
        (errno.EROFS, "Get permission to write to"),
        (errno.EACCES, "Get permission to write to"),
        (errno.ENOTDIR, "Rename or move the file"),
        (errno.EIO, "Check the disk"),
    ],
)
def test_each_error_has_a_remedy(number: int, remedy: str) -> None:
    with pytest.raises(FeedError) as caught, explained("written", Path("/feeds/a.md")):
        raise OSError(number, os.strerror(number))
    assert caught.value.reason.startswith("/feeds/a.md cannot be written: ")
    assert caught.value.remedy.startswith(remedy)


def test_a_file_in_the_place_of_a_folder_is_left_alone(folder: FeedFolder) -> None:
    folder.root.mkdir()
    (folder.root / "tech").write_text("mine")
    path = folder.path_for(NEWS, "Crab", DAY)
    with pytest.raises(FeedError, match="Rename or move the file"):
        folder.write(path, "text")
    assert (folder.root / "tech").read_text() == "mine"


def test_nothing_is_written_through_a_link_out_of_the_folder(
    folder: FeedFolder, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    (outside / "boats-co" / "harbour-news").mkdir(parents=True)
    folder.root.mkdir()
    (folder.root / "tech").symlink_to(outside)
    path = folder.folder_of(NEWS) / "a.md"
    for attempt in (
        lambda: folder.path_for(NEWS, "Crab", DAY),
        lambda: folder.write(path, "text"),
        lambda: folder.delete(path),
    ):
        with pytest.raises(FeedError, match="outside of the feeds folder"):
            attempt()
    assert not list(outside.rglob("*.md"))


def test_a_post_that_is_a_link_is_not_replaced(folder: FeedFolder, tmp_path: Path) -> None:
    path = folder.path_for(NEWS, "Crab", DAY)
    path.parent.mkdir(parents=True)
    (tmp_path / "mine.md").write_text("mine")
    path.symlink_to(tmp_path / "mine.md")
    with pytest.raises(FeedError, match="symbolic link"):
        folder.replace(path, "text")
    assert (tmp_path / "mine.md").read_text() == "mine"


def test_the_feeds_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    folder = FeedFolder(tmp_path / "link")
    folder.write(folder.path_for(NEWS, "Crab", DAY), "text")
    assert list((tmp_path / "real").rglob("*crab.md"))


def test_replacing_keeps_the_permissions(folder: FeedFolder) -> None:
    path = folder.path_for(NEWS, "Crab", DAY)
    folder.write(path, "old")
    path.chmod(0o600)
    folder.replace(path, "new")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o600)
    with pytest.raises(FeedError, match="no longer exists"):
        folder.replace(path.with_name("gone.md"), "new")


def test_only_the_newest_versions_are_put_aside(folder: FeedFolder) -> None:
    path = folder.path_for(NEWS, "Crab", DAY)
    other = folder.path_for(NEWS, "Crab 2", DAY)
    folder.write(path, "version 0")
    folder.put_aside(other, "another post")
    for number in range(1, MAX_VERSIONS + 3):
        kept = folder.put_aside(path)
        folder.replace(path, f"version {number}")
    texts = [version.read_text() for version in sorted(kept.parent.glob(f"{path.stem}.*"))]
    assert texts == [f"version {number}" for number in range(2, MAX_VERSIONS + 2)]
    assert len(list(kept.parent.iterdir())) == MAX_VERSIONS + 1
    assert kept.is_relative_to(folder.root / ".broadsheet" / "versions")
    assert [post.path for post in folder.written_posts()] == []


def test_the_posts_of_feeds_are_found_again(folder: FeedFolder) -> None:
    guids = ["tag:example.org,2024:1", " two  spaces\u2028and a line separator", "", "no"]
    paths = []
    for number, guid in enumerate(guids):
        link = f"https://example.org/{number}"
        published = datetime(2024, 5, 6, 23, 59, tzinfo=UTC)
        text = EntryText(Entry(guid=guid, title="Crab", link=link), NEWS, "text", published)
        paths.append(folder.path_for(NEWS, text.title, DAY))
        folder.write(paths[-1], str(text))
    (paths[0].parent / "mine.md").write_text("---\ntitle: mine\nfeed: true\n---\ntext\n")
    (paths[0].parent / "broken.md").write_bytes(b"---\nfeed: \xff\nguid: [\n")
    (paths[0].parent / "note.txt").write_text("---\nfeed: a\nguid: b\n---\n")
    (paths[0].parent / "loop.md").symlink_to("loop.md")
    found = sorted(folder.written_posts(), key=lambda post: post.link)
    assert [post.path for post in found] == paths
    assert [post.guid for post in found] == guids
    assert found[0] == WrittenPost(
        paths[0], NEWS.name, guids[0], "https://example.org/0", "Crab", DAY
    )


def test_the_layout_keys_of_other_posts_are_found(folder: FeedFolder) -> None:
    assert folder.layout == {}
    folder.root.mkdir()
    (folder.root / "a.md").write_text("---\nextends: _layouts.post\nsection: content\n---\ntext\n")
    layout = FeedFolder(folder.root).layout
    assert layout == {"extends": "_layouts.post", "section": "content"}
    text = str(EntryText(Entry(title="T"), NEWS, "text", DAY, layout=layout))
    assert text.startswith('---\nextends: "_layouts.post"\nsection: "content"\ntitle: "T"\n')


def test_a_section_alone_is_a_category_and_no_layout(folder: FeedFolder) -> None:
    folder.root.mkdir()
    (folder.root / "a.md").write_text("---\nsection: sports\n---\ntext\n")
    assert folder.layout == {}
