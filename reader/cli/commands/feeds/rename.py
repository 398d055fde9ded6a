"""`broadsheet feed rename`: change the name or the category of a subscription."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from reader.cli import options, output
from reader.cli.folders import feeds_folder
from reader.feeds.model import Subscription
from reader.feeds.renaming import change_subscription
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.writing.feed_folder import FeedFolder
from reader.text.counts import counted


@click.command("rename")
@click.argument("feed")
@click.argument("name", required=False)
@click.option(
    "--category", help='New category, such as Tech or Tech/Apple; "" for none. Needs no NAME.'
)
@options.feeds_folder
def command(feed: str, name: str | None, category: str | None, folder: Path | None) -> None:
    """Give a feed another name, or another category.

    The posts that are there get the new name and category too, but keep their files and folders, so
    that what you marked or linked is still found. The id of the feed, which is the name of its
    folder, never changes.
    """
    if name is None and category is None:
        raise click.UsageError("Give a new NAME, or --category.")
    root = feeds_folder(folder)
    before = load_subscriptions(root).find(feed)
    count = change_subscription(root, before.id, name=name, category=category)
    after = load_subscriptions(root).get(before.id)
    assert after is not None
    output.write_lines(_report(before, after, root, count))


def _report(before: Subscription, after: Subscription, root: Path, count: int) -> Iterator[str]:
    if after.name != before.name:
        yield f"{before.name} is now called {after.name}."
    if after.category != before.category:
        folder = FeedFolder(root).folder_of(after)
        yield f"New posts of {after.name} go to {folder}. Those that are there stay where they are."
    if count:
        yield f"{counted(count, 'post')} changed."
    if after == before:
        yield f"{after.name} is as it was."
