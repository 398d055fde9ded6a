"""Writes what an HTML tree means as the tokens that Markdown of the same meaning would give."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from markdown_it.token import Token

from reader.markdown.context import ParseContext
from reader.markdown.html.leaves import LEAVES, leaf, text
from reader.markdown.html.names import BLOCKS, HIDDEN, SPANS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DEEPEST = 120
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"!?\[[^\]\[]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\*\*[^*\s][^*\n]*\*\*|`[^`\n]+`"
)


class Writer:
    """Writes tokens while a tree is walked."""

    def __init__(self, language: ParseContext, acts: Mapping[str, ElementHandler]) -> None:
        self.tokens: list[Token] = []
        self.language = language
        self.loose = 0
        """How many paragraph elements are around."""
        self._acts = acts
        self.depth = 0
        self.level = 0
        self._line: list[Token] = []
        self._spans: list[Token] = []

    def fresh(self) -> Writer:
        """A writer for a part of the tree that is kept apart."""
        other = Writer(self.language, self._acts)
        other.depth = self.depth
        return other

    def children(self, node: LexborNode) -> None:
        """Write what an element holds."""
        self.depth += 1
        if self.depth > _DEEPEST:
            self.text(node.text(separator=" "))
        else:
            child = node.child
            while child is not None:
                self._node(child)
                child = child.next
        self.depth -= 1

    def _node(self, node: LexborNode) -> None:
        if node.is_text_node:
            self.text(node.text_content or "")
            return
        tag = node.tag or ""
        if not node.is_element_node or tag in HIDDEN or _is_hidden(node):
            return
        act = self._acts.get(tag)
        if act is not None:
            act(self, node)
        elif tag in SPANS:
            self.span(Token(f"{SPANS[tag]}_open", tag, 1), node)
        elif tag in LEAVES:
            inner = node.css_first("source[src], embed[src]")
            source = "" if inner is None else attribute(inner, "src")
            self.add(*leaf(tag, node.attributes, source))
        elif tag in BLOCKS:
            self.end_paragraph()
            self.children(node)
            self.end_paragraph()
        else:
            self.children(node)

    def text(self, said: str) -> None:
        """Write text; Markdown in it is read, as some generators and templates have it."""
        is_code = any(span.type == "code_open" for span in self._spans)
        if _MARKDOWN.search(said) and not is_code:
            self.add(*self.language.tokens(said))
        else:
            self.add(text(said.replace("\n", " ")))

    def add(self, *tokens: Token) -> None:
        """Write inline tokens."""
        self._line += tokens

    def span(self, opened: Token, node: LexborNode) -> None:
        """Write an element that styles its text; it goes on over the blocks in it."""
        self._spans.append(opened)
        self.add(opened)
        self.children(node)
        self._spans.pop()
        self.add(_close_of(opened))

    def taken_line(self) -> list[Token]:
        """The inline tokens so far, balanced; spans that are open go on in what follows."""
        line = self._line + [_close_of(span) for span in reversed(self._spans)]
        self._line = list(self._spans)
        said = any(
            token.type == "image" or (token.content.strip() and token.type != "softbreak")
            for token in line
        )
        return line if said else []

    def end_paragraph(self) -> None:
        """Part what was written from what follows."""
        line = self.taken_line()
        if line:
            self.block("paragraph_open", "p", 1, hidden=not self.loose)
            self.block("inline", children=line)
            self.block("paragraph_close", "p", -1, hidden=not self.loose)

    def block(self, kind: str, tag: str = "", nesting: Any = 0, **fields: Any) -> None:
        """Write a block token at its level."""
        self.level -= nesting < 0
        self.tokens.append(Token(kind, tag, nesting, level=self.level, block=True, **fields))
        self.level += nesting > 0

    def container(self, kind: str, node: LexborNode, **fields: Any) -> None:
        """Write a block that holds blocks."""
        self.end_paragraph()
        self.block(f"{kind}_open", kind, 1, **fields)
        self.children(node)
        self.end_paragraph()
        self.block(f"{kind}_close", kind, -1)


def _close_of(opened: Token) -> Token:
    return Token(opened.type.replace("_open", "_close"), opened.tag, -1)


def attribute(node: LexborNode, name: str) -> str:
    """An attribute's value; nothing where it has none."""
    return node.attributes.get(name) or ""


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_NOT_SHOWN.search(attributes.get("style") or ""))


ElementHandler: TypeAlias = Callable[[Writer, "LexborNode"], None]
"""What is done at an element."""
