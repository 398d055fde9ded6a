"""Code blocks: tinted over the full width, with the language in the corner and syntax colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.style import Style

from reader.article.blocks import Block, Leaf, Margin, estimate_lines, pad_line
from reader.article.copying import BlockText, LineSource
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
        CodeLine(line[start : start + _MAX_LINE], is_continued=start > 0)
        for line in code.rstrip("\n").split("\n")
        for start in range(0, len(line) or 1, _MAX_LINE)
    ]
    start = 0
    while start < len(lines):
        stop, remaining = start, _MAX_BLOCK
        while stop < min(start + MAX_BLOCK_LINES, len(lines)) and remaining > 0:
            remaining -= len(lines[stop].text)
            stop += 1
        is_first = start == 0
        block_margin = margin if is_first else margin.continued(lines[start].joint)
        yield CodeBlock(block_margin, tuple(lines[start:stop]), language, label=is_first)
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


class CodeLine(NamedTuple):
    """A line of a listing, or a part of a very long one."""

    text: str
    is_continued: bool = False
    """Whether it continues the line above."""

    @property
    def joint(self) -> str:
        """What separates it from the line above."""
        return "" if self.is_continued else "\n"


@dataclass(frozen=True, slots=True)
class CodeBlock(Leaf):
    """Some lines of a listing."""

    lines: tuple[CodeLine, ...]
    language: str = ""
    """Name of the language, as written; it is shown and selects the colours."""
    label: bool = True
    """Show the language. Only the first block of a listing does."""

    def content(self, width: int, palette: Palette) -> list[Line]:
        return [line for line, _ in self._drawn_lines(width, palette)]

    def content_text(self, width: int, palette: Palette) -> BlockText:
        sources = [source for _, source in self._drawn_lines(width, palette)]
        code = "".join(line.joint + line.text for line in self.lines)
        start = len(self.lines[0].joint)
        return BlockText(code[start:], sources, self._offsets())

    def _offsets(self) -> list[int]:
        """Return the index in the code of each character that is drawn, and of the end."""
        offsets: list[int] = []
        index = 0
        for number, line in enumerate(self.lines):
            if number and not line.is_continued:
                offsets.append(index)
                index += 1
            parts = line.text.split("\t")
            for part in parts[:-1]:
                offsets += range(index, index + len(part))
                index += len(part)
                offsets += [index] * (_TAB_WIDTH - len(part) % _TAB_WIDTH)
                index += 1
            offsets += range(index, index + len(parts[-1]))
            index += len(parts[-1])
        return [*offsets, index]

    def _drawn_lines(
        self, width: int, palette: Palette
    ) -> Iterator[tuple[Line, LineSource | None]]:
        """Yield the lines, and the part of the drawn code that each shows."""
        style = palette.code_block
        symbol = (palette.symbols("↪") + " ", style + palette.code_label)
        label = truncate(self.language, width - 2) if self.label else ""
        offset = -len(self.lines[0].joint)
        for line, runs in zip(self.lines, self._coloured_lines(palette), strict=True):
            offset += len(line.joint)
            text = "".join(text for text, _ in runs)
            spans = fold_spans(text, width - 2, cell_len(symbol[0]))
            for number, (span, part) in enumerate(zip(spans, split_runs(runs, spans), strict=True)):
                if label and sum(cell_len(text) for text, _ in part) + 4 + cell_len(label) > width:
                    yield _labelled_line([], label, width, palette), None
                    label = ""
                drawn = [symbol, *part] if number else part
                column = 1 + (len(symbol[0]) if number else 0)
                source = LineSource(offset + span[0], offset + span[1], column)
                if label:
                    yield _labelled_line(drawn, label, width, palette), source
                    label = ""
                else:
                    yield pad_line([(" ", style), *drawn], width, style), source
            offset += len(text)

    def estimate_content(self, width: int, /) -> int:
        return estimate_lines([line.text for line in self.lines], width - 2)

    def _coloured_lines(self, palette: Palette) -> Iterator[Sequence[Run]]:
        lines = [clean_line(line.text.expandtabs(_TAB_WIDTH)) for line in self.lines]
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


def fold_spans(text: str, width: int, symbol_width: int) -> list[LineSpan]:
    """Return the lines that a line of code is wrapped into; continuations begin with a symbol."""
    if len(text) <= width and cell_len(text) <= width:
        return [(0, len(text))]
    spans: list[LineSpan] = []
    start = 0
    while start < len(text):
        available = width - symbol_width if spans else width
        end = start + _fitting_length(text[start : start + width + 1], max(available, 2))
        spans.append((start, end))
        start = end
    return spans


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
