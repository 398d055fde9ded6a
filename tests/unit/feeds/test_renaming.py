"""A renamed or moved subscription takes its posts along, which stay where they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import frontmatter
import pytest

from reader.feeds.entries.written_text import file_hash, load_written
from reader.feeds.errors import FeedError
from reader.feeds.model import Entry, Subscription
from reader.feeds.renaming import change_subscription
from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.feeds.writing.entry_text import EntryText
from reader.feeds.writing.feed_folder import FeedFolder
from reader.feeds.writing.subscription_lines import with_subscription, without_subscription

NEWS = Subscription("news", "Harbour News", "https://example.org/feed", "Tech/Boats")
OTHER = Subscription("other", "Harbour News", "https://example.com/feed", "Tech")
DAY = date(2024, 5, 6)


@pytest.fixture
def folder(tmp_path: Path) -> FeedFolder:
    SubscriptionFile(tmp_path).add(NEWS, OTHER)
    return FeedFolder(tmp_path)


def write(folder: FeedFolder, subscription: Subscription, title: str = "Crab") -> Path:
    text = EntryText(Entry(guid="g", title=title), subscription, "The text.", DAY)
    path = folder.path_for(subscription, text.title, DAY)
    folder.write(path, str(text))
    return path


def test_posts_name_the_feed_and_its_categories_as_they_are_now(folder: FeedFolder) -> None:
    paths = [write(folder, NEWS, title) for title in ("Crab", "Tide")]
    before = paths[0].read_text("utf-8")
    other = write(folder, OTHER)
    count = change_subscription(folder.root, "news", name="Tides: 潮 😀", category="Sea")
    assert count == 2
    for path in paths:
        values = frontmatter.load(str(path)).metadata
        assert (values["feed"], values["categories"]) == ("Tides: 潮 😀", ["Sea"])
    assert frontmatter.load(str(other)).metadata["feed"] == "Harbour News"
    assert change_subscription(folder.root, "news", name=NEWS.name, category=NEWS.category) == 2
    assert paths[0].read_text("utf-8") == before


def test_a_change_of_the_subscription_is_no_edit_of_the_post(folder: FeedFolder) -> None:
    path = write(folder, NEWS)
    known = file_hash(path.read_text("utf-8"))
    change_subscription(folder.root, "news", name="Tides", category="")
    file = load_written(path)
    assert file is not None
    assert file.hash == known
    path.write_text(path.read_text("utf-8").replace("The text", "My text"), "utf-8")
    assert file_hash(path.read_text("utf-8")) != known


def test_what_the_person_wrote_stays(folder: FeedFolder) -> None:
    path = write(folder, NEWS)
    edited = path.read_text("utf-8").replace('["Tech", "Boats"]', "\n- mine") + "\nfeed: text\n"
    path.write_bytes(edited.replace("\n", "\r\n").encode())
    assert change_subscription(folder.root, "news", name="Tides", category="Sea") == 1
    changed = path.read_bytes().decode()
    assert "categories: \r\n- mine\r\n" in changed
    assert 'feed: "Tides"\n' in changed
    assert changed.endswith("\r\nfeed: text\r\n")
    latin = path.with_name("latin.md")
    latin.write_bytes(b'---\nfeed: "Tides"\nguid: "x"\n---\n\xe9\n')
    assert change_subscription(folder.root, "news", name="Harbour News") == 1
    assert b'feed: "Tides"' in latin.read_bytes()


def test_nothing_is_written_if_neither_name_nor_category_changes(folder: FeedFolder) -> None:
    path = write(folder, NEWS)
    before = path.stat().st_mtime_ns
    assert change_subscription(folder.root, "news", url="https://example.org/atom") == 0
    assert change_subscription(folder.root, "news", name="Harbour News") == 0
    assert path.stat().st_mtime_ns == before


def test_a_feed_that_is_not_there_is_reported(folder: FeedFolder) -> None:
    with pytest.raises(FeedError, match="No feed has the id"):
        change_subscription(folder.root, "gone", name="x")


def test_a_text_without_front_matter_is_left_alone() -> None:
    assert without_subscription("feed: x\n") == "feed: x\n"
    assert with_subscription("text\n", NEWS, OTHER) == "text\n"
