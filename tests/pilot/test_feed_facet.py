"""Posts from feeds in the app: their section of the sidebar, and what is read together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.feeds.model import Entry, Subscription
from reader.feeds.writing.entry_text import EntryText
from reader.feeds.writing.feed_folder import FeedFolder
from reader.tui.panes import Pane

from .conftest import Open, Reading

HARBOUR = Subscription("harbour", "Harbour News", "https://example.org/feed", "Sea/Boats")
DIGEST = Subscription("digest", "The Digest", "https://example.com/feed", "World")
SHARED = "https://example.org/2026/crab"


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    """Three posts of two feeds, of which two link to the same page."""
    folder = FeedFolder(tmp_path / "feeds")
    for day, subscription, title, link in (
        (5, HARBOUR, "Crab", SHARED),
        (4, DIGEST, "Claws", f"{SHARED}?utm_source=digest"),
        (3, DIGEST, "Tide", "https://example.com/tide"),
    ):
        published = datetime(2026, 6, day, 9, tzinfo=UTC)
        entry = Entry(guid=title, title=title, link=link, authors=("Ann",))
        text = EntryText(entry, subscription, f"The text of {title}.", published)
        folder.write(folder.path_for(subscription, text.title, published.date()), str(text))
    return folder.root


def feed_rows(reading: Reading) -> list[str]:
    """The rows of the section of feeds, as they are drawn."""
    rows = [line.strip("▌ ") for line in reading.text_of("Sidebar").splitlines()]
    start = next(index for index, row in enumerate(rows) if row.endswith("Feeds"))
    return [" ".join(row.split()) for row in rows[start + 1 : start + 5]]


async def test_feeds_are_selected_by_their_rows_and_numbers(feeds: Path, open_reader: Open) -> None:
    async with open_reader(feeds, posts=3) as reading:
        assert feed_rows(reading) == ["Sea/Boats", "4 Harbour News 1", "World", "5 The Digest 2"]
        await reading.press("5")
        assert reading.titles == ["Claws", "Tide"]
        # The name of a category between two feeds is passed over.
        reading.main.panes.enter(Pane.SIDEBAR)
        await reading.press("k")
        assert (reading.category, reading.titles) == ("Harbour News", ["Crab"])
        await reading.press("k")
        assert reading.category == "Feeds"
        await reading.press("j", "enter", "enter")
        assert reading.article.endswith("-crab.md")
        assert "Ann · Harbour News · Sea, Boats" in reading.text_of("ArticlePane")


async def test_a_feed_is_searched_for(feeds: Path, open_reader: Open) -> None:
    async with open_reader(feeds, posts=3) as reading:
        await reading.press("5")
        reading.main.panes.enter(Pane.SIDEBAR)
        await reading.press("enter")
        assert reading.main.post_list.frame.title.plain.startswith("feed: The Digest")
        await reading.press("0", "slash", *"feed:har")
        await reading.until(lambda: reading.titles == ["Crab"])


async def test_what_two_feeds_link_to_is_read_once(feeds: Path, open_reader: Open) -> None:
    async with open_reader(feeds, posts=3) as reading:
        assert reading.unread == ["Crab", "Claws", "Tide"]
        reading.main.panes.enter(Pane.LIST)
        await reading.press("u")
        assert reading.unread == ["Tide"]
        assert feed_rows(reading) == ["Sea/Boats", "4 Harbour News", "World", "5 The Digest 1"]
        await reading.press("U")
        assert reading.unread == ["Crab", "Claws", "Tide"]


async def test_a_feed_that_could_not_be_fetched_is_marked(feeds: Path, open_reader: Open) -> None:
    async with open_reader(feeds, posts=3) as reading:
        reading.main.facets.show_failing_feeds([DIGEST.name])
        await reading.pilot.pause()
        assert feed_rows(reading)[3] == "5 The Digest ! 2"
        reading.main.facets.show_failing_feeds([])
        await reading.pilot.pause()
        assert feed_rows(reading)[3] == "5 The Digest 2"
