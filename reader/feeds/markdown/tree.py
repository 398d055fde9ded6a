"""The tree of an entry between its HTML and its Markdown: blocks, lines of text, and marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

LINE = "line"
"""Tag of a paragraph without space around it, as the text of an item of a tight list has."""
NOTE = "note"
"""Tag of the definition of a footnote; its attribute `label` is its name."""
REFERENCE = "reference"
"""Tag of a reference to a footnote, with the same attribute."""

PARAGRAPHS = frozenset((LINE, "p"))
CELLS = frozenset(("td", "th"))
MARKS = frozenset(("strong", "em", "del"))
"""Styles of text that Markdown has delimiters for."""


@dataclass(slots=True, eq=False)
class Element:
    """An element with its content. Its parts are elements and text, which is never empty."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """Yield the elements directly within this one."""
        return (part for part in self.parts if isinstance(part, Element))

    def descendants(self) -> Iterator[Element]:
        """Yield all elements within this one, each before those that it contains."""
        for element in self.elements():
            yield element
            yield from element.descendants()

    def text(self) -> str:
        """Return the text within this element, without any separators."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)


Part: TypeAlias = Element | str


def joined_lines(blocks: Iterable[Part]) -> list[Part] | None:
    """Return the content of paragraphs as one line; None if there are other blocks."""
    line: list[Part] = []
    for block in blocks:
        if not isinstance(block, Element) or block.tag not in PARAGRAPHS:
            return None
        line += [Element("br")] if line else []
        line += block.parts
    return line
