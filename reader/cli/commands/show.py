"""`broadsheet show`: one article, laid out as in the app."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from threading import Timer

import click

from reader.article.palette import Palette
from reader.article.plain import article_lines, render_text
from reader.cli import output
from reader.cli.folders import FOLDER, current_settings, load_posts, report_waiting
from reader.library.library import Library
from reader.posts.catalogue import Catalogue
from reader.posts.errors import ReaderError
from reader.posts.loading.folder_check import check_folder
from reader.posts.loading.lanes import MAX_SECONDS
from reader.posts.post import Post
from reader.text.segments import draw_lines

_MAX_WIDTH = 80
"""Maximum width of a line in cells, unless --width sets it."""


@click.command("show")
@click.argument("folder", type=FOLDER)
@click.argument("post_id", metavar="[ID]", required=False)
@click.option(
    "--width",
    type=click.IntRange(20, 1000),
    help=f"Cells in a line; by default those of the terminal, at most {_MAX_WIDTH}.",
)
def command(folder: Path, post_id: str | None, width: int | None) -> None:
    """Print one post as an article.

    ID is the path of the post within FOLDER, as `list --json` prints it. The path of the file
    works as well, and can also stand alone in the place of FOLDER. In a pipe the article is plain
    text.
    """
    library, post = _open(folder, post_id)
    with _reported_wait(Path(post.path)):
        blocks = library.printed_blocks(post, date.today(), current_settings().settings.dates)
    width = width or min(output.terminal_width(), _MAX_WIDTH)
    ascii_symbols = not output.is_unicode()
    if output.is_terminal():
        palette = replace(Palette.terminal(), ascii_symbols=ascii_symbols)
        output.write_drawn(draw_lines(article_lines(blocks, width, palette)))
    else:
        texts = render_text(blocks, width, ascii_symbols=ascii_symbols)
        # Spaces are gone already; this is for a no-break space at the end of a line.
        output.write_lines(map(str.rstrip, texts))


def _open(folder: Path, post_id: str | None) -> tuple[Library, Post]:
    with _reported_wait(folder):
        if os.path.isfile(folder):
            path = folder.absolute()
            library = Library([path.parent])
            return library, library.load_post(path)
        check_folder(folder)
    if post_id is None:
        raise click.UsageError("Missing argument 'ID': which post of that folder?")
    library = Library([folder])
    return library, find_post(load_posts(library).catalogue, folder, post_id)


@contextmanager
def _reported_wait(path: Path) -> Iterator[None]:
    """Name a file or folder if what is done with it takes some seconds."""
    timer = Timer(MAX_SECONDS, report_waiting, [str(path)])
    timer.daemon = True
    with suppress(RuntimeError):  # if there can be no more threads, nothing is said
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def find_post(catalogue: Catalogue, folder: Path, post_id: str) -> Post:
    """Return the post with an ID, or with a path relative to the folder or to the current one.

    Raises:
        ReaderError: There is no such post. The message suggests posts with similar IDs.
    """
    post = catalogue.get(post_id)
    if post is not None:
        return post
    paths = (os.path.abspath(path) for path in (post_id, folder / post_id))  # noqa: PTH100 - of text
    post = next(filter(None, map(catalogue.get_by_path, paths)), None)
    if post is not None:
        return post
    ids = [post.id for post in (*catalogue.posts, *catalogue.hidden)]
    # A wrong folder makes a long ID unlike all others, but its file name may still be right.
    similar = (
        get_close_matches(post_id, ids)
        or [other for other in ids if Path(other).stem == Path(post_id).stem][:3]
    )
    hint = f"Did you mean {' or '.join(similar)}?" if similar else "`list --json` prints every ID."
    raise ReaderError(f"{post_id}: no post has this ID. {hint}")
