"""Front matter in TOML between `+++` lines, as in Hugo and Zola.

See https://gohugo.io/content-management/front-matter/ and https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from reader.posts.front_matter.fences import find_closed_region
from reader.posts.front_matter.format import Format
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
        pattern = self._labelled_closer if opener["labelled"] else self._closer
        return find_closed_region(text, opener.end(), pattern, _count_lines)

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
