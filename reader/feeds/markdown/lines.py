"""Collects inline content into lines: text, and the styles, links and images in it.

A style that is open over several blocks is closed at the end of each and opened again in the next.
It is opened when the first text in it is written, so that none is empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.feeds.markdown.tree import MARKS, Element, Part
from reader.text.clean import clean_text

_SPACES = re.compile(r"[ \t\n\r\f]+")
_MERGED = MARKS | {"code"}
"""Styles that become one if nothing is between them."""


class LineBuilder:
    """The inline content of the block that is written at present."""

    def __init__(self) -> None:
        self.spans: list[Element] = []
        """What is open, outermost first. Each becomes an element in every line that it is in."""
        self._parts: list[Part] = []
        self._open: list[tuple[Element, Element]] = []
        """Spans that are open in the current line, and their elements there."""
        self._ends_with_space = True
        self._anchors: list[str] = []
        """Names of places that begin with the next line."""

    def add_anchor(self, name: str) -> None:
        """Give the place at which the line begins, or continues, a name."""
        self._anchors.append(name)

    def write_text(self, text: str) -> None:
        """Write text, in which a run of whitespace is a space, and none at the start of a line."""
        text = _SPACES.sub(" ", clean_text(text))
        if self._ends_with_space:
            text = text.removeprefix(" ")
        if not text:
            return
        self._ends_with_space = text[-1] == " "
        parts = self._container()
        if parts and isinstance(parts[-1], str):
            parts[-1] += text
        else:
            parts.append(text)

    def write_element(self, element: Element) -> None:
        """Write an element without text, such as an image."""
        self._container(in_code=False).append(element)
        self._ends_with_space = False

    def write_break(self) -> bool:
        """Write a line break, except at the start of a line.

        Returns:
            False if there is a line break before it already, which makes it a new paragraph.
        """
        self._drop_blank()
        if not self._parts:
            return True
        last = self._last()
        if isinstance(last, Element) and last.tag == "br":
            return False
        self._trim()
        # A style ends before the break and begins again with the next text, because delimiters
        # beside a break have no meaning in Markdown.
        marks = (index for index, (span, _) in enumerate(self._open) if span.tag in _MERGED)
        del self._open[next(marks, None) :]
        (self._open[-1][1].parts if self._open else self._parts).append(Element("br"))
        self._ends_with_space = True
        return True

    def take(self) -> list[Part]:
        """Return the parts of the current line, and begin a new one."""
        self._drop_blank()
        while self._parts and isinstance(last := self._last(), Element) and last.tag == "br":
            self._remove_last()
        self._trim()
        parts = self._parts
        self._parts, self._open, self._ends_with_space = [], [], True
        return parts

    def _drop_blank(self) -> None:
        """Remove no-break spaces that are all of the text since the last line break."""
        last = self._last()
        if isinstance(last, str) and not last.strip():
            parts = self._path_to_last()[-1]
            before = parts[-2] if len(parts) > 1 else None
            if before is None or (isinstance(before, Element) and before.tag == "br"):
                self._remove_last()

    def _container(self, *, in_code: bool = True) -> list[Part]:
        """Return the parts of the innermost element, after opening what is not open yet."""
        wanted = _nested(self.spans, in_code=in_code)
        shared = 0
        for (span, _), other in zip(self._open, wanted, strict=False):
            if span is not other:
                break
            shared += 1
        del self._open[shared:]
        if self._anchors:
            self._parts += [Element("anchor", {"id": name}) for name in self._anchors]
            self._anchors, self._open, shared = [], [], 0
        parts = self._open[-1][1].parts if self._open else self._parts
        for span in wanted[shared:]:
            last = parts[-1] if parts else None
            if isinstance(last, Element) and last.tag == span.tag and span.tag in _MERGED:
                element = last
            else:
                element = Element(span.tag, span.attributes)
                parts.append(element)
            self._open.append((span, element))
            parts = element.parts
        return parts

    def _path_to_last(self) -> list[list[Part]]:
        path = [self._parts]
        while path[-1] and isinstance(last := path[-1][-1], Element) and last.parts:
            path.append(last.parts)
        return path

    def _last(self) -> Part | None:
        parts = self._path_to_last()[-1]
        return parts[-1] if parts else None

    def _remove_last(self) -> None:
        path = self._path_to_last()
        for parts in reversed(path):
            parts.pop()
            if parts:
                break
        self._open = []

    def _trim(self) -> None:
        """Remove the space at the end of the line, and what is empty without it."""
        while isinstance(last := self._last(), str):
            stripped = last.rstrip(" ")
            if stripped:
                self._path_to_last()[-1][-1] = stripped
                return
            self._remove_last()


def _nested(spans: Sequence[Element], *, in_code: bool) -> list[Element]:
    """Return spans in the order in which they are nested: each once, and code innermost.

    In code, only links count, because what highlights it is no emphasis.
    """
    tags: set[str] = set()
    nested: list[Element] = []
    code: Element | None = None
    for span in spans:
        if span.tag == "code":
            code = code or span
        elif span.tag not in tags and (code is None or span.tag == "a"):
            tags.add(span.tag)
            nested.append(span)
    return [*nested, code] if code is not None and in_code else nested
