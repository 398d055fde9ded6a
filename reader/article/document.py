"""Parses a Markdown body into blocks, headings and anchors.

Only block rules are applied; inline text is parsed when its block is laid out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.article.block_builder import BlockBuilder, make_inline
from reader.article.blocks import Block, Inline, comparable, inline_text
from reader.article.token_handlers import HANDLERS, add_footnotes
from reader.markdown.html.anchors import ANCHOR
from reader.markdown.parser import parse_body

_NOT_IN_SLUG = re.compile(r"[^\w\s-]+")
_WHITESPACE = re.compile(r"\s")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_PREFIX = "user-content-"
"""GitHub puts it before the ids of a page, and some links have it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of an article, for an outline."""

    level: int
    """1 to 6."""
    text: str
    block: int
    """Index of its block."""


@dataclass(frozen=True)
class Document:
    """A parsed body."""

    blocks: Sequence[Block]
    _headings: Sequence[tuple[int, int, Inline]]
    """Level, block index and text of each heading."""
    _anchors: Mapping[str, int]
    """Block indices by URL fragment."""

    @property
    def heading_indices(self) -> list[int]:
        """Indices of the heading blocks; available without parsing inline text."""
        return [block for _, block, _ in self._headings]

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in order. Their inline text is parsed on first access."""
        return tuple(
            Heading(level, inline_text(inline), block) for level, block, inline in self._headings
        )

    def find_anchor(self, fragment: str) -> int | None:
        """Return the index of the block that a URL fragment leads to; None if there is none.

        Anchors in the source come first. Headings without one get the anchor that GitHub would
        generate: the text in lower case, joined by hyphens, with `-1` for the second heading of the
        same text. See "Section links" at https://docs.github.com/en/get-started/writing-on-github.
        Last, a fragment leads to the first heading with the same words, as other generators treat
        accents, punctuation and numbers at the beginning in other ways. Of a path of headings in
        Obsidian, the last one counts.

        Args:
            fragment: The part of a link after `#`, decoded.
        """
        found = self._anchors.get(fragment)
        if found is None:
            found = self._heading_anchors.get(heading_slug(fragment))
            return self._words.get(_slug_words(fragment)) if found is None else found
        # Below the last block, there is nothing to scroll to.
        return min(found, max(len(self.blocks) - 1, 0))

    def anchor_above(self, block: int) -> str:
        """Return the fragment that leads to the heading of a block; empty above the first heading.

        Args:
            block: Index of a block. A heading is its own heading.
        """
        heading = max((index for index in self.heading_indices if index <= block), default=None)
        for anchors in (self._anchors, self._heading_anchors):
            for fragment, index in anchors.items():
                if index == heading:
                    return fragment
        return ""

    @cached_property
    def _heading_anchors(self) -> dict[str, int]:
        anchors: dict[str, int] = {}
        count: Counter[str] = Counter()
        for heading in self.headings:
            slug = heading_slug(heading.text)
            anchors.setdefault(f"{slug}-{count[slug]}" if count[slug] else slug, heading.block)
            count[slug] += 1
        return anchors

    @cached_property
    def _words(self) -> dict[str, int]:
        """Block indices of headings by their words, with and without the number before them."""
        words: dict[str, int] = {}
        for heading in self.headings:
            slug = _slug_words(heading.text)
            for words_of_heading in filter(None, (slug, slug.lstrip("0123456789-"))):
                words.setdefault(words_of_heading, heading.block)
        return words


def parse_document(
    body: str, *, title: str = "", html: bool = False, hard_breaks: bool = False
) -> Document:
    """Parse a body. Any text is accepted.

    Args:
        body: The text after the front matter.
        title: The title of the post. A heading at the beginning that repeats it is left out.
        html: Parse the body as HTML, as for an .html file, instead of Markdown.
        hard_breaks: Keep each line break in the text of Markdown.
    """
    parsed = parse_body(body, html=html, hard_breaks=hard_breaks)
    context, flow = parsed.context, parsed.flow
    first = next((index for index, token in enumerate(flow) if token.type != ANCHOR), 0)
    if title and flow and flow[first].type == "heading_open":
        heading = inline_text(make_inline(flow[first + 1], context))
        if comparable(heading) == comparable(title):
            del flow[first : first + 3]
    builder = BlockBuilder(context, HANDLERS)
    builder.add_tokens(flow)
    add_footnotes(builder, parsed.notes, parsed.numbers)
    return Document(builder.blocks, builder.headings, builder.anchors)


def _slug_words(fragment: str) -> str:
    """Return the letters and digits of a fragment or a heading, without accents."""
    last = fragment.rpartition("#")[2] or fragment
    text = unicodedata.normalize("NFKD", last.casefold().removeprefix(_PREFIX))
    letters = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _BETWEEN_WORDS.sub("-", letters).strip("-")


def heading_slug(text: str) -> str:
    """Return the text of a heading in the form used in URL fragments."""
    return _WHITESPACE.sub("-", _NOT_IN_SLUG.sub("", text.strip().casefold()))
