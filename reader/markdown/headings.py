"""Parts of a heading that are not its text: attributes, and links to the heading itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token

from reader.markdown.context import ParseContext

IDS = "ids"
"""Key in the meta of a `heading_open` token: the ids that its attributes give it."""

_ATTRIBUTES = re.compile(
    r"[ \t]*\\?\{:?[ \t]*(?:#[^{}\n]*\}|\.[^{}\n]*\}[ \t]*$)|(?<=\S)[ \t]*\{-\}[ \t]*$"
)
"""Attributes of a heading, as in `## Title {#id .class}`: kramdown's inline attribute lists,
https://kramdown.gettalong.org/syntax.html#inline-attribute-lists, and Pandoc's,
https://pandoc.org/MANUAL.html#extension-header_attributes, with `{-}` for "unnumbered"."""
_ID = re.compile(r"#([^\s{}]+)")
_MAY_HAVE_PERMALINK = re.compile(r"\]\([^)\s]*#|<a\s", re.IGNORECASE)
PERMALINK = re.compile(
    r"[\s#¶§∞🔗⚓\ufe0f\u200b()\[\]]*"
    r"|(?:perma(?:nent )?link|anchor|(?:direct )?link)(?: (?:to|for) .*)?",
    re.IGNORECASE | re.DOTALL,
)
"""Matches what generators show in a link to the heading that it is in."""


def prepare_headings(tokens: Sequence[Token], context: ParseContext) -> None:
    """Leave nothing but its text in the `inline` token of each heading.

    Args:
        tokens: Block tokens, which are changed.
        context: The context of the document.
    """
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            _prepare(opening, inline, context)


def _prepare(opening: Token, inline: Token, context: ParseContext) -> None:
    if inline.children:
        inline.children = without_permalinks(inline.children)
        return
    if "{" in inline.content:
        attributes = _ATTRIBUTES.findall(inline.content)
        opening.meta[IDS] = [name for part in attributes for name in _ID.findall(part)]
        inline.content = _ATTRIBUTES.sub("", inline.content)
    if _MAY_HAVE_PERMALINK.search(inline.content):
        tokens = context.tokens(inline.content)
        kept = without_permalinks(tokens)
        if len(kept) < len(tokens):
            inline.children = kept


def without_permalinks(tokens: list[Token]) -> list[Token]:
    """Return inline tokens of a heading without links to a fragment that consist of a sign.

    Examples are `## Title [#](#title)`, or Sphinx's and MkDocs'
    `<h2>Title<a class="headerlink" href="#title">¶</a></h2>`.

    Returns:
        The same tokens if nothing else would be left.
    """
    kept: list[Token] = []
    opened = -1  # index in `kept` of the last link to a fragment
    for token in tokens:
        kept.append(token)
        if token.type == "link_open":
            opened = len(kept) - 1 if "#" in str(token.attrs.get("href", "")) else -1
        elif token.type == "link_close" and opened >= 0:
            if PERMALINK.fullmatch("".join(inner.content for inner in kept[opened:])):
                del kept[opened:]
            opened = -1
    has_text = any(token.content.strip() for token in kept)
    return kept if has_text else tokens
