"""`broadsheet search`: find posts by their words."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from reader.cli import options, output
from reader.cli.folders import FOLDER, current_settings, folders_to_open, report_waiting
from reader.cli.formats import day_text
from reader.library.library import Library
from reader.posts.errors import ReaderError
from reader.posts.search.excerpt import Excerpt
from reader.posts.search.filters import States
from reader.posts.search.hits import Hit, build_hit
from reader.posts.search.query import parse_query
from reader.settings import cache_folder, data_folder, preferred_languages
from reader.store.arrivals import ARRIVALS_FILE, ArrivalStore
from reader.store.marks import MARKS_FILE, Marks
from reader.store.search import Order
from reader.text.segments import draw

_MIN_PROGRESS = 2_000
"""Number of posts to index from which on the progress is shown."""


class QueryCommand(click.Command):
    """A command whose first argument may begin with a `-`, as `-storm` does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse arguments, in which a query that begins with a `-` is no option."""
        options = (param for param in self.params if isinstance(param, click.Option))
        with_value = {name for option in options if not option.is_flag for name in option.opts}
        previous = ""
        for index, word in enumerate(args):
            if word.startswith("-") and not word.startswith("--"):
                # A space before it, which the query ignores, makes it an argument for click.
                args = [*args[:index], f" {word}", *args[index + 1 :]]
            if previous not in with_value and not word.startswith("--"):
                break
            previous = word
        return super().parse_args(ctx, args)


@click.command(
    "search", cls=QueryCommand, short_help="Find posts by words, or by fields such as in:sports."
)
@click.argument("query")
@click.argument("folders", nargs=-1, type=FOLDER, metavar="[FOLDER]...")
@options.posts_as_json
@click.option("--newest", "is_newest", is_flag=True, help="Sort by date instead of relevance.")
@options.limit(default=20)
@click.pass_context
def command(
    ctx: click.Context,
    query: str,
    folders: tuple[Path, ...],
    as_json: bool,
    is_newest: bool,
    limit: int,
) -> None:
    """Find posts by the words of their titles, descriptions, names and texts.

    QUERY is one argument: words that must all occur, "a phrase" in double quotes, and -word for a
    word that must not occur. A word also matches longer words that begin with it; with three
    letters or more, it matches inside words as well. Case, accents and full-width forms make no
    difference. Fields narrow the search: in:CATEGORY, tag:TAG, by:AUTHOR, feed:NAME, lang:en,
    is:new, is:unread, is:starred, is:later, is:featured, is:faulty, on:2024-05, after:2024-05,
    before:2025, "mins:<5" for posts that take less than 5 minutes to read. A value in quotes is a
    whole name and may have spaces. Posts are new that arrived since you last used the app.
    is:hidden and is:draft search the posts that are not listed.

    In a pipe the columns are ID, title, date and snippet, separated by tabs. Exits with 1 if
    nothing is found.
    """
    parsed = parse_query(query)
    for problem in parsed.errors:
        raise ReaderError(f"{problem}.")
    if not parsed:
        raise ReaderError(
            f"{query.strip()!r} has no word to search for. Write at least one letter or digit."
        )
    opened = folders_to_open(folders)
    # The index that this command may write has the posts that the app shows first.
    languages = preferred_languages(current_settings().settings, os.environ)
    library = Library(
        opened,
        cache_folder=cache_folder(),
        languages=languages,
        arrivals_path=data_folder() / ARRIVALS_FILE,
    )
    library.check_folders()
    order = Order.NEWEST if is_newest else Order.BEST
    posts = library.find(parsed, order, _states(library), _show_progress, report_waiting)
    hits = [build_hit(post, parsed) for post in posts[: limit or None]]
    if as_json:
        output.write_json_array(map(hit_object, hits))
    elif output.is_terminal():
        output.write_drawn(draw(map(_styled, hits), output.terminal_width()))
    else:
        output.write_lines(map(_tabbed, hits))
    if not hits:
        output.report("No posts match.")
    output.report_limit(len(hits), len(posts))
    ctx.exit(0 if hits else 1)


def _states(library: Library) -> States:
    """Return the tests of what the user did that a search can use, by name of the state."""
    folder, folders = data_folder(), library.folders
    marks = Marks(folder / MARKS_FILE, output.report, folders)
    # Called after the folders are loaded, which may add posts.
    new_paths = cache(ArrivalStore(folder / ARRIVALS_FILE, folders).new_paths)
    return {**marks.states, "new": lambda post: post.path in new_paths()}


def _show_progress(indexed: int, total: int) -> None:
    if total >= _MIN_PROGRESS and sys.stderr.isatty():
        line = f"\rIndexing the words of {total:,} posts: {indexed / total:4.0%}"
        click.echo(line, nl=indexed == total, err=True)


def hit_object(hit: Hit) -> dict[str, Any]:
    """Return a post that was found as a JSON object.

    `marks` are the positions of the words in the snippet: for each, the index of its first
    character and of the character after its last, counted from 0.
    """
    return {
        "id": hit.post.id,
        "path": hit.post.path,
        "title": hit.post.title,
        "date": hit.post.date.isoformat() if hit.post.date is not None else None,
        "snippet": hit.snippet.text,
        "marks": hit.snippet.spans,
    }


def _tabbed(hit: Hit) -> str:
    cells = (hit.post.id, hit.post.title, day_text(hit.post), hit.snippet.text)
    return "\t".join(cell.replace("\t", " ") for cell in cells)


def _styled(hit: Hit) -> Text:
    """Return title, date and ID, and snippet for a terminal, followed by an empty line."""
    source = Text(f"{day_text(hit.post)}  {hit.post.id}".strip(), "dim")
    lines = (_highlighted(hit.title, "bold"), source, _highlighted(hit.snippet, ""), Text())
    return Text("\n").join(lines)


def _highlighted(line: Excerpt, style: str) -> Text:
    text = Text(line.text, style)
    for start, end in line.spans:
        text.stylize("bold reverse", start, end)
    return text
