"""A Markdown body into blocks. Block rules only: inline text waits until a block is laid out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.article.block_builder import BlockBuilder, inline_of
from reader.article.blocks import Block, Inline, comparable, text_of
from reader.article.token_handlers import HANDLERS, add_notes
from reader.markdown.parser import parse_body

_NO_WORDS = re.compile(r"[^\w\s-]+")
_BLANKS = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article, for an outline."""

    level: int
    text: str
    block: int
    """Index of its block."""


@dataclass(frozen=True)
class Document:
    """A parsed body."""

    blocks: Sequence[Block]
    _headings: Sequence[tuple[int, int, Inline]]
    _anchors: Mapping[str, int]

    @property
    def heading_indices(self) -> list[int]:
        """The indices of the headings' blocks, for which nothing has to be parsed."""
        return [block for _, block, _ in self._headings]

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order; their inline text is parsed at the first use."""
        return tuple(
            Heading(level, text_of(inline), block) for level, block, inline in self._headings
        )

    def find_anchor(self, fragment: str) -> int | None:
        """The block that a link with this after its # leads to; None where there is none.

        A heading is called by its words in small letters, joined by hyphens, as GitHub does it;
        of several that are called alike, the second ends in `-1`.
        """
        found = self._anchors.get(fragment)
        return self._heading_anchors.get(slug_of(fragment)) if found is None else found

    @cached_property
    def _heading_anchors(self) -> dict[str, int]:
        anchors: dict[str, int] = {}
        count: Counter[str] = Counter()
        for heading in self.headings:
            slug = slug_of(heading.text)
            anchors.setdefault(f"{slug}-{count[slug]}" if count[slug] else slug, heading.block)
            count[slug] += 1
        return anchors


def slug_of(text: str) -> str:
    """A heading's words as they stand in an address."""
    return _BLANKS.sub("-", _NO_WORDS.sub("", text.strip().casefold()))


def parse_document(body: str, *, title: str = "", html: bool = False) -> Document:
    """Read a body.

    Args:
        body: The text after the front matter; any text at all.
        title: The post's title. A heading that begins the body and says the same is left out.
        html: The body is HTML throughout, as that of a file of HTML is; Markdown if not.
    """
    parsed = parse_body(body, html=html)
    language, flow = parsed.language, parsed.flow
    if title and flow and flow[0].type == "heading_open":
        shown = text_of(inline_of(flow[1], language))
        if comparable(shown) == comparable(title):
            del flow[:3]
    walk = BlockBuilder(language, HANDLERS)
    walk.walk(flow)
    add_notes(walk, parsed.notes, parsed.numbers)
    return Document(walk.blocks, walk.headings, walk.anchors)
