"""`broadsheet feed add`: subscribe to the feed of a site, and fetch it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from reader.cli import options, output
from reader.cli.commands.feeds.finding import find
from reader.cli.folders import feeds_folder
from reader.cli.lazy_group import load_command
from reader.cli.subscriptions import describe, subscription_object
from reader.feeds.errors import FeedError
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.addresses import check_address, complete_address
from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.subscriptions.names import derive_name, fold_id, free_id, safe_category
from reader.text.clean import one_line

FETCH = "reader.cli.commands.fetch"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that can be subscribed to."""

    url: str
    title: str = ""


@click.command("add")
@click.argument("url")
@click.option("--category", default="", help="Category of its posts, such as Tech or Tech/Apple.")
@click.option("--name", help="Name of the feed. Default: its title.")
@click.option(
    "--pick", type=click.IntRange(1), help="If the site has several feeds: the number of the one."
)
@click.option(
    "--all", "takes_all", is_flag=True, help="If the site has several feeds: all of them."
)
@click.option(
    "--as-is", is_flag=True, help="Subscribe to this very URL, without connecting to its server."
)
@click.option("--no-fetch", is_flag=True, help="Do not fetch the posts of the feed now.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print a JSON array, one object per feed; fetch nothing.",
)
@options.feeds_folder
@click.pass_context
def command(
    ctx: click.Context,
    url: str,
    category: str,
    name: str | None,
    pick: int | None,
    takes_all: bool,
    as_is: bool,
    no_fetch: bool,
    as_json: bool,
    folder: Path | None,
) -> None:
    """Subscribe to a feed, and fetch its posts.

    URL is the address of a feed or of a site, also without https://. If a site has several feeds,
    you are asked which one you want; without a terminal, --pick or --all says it. The feeds folder
    and its feeds.toml are created if there are none. Exits with 1 if the feed was added but could
    not be fetched.
    """
    root = feeds_folder(folder)
    loaded = load_subscriptions(root)
    existing = loaded.get_by_address(complete_address(url))
    if existing is not None:
        feeds = [existing]
    else:
        found = [_as_is(url)] if as_is else [Candidate(feed.url, feed.title) for feed in find(url)]
        feeds = _subscribe(_choose(found, pick, takes_all=takes_all), name, category, root)
    new = [feed for feed in feeds if loaded.get_by_address(feed.url) is None]
    if as_json:
        output.write_json_array(
            {**subscription_object(feed), "is_new": feed in new} for feed in feeds
        )
    else:
        output.write_lines(_report(feeds, new))
    if new and not (no_fetch or as_is or as_json):
        _fetch(ctx, new, root)


def _fetch(ctx: click.Context, feeds: Sequence[Subscription], folder: Path) -> None:
    """Fetch feeds as `broadsheet fetch` does; the exit status is its one, but never 2."""
    ids = tuple(feed.id for feed in feeds)
    try:
        ctx.invoke(
            load_command(FETCH), feeds=ids, is_all=False, is_dry=False, as_json=False, folder=folder
        )
    except FeedError as error:  # such as another fetch that is running
        output.report(str(error))
        ctx.exit(1)


def _as_is(url: str) -> Candidate:
    address = complete_address(url)
    check_address(address)
    return Candidate(address)


def _choose(
    found: Sequence[Candidate], pick: int | None, *, takes_all: bool
) -> Sequence[Candidate]:
    """Return the feeds to subscribe to.

    Raises:
        FeedError: There are several, and nobody can be asked.
    """
    if takes_all:
        return found
    if pick is not None:
        if pick > len(found):
            _list_found(found)
            raise FeedError(
                f"there is no feed {pick}: {len(found)} were found", "Choose one of those above."
            )
        return [found[pick - 1]]
    if len(found) == 1:
        return found
    _list_found(found)
    if not can_ask():
        raise FeedError(
            f"the site has {len(found)} feeds",
            "Choose one of those above with --pick, such as --pick 1, or take --all.",
        )
    numbers = [str(number) for number in range(1, len(found) + 1)]
    answer = click.prompt(
        "Which one", type=click.Choice([*numbers, ALL]), default=numbers[0], err=True
    )
    return found if answer == ALL else [found[int(answer) - 1]]


def can_ask() -> bool:
    """Return whether a person can answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _list_found(found: Sequence[Candidate]) -> None:
    for number, feed in enumerate(found, 1):
        name = one_line(feed.title) or derive_name(feed.url)
        output.report(f"  {number}  {name}  {one_line(feed.url)}")


def _subscribe(
    chosen: Sequence[Candidate], name: str | None, category: str, folder: Path
) -> list[Subscription]:
    """Add feeds to feeds.toml, and return their subscriptions, also those that were there."""
    loaded = load_subscriptions(folder)
    ids = {fold_id(feed.id) for feed in loaded.subscriptions}
    new = []
    for feed in chosen:
        title = one_line(name or "") or one_line(feed.title) or derive_name(feed.url)
        identity = free_id(title, ids, feed.url)
        ids.add(identity)
        new.append(Subscription(identity, title, feed.url, safe_category(category)))
    SubscriptionFile(folder).add(*new)
    loaded = load_subscriptions(folder)
    added = (loaded.get_by_address(feed.url) for feed in chosen)
    return [feed for feed in added if feed is not None]


def _report(feeds: Sequence[Subscription], new: Sequence[Subscription]) -> Iterator[str]:
    for feed in feeds:
        verb = "Subscribed" if feed in new else "Already subscribed"
        yield f"{verb} to {describe(feed)}: {feed.url}"
