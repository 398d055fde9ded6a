"""A head of faulty YAML parted into entries: each key with the lines that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.posts.front_matter.head_lines import KeyLine, is_known_key, key_line

COMMENT_LINE = re.compile(r"\s*#")
_ITEM = re.compile(r"(\s*)-")
_KEYED_ITEM = re.compile(r"\s*-\s+[\w-]+:")


@dataclass(slots=True)
class Entry:
    """A first-level key, the text after its colon, and the lines below it."""

    key: str
    line: int
    """Counted from 1 in the head."""
    first: str
    """What stands after the colon, without blanks around it."""
    is_sound: bool
    """Whether key and value are parted as YAML wants."""
    is_indented: bool = False
    """Whether the key is indented, by mistake."""
    rest: list[str] = field(default_factory=list)
    """The lines below, with their indent."""

    @property
    def source_line(self) -> str:
        """Key and value as YAML wants them, without an indent."""
        return f'"{self.key}": {self.first}'

    @property
    def source(self) -> str:
        """The entry as YAML."""
        return "\n".join((self.source_line, *self.rest))


def split_entries(lines: Sequence[str], *, is_nested: bool) -> tuple[list[Entry], list[int]]:
    """Part lines into entries.

    Args:
        lines: Of a whole head, or of a mapping in it without the indent of its keys.
        is_nested: Whether it is such a mapping: then no indented line can be a key of the head.

    Returns:
        The entries, and the numbers of the lines before the first of them that hold text.
    """
    entries: list[Entry] = []
    stray: list[int] = []
    for number, line in enumerate(lines, 1):
        is_indented = line[:1].isspace()
        if not is_indented:
            found = key_line(line)
        else:
            found = _indented_key(line, entries[-1]) if entries and not is_nested else None
        if found is not None:
            entries.append(Entry(found.key, number, found.value, found.is_sound, is_indented))
        elif entries:
            entries[-1].rest.append(line)
        elif line.strip() and not COMMENT_LINE.match(line):
            stray.append(number)
    return entries, stray


def _indented_key(line: str, entry: Entry) -> KeyLine | None:
    """A known key that was indented by mistake: below a scalar, or below plain items."""
    found = key_line(line.lstrip())
    if found is None or not found.is_sound or not is_known_key(found.key):
        return None
    if entry.first:
        return None if entry.first[0] in "|>[{" else found
    items = [item for item in map(_ITEM.match, entry.rest) if item is not None]
    is_plain = bool(items) and not any(map(_KEYED_ITEM.match, entry.rest))
    indent = len(line) - len(line.lstrip())
    return found if is_plain and indent <= len(items[0][1]) else None
