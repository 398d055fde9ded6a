"""Builds the tree of an entry: blocks that contain either blocks or one line of text.

No style, link or other inline element is around a block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from typing import TYPE_CHECKING, TypeAlias

from reader.feeds.markdown.cleaning import CleanTree
from reader.feeds.markdown.lines import LineBuilder
from reader.feeds.markdown.tree import LINE, NOTE, PARAGRAPHS, REFERENCE, Element, Part
from reader.markdown.html.names import BLOCKS, MARKDOWN_BLOCKS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_DEPTH = 100
"""Maximum number of elements around another one; below, only the text of elements is kept."""
_MAX_CONTAINERS = 16
"""Maximum number of lists and quotes around a block. The parser accepts 20 lists."""
_MARKS = {
    "b": "strong", "strong": "strong",
    "i": "em", "em": "em", "cite": "em", "dfn": "em", "var": "em",
    "s": "del", "del": "del", "strike": "del",
    "code": "code", "tt": "code", "samp": "code",
    "kbd": "kbd", "mark": "mark", "u": "u", "ins": "ins", "sub": "sub", "sup": "sup",
    "ruby": "ruby", "rt": "rt",
}  # fmt: skip
"""Elements that style text, and the element that each becomes."""
_TIGHT = frozenset(("li", "dd", "td", "th"))
"""Blocks in which text need not be a paragraph."""
_NORMAL_WEIGHT = re.compile(r"font-weight\s*:\s*(?:normal|400)", re.IGNORECASE)


class TreeBuilder:
    """Walks the tree of an entry and writes blocks.

    Args:
        tree: The tree, whose addresses are absolute.
        anchors: Names of the places that links of the entry lead to.
        handlers: What writes an element, by its tag. Other elements are styles, separators, or
            only their content.
    """

    def __init__(
        self, tree: CleanTree, anchors: Set[str], handlers: Mapping[str, ElementHandler]
    ) -> None:
        self.tree = tree
        self._anchors = anchors
        self._handlers = handlers
        self.line = LineBuilder()
        self._notes: dict[str, Element] = {}
        self._block = Element("document")
        self._depth = 0
        self._paragraphs = 0
        """Number of `<p>` elements that are open."""
        self._containers = 0

    def build(self) -> Element:
        """Return the blocks of the entry, with its footnotes at the end."""
        document = self._block
        self.write_children(self.tree.body)
        self.end_line()
        if self._notes:
            while document.parts and _is_rule(document.parts[-1]):
                document.parts.pop()
            document.parts += [self._notes[label] for label in sorted(self._notes, key=int)]
        return document

    def write_children(self, node: LexborNode) -> None:
        """Write the content of an element."""
        if self._depth >= _MAX_DEPTH:
            self.line.write_text(f" {node.text(separator=' ')} ")
            return
        self._depth += 1
        child = node.child
        while child is not None:
            if child.is_text_node:
                self.line.write_text(child.text_content or "")
            elif child.is_element_node:
                self._write_element(child)
            child = child.next
        self._depth -= 1

    def _write_element(self, node: LexborNode) -> None:
        tag, identity = node.tag or "", node.mem_id
        if self._write_special(node, identity):
            return
        if self._anchors:
            self._write_anchor(node, tag)
        handler = self._handlers.get(tag)
        if handler is not None:
            handler(self, node)
        elif tag in _MARKS:
            self._write_mark(node, _MARKS[tag])
        elif tag in BLOCKS:
            self.end_line()
            self.write_children(node)
            self.end_line()
        else:
            self.write_children(node)

    def _write_special(self, node: LexborNode, identity: int) -> bool:
        """Write a reference to a footnote, a footnote, or a link in the place of a player."""
        footnotes = self.tree.footnotes
        if (label := footnotes.labels.get(identity)) is not None:
            self.line.write_element(Element(REFERENCE, {"label": label}))
        elif (label := footnotes.notes.get(identity)) is not None and label not in self._notes:
            self.end_line()
            self._notes[label] = note = Element(NOTE, {"label": label})
            note.parts = self.collect(node)
        elif (embed := self.tree.embeds.get(identity)) is not None:
            self.line.write_text(" ")
            self.line.spans.append(Element("a", {"href": embed.address}))
            self.line.write_text(embed.label)
            self.line.spans.pop()
            self.line.write_text(" ")
        else:
            return identity in footnotes.back_links
        return True

    def _write_anchor(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        for name in (attributes.get("id"), attributes.get("name") if tag == "a" else None):
            if name and name in self._anchors:
                if tag in BLOCKS or tag in MARKDOWN_BLOCKS or tag == "p":
                    self.end_line()
                self.line.add_anchor(name)

    def _write_mark(self, node: LexborNode, tag: str) -> None:
        if tag == "strong" and _NORMAL_WEIGHT.search(node.attributes.get("style") or ""):
            self.write_children(node)
            return
        self.line.spans.append(Element(tag))
        self.write_children(node)
        self.line.spans.pop()

    def end_line(self) -> None:
        """Write the current line as a paragraph, if there is anything in it."""
        parts = self.line.take()
        if not parts:
            return
        siblings = self._block.parts
        last = self.last_block
        follows_text = last is not None and last.tag in PARAGRAPHS
        is_tight = self._block.tag in _TIGHT and not self._paragraphs
        tag = LINE if is_tight and not follows_text else "p"
        siblings.append(Element(tag, parts=parts))

    def collect(self, node: LexborNode, tag: str = "") -> list[Part]:
        """Return the content of an element as blocks, written nowhere else."""
        self.end_line()
        block, paragraphs = self._block, self._paragraphs
        self._block, self._paragraphs = Element(tag), 0
        self.write_children(node)
        self.end_line()
        parts = self._block.parts
        self._block, self._paragraphs = block, paragraphs
        return parts

    def write_block(self, element: Element) -> None:
        """Write a block that is complete."""
        self.end_line()
        self._block.parts.append(element)

    def write_blocks(self, parts: Iterable[Part]) -> None:
        """Write blocks that `collect` has returned."""
        self.end_line()
        for part in parts:
            if isinstance(part, Element) and part.tag == LINE and self._block.tag not in _TIGHT:
                part.tag = "p"
            self._block.parts.append(part)

    def write_container(self, element: Element, node: LexborNode) -> None:
        """Write a list or a quote; if too many are open, only its content."""
        self.end_line()
        if self._containers >= _MAX_CONTAINERS:
            self.write_children(node)
            self.end_line()
            return
        self._containers += 1
        element.parts = self.collect(node, element.tag)
        self._containers -= 1
        if element.parts:
            self._block.parts.append(element)

    def write_paragraph(self, node: LexborNode) -> None:
        """Write the content of a `<p>`."""
        self.end_line()
        self._paragraphs += 1
        self.write_children(node)
        self.end_line()
        self._paragraphs -= 1

    @property
    def block_tag(self) -> str:
        """Tag of the block that is written at present."""
        return self._block.tag

    @property
    def last_block(self) -> Element | None:
        """The last block in the one that is written at present."""
        last = self._block.parts[-1] if self._block.parts else None
        return last if isinstance(last, Element) else None


def _is_rule(part: Part) -> bool:
    return isinstance(part, Element) and part.tag == "hr"


ElementHandler: TypeAlias = Callable[[TreeBuilder, "LexborNode"], None]
"""Writes an element of a certain tag."""
