"""`broadsheet feed remove`: end subscriptions."""

from __future__ import annotations

import os
from pathlib import Path

import click

from reader.cli import options, output
from reader.cli.folders import feeds_folder
from reader.feeds.removing import remove_subscription
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.writing.feed_folder import FeedFolder
from reader.settings import data_folder


@click.command("remove")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@options.feeds_folder
def command(feeds: tuple[str, ...], folder: Path | None) -> None:
    """Remove feeds from feeds.toml. Their posts stay where they are."""
    root = feeds_folder(folder)
    loaded = load_subscriptions(root)
    named = {feed.id: feed for feed in map(loaded.find, feeds)}
    for feed in named.values():
        remove_subscription(root, feed.id, data_folder(), output.report)
        posts = FeedFolder(root).folder_of(feed)
        rest = f" Its posts stay in {posts}." if os.path.isdir(posts) else ""
        output.write_lines([f"Removed {feed.name}.{rest}"])
