"""The text of feeds.toml, split into the tables that it consists of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FEED = "feed"
DEFAULTS = "defaults"
LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line with its end. Only a line feed ends a line of TOML."""
_HEADER = re.compile(r"""[ \t]*\[(?P<double>\[?)[ \t]*(?P<name>"[^"\n]*"|'[^'\n]*'|[\w-]+)""")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of a table of feeds.toml, with the tables within it."""

    line: int
    """Line of its header, counted from 1."""
    text: str
    """Whole lines, from the header to the next table; comments above that belong to the text."""
    is_feed: bool
    """Whether it is a `[[feed]]`."""


def split_tables(text: str) -> Iterator[Chunk]:
    """Yield what is before the first table, and then each table. The texts add up to the file.

    A line that looks like a header within a string of several lines is taken for one. So the caller
    has to check what the chunks mean, if the file is valid.
    """
    lines = LINE.findall(text)
    start, is_feed = 0, False
    for index, line in enumerate(lines):
        header = _HEADER.match(line)
        if header is None:
            continue
        name = header["name"].strip("\"'")
        if name == FEED and not header["double"] and is_feed:
            continue  # a table within the feed, such as [feed.headers]
        if index:
            yield Chunk(start + 1, "".join(lines[start:index]), is_feed)
        start, is_feed = index, name == FEED and bool(header["double"])
    yield Chunk(start + 1, "".join(lines[start:]), is_feed)
