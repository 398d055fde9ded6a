"""Find the statements of TOML and how deep they are, without parsing their values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.posts.front_matter.limits import MAX_DEPTH, EntrySize

_TOKEN = re.compile(
    r'"""(?:[^\\"]|\\.|"(?!""))*+(?:"""|\Z)'
    r"|'''.*?(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|[\[\]{}.=,\n]",
    re.DOTALL,
)


class _Levels:
    """Counts the levels of one statement: its brackets, and the dots of its keys.

    Args:
        table: Levels of the table that the statement is in.
    """

    def __init__(self, table: int) -> None:
        self._table = table
        self.deepest = table + 1
        self.values = 1
        self._dots = 0
        self._open: list[int] = []
        self._levels = table + 1
        """Levels of the open brackets and of the keys before them."""

    @property
    def is_closed(self) -> bool:
        """Whether no bracket is open, so that the line ends the statement."""
        return not self._open

    def add(self, mark: str) -> None:
        """Count a token."""
        if mark == ".":
            self._dots += 1
        elif mark in ("[", "{"):
            self._open.append(self._dots)
            self._levels += self._dots + 1
            self._dots = 0
        elif mark in ("]", "}"):
            self._dots = self._open.pop() if self._open else 0
            self._levels = max(self._levels - self._dots - 1, self._table + 1)
        elif mark in (",", "\n"):
            self.values += mark == ","
            self._dots = 0
        if mark in (".", "[", "{"):
            self.deepest = max(self.deepest, self._levels + self._dots)


def find_statements(source: str) -> Iterator[EntrySize]:
    """Yield the statements of TOML. A table that is too deep is one statement with its keys.

    See https://toml.io/en/v1.0.0. In invalid TOML, they may not be those that the author meant.

    Args:
        source: The text between the fences.
    """
    deep: EntrySize | None = None
    for entry, is_header in _find_all(source):
        if deep is not None and not is_header:
            deep = deep._replace(end=entry.end)
            continue
        if deep is not None:
            yield deep
        deep = entry if is_header and entry.depth > MAX_DEPTH else None
        if deep is None:
            yield entry
    if deep is not None:
        yield deep


def _find_all(source: str) -> Iterator[tuple[EntrySize, bool]]:
    """Yield each statement, and whether it is the header of a table."""
    start = table = 0
    levels = _Levels(0)
    for token in _TOKEN.finditer(source + "\n"):
        if token[0] != "\n" or not levels.is_closed:
            levels.add(token[0])
            continue
        is_header = source[start : token.start()].lstrip().startswith("[")
        end = min(token.end(), len(source))
        yield EntrySize(start, end, levels.deepest, levels.values), is_header
        start = token.end()
        if is_header:
            table = levels.deepest - 1
        is_next_header = source[start : start + 1_000].lstrip(" \t").startswith("[")
        levels = _Levels(0 if is_next_header else table)
    if start < len(source):
        yield EntrySize(start, len(source), levels.deepest, levels.values), False
