"""Code blocks: tinted over the full width, with the language in the corner and syntax colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style

from reader.article.blocks import Block, Leaf, Margin, estimate_lines, pad_line
from reader.article.line import Line, Run, merge_joined, split_runs
from reader.article.palette import Palette
from reader.text.clean import clean_line
from reader.text.line_breaks import LineSpan
from reader.text.wrap import fold, truncate

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

MAX_BLOCK_LINES = 30
"""Lines of code in one block."""
_MAX_LINE = 2_000
"""Characters; longer lines are split, so that minified code becomes many small blocks."""
_MAX_BLOCK = 3_000
"""Characters; the line that exceeds this is the last one of its block."""
_TAB_WIDTH = 4


def code_blocks(margin: Margin, code: str, language: str) -> Iterator[CodeBlock]:
    """Split a listing into blocks of limited size that are drawn without gaps.

    Args:
        margin: Margin of the first block.
        code: The code; a trailing newline is ignored.
        language: Name of the language as written in the post; empty if none is given.
    """
    lines = [
        line[start : start + _MAX_LINE]
        for line in code.rstrip("\n").split("\n")
        for start in range(0, len(line) or 1, _MAX_LINE)
    ]
    continued = margin.continued()
    start = 0
    while start < len(lines):
        stop, remaining = start, _MAX_BLOCK
        while stop < min(start + MAX_BLOCK_LINES, len(lines)) and remaining > 0:
            remaining -= len(lines[stop])
            stop += 1
        is_first = start == 0
        yield CodeBlock(
            margin if is_first else continued, tuple(lines[start:stop]), language, label=is_first
        )
        start = stop


def load_lexers(blocks: Iterable[Block]) -> None:
    """Load the lexers for all code among some blocks.

    Loading the first lexer takes some 50 ms, which are better spent before its code is drawn.
    """
    for language in {block.language for block in blocks if isinstance(block, CodeBlock)} - {""}:
        lexer_for(language)


@lru_cache(maxsize=64)
def lexer_for(language: str) -> Lexer | None:
    """Return the Pygments lexer of a language; None if there is none of that name."""
    # Imported late: Pygments takes some 50 ms, which articles without code need not pay
    # ("opened, first screen").
    from pygments.lexers import get_lexer_by_name

    try:
        return get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ValueError:  # ClassNotFound
        return None


@dataclass(frozen=True, slots=True)
class CodeBlock(Leaf):
    """Some lines of a listing."""

    lines: tuple[str, ...]
    language: str = ""
    """Name of the language, as written; it is shown and selects the colours."""
    label: bool = True
    """Show the language. Only the first block of a listing does."""

    def content(self, width: int, palette: Palette) -> list[Line]:
        style = palette.code_block
        code_width = width - 2
        drawn: list[Line] = []
        label = truncate(self.language, code_width) if self.label else ""
        for runs in self._coloured_lines(palette):
            for index, part in enumerate(_fold_runs(runs, code_width, palette)):
                used = sum(cell_len(text) for text, _ in part) + index
                if label and not drawn and used + 2 + cell_len(label) > code_width:
                    drawn.append(_labelled_line([], label, width, palette))
                    label = ""
                if label:
                    drawn.append(_labelled_line(part, label, width, palette))
                    label = ""
                else:
                    drawn.append(pad_line([(" ", style), *part], width, style))
        return drawn

    def estimate_content(self, width: int, /) -> int:
        return estimate_lines(self.lines, width - 2)

    def _coloured_lines(self, palette: Palette) -> Iterator[Sequence[Run]]:
        lines = [clean_line(line.expandtabs(_TAB_WIDTH)) for line in self.lines]
        lexer = lexer_for(self.language) if self.language and palette.code_theme else None
        if lexer is None:
            return iter([(line, palette.code_block)] for line in lines)
        coloured = [*_highlight(lexer, lines, palette)]
        # Some lexers change or drop text. Show the code as written rather than lose any of it.
        if ["".join(text for text, _ in line) for line in coloured] != lines:
            return iter([(line, palette.code_block)] for line in lines)
        return map(merge_joined, coloured)


def _labelled_line(runs: Sequence[Run], label: str, width: int, palette: Palette) -> Line:
    style = palette.code_block
    left = pad_line([(" ", style), *runs], width - 1 - cell_len(label), style)
    return left + pad_line([(label, style + palette.code_label)], cell_len(label) + 1, style)


def _fold_runs(runs: Sequence[Run], width: int, palette: Palette) -> list[list[Run]]:
    """Wrap a line of code; continuation lines begin with a symbol."""
    text = "".join(text for text, _ in runs)
    if len(text) <= width and cell_len(text) <= width:
        return [list(runs)]
    symbol = (palette.symbols("↪") + " ", palette.code_block + palette.code_label)
    spans: list[LineSpan] = []
    start = 0
    while start < len(text):
        available = width - cell_len(symbol[0]) if spans else width
        end = start + _fitting_length(text[start : start + width + 1], max(available, 2))
        spans.append((start, end))
        start = end
    first, *continuations = split_runs(runs, spans)
    return [first, *([symbol, *continuation] for continuation in continuations)]


def _fitting_length(text: str, width: int) -> int:
    """Return how many characters fit, ending after a space if one is in the last third."""
    head = fold(text, width)[0]
    space_end = head.rfind(" ") + 1 if len(head) < len(text) else 0
    return space_end if space_end > len(head) * 2 // 3 else len(head)


def _highlight(lexer: Lexer, lines: Sequence[str], palette: Palette) -> Iterator[list[Run]]:
    styles = _theme_styles(palette.code_theme)
    base = palette.code_block
    line: list[Run] = []
    # Lexers of console sessions drop a last line without a newline.
    for kind, text in lexer.get_tokens("\n".join([*lines, ""])):
        while kind not in styles and kind.parent is not None:
            kind = kind.parent
        style = base + styles[kind] if kind in styles else base
        first, *following = text.split("\n")
        line.append((first, style))
        for part in following:
            yield line
            line = [(part, style)]


@lru_cache(maxsize=8)
def _theme_styles(theme: str) -> dict[_TokenType, Style]:
    """Return the text styles of a Pygments theme by token type, without backgrounds."""
    from pygments.styles import STYLE_MAP, get_style_by_name  # late, as above

    if theme not in STYLE_MAP:
        return {}
    return {
        kind: Style(
            color=f"#{attributes['color']}" if attributes["color"] else None,
            bold=attributes["bold"] or None,
            italic=attributes["italic"] or None,
            underline=attributes["underline"] or None,
        )
        for kind, attributes in get_style_by_name(theme)
    }
