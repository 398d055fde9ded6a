"""Load feeds.toml, the list of subscriptions that people may also edit by hand."""

from __future__ import annotations

import os
from pathlib import Path

from reader.feeds.subscriptions.reading import FileReading
from reader.feeds.subscriptions.subscription_list import SubscriptionList
from reader.posts.files import describe_error, load_whole
from reader.posts.post import Problem
from reader.settings.model import SUBSCRIPTIONS_FILE


def load_subscriptions(folder: Path) -> SubscriptionList:
    """Load feeds.toml from the feeds folder; never raises for what the file contains.

    Without a file there are no subscriptions. If the file cannot be read, there are none either,
    and a problem.
    """
    path = folder / SUBSCRIPTIONS_FILE
    try:
        return parse_subscriptions(load_whole(path), path)
    except FileNotFoundError:
        return SubscriptionList(path)
    except OSError as error:
        message = f"the file cannot be read ({describe_error(error)}), so no feed is fetched"
        remedy = "Check that it is a file, and that you may read it."
        problem = Problem(os.fspath(path), None, None, message, remedy)
        return SubscriptionList(path, (), (problem,))


def parse_subscriptions(data: bytes, path: Path) -> SubscriptionList:
    """Return the subscriptions of the bytes of feeds.toml; never raises.

    Args:
        data: The content of the file.
        path: The file, for the problems.
    """
    reading = FileReading(os.fspath(path))
    try:
        # TOML is UTF-8: https://toml.io/en/v1.0.0#spec. Some editors write a byte order mark too.
        reading.text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reading.report_line(
            data.count(b"\n", 0, error.start) + 1,
            None,
            "the file is not encoded in UTF-8, so no feed is fetched",
            "Save it as UTF-8 in your editor.",
        )
    defaults, feeds = reading.read_document()
    return SubscriptionList(path, reading.read_feeds(defaults, feeds), tuple(reading.problems))


def locate_tables(text: str) -> dict[str, int]:
    """Return the numbers of the tables `[[feed]]` in a text, from 0, by the ids of the feeds."""
    reading = FileReading(SUBSCRIPTIONS_FILE, text)
    reading.read_feeds(*reading.read_document())
    return reading.tables
