"""Code blocks: a tinted ground, the language in the corner, long listings in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style

from reader.article.blocks import Block, Leaf, Margin, lines_estimate, padded
from reader.article.line import Line, Run, cut_runs, keep_joined
from reader.article.palette import Palette
from reader.text.clean import clean_line
from reader.text.line_breaks import LineSpan
from reader.text.wrap import fold, truncate

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

PIECE_LINES = 30
_LONGEST_LINE = 2_000
"""Characters; a longer line is cut, so that a minified file stays many small pieces of work."""
_LONGEST_PIECE = 3_000
"""Characters; a piece ends with the line that passes this."""
_TAB = 4


@dataclass(frozen=True, slots=True)
class Code(Leaf):
    """Some lines of a listing."""

    lines: tuple[str, ...]
    language: str = ""
    """The name of the language, as written; shown and used for colours."""
    label: bool = True
    """Show the language: on the listing's first piece only."""

    def content(self, width: int, palette: Palette) -> list[Line]:
        ground = palette.code_block
        room = width - 2
        drawn: list[Line] = []
        label = truncate(self.language, room) if self.label else ""
        for runs in self._coloured(palette):
            for index, piece in enumerate(_fold_runs(runs, room, palette)):
                used = sum(cell_len(text) for text, _ in piece) + index
                if label and not drawn and used + 2 + cell_len(label) > room:
                    drawn.append(_with_label([], label, width, palette))
                    label = ""
                if label:
                    drawn.append(_with_label(piece, label, width, palette))
                    label = ""
                else:
                    drawn.append(padded([(" ", ground), *piece], width, ground))
        return drawn

    def content_estimate(self, width: int, /) -> int:
        return lines_estimate(self.lines, width - 2)

    def _coloured(self, palette: Palette) -> Iterator[Sequence[Run]]:
        lines = [clean_line(line.expandtabs(_TAB)) for line in self.lines]
        lexer = lexer_for(self.language) if self.language and palette.code_theme else None
        if lexer is None:
            return iter([(line, palette.code_block)] for line in lines)
        coloured = [*_lex(lexer, lines, palette)]
        # What a lexer gives back is not always what it was given; no line may be lost by that.
        if ["".join(text for text, _ in line) for line in coloured] != lines:
            return iter([(line, palette.code_block)] for line in lines)
        return map(keep_joined, coloured)


def _with_label(piece: Sequence[Run], label: str, width: int, palette: Palette) -> Line:
    ground = palette.code_block
    left = padded([(" ", ground), *piece], width - 1 - cell_len(label), ground)
    return left + padded([(label, ground + palette.code_label)], cell_len(label) + 1, ground)


def _fold_runs(runs: Sequence[Run], width: int, palette: Palette) -> list[list[Run]]:
    """Break a line of code that does not fit; what goes on below is marked."""
    text = "".join(text for text, _ in runs)
    if len(text) <= width and cell_len(text) <= width:
        return [list(runs)]
    mark = (palette.symbols("↪") + " ", palette.code_block + palette.code_label)
    spans: list[LineSpan] = []
    start = 0
    while start < len(text):
        room = width - cell_len(mark[0]) if spans else width
        end = start + _fitting(text[start : start + width + 1], max(room, 2))
        spans.append((start, end))
        start = end
    first, *later = cut_runs(runs, spans)
    return [first, *([mark, *piece] for piece in later)]


def _fitting(text: str, width: int) -> int:
    """Characters of a text that fit; up to a blank where one is in the last third."""
    head = fold(text, width)[0]
    blank = head.rfind(" ") + 1 if len(head) < len(text) else 0
    return blank if blank > len(head) * 2 // 3 else len(head)


def pieces(setting: Margin, code: str, language: str) -> Iterator[Code]:
    """A listing as blocks of a bounded size that join without a seam."""
    lines = [
        line[start : start + _LONGEST_LINE]
        for line in code.rstrip("\n").split("\n")
        for start in range(0, len(line) or 1, _LONGEST_LINE)
    ]
    later = setting.following()
    start = 0
    while start < len(lines):
        stop, room = start, _LONGEST_PIECE
        while stop < min(start + PIECE_LINES, len(lines)) and room > 0:
            room -= len(lines[stop])
            stop += 1
        first = start == 0
        yield Code(setting if first else later, tuple(lines[start:stop]), language, label=first)
        start = stop


def load_lexers(blocks: Iterable[Block]) -> None:
    """Have at hand what colours the listings among some blocks.

    The first listing of a language costs some 50 ms, which are better spent before it is its turn.
    """
    for language in {block.language for block in blocks if isinstance(block, Code)} - {""}:
        lexer_for(language)


@lru_cache(maxsize=64)
def lexer_for(language: str) -> Lexer | None:
    """The pygments lexer of that name; None when there is none."""
    # Late: pygments is only paid for by articles that show code.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _lex(lexer: Lexer, lines: Sequence[str], palette: Palette) -> Iterator[list[Run]]:
    styles = _colours(palette.code_theme)
    ground = palette.code_block
    line: list[Run] = []
    # With a newline at the end: lexers of sessions see no line without one.
    for kind, text in lexer.get_tokens("\n".join([*lines, ""])):
        while kind not in styles and kind.parent is not None:
            kind = kind.parent
        style = ground + styles[kind] if kind in styles else ground
        first, *later = text.split("\n")
        line.append((first, style))
        for part in later:
            yield line
            line = [(part, style)]


@lru_cache(maxsize=8)
def _colours(theme: str) -> dict[_TokenType, Style]:
    """The text colours of a pygments style, by kind of token, without its backgrounds."""
    from pygments.styles import get_style_by_name
    from pygments.util import ClassNotFound

    try:
        style = get_style_by_name(theme)
    except ClassNotFound:
        return {}
    return {
        kind: Style(
            color=f"#{look['color']}" if look["color"] else None,
            bold=look["bold"] or None,
            italic=look["italic"] or None,
            underline=look["underline"] or None,
        )
        for kind, look in style
    }
