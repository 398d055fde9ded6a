"""`+++` TOML, as Hugo and Zola write it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from reader.posts.front_matter.fences import find_unclosed_region
from reader.posts.front_matter.model import (
    MAX_HEAD_LENGTH,
    FencedRegion,
    Format,
    MalformedError,
    ParseResult,
    Remark,
    Value,
    repeated_key,
    stringify,
)
from reader.posts.front_matter.repair import flow_items

_KEY = re.compile(
    r"""[ \t]*(?P<key>[\w.-]+|"[^"\n]+"|'[^'\n]+')[ \t]*(?P<mark>[=:])[ \t]*(?P<value>.*)"""
)
_TABLE = re.compile(r"[ \t]*\[{1,2}[ \t]*(?P<name>[^\[\]\n]+?)[ \t]*\]{1,2}[ \t]*(?:#.*)?")
_NOTHING = re.compile(r"[ \t]*(?:#.*)?")
_MORE = re.compile(r"\s|[\]}\"',]")
"""How a line begins that goes on with the value above."""

_MOST_LINES = 60
"""Lines over which one value may go."""


class TomlFormat(Format):
    """Front matter between two `+++` lines, or between `---toml` and `---`."""

    name = "TOML"
    FM_BOUNDARY = re.compile(r"(?:[^\S\n]*\n)*(?:\+\+\+|(?P<labelled>---[^\S\n]*toml))[^\S\n]*\n")
    START_DELIMITER = END_DELIMITER = "+++"

    _closer = re.compile(r"^\+\+\+[^\S\n]*(?:\n|\Z)", re.MULTILINE)
    _closer_of_labelled = re.compile(r"^---[^\S\n]*(?:\n|\Z)", re.MULTILINE)

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text)
        if opener is None:
            return None
        pattern = self._closer_of_labelled if opener["labelled"] else self._closer
        closer = pattern.search(text, opener.end(), opener.end() + MAX_HEAD_LENGTH)
        if closer is None:
            return find_unclosed_region(text, opener.end(), _head_length)
        return FencedRegion(opener.end(), closer.start(), closer.end())

    def parse(self, source: str) -> ParseResult:
        try:
            found = tomllib.loads(source, parse_float=str)
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            raise MalformedError(str(error)) from error
        lines: dict[str, int] = {}
        for number, line in enumerate(source.split("\n"), 1):
            key = _KEY.match(line)
            if key is not None:
                lines.setdefault(_bare(key["key"]), number)
        return ParseResult({key: stringify(value) for key, value in found.items()}, lines)

    def recover(self, source: str) -> ParseResult | None:
        lines = source.split("\n")
        reading = ParseResult({})
        values = reading.mapping
        at = 0
        while at < len(lines):
            line, at = lines[at], at + 1
            table = _TABLE.fullmatch(line)
            key = _KEY.fullmatch(line)
            if table is not None:
                values = {}
                if table["name"] in reading.mapping and not line.lstrip().startswith("[["):
                    reading.remarks.append(repeated_key(table["name"], at))
                reading.mapping[table["name"]] = values
            elif key is not None:
                name = _bare(key["key"])
                if name in values:
                    reading.remarks.append(repeated_key(name, at))
                reading.lines.setdefault(name, at)
                values[name], taken = self._value(key, lines, at, reading.remarks)
                at += taken
            elif not _NOTHING.fullmatch(line):
                message = "this text has no key and was ignored"
                reading.remarks.append(Remark(at, None, message, "Give it a key, or delete it."))
        return reading

    def _value(
        self, key: re.Match[str], lines: Sequence[str], at: int, remarks: list[Remark]
    ) -> tuple[Value, int]:
        """The value of a key, and how many of the lines from `at` on belong to it."""
        name = _bare(key["key"])
        text = key["value"]
        for taken in range(min(_MOST_LINES, len(lines) - at) + 1):
            if taken:
                if _KEY.fullmatch(lines[at + taken - 1]):
                    break
                text = f"{text}\n{lines[at + taken - 1]}"
            try:
                value = self.parse(f"value = {text}").mapping["value"]
            except MalformedError:
                continue
            if key["mark"] == ":":
                message = f"“{name}” is followed by a colon instead of an equals sign"
                remarks.append(Remark(at, name, message, f"Write “{name} = ”."))
            return value, taken
        message = f"the value of “{name}” was guessed: it is not valid TOML"
        text = key["value"].strip().removesuffix(",")
        if text.startswith("["):
            remedy = "Put each item in quotes, separated by commas, between [ and ]."
            remarks.append(Remark(at, name, message, remedy, is_guess=True))
            return flow_items(text), 0
        remarks.append(Remark(at, name, message, "Put the whole value in quotes.", is_guess=True))
        return text.strip("\"'"), 0


def _bare(key: str) -> str:
    return key.strip("\"'")


def _head_length(lines: Sequence[str]) -> int | None:
    """How many of the lines are TOML, before prose begins; None if none is."""
    length = 0
    for at, line in enumerate(lines, 1):
        if (
            _KEY.fullmatch(line)
            or _TABLE.fullmatch(line)
            or (length and line and _MORE.match(line))
        ):
            length = at
        elif not _NOTHING.fullmatch(line):
            break
    return length or None
