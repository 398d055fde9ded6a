"""A Markdown body to tokens. Block rules only: inline text is parsed when a block is laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from reader.markdown import footnotes
from reader.markdown.context import ParseContext
from reader.markdown.dialects.convert import to_markdown
from reader.markdown.dialects.listings import listings_as_html
from reader.markdown.html.blocks import expand_html, use_html
from reader.markdown.html.elements import html_tokens
from reader.markdown.html.names import ended_names
from reader.markdown.rules.blocks import DEEPEST, use_block_rules
from reader.markdown.rules.inline import use_inline_rules
from reader.markdown.rules.lenient import DEFINED_ELSEWHERE, use_lenient_rules
from reader.markdown.rules.tables import use_tables

MAX_FIRST_PIECE = 16 * 1024
MAX_FIRST_LINES = 500
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True, eq=False)
class ParsedBody:
    """The block tokens of a body, and what its inline text needs to be parsed later."""

    context: ParseContext
    flow: list[Token]
    """Block tokens in order, without the definitions of footnotes."""
    notes: dict[str, list[Token]]
    """Block tokens of each footnote, by its label."""
    numbers: dict[str, int]
    """Number of each footnote, by its label, in the order of the first references."""


def parse_body(body: str, *, html: bool = False) -> ParsedBody:
    """Parse a body into block tokens.

    Args:
        body: The text after the front matter; any text at all.
        html: The body is HTML throughout, as in a .html file; Markdown if not.
    """
    language = ParseContext(_parser(), ended=ended_names(body))
    tokens = _html_tokens(body, language) if html else _markdown_tokens(body, language)
    flow, notes = footnotes.take_out(tokens)
    numbers = footnotes.numbered(flow, notes)
    language.env[footnotes.NUMBERS] = numbers
    return ParsedBody(language, flow, notes, numbers)


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
    use_lenient_rules(parser)
    return parser


def _markdown_tokens(body: str, language: ParseContext) -> list[Token]:
    language.env[DEFINED_ELSEWHERE] = "{% include" in body
    source = to_markdown(_normalised(body))
    tokens = language.parser.block.parse(source, language.parser, language.env, []) or []
    return expand_html(tokens, language)


def _html_tokens(body: str, language: ParseContext) -> list[Token]:
    """The same of HTML, in which templates may stand as well."""
    return html_tokens(listings_as_html(to_markdown(_normalised(body))), language)


def _normalised(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def first_piece(body: str, limit: int = MAX_FIRST_PIECE) -> str:
    """As much of a body as can be shown at once, cut at a blank line outside fences.

    The blocks parsed from it are those that the whole body begins with, but for the last one or
    two, and for links and notes that are defined further down.

    Args:
        body: The whole.
        limit: Characters. Of a body with many short lines, so many lines are taken at most as a
            piece of usual lines has.
    """
    if len(body) <= limit and body.count("\n") <= MAX_FIRST_LINES:
        return body
    cut, place, fence = 0, 0, ""
    for _ in range(MAX_FIRST_LINES):
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
