"""What a subscription is called now: the person may change feeds.toml while it is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from reader.feeds.model import Subscription
from reader.feeds.subscriptions.loading import parse_subscriptions
from reader.posts.files import load_whole
from reader.settings.model import SUBSCRIPTIONS_FILE


class CurrentNames:
    """The names and categories of the feeds of a folder. The file is parsed when it has changed.

    Args:
        folder: The feeds folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / SUBSCRIPTIONS_FILE
        self._data = b""
        self._by_id: Mapping[str, Subscription] = {}

    def apply(self, subscription: Subscription) -> Subscription:
        """Return a subscription with its present name and category; as it is if it was removed."""
        try:
            data = load_whole(self._path)
        except OSError:
            return subscription
        if data != self._data:
            self._data = data
            found = parse_subscriptions(data, self._path).subscriptions
            self._by_id = {each.id: each for each in found}
        current = self._by_id.get(subscription.id, subscription)
        return replace(subscription, name=current.name, category=current.category)
