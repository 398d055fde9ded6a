"""A body that is being turned into plain Markdown, and what its conversions ask of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

LONGEST_TAG = 8_000
"""Characters in which a tag must end."""

_LONGEST_INDENT = 200
_LINE_END = re.compile(r"[ \t]{0,200}(?:\n|\Z)")
_MODULE_LINE = re.compile(
    r"^(?:import\s[^\n]*\sfrom\s*['\"]|import\s+['\"{]|export\s+(?:const|default|function)\s)",
    re.MULTILINE,
)
_SQUARE_CLOSED = re.compile(r"\[/([a-z][\w-]*)\]")
_ASSIGNED = re.compile(
    r"""\{%-?\s{0,20}assign\s{1,20}(\w{1,60})\s{0,20}=\s{0,20}"""
    r"""(?:"([^"\n]{0,500})"|'([^'\n]{0,500})')\s{0,20}-?%\}"""
)
_CLOSED = re.compile(r"</([A-Za-z][\w.]*)")


class Source:
    """Text with the questions that are asked of it again and again, in time that stays linear."""

    def __init__(self, text: str, convert: Callable[[str], str], notes: list[str]) -> None:
        self.text = text
        self.notes = notes
        """The notes found within lines, of this text and of all that is converted with it."""
        self.convert = convert
        """Turns text within it, that of a region, into plain Markdown."""
        self._last: dict[str, int] = {}
        self._next: dict[re.Pattern[str], tuple[int, re.Match[str] | None]] = {}

    def find(self, mark: str, start: int, limit: int = LONGEST_TAG) -> int:
        """Where a mark is next, at most so many characters on; -1 where it is not."""
        if mark not in self._last:
            self._last[mark] = self.text.rfind(mark)
        return -1 if start > self._last[mark] else self.text.find(mark, start, start + limit)

    def search(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """The next match of a pattern; no part of the text is searched for it twice."""
        sought_from, found = self._next.get(pattern, (len(self.text) + 1, None))
        if start < sought_from or (found is not None and start > found.start()):
            found = pattern.search(self.text, start)
            self._next[pattern] = start, found
        return found

    def assigned(self, name: str, at: int) -> str | None:
        """The text that Liquid's `assign` has given a name by a place; None where it has not."""
        places, texts = self._assignments.get(name, ([], []))
        index = bisect_left(places, at)
        return texts[index - 1] if index else None

    @cached_property
    def _assignments(self) -> dict[str, tuple[list[int], list[str]]]:
        found: dict[str, tuple[list[int], list[str]]] = {}
        for it in _ASSIGNED.finditer(self.text):
            places, texts = found.setdefault(it[1], ([], []))
            places.append(it.start())
            texts.append(it[2] if it[2] is not None else it[3])
        return found

    def before(self, at: int) -> str:
        """What stands before a place on its line, at most so much as an indent can be."""
        start = max(at - _LONGEST_INDENT, 0)
        return self.text[max(self.text.rfind("\n", start, at) + 1, start) : at]

    def owns_line(self, start: int, end: int) -> bool:
        """Whether nothing else stands on the lines from a place to another."""
        before = self.before(start)
        starts_line = len(before) < _LONGEST_INDENT and not before.strip()
        return starts_line and _LINE_END.match(self.text, end) is not None

    def next_line(self, place: int) -> int:
        """Where the line after a place begins."""
        newline = self.text.find("\n", place)
        return len(self.text) if newline < 0 else newline + 1

    @cached_property
    def is_jsx(self) -> bool:
        """Whether it imports or exports something, so that its capitalised tags are components."""
        return _MODULE_LINE.search(self.text) is not None

    @cached_property
    def closed(self) -> frozenset[str]:
        """The names of all closing tags."""
        return frozenset(_CLOSED.findall(self.text))

    @cached_property
    def squares_closed(self) -> frozenset[str]:
        """The names of all closing tags in square brackets."""
        return frozenset(_SQUARE_CLOSED.findall(self.text))
