"""`broadsheet feed import`: subscribe to the feeds of another program's list."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from reader.cli import options, output
from reader.cli.folders import feeds_folder
from reader.cli.subscriptions import subscription_object
from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.feeds.subscriptions.imports import MAX_BYTES, ImportPlan, parse_list, plan_import
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.posts.errors import ReaderError
from reader.settings import SUBSCRIPTIONS_FILE
from reader.text.counts import counted


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--json", "as_json", is_flag=True, help="Print what was imported as a JSON object.")
@options.feeds_folder
@click.pass_context
def command(ctx: click.Context, file: Path, as_json: bool, folder: Path | None) -> None:
    """Add the feeds of a list to feeds.toml.

    FILE is an OPML file, which most feed readers export, or the urls file of newsboat; - reads
    standard input. Folders become categories, and so does the first tag of newsboat. A feed that
    you are subscribed to already keeps its name and category. Exits with 1 if a feed of the list
    could not be imported.
    """
    listed = parse_list(_load(file))
    root = feeds_folder(folder)
    plan = plan_import(listed, load_subscriptions(root).subscriptions)
    added = SubscriptionFile(root).add(*plan.new) if plan.new else ()
    if as_json:
        output.write_json(
            {
                "added": [subscription_object(feed) for feed in added],
                "existing": [subscription_object(feed) for feed in plan.existing],
                "duplicates": [feed.url for feed in plan.duplicates],
                "refused": [{"url": feed.url, "reason": feed.refusal} for feed in plan.refused],
            }
        )
    else:
        output.write_lines(_report(root / SUBSCRIPTIONS_FILE, len(added), plan))
        if added and output.is_terminal():  # a program, such as the app, knows what to do next
            output.write_lines(
                ["`broadsheet fetch` fetches their posts, and the app does so by itself."]
            )
    ctx.exit(1 if plan.refused else 0)


def _load(file: Path) -> bytes:
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReaderError(f"{file}: cannot be read ({error.strerror}).") from error


def _report(path: Path, added: int, plan: ImportPlan) -> Iterator[str]:
    """Yield what the list has that needs attention; the last line sums up the import."""
    for feed in plan.new:
        if feed.user:
            yield (
                f"{feed.url}: the password was not imported; add password_command to {feed.id} in "
                "feeds.toml."
            )
    for listed in plan.duplicates:
        yield f"{listed.url}: more than once in the list."
    for listed in plan.refused:
        yield f"{listed.url}: not imported: {listed.refusal}."
    there = len(plan.existing)
    yield f"{path}: {counted(added, 'feed')} added" + (
        f", {there:,} already there." if there else "."
    )
