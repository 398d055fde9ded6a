"""`broadsheet show`: one article, laid out as in the app."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click
from rich.segment import Segments

from reader.article.document import parse_document
from reader.article.header import header_blocks
from reader.article.line import Line, line_text
from reader.article.palette import Palette
from reader.article.plain import article_lines
from reader.cli import output
from reader.cli.folders import FOLDER, load_posts, settings_here
from reader.cli.styling import styled
from reader.posts.catalogue import Catalogue
from reader.posts.errors import ReaderError
from reader.posts.loading.loader import read_body, read_post
from reader.posts.post import Post

_MEASURE = 80
"""Longest line in cells, unless --width says otherwise."""


@click.command("show")
@click.argument("folder", type=FOLDER)
@click.argument("post_id", metavar="[ID]", required=False)
@click.option(
    "--width",
    type=click.IntRange(20, 1000),
    help=f"Cells in a line; by default the terminal's, at most {_MEASURE}.",
)
def command(folder: Path, post_id: str | None, width: int | None) -> None:
    """Print one post as an article.

    ID is the post's path within FOLDER, as `list --json` prints it; the path of its file does as
    well, also alone in the place of FOLDER. In a pipe the article is plain text.
    """
    if folder.is_file():
        post = read_post(folder.absolute())
    elif post_id is None:
        raise click.UsageError("Missing argument 'ID': which post of that folder?")
    else:
        post = find_post(load_posts([folder]).catalogue, folder, post_id)
    width = width or min(output.terminal_width(), _MEASURE)
    ascii_symbols = not output.is_unicode()
    if output.is_terminal():
        palette = replace(Palette.terminal(), ascii_symbols=ascii_symbols)
        lines = map(Segments, _lines_of(post, width, palette))
        output.write_styled(styled(lines, is_wrapped=False))
    else:
        palette = Palette.plain(ascii_symbols=ascii_symbols)
        output.write_lines(line_text(it).rstrip() for it in _lines_of(post, width, palette))


def find_post(catalogue: Catalogue, folder: Path, post_id: str) -> Post:
    """The post of that ID, or whose file that is, seen from the folder or from where we are.

    Raises:
        ReaderError: There is none; the message names those that are spelled much the same.
    """
    post = catalogue.get(post_id)
    if post is not None:
        return post
    paths = (os.path.abspath(it) for it in (post_id, folder / post_id))  # noqa: PTH100 - of text
    post = next(filter(None, map(catalogue.with_path, paths)), None)
    if post is not None:
        return post
    every = (*catalogue.posts, *catalogue.hidden)
    close = get_close_matches(post_id, [post.id for post in every])
    # A slip in the folders makes a long ID unlike all others; its file name may still be right.
    close = close or [post.id for post in every if Path(post.id).stem == Path(post_id).stem][:3]
    hint = f"Did you mean {' or '.join(close)}?" if close else "`list --json` prints every ID."
    raise ReaderError(f"{post_id}: no post has this ID. {hint}")


def _lines_of(post: Post, width: int, palette: Palette) -> Iterator[Line]:
    """Head and body as lines of at most `width` cells, each block laid out when it is its turn.

    Raises:
        PostError: The file can no longer be read.
    """
    document = parse_document(read_body(post), title=post.title)
    dates = settings_here().settings.dates
    blocks = [*header_blocks(post, date.today(), dates, document.blocks), *document.blocks]
    return article_lines(blocks, width, palette)
