"""`broadsheet feed add`: subscribe to a feed."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli import options, output
from reader.cli.folders import feeds_folder
from reader.cli.subscriptions import describe, subscription_object
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.addresses import complete_address
from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.subscriptions.names import derive_name, new_id, safe_category
from reader.text.clean import one_line


@click.command("add")
@click.argument("url")
@click.option("--category", default="", help="Category of its posts, such as Tech or Tech/Apple.")
@click.option("--name", help="Name of the feed. Default: its address.")
@click.option("--json", "as_json", is_flag=True, help="Print the feed as a JSON object.")
@options.feeds_folder
def command(url: str, category: str, name: str | None, as_json: bool, folder: Path | None) -> None:
    """Subscribe to the feed at a URL.

    The feeds folder and its feeds.toml are created if there are none.
    """
    root = feeds_folder(folder)
    loaded = load_subscriptions(root)
    address = complete_address(url)
    existing = loaded.get_by_address(address)
    if existing is None:
        title = one_line(name or "") or derive_name(address)
        identity = new_id(title, [each.id for each in loaded.subscriptions], address)
        new = Subscription(identity, title, address, safe_category(category))
        added = SubscriptionFile(root).add(new)
        feed = added[0] if added else new
    else:
        feed = existing
    if as_json:
        output.write_json({**subscription_object(feed), "is_new": existing is None})
    else:
        verb = "Subscribed" if existing is None else "Already subscribed"
        output.write_lines([f"{verb} to {describe(feed)}: {feed.url}"])
