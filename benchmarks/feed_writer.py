"""Writes the posts of many feeds as a fetch does: `python -m benchmarks.feed_writer FOLDER FEEDS`.

The posts of a feed are written at once, and the feeds one after another at a steady rate.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.feeds import ENTRIES
from benchmarks.posts import words
from reader.feeds.model import Entry, Subscription
from reader.feeds.writing.entry_text import EntryText
from reader.feeds.writing.feed_folder import FeedFolder

RATE = 200
"""Posts per second, about as many as a fetch writes."""
_CATEGORIES = ("Tech", "Tech/Apple", "News", "Science", "Comics", "Sport", "Local", "Food")
_LAST_DATE = datetime(2026, 6, 1, 7, 30, tzinfo=UTC)


def write_feeds(folder: FeedFolder, feeds: int) -> None:
    """Write the posts of feeds, 30 of each."""
    start = time.monotonic()
    for number in range(feeds):
        name = f"Feed {number}"
        address = f"https://feed-{number}.example/"
        category = _CATEGORIES[number % len(_CATEGORIES)]
        subscription = Subscription(f"feed-{number}", name, f"{address}feed", category=category)
        rng = random.Random(number)
        for index in range(ENTRIES):
            _write(folder, subscription, rng, address, _LAST_DATE - _age(number, index))
        time.sleep(max(0.0, start + (number + 1) * ENTRIES / RATE - time.monotonic()))


def _age(number: int, index: int) -> timedelta:
    return timedelta(hours=9 * index, minutes=number)


def _write(
    folder: FeedFolder, feed: Subscription, rng: random.Random, address: str, date: datetime
) -> None:
    link = f"{address}{rng.random()}/"
    title = words(rng, rng.randint(4, 14)).capitalize()
    tags = (words(rng, 1), words(rng, 1))
    entry = Entry(title=title, link=link, guid=link, summary=words(rng, 20), tags=tags)
    body = "\n\n".join(words(rng, 60) for _ in range(10))
    path = folder.path_for(feed, title, date.date())
    folder.write(path, str(EntryText(entry, feed, body, date)))


if __name__ == "__main__":
    write_feeds(FeedFolder(Path(sys.argv[1])), int(sys.argv[2]))
