"""Subscriptions in the forms that commands print, and problems of feeds.toml."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from reader.cli.output import report
from reader.cli.problems import problem_lines
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.subscription_list import SubscriptionList
from reader.store.feeds.fetch_state import FetchState

NO_TITLE = "(without a title)"
"""What is printed in the place of the title of an entry that has none."""


def report_problems(loaded: SubscriptionList) -> None:
    """Write the problems of feeds.toml to standard error, with their lines and remedies."""
    for line in problem_lines(loaded.problems):
        report(line)


def describe(feed: Subscription) -> str:
    """Return name, id and category of a subscription in a few words."""
    category = f", category {feed.category}" if feed.category else ""
    return f"{feed.name} (id {feed.id}{category})"


def subscription_object(feed: Subscription) -> dict[str, Any]:
    """Return a subscription as a JSON object, without user name, password command and headers.

    `every` and `max_age` are in seconds.
    """
    max_age = feed.keep.max_age
    return {
        "id": feed.id,
        "name": feed.name,
        "url": feed.url,
        "category": feed.category,
        "every": feed.every.total_seconds(),
        "max_age": None if max_age is None else max_age.total_seconds(),
        "max_count": feed.keep.max_count,
        "skip": feed.skip,
        "only": feed.only,
        "feature": feed.feature,
        "read": feed.read,
        "full_text": feed.full_text,
    }


def state_object(state: FetchState) -> dict[str, Any]:
    """Return what is known of the fetches of a feed as a JSON object; times are in UTC."""
    return {
        "state": state.feed_state.value,
        "last_success": _time(state.succeeded),
        "next_fetch": _time(state.next_fetch),
        "failures": state.failures,
        "last_gap": _time(state.gap),
        "message": state.message,
        "remedy": state.remedy,
    }


def _time(seconds: float | None) -> str | None:
    """Return a time, in seconds since 1970, in the form of ISO 8601."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
