"""The `urls` file of newsboat: https://newsboat.org/releases/2.40/docs/newsboat.html#_adding_feeds.

Each line has an address, and then tags. A tag that begins with `~` is the name of the feed, and one
that begins with `!` hides it from the list of newsboat.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from reader.text.clean import one_line

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"?|(\S+)')
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class UrlsLine:
    """A line of the file that is about a feed."""

    number: int
    """Line of the file, counted from 1."""
    address: str
    """As written: a URL, or something that only newsboat understands, such as `exec:…`."""
    title: str = ""
    tags: tuple[str, ...] = ()


def parse_urls(text: str) -> list[UrlsLine]:
    """Return the lines of a file that are not comments; never raises."""
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        tokens = [*takewhile(lambda token: not token.startswith("#"), _tokens(line))]
        if tokens:
            address, *tags = tokens
            titles = [tag[1:] for tag in tags if tag.startswith("~")]
            others = tuple(tag for tag in tags if tag[:1] not in ("~", "!", ""))
            lines.append(UrlsLine(number, address, titles[0] if titles else "", others))
    return lines


def _tokens(line: str) -> list[str]:
    """Return the words of a line; a word in quotes may contain spaces and escaped quotes."""
    return [
        one_line(match[2] if match[1] is None else _ESCAPE.sub(r"\1", match[1]))
        for match in _TOKEN.finditer(line)
    ]


def refusal(address: str) -> str | None:
    """Return why Broadsheet has nothing like a line, with what it has instead; None for a URL."""
    return _REFUSALS.get(address.partition(":")[0].lower())


_REFUSALS = {
    "query": "a query feed; save such a search in the app instead, with + in the search",
    "exec": "the output of a program; Broadsheet runs no programs to get feeds",
    "filter": "a feed that a program changes; subscribe to its address, and use skip and only",
    "file": "a file; Broadsheet fetches feeds from the web only",
}
"""By the beginning of the address."""
