"""`broadsheet feed list`: the subscriptions as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.cells import cell_len, set_cell_size

from reader.cli import options, output
from reader.cli.folders import feeds_folder
from reader.cli.subscriptions import (
    report_problems,
    state_object,
    subscription_object,
)
from reader.feeds.fetching.selection import current_state
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.settings import data_folder
from reader.store.feeds.fetch_state import FetchState
from reader.store.feeds.reading import load_fetch_states
from reader.store.feeds.states import FEEDS_FILE
from reader.text.clean import clean_line
from reader.text.wrap import truncate

_GAP = "  "
_HEADER = ("Id", "Name", "Category", "State", "Address")
_MAX_WIDTHS = (30, 28, 16, 8)
"""Maximum widths of the columns before the address, in cells."""
_SHRINKING = (1, 0, 2)
"""The columns that give way on narrow terminals, in this order: name, id, category."""
_MIN_WIDTH = 8
_MIN_ADDRESS = 24
"""Minimum width of the address, in cells; with less room it is left out."""


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object per feed.")
@options.feeds_folder
@click.pass_context
def command(ctx: click.Context, as_json: bool, folder: Path | None) -> None:
    """List the feeds, in the order of feeds.toml.

    The columns are id, name, category, state and address. The state is `new` for a feed that was
    never fetched, `ok`, `failing`, or `gone` if its server says that it is gone for good. On a
    terminal the columns are aligned and fit its width; in a pipe they are complete and separated by
    tabs. Exits with 1 if feeds.toml has a problem, and reports the problem with its line.
    """
    root = feeds_folder(folder)
    loaded = load_subscriptions(root)
    feeds = loaded.subscriptions
    stored = load_fetch_states(data_folder() / FEEDS_FILE, root)
    states = [current_state(feed, stored) for feed in feeds]
    if as_json:
        output.write_json_array(
            {**subscription_object(feed), **state_object(state)}
            for feed, state in zip(feeds, states, strict=True)
        )
    elif output.is_terminal():
        rows = list(map(_row, feeds, states))
        output.write_lines(_aligned_lines(rows, output.terminal_width()))
    else:
        output.write_lines(map("\t".join, map(_row, feeds, states)))
    if not feeds and not loaded.problems:
        output.report(f"{loaded.path}: no feeds yet. `broadsheet feed add URL` adds one.")
    report_problems(loaded)
    ctx.exit(1 if loaded.problems else 0)


def _row(feed: Subscription, state: FetchState) -> tuple[str, ...]:
    cells = (feed.id, feed.name, feed.category, state.feed_state, feed.url)
    return tuple(map(clean_line, cells))


def _aligned_lines(rows: Sequence[tuple[str, ...]], width: int) -> Iterator[str]:
    """Yield rows below a header, with long cells truncated.

    Args:
        rows: The cells of each row.
        width: Maximum width of a line in cells. If there is little room, there are no addresses.
    """
    rows = [_HEADER, *rows] if rows else []
    widths = [
        min(max((cell_len(row[column]) for row in rows), default=0), most)
        for column, most in enumerate(_MAX_WIDTHS)
    ]
    gaps = (len(widths) - 1) * len(_GAP)
    for column in _SHRINKING:
        excess = max(0, sum(widths) + gaps - width)
        widths[column] -= min(excess, max(0, widths[column] - _MIN_WIDTH))
    has_addresses = sum(widths) + gaps + len(_GAP) + _MIN_ADDRESS <= width
    for row in rows:
        cells = [
            set_cell_size(truncate(cell, size), size)
            for cell, size in zip(row[: len(widths)], widths, strict=True)
        ]
        address = [row[-1]] if has_addresses else []
        yield truncate(_GAP.join([*cells, *address]).rstrip(), width)
