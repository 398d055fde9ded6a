"""Inline text in its source form: it is parsed when its block is laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.token import Token
from rich.cells import cell_len
from rich.style import Style

from reader.article.line import Run
from reader.article.palette import Palette
from reader.article.runs import runs_of
from reader.markdown.context import ParseContext
from reader.text.urls import display_url

_MARKS = re.compile(r"\[([^\]\[]*)\]\([^)]*\)|[*`~]+")


@dataclass(frozen=True, slots=True, eq=False)
class Markdown:
    """Inline text in Markdown."""

    source: str
    language: ParseContext

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        return runs_of(self.language.tokens(self.source), palette, base)

    def cells(self) -> int:
        return cell_len(_MARKS.sub(r"\1", self.source))

    def size(self) -> int:
        source = self.source
        if source.isascii():
            return len(source)
        return (len(source) + len(source.encode("utf-8", "replace"))) // 2


@dataclass(frozen=True, slots=True, eq=False)
class ParsedText:
    """Inline text that is parsed already, as that of HTML is."""

    tokens: tuple[Token, ...]

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        return runs_of(self.tokens, palette, base)

    def cells(self) -> int:
        return sum(cell_len(token.content) for token in self.tokens)

    def size(self) -> int:
        return sum(len(token.content) for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Image:
    """An image alone, shown as its label."""

    source: str
    name: str = ""

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        token = Token("image", "img", 0, attrs={"src": self.source}, content=self.name)
        return runs_of([token], palette, base)

    def cells(self) -> int:
        return cell_len(self.name) + cell_len(display_url(self.source))

    def size(self) -> int:
        return self.cells()
