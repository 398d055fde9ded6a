"""Changes of feeds.toml that the app makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.feeds.errors import FeedError
from reader.feeds.model import Subscription
from reader.feeds.removing import remove_subscription
from reader.feeds.renaming import change_subscription
from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.subscriptions.names import new_id
from reader.feeds.writing.entry_text import feed_name
from reader.library.events import IsCancelled
from reader.tui.feeds.requests import FeedChange, FeedChanged, FeedNotChanged, FeedRef


def run(
    change: FeedChange, emit: Callable[[FeedChanged | FeedNotChanged], object], _: IsCancelled
) -> None:
    """Change feeds.toml. See `FeedChange`."""
    emit(apply_change(change))


def apply_change(change: FeedChange) -> FeedChanged | FeedNotChanged:
    """Add, change or remove a subscription."""
    try:
        feed = _apply(change)
        return FeedChanged(change, FeedRef(feed, _posts_name(change.folder, feed)))
    except FeedError as error:
        return FeedNotChanged(change, str(error))


def _posts_name(folder: Path, feed: str) -> str:
    subscription = load_subscriptions(folder).get(feed)
    return feed if subscription is None else feed_name(subscription)


def _apply(change: FeedChange) -> str:
    if change.feed is None:
        return _add(change)
    if change.is_removed:
        remove_subscription(change.folder, change.feed, change.data_folder, _ignore)
    else:
        values = {"name": change.name, "category": change.category, "url": change.url}
        change_subscription(change.folder, change.feed, **values)
    return change.feed


def _add(change: FeedChange) -> str:
    url, name = change.url or "", change.name or ""
    there = load_subscriptions(change.folder)
    feed = new_id(name, {subscription.id for subscription in there.subscriptions}, url)
    added = SubscriptionFile(change.folder).add(
        Subscription(feed, name, url, change.category or "")
    )
    if added:
        return added[0].id
    former = there.get_by_address(url)
    if former is None:  # somebody else has added it at this moment
        raise FeedError("there is a subscription to this feed already", "Press Esc, then E.")
    return former.id


def _ignore(message: str) -> None:
    """Ignore that the states cannot be used: the next fetch reports it."""
