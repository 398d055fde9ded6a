"""Remove a subscription."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.store.feeds.states import FEEDS_FILE, FeedStates


def remove_subscription(
    folder: Path,
    subscription_id: str,
    data_folder: Path | None,
    report: Callable[[str], object],
) -> None:
    """Remove a subscription, whose posts stay, and forget what is known of its feed.

    So the feed starts afresh if it is added again.

    Args:
        folder: The feeds folder.
        subscription_id: The id of the subscription.
        data_folder: The folder of the states; None if there is none.
        report: Receives a message if the file of the states cannot be used.

    Raises:
        FeedError: There is no such subscription, or feeds.toml cannot be written.
    """
    SubscriptionFile(folder).remove(subscription_id)
    path = None if data_folder is None else data_folder / FEEDS_FILE
    if path is not None and os.path.exists(path):
        with FeedStates(path, folder, report) as states:
            states.forget_feed(subscription_id)
