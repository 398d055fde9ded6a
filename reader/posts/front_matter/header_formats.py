"""Front matter of plain `key: value` lines: Pelican's header and Nikola's comment."""

from __future__ import annotations

import re
from typing import ClassVar

from reader.posts.front_matter.fences import missing_fence
from reader.posts.front_matter.head_lines import is_known_key
from reader.posts.front_matter.model import (
    MAX_HEAD_LENGTH,
    FencedRegion,
    Format,
    ParseResult,
    Value,
    repeated_key,
)


class _HeaderFormat(Format):
    """Lines of `key: value`, where an indented line goes on with the value above it."""

    _line: ClassVar[re.Pattern[str]]
    _more = re.compile(r"[ \t]+(?P<value>\S[^\n]*)(?:\n|\Z)")

    def parse(self, source: str) -> ParseResult:
        reading = ParseResult({})
        values: dict[str, list[str]] = {}
        at = 0
        number = 1
        key = ""
        while at < len(source):
            found = self._line.match(source, at)
            number += source.count("\n", at, found.start("key") if found else at)
            if found is not None:
                key = found["key"]
                if key in values:
                    reading.remarks.append(repeated_key(key, number))
                values[key] = []
                reading.lines[key] = number
            found = found or self._more.match(source, at)
            if found is None:
                break
            values[key].append((found["value"] or "").strip())
            at = found.end()
            number += 1
        reading.mapping.update((name, " ".join(lines)) for name, lines in values.items())
        return reading

    def _extent(self, text: str, start: int) -> tuple[int, list[str]]:
        """Where the lines that begin at `start` end, and their keys."""
        keys: list[str] = []
        at = start
        while at - start < MAX_HEAD_LENGTH and (found := self._line.match(text, at)):
            keys.append(found["key"])
            at = found.end()
            while more := self._more.match(text, at):
                at = more.end()
        return at, keys


class PelicanFormat(_HeaderFormat):
    """A header from the first line to a blank one, as Pelican and MultiMarkdown have it."""

    name = "Pelican"
    FM_BOUNDARY = re.compile(r"(?:[ \t]*\n)*(?=[A-Za-z][\w-]*:(?!//))")

    _line = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?!//)(?P<value>[^\n]*)(?:\n|\Z)")

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        blank = self.FM_BOUNDARY.match(text)
        if blank is None:
            return None
        end, keys = self._extent(text, blank.end())
        return FencedRegion(blank.end(), end, end) if _is_header(keys) else None


def _is_header(keys: list[str]) -> bool:
    """Whether these are the keys of a header, not the first words of prose."""
    if not keys or not is_known_key(keys[0]):
        return False
    return keys[0].lower() in ("title", "date") or sum(map(is_known_key, keys)) > 1


class NikolaFormat(_HeaderFormat):
    """A comment of `.. key: value` lines before the body."""

    name = "Nikola"
    FM_BOUNDARY = re.compile(r"\s*<!--\s*(?=\.\.[ \t]+[\w-]+:)")

    _line = re.compile(
        r"(?:[ \t]*\n)*[ \t]*\.\.[ \t]+(?P<key>[\w-]+):"
        r"(?:[ \t]+(?P<value>(?:(?!-->)[^\n])*))?(?:\n|\Z|(?=-->))"
    )
    _more = re.compile(r"[ \t]+(?P<value>(?!-->|\.\. )\S(?:(?!-->)[^\n])*)(?:\n|\Z|(?=-->))")
    _closer = re.compile(r"\s*-->[ \t]*\n?")

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text)
        if opener is None:
            return None
        end, _ = self._extent(text, opener.end())
        closer = self._closer.match(text, end)
        if closer is None:
            return FencedRegion(opener.end(), end, end, (missing_fence(text, end),))
        return FencedRegion(opener.end(), end, closer.end())


_BARE_KEYS = ("title", "slug", "date", "tags", "link", "description")
"""What the lines of an old side-car are, in their order."""


def parse_bare_lines(source: str) -> ParseResult:
    """The lines of a Nikola side-car: `.. key: value`, or in old versions the values alone."""
    if source.lstrip().startswith(".. "):
        return NikolaFormat().parse(source.lstrip("\n"))
    lines = source.split("\n")[: len(_BARE_KEYS)]
    mapping: dict[str, Value] = dict(zip(_BARE_KEYS, map(str.strip, lines), strict=False))
    return ParseResult(mapping, {key: number for number, key in enumerate(mapping, 1)})
