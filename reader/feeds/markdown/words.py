"""The words of an entry, out of its HTML and out of what it was converted to.

Both are what a person reads: text and the names of images, in order, without the numbers of
footnotes and lists. Words are compared in compatibility form (NFKC of Unicode,
https://www.unicode.org/reports/tr15/), because an article shows superscripts as characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token

from reader.article.inline import split_source
from reader.feeds.markdown.cleaning import CleanTree
from reader.feeds.markdown.pictures import picture_name
from reader.markdown.context import ParseContext
from reader.markdown.formulas.mathml import mathml_text
from reader.markdown.html.names import BLOCKS, MARKDOWN_BLOCKS
from reader.markdown.parser import parse_body
from reader.text.clean import clean_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SEPARATE = BLOCKS | MARKDOWN_BLOCKS | {"br", "img"}
"""Elements that separate the words before and after them."""
_WITHOUT_WIDTH = re.compile("[\xad\u200b\u2060\ufeff]+")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_PLAIN = re.compile(r"[^\\`*_\[\]<>&!$~^=:{}|@｜《\n]*")
"""Text without any character that a rule of the parser begins with: most paragraphs of news."""
_BREAKS = frozenset(("softbreak", "hardbreak"))
_NOT_WORDS = frozenset(("marker", "footnote_ref"))
_TEXT_BLOCKS = frozenset(("fence", "code_block"))


def join_words(parts: Iterable[str]) -> str:
    """Return pieces of text as words with single spaces between them."""
    text = clean_text("".join(parts))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _WITHOUT_WIDTH.sub("", text))
    return " ".join(text.split())


def tree_words(tree: CleanTree) -> str:
    """Return the words of the HTML of an entry."""
    notes: dict[str, list[str]] = {}
    text = _node_text(tree.body, tree, notes)
    for label in sorted(notes, key=int):
        text += [" ", *notes[label]]
    return join_words(text)


def _node_text(root: LexborNode, tree: CleanTree, notes: dict[str, list[str]]) -> list[str]:
    """Return the pieces of text within an element, without those of footnotes.

    It follows the links between nodes instead of calling itself, so that no depth is too much.
    """
    parts: list[str] = []
    node: LexborNode | None = root.child
    while node is not None:
        enters = _open_node(node, parts, tree, notes)
        child = node.child if enters else None
        if child is not None:
            node = child
            continue
        if enters:
            _close_node(node, parts)
        while (following := node.next) is None:
            parent = node.parent
            if parent is None or parent.mem_id == root.mem_id:
                return parts
            node = parent
            _close_node(node, parts)
        node = following
    return parts


def _open_node(
    node: LexborNode, parts: list[str], tree: CleanTree, notes: dict[str, list[str]]
) -> bool:
    """Add what is before the content of a node, and return whether its content follows."""
    if node.is_text_node:
        parts.append(node.text_content or "")
        return False
    identity, tag = node.mem_id, node.tag or ""
    footnotes = tree.footnotes
    if identity in footnotes.labels or identity in footnotes.back_links:
        return False
    if (label := footnotes.notes.get(identity)) is not None and label not in notes:
        notes[label] = []
        notes[label] = _node_text(node, tree, notes)
        parts.append(" ")
        return False
    if (embed := tree.embeds.get(identity)) is not None:
        parts += (" ", embed.label, " ")
        return False
    if tag in _SEPARATE:
        parts.append(" ")
    if tag == "img":
        parts += (picture_name(node), " ")
    elif tag in ("q", "rt"):
        parts.append("“" if tag == "q" else "(")
    elif tag == "math":
        parts.append(mathml_text(node))
    return node.is_element_node and tag != "math"


def _close_node(node: LexborNode, parts: list[str]) -> None:
    tag = node.tag
    if tag in ("q", "rt"):
        parts.append("”" if tag == "q" else ")")
    elif tag in _SEPARATE:
        parts.append(" ")


def markdown_words(text: str) -> str:
    """Return the words of a body as its article shows them."""
    parsed = parse_body(text)
    parts = list(_token_text(parsed.flow, parsed.context))
    for label in sorted(parsed.notes, key=lambda name: parsed.numbers.get(name, 0)):
        parts += _token_text(parsed.notes[label], parsed.context)
    return join_words(parts)


def _token_text(tokens: Sequence[Token], context: ParseContext) -> Iterator[str]:
    """Yield the pieces of text of block tokens."""
    begins_item = False
    for token in tokens:
        yield " "
        if token.type == "inline" or token.type == "summary":
            task = _TASK.match(token.content) if begins_item else None
            source = token.content[task.end() :] if task else token.content
            if token.children or not _PLAIN.fullmatch(source):
                yield from _inline_text(token.children or _parse(source, context))
            else:
                yield source
        elif token.type in _TEXT_BLOCKS:
            yield token.content
        elif token.type == "table":
            for row in (token.meta["header"], *token.meta["rows"]):
                for cell in row:
                    yield from _inline_text(
                        _parse(cell, context) if isinstance(cell, str) else cell
                    )
                    yield " "
        elif token.type in ("callout_open", "formula"):
            yield "\ufffc"  # text of the entry has become active, so that the words must differ
        begins_item = token.type == "list_item_open" or (
            begins_item and token.type == "paragraph_open"
        )


def _parse(source: str, context: ParseContext) -> list[Token]:
    return [token for part in split_source(source) for token in context.tokens(part)]


def _inline_text(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield " "
            yield "".join(child.content for child in token.children or ()) or token.content
            yield " "
        elif token.type in _BREAKS:
            yield " "
        elif token.type not in _NOT_WORDS:
            yield token.content
