"""`broadsheet search`: posts by their words."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from reader.cli import output
from reader.cli.folders import FOLDER, chosen_or_samples
from reader.cli.post_table import day_of
from reader.cli.styling import styled
from reader.posts.errors import ReaderError
from reader.posts.loading.loader import check_folder
from reader.posts.options import LoadOptions
from reader.posts.search.excerpt import Excerpt
from reader.posts.search.filters import States
from reader.posts.search.hits import Hit, build_hit
from reader.posts.search.query import Query, parse_query
from reader.settings import cache_folder, data_folder
from reader.store.database import UnusableError
from reader.store.first_screen import index_path
from reader.store.indexed_load import load_indexed
from reader.store.marks import MARKS_FILE, Marks
from reader.store.search import Order, Searcher, find_posts
from reader.store.texts import TextIndex

_MANY = 2_000
"""Posts that are waiting for the index, from which on it is told how far that is."""


@click.command("search")
@click.argument("query")
@click.argument("folders", nargs=-1, type=FOLDER, metavar="[FOLDER]...")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a post.")
@click.option("--newest", "is_newest", is_flag=True, help="The newest first, not the best.")
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    help="Posts to print at most.",
)
@click.pass_context
def command(
    ctx: click.Context,
    query: str,
    folders: tuple[Path, ...],
    as_json: bool,
    is_newest: bool,
    limit: int,
) -> None:
    """Find posts by the words of their titles, standfirsts, names and texts.

    QUERY is one argument: words that must all be there, "a phrase" in double quotes, -word for
    one that must not. A word also stands for those that begin with it and, if it has three letters
    or more, for those that it is within. Case, accents and width make no difference. Fields narrow
    it down: in:CATEGORY, tag:TAG, by:AUTHOR, lang:en, is:unread, is:starred, is:featured,
    is:faulty, after:2024-05, before:2025; a value with blanks goes in quotes.

    In a pipe the columns are ID, title, date and snippet, parted by tabs. Exits with 1 if nothing
    is found.
    """
    wanted = parse_query(query)
    for fault in wanted.errors:
        raise ReaderError(f"{fault}.")
    if not wanted:
        raise ReaderError(f"{query!r} has no word to look for. Write at least one letter or digit.")
    chosen = [check_folder(folder) for folder in chosen_or_samples(folders)]
    order = Order.NEWEST if is_newest else Order.BEST
    hits = list(_search(chosen, wanted, limit, order))
    if as_json:
        output.write_json_array(map(hit_object, hits))
    elif output.is_terminal():
        output.write_styled(styled(map(_drawn, hits), width=output.terminal_width()))
    else:
        output.write_lines(map(_tabbed, hits))
    ctx.exit(0 if hits else 1)


def _search(folders: Sequence[Path], query: Query, limit: int, order: Order) -> Iterator[Hit]:
    try:
        yield from _search_with(index_path(cache_folder(), folders), folders, query, limit, order)
    except UnusableError:
        # A cache that cannot be written is no reason to find nothing.
        with tempfile.TemporaryDirectory() as elsewhere:
            index = index_path(Path(elsewhere), folders)
            yield from _search_with(index, folders, query, limit, order)


def _search_with(
    index: Path, folders: Sequence[Path], query: Query, limit: int, order: Order
) -> Iterator[Hit]:
    options = LoadOptions()
    catalogue = load_indexed(index, folders, options)
    TextIndex(index, folders, options).update(lambda: False, _tell_progress)
    searcher = Searcher(index, folders, options)
    for post in find_posts(catalogue, searcher, query, limit, order, _states()):
        yield build_hit(post, query)


def _states() -> States:
    """What the reader's marks say of posts."""

    def tell(why: str) -> None:
        click.echo(why, err=True)

    return Marks(data_folder() / MARKS_FILE, tell).states


def _tell_progress(taken: int, waiting: int) -> None:
    if waiting >= _MANY and sys.stderr.isatty():
        line = f"\rReading the words of {waiting:,} posts: {taken / waiting:4.0%}"
        click.echo(line, nl=taken == waiting, err=True)


def hit_object(hit: Hit) -> dict[str, Any]:
    """A post found, for JSON: `marks` are the places of the words in the snippet, each its first
    character and the one after its last, counted in characters from 0."""
    return {
        "id": hit.post.id,
        "path": hit.post.path,
        "title": hit.post.title,
        "date": hit.post.date.isoformat() if hit.post.date is not None else None,
        "snippet": hit.snippet.text,
        "marks": hit.snippet.spans,
    }


def _tabbed(hit: Hit) -> str:
    cells = (hit.post.id, hit.post.title, day_of(hit.post), hit.snippet.text)
    return "\t".join(cell.replace("\t", " ") for cell in cells)


def _drawn(hit: Hit) -> Text:
    """For a terminal: title, date and ID, and the snippet, with a blank line after them."""
    place = Text(f"{day_of(hit.post)}  {hit.post.id}".strip(), "dim")
    lines = (_marked(hit.title, "bold"), place, _marked(hit.snippet, ""), Text())
    return Text("\n").join(lines)


def _marked(line: Excerpt, style: str) -> Text:
    text = Text(line.text, style)
    for start, end in line.spans:
        text.stylize("bold reverse", start, end)
    return text
