"""Front matter of plain `key: value` lines: of Pelican, Nikola and Logseq."""

from __future__ import annotations

import re
from typing import ClassVar

from reader.posts.front_matter.fences import missing_fence
from reader.posts.front_matter.format import Format
from reader.posts.front_matter.head_lines import is_known_key
from reader.posts.front_matter.model import (
    MAX_FRONT_MATTER_LENGTH,
    FencedRegion,
    ParseResult,
    Remark,
    Value,
    repeated_key,
)

_PARAGRAPH = re.compile(r"(?:[^\S\n]*\S[^\n]*(?:\n|\Z))*")


class HeaderFormat(Format):
    """A format of `key: value` lines, in which an indented line continues the value above it."""

    _line: ClassVar[re.Pattern[str]]
    _continuation = re.compile(r"[ \t]+(?P<value>\S[^\n]*)(?:\n|\Z)")

    def parse(self, source: str) -> ParseResult:
        result = ParseResult({})
        values: dict[str, list[str]] = {}
        position = 0
        number = 1
        key = ""
        while position < len(source):
            found = self._line.match(source, position)
            number += source.count("\n", position, found.start("key") if found else position)
            if found is not None:
                key = found["key"]
                if key in values:
                    result.remarks.append(repeated_key(key, number))
                values[key] = []
                result.lines[key] = number
            found = found or self._continuation.match(source, position)
            if found is None:
                break
            values[key].append((found["value"] or "").strip())
            position = found.end()
            number += 1
        result.mapping.update((name, " ".join(lines)) for name, lines in values.items())
        return result

    def _extent(self, text: str, start: int) -> tuple[int, list[str]]:
        """Return the index at which the lines from `start` end, and their keys."""
        keys: list[str] = []
        end = start
        while found := self._line.match(text, end):
            keys.append(found["key"])
            end = found.end()
            while continuation := self._continuation.match(text, end):
                end = continuation.end()
        return end, keys

    def _find_stray_line(self, text: str, end: int) -> tuple[Remark, ...]:
        """Return a remark if a line without a key ends the header above further known keys."""
        paragraph = _PARAGRAPH.match(text, end, end + MAX_FRONT_MATTER_LENGTH)
        assert paragraph is not None
        below = map(self._line.match, paragraph[0].split("\n")[1:])
        if not any(found is not None and is_known_key(found["key"]) for found in below):
            return ()
        line = 1 + text.count("\n", 0, end)
        message = "this line has no key, so the header ends above it"
        return (Remark(line, None, message, "Give it a key, indent it, or delete it."),)


class PelicanFormat(HeaderFormat):
    """A header from the first line to the first blank line, as in Pelican and MultiMarkdown.

    See https://docs.getpelican.com/en/latest/content.html#file-metadata.
    """

    name = "Pelican"
    FM_BOUNDARY = re.compile(r"(?:[ \t]*\n)*(?=[A-Za-z][\w-]*:(?!//))")

    _line = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?!//)(?P<value>[^\n]*)(?:\n|\Z)")

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        blank = self.FM_BOUNDARY.match(text)
        if blank is None:
            return None
        end, keys = self._extent(text, blank.end())
        if not _is_header(keys):
            return None
        return FencedRegion(blank.end(), end, end, self._find_stray_line(text, end))


def _is_header(keys: list[str]) -> bool:
    """Whether these are the keys of a header rather than the beginning of prose."""
    if not keys or not is_known_key(keys[0]):
        return False
    return keys[0].lower() in ("title", "date") or sum(map(is_known_key, keys)) > 1


class NikolaFormat(HeaderFormat):
    """Lines of `.. key: value` above the body, in an HTML comment or without one.

    See https://getnikola.com/handbook.html.
    """

    name = "Nikola"
    FM_BOUNDARY = re.compile(r"\s*(?P<comment><!--\s*)?(?=\.\.[ \t]+[\w-]+:(?!:))")

    _line = re.compile(
        r"(?:[ \t]*\n)*[ \t]*\.\.[ \t]+(?P<key>[\w-]+):"
        r"(?:[ \t]+(?P<value>(?:(?!-->)[^\n])*))?(?:\n|\Z|(?=-->))"
    )
    _continuation = re.compile(
        r"[ \t]+(?P<value>(?!-->|\.\. )\S(?:(?!-->)[^\n])*)(?:\n|\Z|(?=-->))"
    )
    _closer = re.compile(r"\s*-->[ \t]*\n?")

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text)
        if opener is None:
            return None
        end, keys = self._extent(text, opener.end())
        if not opener["comment"]:
            # Only the title is required, and the keys may be in any order.
            is_header = "title" in keys or _is_header(keys)
            return FencedRegion(opener.end(), end, end) if is_header else None
        closer = self._closer.match(text, end)
        if closer is None:
            return FencedRegion(opener.end(), end, end, (missing_fence(text, end),))
        return FencedRegion(opener.end(), end, closer.end())


class LogseqFormat(HeaderFormat):
    """Lines of `key:: value` in front of the first block, or in the first block, as in Logseq.

    Plugins of Obsidian read such lines as well. A line of this format always ends its value.
    """

    name = "Logseq"
    FM_BOUNDARY = re.compile(r"(?:[ \t]*\n)*(?=(?:[-*][ \t]+)?[^\W\d][\w-]*::[ \t\n])")

    _line = re.compile(
        r"(?:[ \t]*[-*])?[ \t]*(?P<key>[^\W\d][\w-]*)::(?:[ \t]+(?P<value>[^\n]*))?(?:\n|\Z)"
    )
    _continuation = re.compile(r"(?!)(?P<value>)")

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        blank = self.FM_BOUNDARY.match(text)
        if blank is None:
            return None
        end, keys = self._extent(text, blank.end())
        if not any(map(is_known_key, keys)):
            return None
        return FencedRegion(blank.end(), end, end, self._find_stray_line(text, end))


_BARE_KEYS = ("title", "slug", "date", "tags", "link", "description")
"""The keys of a sidecar with one value on each line, in their order."""


def parse_bare_lines(source: str) -> ParseResult:
    """Parse a Nikola sidecar: `.. key: value` lines, or the values alone, as in old versions."""
    if source.lstrip().startswith(".. "):
        return NikolaFormat().parse(source.lstrip("\n"))
    lines = source.split("\n")[: len(_BARE_KEYS)]
    mapping: dict[str, Value] = dict(zip(_BARE_KEYS, map(str.strip, lines), strict=False))
    return ParseResult(mapping, {key: number for number, key in enumerate(mapping, 1)})
