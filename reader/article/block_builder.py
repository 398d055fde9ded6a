"""A token tree into leaf blocks that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markdown_it.token import Token

from reader.article.blocks import Block, Inline, Margin, Paragraph, PlainText, Prefix
from reader.article.inline import Markdown, ParsedText
from reader.markdown.context import ParseContext

_LONGEST_PARAGRAPH = 4_096
"""Characters that are laid out in one go, some milliseconds' work."""
_LONGEST_DENSE = 1_024
"""The same where every few characters are a mark, whose pairs take longer to find."""
_DENSE = 0.1
_MARKS = re.compile(r"[\[*_~^]|://")
_DATA_ADDRESS = re.compile(r"(\(\s*<?data:[\w/+.;-]{,40},)[^)\s]{64,}")


@dataclass(slots=True, eq=False)
class Container:
    """Something around blocks, while the walk is inside it."""

    inset: Prefix | None
    tight: bool
    role: str | None = None
    started: bool = False
    depth: int = 0
    """For a bullet list: how many bullet lists it stands in."""
    kind: str = ""
    """For a container that HTML may leave open: its tag."""
    count: int = 0
    """For a numbered list: the next item's number."""
    digits: int = 0
    """For a numbered list: digits of its last number; 0 for a bullet list."""


class BlockBuilder:
    """Walks block tokens once and collects their leaves."""

    def __init__(self, language: ParseContext, acts: Mapping[str, TokenHandler]) -> None:
        self.blocks: list[Block] = []
        self.headings: list[tuple[int, int, Inline]] = []
        """Level, block index, text."""
        self.anchors: dict[str, int] = {}
        """Indices of blocks that links lead to, by what stands after their #."""
        self.language = language
        self._acts = acts
        self.tokens: Sequence[Token] = ()
        self.index = 0
        self._open: list[Container] = []
        self._before: tuple[Container, ...] | None = None
        self._close_by = False

    def walk(self, tokens: Sequence[Token]) -> None:
        """Add the blocks of balanced tokens."""
        outer = self.tokens, self.index
        self.tokens, self.index = tokens, 0
        while self.index < len(tokens):
            token = tokens[self.index]
            self.index += 1
            act = self._acts.get(token.type)
            if act is not None:
                act(self, token)
        self.tokens, self.index = outer

    def open(
        self, inset: Prefix | None, *, tight: bool = False, role: str | None = None
    ) -> Container:
        """Enter a container."""
        container = Container(inset, tight, role)
        self._open.append(container)
        return container

    def close(self) -> None:
        """Leave the innermost container; one that is still empty shows its marker."""
        if self._open[-1].inset is not None and not self._open[-1].started:
            self.add(Paragraph(self.setting(), PlainText(())))
        self._open.pop()

    def close_kind(self, kind: str) -> None:
        """Leave the innermost container if it is of a kind."""
        if self._open and self._open[-1].kind == kind:
            self.close()

    def close_block(self) -> None:
        """Leave a container of Markdown's, and first what HTML left open in it."""
        while self._open and self._open[-1].kind == "details":
            self._open.pop()
        if self._open:
            self.close()

    def setting(self) -> Margin:
        """Where the next block stands."""
        around = self._open
        insets = tuple(it.inset for it in around if it.inset is not None)
        opens = sum(1 for it in around if it.inset is not None and not it.started)
        gap: int | None = None
        if self._before is not None and not self._close_by:
            shared = [
                mine for mine, other in zip(around, self._before, strict=False) if mine is other
            ]
            if not shared or not shared[-1].tight:
                gap = sum(1 for it in shared if it.inset is not None)
        role = next((it.role for it in reversed(around) if it.role), "text")
        return Margin(insets, opens, gap, role)

    def add(self, *blocks: Block) -> None:
        """Take blocks into the article; they stand where the walk is."""
        self.blocks += blocks
        self._before = tuple(self._open)
        self._close_by = False
        for container in self._open:
            container.started = True

    def keep_next_close(self) -> None:
        """Put no blank line between the last block and the next: between a label and its text."""
        self._close_by = True

    def inline(self, source: str) -> Markdown:
        """Inline Markdown of this document."""
        return Markdown(source, self.language)

    def take(self, token: Token) -> Inline:
        """The text of an inline token of this document."""
        return inline_of(token, self.language)

    def paragraph(self, source: str) -> None:
        """Add a paragraph; an overlong one as several that follow closely."""
        setting = self.setting()
        for part in _parts(source):
            self.add(Paragraph(setting, self.inline(part)))
            setting = setting.following()

    def ahead(self, offset: int = 0) -> Token | None:
        """A token that is still to come."""
        place = self.index + offset
        return self.tokens[place] if place < len(self.tokens) else None

    def enclosing_list(self) -> Container | None:
        """The innermost list around, for its items."""
        return next((it for it in reversed(self._open) if it.count or it.depth), None)

    @property
    def is_tight(self) -> bool:
        """Whether blocks follow each other closely here."""
        return bool(self._open) and self._open[-1].tight

    @property
    def innermost_kind(self) -> str:
        """The kind of the innermost container."""
        return self._open[-1].kind if self._open else ""

    def bullet_depth(self) -> int:
        """How many bullet lists are around."""
        return sum(1 for it in self._open if it.depth)


def _parts(source: str) -> Iterator[str]:
    if len(source) > _LONGEST_PARAGRAPH:
        source = _DATA_ADDRESS.sub(r"\1", source)
    start = 0
    while len(source) - start > _LONGEST_DENSE:
        limit = _limit(source, start)
        if limit >= len(source):
            break
        cut = max(source.rfind("\n", start, limit), source.rfind(". ", start, limit) + 1)
        cut = cut if cut > start else source.rfind(" ", start, limit)
        cut = cut if cut > start else limit
        yield source[start:cut]
        start = cut
    yield source[start:]


def _limit(source: str, start: int) -> int:
    """Where the part of a paragraph that begins at a place must end."""
    marks = len(_MARKS.findall(source, start, start + _LONGEST_DENSE))
    is_dense = marks > _LONGEST_DENSE * _DENSE
    return start + (_LONGEST_DENSE if is_dense else _LONGEST_PARAGRAPH)


def inline_of(token: Token, language: ParseContext) -> Inline:
    """The text of an inline token: parsed already where it comes from HTML."""
    return (
        ParsedText(tuple(token.children)) if token.children else Markdown(token.content, language)
    )


TokenHandler: TypeAlias = Callable[[BlockBuilder, Token], None]
"""What is done at a token."""
