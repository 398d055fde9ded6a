"""Rename a subscription or move it to another category, together with its posts."""

from __future__ import annotations

from pathlib import Path

from reader.feeds.model import Subscription
from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.writing.entry_text import feed_name
from reader.feeds.writing.feed_folder import FeedFolder
from reader.feeds.writing.files import explained
from reader.feeds.writing.subscription_lines import with_subscription
from reader.feeds.writing.written_posts import markdown_files
from reader.posts.files import load_whole


def change_subscription(
    folder: Path,
    subscription_id: str,
    *,
    name: str | None = None,
    category: str | None = None,
    url: str | None = None,
) -> int:
    """Change values of a subscription; None leaves one as it is.

    Posts keep their files and folders. Their front matter names the feed and its categories as they
    are now, so that the posts of a feed stay together.

    Args:
        folder: The feeds folder.
        subscription_id: The id of the subscription.
        name: New name.
        category: New category, such as `Tech/Apple`; empty for none.
        url: New address.

    Returns:
        The number of posts that were changed.

    Raises:
        FeedError: There is no such subscription, a value is not valid, or a file cannot be written.
    """
    before = load_subscriptions(folder).get(subscription_id)
    SubscriptionFile(folder).change(subscription_id, name=name, category=category, url=url)
    after = load_subscriptions(folder).get(subscription_id)
    if before is None or after is None:
        return 0
    if (before.name, before.category) == (after.name, after.category):
        return 0
    return _change_posts(FeedFolder(folder), before, after)


def _decode_exactly(data: bytes) -> str | None:
    """Return a text with its line breaks as they are; None if the person has not saved it as
    UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _change_posts(folder: FeedFolder, before: Subscription, after: Subscription) -> int:
    """Change the posts of a feed, which are in folders of one name in several categories."""
    own_folder = folder.folder_of(before).name
    count = 0
    for post in folder.written_posts(markdown_files(folder.root)):
        if post.path.parent.name != own_folder or post.feed != feed_name(before):
            continue
        with explained("read", post.path):
            text = _decode_exactly(load_whole(post.path))
        if text is None:
            continue
        changed = with_subscription(text, before, after)
        if changed != text:
            folder.replace(post.path, changed)
            count += 1
    return count
