"""Split malformed YAML into entries: each key with the lines that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.posts.front_matter.head_lines import KeyLine, is_known_key, parse_key_line

COMMENT_LINE = re.compile(r"\s*#")
_ITEM = re.compile(r"(\s*)-")
_KEYED_ITEM = re.compile(r"\s*-\s+[\w-]+:")


@dataclass(slots=True)
class FrontMatterEntry:
    """A top-level key with its value."""

    key: str
    line: int
    """Line of the key, counted from 1."""
    first: str
    """The text after the colon, without surrounding whitespace."""
    has_valid_separator: bool
    """Whether a colon and a space separate key and value."""
    is_indented: bool = False
    """Whether the key is indented by mistake."""
    rest: list[str] = field(default_factory=list)
    """The lines below the key, with their indentation."""

    @property
    def source_line(self) -> str:
        """The line of the key as valid YAML, without indentation."""
        return f'"{self.key}": {self.first}'

    @property
    def source(self) -> str:
        """The entry as YAML."""
        return "\n".join((self.source_line, *self.rest))


def split_entries(
    lines: Sequence[str], *, is_nested: bool
) -> tuple[list[FrontMatterEntry], list[int]]:
    """Split lines into entries.

    Args:
        lines: The lines of the front matter, or of a mapping in it without its indentation.
        is_nested: Whether they are such a mapping, in which indented lines are never keys.

    Returns:
        The entries, and the numbers of the lines with text above the first entry.
    """
    entries: list[FrontMatterEntry] = []
    stray_lines: list[int] = []
    for number, line in enumerate(lines, 1):
        is_indented = line[:1].isspace()
        if not is_indented:
            found = parse_key_line(line)
        else:
            found = _indented_key(line, entries[-1]) if entries and not is_nested else None
        if found is not None:
            entries.append(
                FrontMatterEntry(
                    found.key, number, found.value, found.has_valid_separator, is_indented
                )
            )
        elif entries:
            entries[-1].rest.append(line)
        elif line.strip() and not COMMENT_LINE.match(line):
            stray_lines.append(number)
    return entries, stray_lines


def _indented_key(line: str, entry: FrontMatterEntry) -> KeyLine | None:
    """Return a known key that was indented by mistake, below a scalar or a list of scalars."""
    found = parse_key_line(line.lstrip())
    if found is None or not found.has_valid_separator or not is_known_key(found.key):
        return None
    if entry.first:
        return None if entry.first[0] in "|>[{" else found
    items = [item for item in map(_ITEM.match, entry.rest) if item is not None]
    has_only_scalars = bool(items) and not any(map(_KEYED_ITEM.match, entry.rest))
    indent = len(line) - len(line.lstrip())
    return found if has_only_scalars and indent <= len(items[0][1]) else None
