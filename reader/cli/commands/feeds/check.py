"""`broadsheet feed check`: fetch one feed, and show what would be written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from reader.cli import options, output
from reader.cli.commands.feeds.finding import find
from reader.cli.folders import feeds_folder
from reader.cli.subscriptions import NO_TITLE, describe
from reader.feeds.errors import FeedError
from reader.feeds.fetching.trial import Trial, TrialFate, TriedEntry, request_document, try_feed
from reader.feeds.model import FeedDocument, Subscription
from reader.feeds.subscriptions.addresses import complete_address
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.subscriptions.names import derive_name, new_id
from reader.feeds.subscriptions.subscription_list import SubscriptionList
from reader.settings import data_folder
from reader.text.counts import counted
from reader.text.dates import NO_DATE, day_in_words
from reader.web.documents import DocumentClient

_SUMMARY = {
    TrialFate.NEW: "{} would be written",
    TrialFate.CHANGED: "{} would be written again",
    TrialFate.EDITED: "{} would be put aside beside a post that you edited",
    TrialFate.FILTERED: "{} would be left out by a filter",
    TrialFate.DUPLICATE: "{} in the feed twice",
    TrialFate.DELETED: "{} deleted by you",
    TrialFate.KNOWN: "{} known and unchanged",
}


@click.command("check")
@click.argument("feed", metavar="FEED|URL")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object with all entries.")
@options.feeds_folder
@click.pass_context
def command(ctx: click.Context, feed: str, as_json: bool, folder: Path | None) -> None:
    """Fetch one feed and show what would be written, without writing it.

    FEED is one of your feeds. URL is the address of any other feed or site; its first feed is
    checked. Exits with 1 if the feed cannot be fetched or is damaged.
    """
    root = feeds_folder(folder).absolute()
    try:
        subscription, document = _fetch(feed, load_subscriptions(root))
    except FeedError as error:
        if as_json:
            output.write_json({"error": error.reason, "remedy": error.remedy})
        else:
            output.report(str(error))
        ctx.exit(1)
    trial = try_feed(subscription, document, root, data_folder(), datetime.now(UTC), output.report)
    if as_json:
        output.write_json(_object(trial))
    else:
        output.write_lines(_lines(trial))
    ctx.exit(1 if document.faults else 0)


def _fetch(words: str, loaded: SubscriptionList) -> tuple[Subscription, FeedDocument]:
    """Return a subscription and its document; that of a feed that is not subscribed is made up.

    Raises:
        FeedError: There is no such feed, or it cannot be fetched.
    """
    subscription = loaded.get(words) or loaded.get_by_address(complete_address(words))
    if subscription is None and not ("." in words or "/" in words or "localhost" in words):
        subscription = loaded.find(words)
    if subscription is not None:
        with DocumentClient() as client:
            return subscription, request_document(subscription, client)
    found = find(words)[0]
    name = found.title or derive_name(found.url)
    identity = new_id(name, {feed.id for feed in loaded.subscriptions}, found.url)
    return Subscription(identity, name, found.url), found.document


def _lines(trial: Trial) -> Iterator[str]:
    """Yield what the feed is, two lines for each entry, what is wrong, and a summary."""
    document = trial.document
    yield f"{describe(trial.subscription)}: {trial.subscription.url}"
    if document.title and document.title != trial.subscription.name:
        yield f"Title: {document.title}"
    if document.link:
        yield f"Site: {document.link}"
    for entry in trial.entries:
        yield f"{entry.fate}: {entry.taken.title or NO_TITLE} ({_day(entry)})"
        yield f"    {_reason(entry)}"
    yield from document.faults
    numbers = [
        words.format(f"{trial.count(fate):,}")
        for fate, words in _SUMMARY.items()
        if trial.count(fate)
    ]
    total = counted(len(trial.entries), "entry", "entries")
    yield f"{total}: {', '.join(numbers)}" if numbers else f"{total}."


def _day(entry: TriedEntry) -> str:
    published = entry.taken.entry.published
    return NO_DATE if published is None else day_in_words(published)


def _reason(entry: TriedEntry) -> str:
    taken = entry.taken
    return taken.detail or taken.path or taken.entry.link or taken.entry.guid or "(no address)"


def _object(trial: Trial) -> dict[str, Any]:
    document = trial.document
    return {
        "id": trial.subscription.id,
        "name": trial.subscription.name,
        "url": trial.subscription.url,
        "title": document.title,
        "site": document.link,
        "language": document.language,
        "ttl": None if document.ttl is None else document.ttl.total_seconds(),
        "faults": document.faults,
        "entries": [_entry_object(entry) for entry in trial.entries],
    }


def _entry_object(tried: TriedEntry) -> dict[str, Any]:
    """Return an entry as a JSON object; `text` is the post that would be written."""
    entry = tried.taken.entry
    return {
        "fate": tried.fate.value,
        "detail": tried.taken.detail,
        "title": tried.taken.title,
        "published": None if entry.published is None else entry.published.isoformat(),
        "updated": None if entry.updated is None else entry.updated.isoformat(),
        "link": entry.link,
        "guid": entry.guid,
        "authors": entry.authors,
        "tags": entry.tags,
        "image": entry.image,
        "enclosures": [each.url for each in entry.enclosures],
        "path": tried.taken.path or None,
        "text": tried.taken.text,
    }
