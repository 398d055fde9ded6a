"""Renders a whole article as text, for printing outside the app."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.article.blocks import Block
from reader.article.line import Line, line_text
from reader.article.palette import LinkStyle, Palette


def render_text(
    blocks: Sequence[Block], width: int, *, ascii_symbols: bool = False
) -> Iterator[str]:
    """Yield the lines of an article without styles and trailing spaces."""
    palette = Palette(ascii_symbols=ascii_symbols, link_style=LinkStyle.NONE)
    for line in article_lines(blocks, width, palette):
        yield line_text(line).rstrip(" ")


def article_lines(blocks: Sequence[Block], width: int, palette: Palette) -> Iterator[Line]:
    """Yield all lines in order, with the lines of one block in memory at a time.

    Args:
        blocks: The blocks of the article.
        width: Maximum width of a line in cells.
        palette: The styles to draw in.
    """
    for block in blocks:
        yield from block.lay_out(width, palette)
