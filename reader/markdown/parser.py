"""A Markdown body to block tokens.

Only block rules run here. Inline text is parsed with `ParsedBody.context` when a block is laid
out, so that opening a long article does not wait for all of its text.

The parser is markdown-it-py (https://markdown-it-py.readthedocs.io/en/latest/architecture.html)
with its preset for CommonMark (https://spec.commonmark.org/0.31.2/) and GitHub Flavored Markdown
(https://github.github.com/gfm/), and with the rules of this package.
"""

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
from reader.markdown.dialects.listings import listings_to_html
from reader.markdown.headings import prepare_headings
from reader.markdown.html.blocks import use_html
from reader.markdown.html.elements import html_tokens
from reader.markdown.html.expand import expand_html, parse_parts
from reader.markdown.html.names import closed_tag_names
from reader.markdown.rules.bare_links import use_bare_links
from reader.markdown.rules.blocks import MAX_NESTING, use_block_rules
from reader.markdown.rules.characters import use_character_rules
from reader.markdown.rules.directives import use_directives
from reader.markdown.rules.inline import use_inline_rules
from reader.markdown.rules.lenient import DEFINED_ELSEWHERE, use_lenient_rules
from reader.markdown.rules.lettered_lists import use_lettered_lists
from reader.markdown.rules.line_blocks import use_line_blocks
from reader.markdown.rules.pandoc_tables import use_pandoc_tables
from reader.markdown.rules.plain_inline import FastParser, use_plain_inline
from reader.markdown.rules.plain_paragraphs import use_plain_paragraphs
from reader.markdown.rules.refused_links import use_refused_links
from reader.markdown.rules.tables import use_tables

MAX_FIRST_PIECE = 16 * 1024
"""Maximum number of characters of the piece of a body that is shown first."""
MAX_FIRST_LINES = 500
"""Maximum number of lines of that piece."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True, eq=False)
class ParsedBody:
    """The block tokens of a body, and the context that its inline text is parsed in."""

    context: ParseContext
    flow: list[Token]
    """Block tokens in order, without the definitions of footnotes."""
    notes: dict[str, list[Token]]
    """Block tokens of each footnote, by its label."""
    numbers: dict[str, int]
    """Number of each footnote, by its label. Numbers follow the order of the first references."""


def parse_body(body: str, *, html: bool = False, hard_breaks: bool = False) -> ParsedBody:
    """Parse a body into block tokens.

    Args:
        body: The text after the front matter; any text.
        html: Whether the whole body is HTML, as in an .html file. Otherwise it is Markdown, which
            may contain HTML.
        hard_breaks: Whether each line break in the text of Markdown is kept.
    """
    context = ParseContext(
        _parser(), closed_tags=closed_tag_names(body), hard_breaks=hard_breaks and not html
    )
    if html:
        flow = _html_tokens(body, context)
        prepare_headings(flow, context)
        return ParsedBody(context, flow, {}, {})
    flow, notes = footnotes.split_footnotes(_markdown_tokens(body, context))
    # The text of HTML is parsed at once, and needs the numbers.
    numbers = footnotes.number_footnotes(flow, notes)
    context.env[footnotes.NUMBERS] = numbers
    expanded = {label: expand_html(note, context) for label, note in notes.items()}
    flow = expand_html(flow, context)
    prepare_headings(flow, context)
    return ParsedBody(context, flow, expanded, numbers)


@cache
def _parser() -> MarkdownIt:
    # The rule `too_deep` handles nesting. The limit of markdown-it-py only has to be above it.
    parser = FastParser("gfm-like", {"maxNesting": MAX_NESTING + 10})
    deflist_plugin(parser)
    footnote_plugin(parser, inline=False, move_to_end=False)
    # Our rule for references replaces that of the plugin: it knows the numbers.
    parser.disable("footnote_ref")
    footnotes.use_references(parser)
    use_bare_links(parser)
    use_tables(parser)
    use_pandoc_tables(parser)
    use_line_blocks(parser)
    use_lettered_lists(parser)
    use_block_rules(parser)
    use_directives(parser)
    use_html(parser)
    use_inline_rules(parser)
    use_lenient_rules(parser)
    use_character_rules(parser)
    use_refused_links(parser)
    use_plain_inline(parser)
    use_plain_paragraphs(parser)
    return parser


def _markdown_tokens(body: str, context: ParseContext) -> list[Token]:
    context.env[DEFINED_ELSEWHERE] = "{% include" in body
    source = to_markdown(_normalise(body), context.parser)
    tokens = context.parser.block.parse(source, context.parser, context.env, []) or []
    parse_parts(tokens, context)
    return tokens


def _html_tokens(body: str, context: ParseContext) -> list[Token]:
    # An HTML file may contain template tags as well. `to_markdown` replaces them, and the code
    # blocks that it makes of some must become HTML.
    return html_tokens(listings_to_html(to_markdown(_normalise(body), None)), context)


def _normalise(body: str) -> str:
    """Normalise line endings and NUL: a core rule of markdown-it-py that block parsing skips."""
    return body.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def first_piece(body: str, limit: int = MAX_FIRST_PIECE) -> str:
    """Return the beginning of a body that can be shown at once, cut at a blank line.

    The cut is outside fenced code blocks where possible. The blocks of the piece are those that the
    whole body begins with, except for the last one or two, and for links and footnotes that are
    defined further down.

    Args:
        body: The whole body.
        limit: Maximum number of characters. The number of lines is limited as well, because many
            short lines take as long as a few long ones.

    Returns:
        The body itself if it is within the limits.
    """
    if len(body) <= limit and body.count("\n") <= MAX_FIRST_LINES:
        return body
    cut, start, fence = 0, 0, ""
    for _ in range(MAX_FIRST_LINES):
        end = body.find("\n", start)
        end = len(body) if end < 0 else end
        if start >= limit or end == len(body):
            break
        line = body[start : min(end, limit)]
        match = _FENCE.match(line)
        if match is not None and not fence:
            fence = match.group(1)
        elif match is not None and match.group(1).startswith(fence):
            fence = ""
        elif not fence and not line.strip():
            cut = start
        start = end + 1
    return body[: cut or min(start or limit, limit)]
