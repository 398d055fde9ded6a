"""Changes of feeds.toml that the app makes."""

from __future__ import annotations

from collections.abc import Callable

from reader.feeds.errors import FeedError
from reader.feeds.model import Subscription
from reader.feeds.subscriptions import SubscriptionFile, load_subscriptions, new_id
from reader.library.events import IsCancelled
from reader.store.feeds.states import FEEDS_FILE, FeedStates
from reader.tui.feeds.requests import FeedChange, FeedChanged, FeedNotChanged


def run(
    change: FeedChange, emit: Callable[[FeedChanged | FeedNotChanged], object], _: IsCancelled
) -> None:
    """Change feeds.toml. See `FeedChange`."""
    emit(apply_change(change))


def apply_change(change: FeedChange) -> FeedChanged | FeedNotChanged:
    """Add, change or remove a subscription."""
    try:
        return FeedChanged(change, _apply(change))
    except FeedError as error:
        return FeedNotChanged(change, str(error))


def _apply(change: FeedChange) -> str:
    file = SubscriptionFile(change.folder)
    if change.feed is None:
        assert change.url is not None
        assert change.name is not None
        taken = {each.id for each in load_subscriptions(change.folder).subscriptions}
        feed = new_id(change.name, taken)
        file.add(Subscription(feed, change.name, change.url, change.category or ""))
        return feed
    if change.is_removed:
        file.remove(change.feed)
        _forget(change, change.feed)
        return change.feed
    changed = {"name": change.name, "category": change.category, "url": change.url}
    file.change(change.feed, **{key: value for key, value in changed.items() if value is not None})
    return change.feed


def _forget(change: FeedChange, feed: str) -> None:
    """Forget what is known of a removed feed, so that it starts afresh if it is added again."""
    if change.data_folder is not None:
        with FeedStates(change.data_folder / FEEDS_FILE, change.folder) as states:
            states.forget_feed(feed)
