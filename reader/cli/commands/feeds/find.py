"""`broadsheet feed find`: the feeds of a site, without subscribing to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from reader.cli import options, output
from reader.cli.commands.feeds.finding import find
from reader.cli.folders import feeds_folder
from reader.feeds.discovery import FoundFeed
from reader.feeds.errors import FeedError
from reader.feeds.model import Entry, FeedDocument
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.subscriptions.names import derive_name
from reader.feeds.subscriptions.subscription_list import SubscriptionList
from reader.text.counts import counted

MAX_HEADLINES = 5
"""Maximum number of headlines that show what is in a feed."""


@click.command("find")
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="Print each feed as a line of JSON.")
@options.feeds_folder
@click.pass_context
def command(ctx: click.Context, url: str, as_json: bool, folder: Path | None) -> None:
    """Show the feeds of a site, with their latest headlines.

    URL is the address of a site or a feed, also without https://. Exits with 1 if there is no
    feed, or if the site cannot be reached.
    """
    loaded = load_subscriptions(feeds_folder(folder))
    try:
        found = find(url)
    except FeedError as error:
        if as_json:
            output.write_json_line({"error": error.reason, "remedy": error.remedy})
        else:
            output.report(str(error))
        ctx.exit(1)
    if as_json:
        for feed in found:
            output.write_json_line(_object(feed, loaded))
    else:
        output.write_lines(_lines(found, loaded))


def _object(feed: FoundFeed, loaded: SubscriptionList) -> dict[str, Any]:
    subscription = loaded.get_by_address(feed.url)
    return {
        "url": feed.url,
        "title": feed.title,
        "site": feed.document.link,
        "entries": len(feed.document.entries),
        "headlines": headlines(feed.document),
        "category": "" if subscription is None else subscription.category,
        "subscribed": None if subscription is None else subscription.id,
    }


def _lines(found: Sequence[FoundFeed], loaded: SubscriptionList) -> Iterator[str]:
    for number, feed in enumerate(found, 1):
        subscription = loaded.get_by_address(feed.url)
        known = "" if subscription is None else f", subscribed as {subscription.id}"
        count = counted(len(feed.document.entries), "entry", "entries")
        yield f"{number}  {feed.title or derive_name(feed.url)} ({count}{known})"
        yield f"   {feed.url}"
        yield from (f"     {headline}" for headline in headlines(feed.document))


def headlines(document: FeedDocument) -> list[str]:
    """Return the titles of the latest entries that have one, the newest first."""
    titled = [entry for entry in document.entries if entry.title]
    if all(entry.published for entry in titled):  # otherwise the order of the feed says more
        titled.sort(key=_moment, reverse=True)
    return [entry.title for entry in titled[:MAX_HEADLINES]]


def _moment(entry: Entry) -> str:
    """Return the date of an entry as text, which sorts by time well enough for a list of titles."""
    return "" if entry.published is None else entry.published.isoformat()
