"""Inline text: Markdown that is parsed when its block is laid out, parsed text, and images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token
from rich.cells import cell_len
from rich.style import Style

from reader.article.line import Run
from reader.article.palette import Palette
from reader.article.runs import build_runs
from reader.markdown.context import ParseContext
from reader.text.urls import display_url

_MAX_PART = 4_096
"""Characters of source parsed together, which takes some milliseconds."""
_MAX_DENSE_PART = 1_024
"""Characters parsed together in source full of delimiters, whose pairs take longer to match."""
_DENSE = 0.1
"""Delimiters per character above which source counts as full of them."""
_LINK_PARTS = re.compile(r"\\.|\[|\]\(?|\)|\s", re.DOTALL)
"""What links and images begin and end with, and what is between words."""
_DELIMITERS = re.compile(r"[\[*_~^:{]")
_PLAIN = re.compile(r"(?:[A-Za-z0-9À-ɏ]++(?:[ .,;'()/%+?-](?=[A-Za-z0-9À-ɏ]))?+)*+[.)%?+]?")
_DATA_URL = re.compile(r"(\(\s*<?data:[\w/+.;-]{,40},)[^)\s]{64,}")
"""A link to a long data URL (RFC 2397). Only the beginning, which is kept, is ever shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Markdown:
    """Inline text as Markdown source."""

    source: str
    context: ParseContext

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The inline tokens, parsed now."""
        parts = map(self.context.tokens, split_source(self.source))
        return tuple(token for tokens in parts for token in tokens)

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        if is_plain(self.source):
            return [(self.source, base)] if self.source else []
        return build_runs(self.tokens, palette, base)

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


def is_plain(source: str) -> bool:
    """Whether Markdown has no meaning in a text, so that its source is what is drawn."""
    return _PLAIN.fullmatch(source) is not None and "www." not in source.lower()


def split_source(source: str) -> Iterator[str]:
    """Split inline Markdown into parts of limited length: at a line, else a sentence, else a word.

    The rules for links, tags and emphasis take a time that grows with the square of the length.
    """
    if len(source) > _MAX_PART:
        source = _DATA_URL.sub(r"\1", source)
    start = 0
    while len(source) - start > _MAX_DENSE_PART:
        limit = _part_limit(source, start)
        if limit >= len(source):
            break
        cut = max(source.rfind("\n", start, limit), source.rfind(". ", start, limit) + 1)
        cut = cut if cut > start else source.rfind(" ", start, limit)
        cut = _before_link(source, start, cut if cut > start else limit)
        yield source[start:cut]
        start = cut
    yield source[start:]


def _before_link(source: str, start: int, cut: int) -> int:
    """Return an earlier cut that divides no link and no image; the same one if there is none."""
    if source.find("[", start, cut) < 0:
        return cut
    opened: list[str] = []
    last = start
    for part in _LINK_PARTS.finditer(source, start, cut + 1):
        kind, top = part[0], opened[-1] if opened else ""
        if kind.isspace():
            last = last if opened else part.start()
        elif kind == "[" and top != "(":
            opened.append("[")
        elif kind[0] == "]" and top == "[":
            opened[-1:] = ["("] if kind == "](" else []
        elif kind == ")" and top == "(":
            opened.pop()
    return last if last > start else cut


def _part_limit(source: str, start: int) -> int:
    """Return the index at which the part that begins at `start` must end."""
    delimiters = len(_DELIMITERS.findall(source, start, start + _MAX_DENSE_PART))
    is_dense = delimiters > _MAX_DENSE_PART * _DENSE
    return start + (_MAX_DENSE_PART if is_dense else _MAX_PART)
