"""`broadsheet feed list`: the subscriptions as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.cells import cell_len, set_cell_size

from reader.cli import options, output
from reader.cli.folders import feeds_folder
from reader.cli.subscriptions import report_problems, subscription_object
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.text.clean import clean_line
from reader.text.wrap import truncate

_GAP = "  "
_HEADER = ("Id", "Name", "Category", "Address")
_MAX_WIDTHS = (24, 32, 20)
"""Maximum widths of the columns before the address, in cells."""
_MIN_ADDRESS = 20


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object per feed.")
@options.feeds_folder
@click.pass_context
def command(ctx: click.Context, as_json: bool, folder: Path | None) -> None:
    """List the feeds, in the order of feeds.toml.

    The columns are id, name, category and address. On a terminal they are aligned and fit its
    width; in a pipe they are complete and separated by tabs. Exits with 1 if feeds.toml has a
    problem, and reports the problem with its line.
    """
    loaded = load_subscriptions(feeds_folder(folder))
    feeds = loaded.subscriptions
    if as_json:
        output.write_json_array(map(subscription_object, feeds))
    elif output.is_terminal():
        output.write_lines(_aligned_lines(feeds, output.terminal_width()))
    else:
        output.write_lines("\t".join(row) for row in map(_row, feeds))
    if not feeds and not loaded.problems:
        click.echo(f"{loaded.path}: no feeds yet. `broadsheet feed add URL` adds one.", err=True)
    report_problems(loaded)
    ctx.exit(1 if loaded.problems else 0)


def _row(feed: Subscription) -> tuple[str, ...]:
    return tuple(map(clean_line, (feed.id, feed.name, feed.category, feed.url)))


def _aligned_lines(feeds: Sequence[Subscription], width: int) -> Iterator[str]:
    """Yield rows below a header, with long cells truncated.

    Args:
        feeds: The subscriptions, one per row.
        width: Maximum width of a line in cells. If there is little room, the ids are left out.
    """
    rows = [_HEADER, *map(_row, feeds)] if feeds else []
    widths = [
        min(max((cell_len(row[column]) for row in rows), default=0), most)
        for column, most in enumerate(_MAX_WIDTHS)
    ]
    first = 0 if sum(widths) + 3 * len(_GAP) + _MIN_ADDRESS <= width else 1
    for row in rows:
        cells = [
            set_cell_size(truncate(cell, size), size)
            for cell, size in zip(row[first:3], widths[first:], strict=True)
        ]
        yield truncate(_GAP.join([*cells, row[3]]).rstrip(), width)
