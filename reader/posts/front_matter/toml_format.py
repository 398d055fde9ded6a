"""Front matter in TOML between `+++` lines, as in Hugo and Zola.

See https://gohugo.io/content-management/front-matter/ and https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from reader.posts.front_matter.fences import find_closed_region, unclosed_region
from reader.posts.front_matter.format import Format
from reader.posts.front_matter.head_lines import MIN_BODY_LINES, is_known_key
from reader.posts.front_matter.limits import (
    MAX_DEPTH,
    MAX_VALUES,
    Shortened,
    check_entries,
    drop_entries,
    shorten_lines,
)
from reader.posts.front_matter.model import (
    FencedRegion,
    MalformedError,
    ParseResult,
    Remark,
    Value,
    repeated_key,
    stringify,
)
from reader.posts.front_matter.repair import split_flow_items
from reader.posts.front_matter.toml_statements import find_statements

_KEY = re.compile(
    r"""[ \t]*(?P<key>[\w.-]+|"[^"\n]+"|'[^'\n]+')[ \t]*(?P<mark>[=:])[ \t]*(?P<value>.*)"""
)
_TABLE = re.compile(r"[ \t]*\[{1,2}[ \t]*(?P<name>[^\[\]\n]+?)[ \t]*\]{1,2}[ \t]*(?:#.*)?")
_NOTHING = re.compile(r"[ \t]*(?:#.*)?")
_CONTINUATION = re.compile(r"\s|[\]}\"',]")
"""The beginning of a line that continues the value above."""

MAX_VALUE_LINES = 60
"""Maximum number of lines of a single value."""


class TomlFormat(Format):
    """TOML between two `+++` lines, or between `---toml` and `---`."""

    name = "TOML"
    FM_BOUNDARY = re.compile(r"(?:[^\S\n]*\n)*(?:\+\+\+|(?P<labelled>---[^\S\n]*toml))[^\S\n]*\n")
    START_DELIMITER = END_DELIMITER = "+++"

    _closer = re.compile(r"^\+\+\+[^\S\n]*(?:\n|\Z)", re.MULTILINE)
    _labelled_closer = re.compile(r"^---[^\S\n]*(?:\n|\Z)", re.MULTILINE)

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text)
        if opener is None:
            return None
        if not opener["labelled"]:
            return find_closed_region(text, opener.end(), self._closer, _count_lines)
        region = find_closed_region(text, opener.end(), self._labelled_closer, _count_lines)
        return None if region is None else self._without_prose(text, region)

    def _without_prose(self, text: str, region: FencedRegion) -> FencedRegion:
        """Return where front matter ends if its closing fence is missing, and the `---` that was
        taken for it is a thematic break of the body."""
        source = text[region.start : region.end]
        lines = source.split("\n")
        length = _find_prose(lines)
        if length is None or self._is_valid(source):
            return region
        return unclosed_region(text, region.start, lines[:length])

    def _is_valid(self, source: str) -> bool:
        try:
            self.parse(source)
        except MalformedError:
            return False
        return True

    def shorten(self, source: str) -> Shortened:
        lines = shorten_lines(source)
        if _is_small(lines.source):
            return lines
        shortened = drop_entries(lines.source, find_statements(lines.source))
        return Shortened(shortened.source, (*shortened.remarks, *lines.remarks))

    def parse(self, source: str) -> ParseResult:
        if not _is_small(source):
            check_entries(find_statements(source))
        try:
            found = tomllib.loads(source, parse_float=str)
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            raise MalformedError(str(error)) from error
        lines: dict[str, int] = {}
        for number, line in enumerate(source.split("\n"), 1):
            key = _KEY.match(line)
            if key is not None:
                lines.setdefault(_unquote(key["key"]), number)
        return ParseResult({key: stringify(value) for key, value in found.items()}, lines)

    def recover(self, source: str) -> ParseResult | None:
        lines = source.split("\n")
        result = ParseResult({})
        values = result.mapping
        number = 0
        while number < len(lines):
            line, number = lines[number], number + 1
            table = _TABLE.fullmatch(line)
            key = _KEY.fullmatch(line)
            if table is not None:
                values = {}
                if table["name"] in result.mapping and not line.lstrip().startswith("[["):
                    result.remarks.append(repeated_key(table["name"], number))
                result.mapping[table["name"]] = values
            elif key is not None:
                name = _unquote(key["key"])
                if name in values:
                    result.remarks.append(repeated_key(name, number))
                result.lines.setdefault(name, number)
                values[name], lines_used = self._recover_value(key, lines, number, result.remarks)
                number += lines_used
            elif not _NOTHING.fullmatch(line):
                message = "this text has no key and was ignored"
                remedy = "Give it a key, or delete it."
                result.remarks.append(Remark(number, None, message, remedy))
        return result

    def _recover_value(
        self, key: re.Match[str], lines: Sequence[str], number: int, remarks: list[Remark]
    ) -> tuple[Value, int]:
        """Return the value of a key, and how many of the lines below the key belong to it.

        Args:
            key: The match of the key's line.
            lines: All lines of the front matter.
            number: Number of the key's line, counted from 1.
            remarks: Where problems are added.
        """
        name = _unquote(key["key"])
        text = key["value"]
        for lines_used in range(min(MAX_VALUE_LINES, len(lines) - number) + 1):
            if lines_used:
                if _KEY.fullmatch(lines[number + lines_used - 1]):
                    break
                text = f"{text}\n{lines[number + lines_used - 1]}"
            try:
                value = self.parse(f"value = {text}").mapping["value"]
            except MalformedError:
                continue
            if key["mark"] == ":":
                message = f"“{name}” is followed by a colon instead of an equals sign"
                remarks.append(Remark(number, name, message, f"Write “{name} = ”."))
            return value, lines_used
        message = f"the value of “{name}” was guessed: it is not valid TOML"
        text = key["value"].strip().removesuffix(",")
        if text.startswith("["):
            remedy = "Put each item in quotes, separated by commas, between [ and ]."
            remarks.append(Remark(number, name, message, remedy, is_guess=True))
            return split_flow_items(text), 0
        remedy = "Put the whole value in quotes."
        remarks.append(Remark(number, name, message, remedy, is_guess=True))
        return text.strip("\"'"), 0


