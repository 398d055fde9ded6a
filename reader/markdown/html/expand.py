"""Convert the pieces of HTML between Markdown blocks to the tokens of their elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from reader.markdown.context import ParseContext
from reader.markdown.html.blocks import WHOLE_ELEMENT
from reader.markdown.html.elements import html_tokens
from reader.markdown.html.markdown_parts import PARTS, split_markdown
from reader.markdown.rules.refused_links import REFUSED

_DEFINITIONS = ("references", "footnotes", REFUSED)
"""Keys in a document's env: what can be defined anywhere in it."""
_CONTAINER = re.compile(r"<(/?)(details|blockquote)(?=[\s/>])", re.IGNORECASE)
"""A tag of an element that may be open over several pieces, with Markdown between them."""


def parse_parts(tokens: Sequence[Token], context: ParseContext) -> None:
    """Parse the Markdown within elements that end at their closing tag, such as a table.

    Args:
        tokens: Block tokens. In each `html_block`, the parts are replaced by empty elements, and
            their block tokens are kept in its meta.
        context: The context of the document.
    """
    for token in tokens:
        if token.type == "html_block" and WHOLE_ELEMENT.match(token.content.lstrip()):
            token.content, sources = split_markdown(token.content)
            token.meta[PARTS] = [_part_tokens(source, context) for source in sources]


def expand_html(tokens: Sequence[Token], context: ParseContext) -> list[Token]:
    """Return block tokens in which each `html_block` is replaced by the tokens of its elements.

    A `<details>` or `<blockquote>` that one piece opens and a later one closes contains the
    Markdown between them. If none closes it, it ends with the piece that opens it.
    """
    expanded: list[Token] = []
    open_containers: list[_OpenContainer] = []
    for token in tokens:
        if token.type != "html_block":
            expanded.append(token)
            continue
        parts = [expand_html(part, context) for part in token.meta.get(PARTS, ())]
        for html, closed_tag in _split_at_closing_tags(token.content):
            open_tags = _unclosed_tags(html)
            piece = html_tokens(html, context, parts)
            for piece_token in piece:
                piece_token.level += token.level
            for tag in reversed(open_tags):
                if piece and piece[-1].type == f"{tag}_close":
                    piece.pop()
                else:
                    open_tags.remove(tag)
            expanded += piece
            open_containers += [
                _OpenContainer(tag, token.level, len(expanded)) for tag in open_tags
            ]
            if (
                closed_tag
                and open_containers
                and open_containers[-1][:2] == (closed_tag, token.level)
            ):
                expanded.append(Token(f"{closed_tag}_close", closed_tag, -1))
                open_containers.pop()
    for tag, _, end in reversed(open_containers):
        expanded.insert(end, Token(f"{tag}_close", tag, -1))
    return expanded


def _part_tokens(source: str, context: ParseContext) -> list[Token]:
    """Return the block tokens of Markdown within HTML. Elements in it have no parts themselves."""
    # Most of the environment belongs to the lines of the document. Definitions are shared.
    env = {name: context.env.setdefault(name, {}) for name in _DEFINITIONS}
    return context.parser.block.parse(source, context.parser, env, []) or []


class _OpenContainer(NamedTuple):
    """A container whose closing tag has not been found yet."""

    tag: str
    level: int
    """Level of the block that it is in; only a piece at the same level closes it."""
    end: int
    """Index of the token before which it ends if nothing closes it."""


def _split_at_closing_tags(html: str) -> Iterator[tuple[str, str]]:
    """Split a piece at each closing tag of a container that an earlier piece has opened.

    Yields:
        The HTML before the closing tag, and the tag's name; it is empty for the rest.
    """
    depth = start = 0
    for match in _CONTAINER.finditer(html):
        if not match[1]:
            depth += 1
        elif depth:
            depth -= 1
        else:
            yield html[start : match.start()], match[2].lower()
            start = match.end() + 1
    yield html[start:], ""


def _unclosed_tags(html: str) -> list[str]:
    """Return the names of the containers that a piece opens and does not close."""
    open_tags: list[str] = []
    for closing, name in _CONTAINER.findall(html):
        if not closing:
            open_tags.append(name.lower())
        elif open_tags:
            open_tags.pop()
    return open_tags
