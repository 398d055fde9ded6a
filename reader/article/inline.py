"""Inline text: Markdown that is parsed when its block is laid out, parsed text, and images."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.token import Token
from rich.cells import cell_len
from rich.style import Style

from reader.article.line import Run
from reader.article.palette import Palette
from reader.article.runs import build_runs
from reader.markdown.context import ParseContext
from reader.text.urls import display_url


@dataclass(frozen=True, slots=True, eq=False)
class Markdown:
    """Inline text as Markdown source."""

    source: str
    context: ParseContext

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        return build_runs(self.context.tokens(self.source), palette, base)

    def estimate(self) -> int:
        source = self.source
        if source.isascii():
            return len(source)
        return (len(source) + len(source.encode("utf-8", "replace"))) // 2


@dataclass(frozen=True, slots=True, eq=False)
class ParsedText:
    """Inline text that has already been parsed, such as the text of HTML elements."""

    tokens: tuple[Token, ...]

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        return build_runs(self.tokens, palette, base)

    def estimate(self) -> int:
        return sum(len(token.content) for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Image:
    """A single image, drawn as its label."""

    source: str
    """Address or path of the image, as written."""
    name: str = ""
    """Alternative text."""

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        token = Token("image", "img", 0, attrs={"src": self.source}, content=self.name)
        return build_runs([token], palette, base)

    def estimate(self) -> int:
        return cell_len(self.name) + cell_len(display_url(self.source))
