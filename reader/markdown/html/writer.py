"""Writes an HTML tree as the tokens that equivalent Markdown has."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from markdown_it.token import Token

from reader.markdown.context import ParseContext
from reader.markdown.footnotes import NUMBERS
from reader.markdown.html.anchors import ANCHOR, node_anchors
from reader.markdown.html.leaves import LEAVES, embed_tokens, leaf_tokens, text_token
from reader.markdown.html.names import BLOCKS, HIDDEN, MARKDOWN_BLOCKS, SPANS
from reader.markdown.rules.short_codes import replace_short_codes

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_DEPTH = 120
_PARAGRAPH = frozenset(("paragraph_open", "inline", "paragraph_close"))
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"!?\[[^\]\[]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\*\*[^*\s][^*\n]*\*\*|`[^`\n]+`"
)


class Writer:
    """Writes block tokens while a tree is walked.

    Inline tokens are collected until a block ends. An element that styles its text may contain
    blocks; it is closed at the end of each and opened again in the next.
    """

    def __init__(
        self,
        context: ParseContext,
        handlers: Mapping[str, ElementHandler],
        parts: list[list[Token]],
    ) -> None:
        self.tokens: list[Token] = []
        """The block tokens so far. Inline tokens are the children of `inline` tokens."""
        self.context = context
        self.paragraph_depth = 0
        """How many `<p>` elements are open. Paragraphs outside of all are tight (`hidden`)."""
        self._handlers = handlers
        self._parts = parts
        self.depth = 0
        """How many elements are open."""
        self.level = 0
        """How many block tokens are open."""
        self._line: list[Token] = []
        self._spans: list[Token] = []

    def new_writer(self) -> Writer:
        """Return an empty writer for a part of the tree whose tokens are kept separately."""
        writer = Writer(self.context, self._handlers, self._parts)
        writer.depth = self.depth
        return writer

    def write_children(self, node: LexborNode) -> None:
        """Write the content of an element. Below a certain depth only its text is kept."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            self.write_text(node.text(separator=" "))
        else:
            child = node.child
            while child is not None:
                self._write_node(child)
                child = child.next
        self.depth -= 1

    def _write_node(self, node: LexborNode) -> None:
        if node.is_text_node:
            self.write_text(node.text_content or "")
            return
        tag = node.tag or ""
        is_shown = tag in LEAVES or tag not in HIDDEN
        if not node.is_element_node or not is_shown or _is_hidden(node):
            return
        if names := node_anchors(node):
            self._write_anchors(names, tag)
        handler = self._handlers.get(tag)
        if handler is not None:
            handler(self, node)
        elif tag in SPANS:
            self.write_span(Token(f"{SPANS[tag]}_open", tag, 1), node)
        elif tag in LEAVES:
            inner = node.css_first("source[src], embed[src]")
            source = "" if inner is None else attribute(inner, "src")
            self.add(*leaf_tokens(tag, node.attributes, source))
        elif tag in BLOCKS:
            self.end_paragraph()
            self.write_block_content(node)
            self.end_paragraph()
        else:
            self.write_children(node)

    def _write_anchors(self, names: tuple[str, ...], tag: str) -> None:
        """Write the anchors of an element before the block that the element is, or is part of."""
        if tag in BLOCKS or tag in MARKDOWN_BLOCKS:
            self.end_paragraph()
        for name in names:
            self.write_block(ANCHOR, content=name)

    def write_block_content(self, node: LexborNode) -> None:
        """Write the content of a block, or a link to what a script would fill it with."""
        self.write_children(node)
        if node.child is None:
            self.add(*embed_tokens(node.attributes))

    def write_text(self, content: str) -> None:
        """Write text. Links, bold text, code and references to footnotes in Markdown are parsed.

        Some generators and templates parse Markdown within HTML.
        """
        is_code = any(span.type == "code_open" for span in self._spans)
        has_notes = "[^" in content and self.context.env.get(NUMBERS)
        if (has_notes or _MARKDOWN.search(content)) and not is_code:
            self.add(*self.context.tokens(content, in_html=True))
        else:
            content = content.replace("\n", " ")
            self.add(text_token(content if is_code else replace_short_codes(content)))

    def add(self, *tokens: Token) -> None:
        """Add inline tokens to the current line."""
        self._line += tokens

    def write_span(self, opening: Token, node: LexborNode) -> None:
        """Write an element that styles its text, which may be spread over several blocks."""
        self._spans.append(opening)
        self.add(opening)
        self.write_children(node)
        self._spans.pop()
        self.add(_closing_token(opening))

    def take_line(self) -> list[Token]:
        """Return the inline tokens so far, and start a new line.

        Spans that are open are closed in the returned line, and opened again in the new one.

        Returns:
            No tokens if there is nothing to see in them.
        """
        line = self._line + [_closing_token(span) for span in reversed(self._spans)]
        self._line = list(self._spans)
        has_content = any(
            token.type == "image" or (token.content.strip() and token.type != "softbreak")
            for token in line
        )
        return line if has_content else []

    def end_paragraph(self) -> None:
        """Write the inline tokens so far as a paragraph, if there are any."""
        line = self.take_line()
        if line:
            is_tight = not self.paragraph_depth
            self.write_block("paragraph_open", "p", 1, hidden=is_tight)
            self.write_block("inline", children=line)
            self.write_block("paragraph_close", "p", -1, hidden=is_tight)

    def write_block(self, kind: str, tag: str = "", nesting: Any = 0, **fields: Any) -> None:
        """Write a block token at the current level.

        Args:
            kind: The type of the token.
            tag: The name of the HTML element.
            nesting: 1 for an opening token, -1 for a closing one, 0 for others.
            **fields: Other fields of the token.
        """
        self.level -= nesting < 0
        self.tokens.append(Token(kind, tag, nesting, level=self.level, block=True, **fields))
        self.level += nesting > 0

    def part_is_text(self, index: str) -> bool:
        """Return whether a part in Markdown consists of paragraphs only."""
        return all(token.type in _PARAGRAPH or token.type == ANCHOR for token in self._part(index))

    def write_part(self, index: str) -> None:
        """Write the block tokens of a part in Markdown, once; a single paragraph is tight."""
        self.end_paragraph()
        part = self._part(index)
        is_tight = len(part) <= len(_PARAGRAPH)
        for token in part:
            token.level += self.level
            token.hidden = token.hidden or (is_tight and token.type in _PARAGRAPH)
        self.tokens += part
        part.clear()  # so that a post cannot repeat it without end

    def _part(self, index: str) -> list[Token]:
        is_known = index.isascii() and index.isdigit() and int(index[:9]) < len(self._parts)
        return self._parts[int(index)] if is_known else []

    def write_container(self, kind: str, node: LexborNode, **fields: Any) -> None:
        """Write an element that contains blocks, as a block token of a kind."""
        self.end_paragraph()
        self.write_block(f"{kind}_open", kind, 1, **fields)
        self.write_children(node)
        self.end_paragraph()
        self.write_block(f"{kind}_close", kind, -1)


def _closing_token(opening: Token) -> Token:
    return Token(opening.type.replace("_open", "_close"), opening.tag, -1)


def attribute(node: LexborNode, name: str) -> str:
    """Return the value of an attribute; empty if there is none."""
    return node.attributes.get(name) or ""


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_NOT_SHOWN.search(attributes.get("style") or ""))


ElementHandler: TypeAlias = Callable[[Writer, "LexborNode"], None]
"""Writes an element of a certain name."""
