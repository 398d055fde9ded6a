"""A Markdown body into blocks. Block rules only: inline text waits until a block is laid out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from reader.article.block_builder import Flattener, inline_of
from reader.article.blocks import Block, Inline, comparable, text_of
from reader.article.inline import Language
from reader.article.token_handlers import ACTS, add_notes
from reader.markdown import footnotes
from reader.markdown.dialects.convert import to_markdown
from reader.markdown.dialects.listings import listings_as_html
from reader.markdown.html.blocks import expand_html, use_html
from reader.markdown.html.elements import html_tokens
from reader.markdown.html.names import ended_names
from reader.markdown.rules.blocks import DEEPEST, use_block_rules
from reader.markdown.rules.inline import use_inline_rules
from reader.markdown.rules.lenient import DEFINED_ELSEWHERE, use_tolerance
from reader.markdown.rules.tables import use_tables

FIRST_PIECE = 16 * 1024
FIRST_LINES = 500

_NO_WORDS = re.compile(r"[^\w\s-]+")
_BLANKS = re.compile(r"\s")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


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
    def heading_blocks(self) -> list[int]:
        """The indices of the headings' blocks, for which nothing has to be parsed."""
        return [block for _, block, _ in self._headings]

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order; their inline text is parsed at the first use."""
        return tuple(
            Heading(level, text_of(inline), block) for level, block, inline in self._headings
        )

    def block_of(self, fragment: str) -> int | None:
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


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("gfm-like", {"maxNesting": DEEPEST + 10})
    deflist_plugin(parser)
    footnote_plugin(parser, inline=False, move_to_end=False)
    parser.disable("footnote_ref")
    footnotes.use_references(parser)
    use_tables(parser)
    use_block_rules(parser)
    use_html(parser)
    use_inline_rules(parser)
    use_tolerance(parser)
    return parser


def parse_document(body: str, *, title: str = "", html: bool = False) -> Document:
    """Read a body.

    Args:
        body: The text after the front matter; any text at all.
        title: The post's title. A heading that begins the body and says the same is left out.
        html: The body is HTML throughout, as that of a file of HTML is; Markdown if not.
    """
    language = Language(_parser(), ended=ended_names(body))
    tokens = _html_tokens(body, language) if html else _markdown_tokens(body, language)
    flow, notes = footnotes.take_out(tokens)
    numbers = footnotes.numbered(flow, notes)
    language.env[footnotes.NUMBERS] = numbers
    if title and flow and flow[0].type == "heading_open":
        shown = text_of(inline_of(flow[1], language))
        if comparable(shown) == comparable(title):
            del flow[:3]
    walk = Flattener(language, ACTS)
    walk.walk(flow)
    add_notes(walk, notes, numbers)
    return Document(walk.blocks, walk.headings, walk.anchors)


def _markdown_tokens(body: str, language: Language) -> list[Token]:
    language.env[DEFINED_ELSEWHERE] = "{% include" in body
    source = to_markdown(_normalised(body))
    tokens = language.parser.block.parse(source, language.parser, language.env, []) or []
    return expand_html(tokens, language)


def _html_tokens(body: str, language: Language) -> list[Token]:
    """The same of HTML, in which templates may stand as well."""
    return html_tokens(listings_as_html(to_markdown(_normalised(body))), language)


def _normalised(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def first_piece(body: str, limit: int = FIRST_PIECE) -> str:
    """As much of a body as can be shown at once, cut at a blank line outside fences.

    The blocks parsed from it are those that the whole body begins with, but for the last one or
    two, and for links and notes that are defined further down.

    Args:
        body: The whole.
        limit: Characters. Of a body with many short lines, so many lines are taken at most as a
            piece of usual lines has.
    """
    if len(body) <= limit and body.count("\n") <= FIRST_LINES:
        return body
    cut, place, fence = 0, 0, ""
    for _ in range(FIRST_LINES):
        end = body.find("\n", place)
        end = len(body) if end < 0 else end
        if place >= limit or end == len(body):
            break
        line = body[place : min(end, limit)]
        mark = _FENCE.match(line)
        if mark is not None and not fence:
            fence = mark.group(1)
        elif mark is not None and mark.group(1).startswith(fence):
            fence = ""
        elif not fence and not line.strip():
            cut = place
        place = end + 1
    return body[: cut or min(place or limit, limit)]