def _is_small(source: str) -> bool:
    """Whether front matter is certainly within the limits, without a look at its structure."""
    levels = source.count(".") + source.count("[") + source.count("{")
    return levels < MAX_DEPTH and source.count("=") + source.count(",") < MAX_VALUES


def _unquote(key: str) -> str:
    return key.strip("\"'")


def _count_lines(lines: Sequence[str]) -> int | None:
    """Count the lines of TOML before prose begins; None if there are none."""
    length = 0
    for number, line in enumerate(lines, 1):
        if (
            _KEY.fullmatch(line)
            or _TABLE.fullmatch(line)
            or (length and line and _CONTINUATION.match(line))
        ):
            length = number
        elif not _NOTHING.fullmatch(line):
            break
    return length or None


def _find_prose(lines: Sequence[str]) -> int | None:
    """Return the index of the line at which the body begins; None if all lines may be TOML.

    The body is prose below the last known key that has several paragraphs, or that is longer than a
    broken value may be, as in YAML (see `head_lines`).
    """
    keys = list(map(_KEY.fullmatch, lines))
    known = [index for index, key in enumerate(keys) if key and is_known_key(_unquote(key["key"]))]
    first = known[-1] + 1 if known else 0
    prose = [
        index
        for index in range(first, len(lines))
        if not (keys[index] or _NOTHING.fullmatch(lines[index]) or _continues(lines[index]))
    ]
    has_paragraphs = any(index and not lines[index - 1].strip() for index in prose)
    return prose[0] if has_paragraphs or len(prose) >= MIN_BODY_LINES else None


def _continues(line: str) -> bool:
    return bool(_TABLE.fullmatch(line) or _CONTINUATION.match(line))
