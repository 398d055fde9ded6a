"""A whole article as text, for printing outside the app."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.color import ColorSystem

from reader.article.blocks import Block
from reader.article.line import Line, line_text
from reader.article.palette import Palette


def article_lines(blocks: Sequence[Block], width: int, palette: Palette) -> Iterator[Line]:
    """Every line in order, one block in memory at a time."""
    for block in blocks:
        yield from block.lay_out(width, palette)


def render_text(
    blocks: Sequence[Block], width: int, *, ascii_symbols: bool = False
) -> Iterator[str]:
    """Plain lines without styles or trailing blanks."""
    palette = Palette.plain(ascii_symbols=ascii_symbols)
    for line in article_lines(blocks, width, palette):
        yield line_text(line).rstrip(" ")


def render_ansi(
    blocks: Sequence[Block],
    width: int,
    palette: Palette,
    colours: ColorSystem = ColorSystem.STANDARD,
) -> Iterator[str]:
    """Lines with the terminal's escape sequences for their styles."""
    for line in article_lines(blocks, width, palette):
        yield "".join(
            segment.style.render(segment.text, color_system=colours)
            if segment.style
            else segment.text
            for segment in line
        )
