"""JSON, as Hugo reads it: an object at the start of the file, without fences."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reader.posts.front_matter.fences import block_to_prose, fence_missing
from reader.posts.front_matter.head_lines import is_known
from reader.posts.front_matter.model import (
    LONGEST_HEAD,
    Block,
    Format,
    MalformedError,
    Reading,
    Remark,
    Value,
    repeated_key,
)
from reader.posts.front_matter.yaml_format import YamlFormat

_STRING = r'"(?:[^"\\\n]|\\.)*"'
_COMMENT = r"//[^\n]*|/\*.*?\*/"
_TOKEN = re.compile(rf"{_STRING}|{_COMMENT}|[{{}}\[\]]", re.DOTALL)
_SURPLUS = re.compile(rf"(?P<kept>{_STRING})|,(?=\s*[}}\]])|{_COMMENT}", re.DOTALL)
_KEY = re.compile(rf"[ \t]*(?P<key>{_STRING})[ \t]*:[ \t]*(?P<value>.*)")
_HEAD_LINE = re.compile(r'[\s{}\[\]"]')

_BLANKS = re.compile(r"[ \t]*")

_MOST_LINES = 60
"""Lines over which one value may go."""


_YAML = YamlFormat()
"""Reads JSON whose keys or texts lack their double quotes."""


class JsonFormat(Format):
    """A JSON object; the body begins after its closing brace."""

    name = "JSON"
    FM_BOUNDARY = re.compile(
        rf"\s*(?=\{{(?:\s|{_COMMENT})*"
        rf"(?:{_STRING}\s*:|(?P<key>'?[A-Za-z]\w*'?):\s+[\"'\[{{\d]|\}}[ \t]*(?:\n|\Z)))",
        re.DOTALL,
    )

    def find(self, text: str) -> Block | None:
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text)
        if opener is None or (opener["key"] and not is_known(opener["key"].strip("'"))):
            return None
        depth = 0
        for token in _TOKEN.finditer(text, opener.end(), opener.end() + LONGEST_HEAD):
            if token[0] in ("{", "["):
                depth += 1
            elif token[0] in ("}", "]"):
                depth -= 1
                if not depth:
                    rest = _BLANKS.match(text, token.end()).end()  # type: ignore[union-attr]
                    return Block(opener.end(), token.end(), rest)
        return block_to_prose(text, opener.end(), _head_length)

    def read(self, source: str) -> Reading:
        repeated: list[str] = []

        def mapping_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            mapping = dict(pairs)
            if len(mapping) != len(pairs):
                keys = [key for key, _ in pairs]
                repeated.extend(key for key in mapping if keys.count(key) > 1)
            return mapping

        try:
            found = json.loads(
                source,
                object_pairs_hook=mapping_of,
                parse_int=str,
                parse_float=str,
                parse_constant=str,
            )
        except (RecursionError, ValueError) as error:
            raise MalformedError(str(error)) from error
        lines = _lines_of(source)
        mapping = {key: _as_spelled(value) for key, value in found.items()}
        return Reading(mapping, lines, [repeated_key(key, lines.get(key, 1)) for key in repeated])

    def recover(self, source: str) -> Reading | None:
        lines = source.split("\n")
        prose = next((at for at in range(1, len(lines)) if _is_prose(lines, at)), None)
        if prose is None:
            reading, rest = self._recover(source), None
        else:  # a bracket of the body was taken for the last one
            rest = sum(len(line) + 1 for line in lines[:prose])
            reading = self._recover("\n".join(lines[:prose]))
            reading.remarks.append(fence_missing(source, rest))
        return replace(reading, rest=rest) if reading.mapping else None

    def _recover(self, source: str) -> Reading:
        surplus = next((part for part in _SURPLUS.finditer(source) if part["kept"] is None), None)
        mended = _SURPLUS.sub(lambda part: part["kept"] or re.sub(r"[^\n]", " ", part[0]), source)
        quote_it = Remark(
            _line_of_fault(mended),
            None,
            "this is not JSON but could be read as YAML",
            "Put keys and texts in double quotes.",
        )
        for read, remark in ((self.read, _surplus_remark(source, surplus)), (_YAML.read, quote_it)):
            try:
                reading = read(mended)
            except MalformedError:
                continue
            reading.remarks.append(remark or quote_it)
            return reading
        return self._recover_lines(source)

    def _recover_lines(self, source: str) -> Reading:
        """Each `"key": value` line by itself."""
        reading = Reading({})
        lines = source.split("\n")
        at = 0
        while at < len(lines):
            found, at = _KEY.match(lines[at]), at + 1
            if found is not None:
                key = _unquoted(found["key"])
                reading.lines[key] = at
                reading.mapping[key], taken = self._value(found, key, lines, at, reading.remarks)
                at += taken
        if not reading.remarks:
            remedy = "Part the keys by commas, and close each quote and bracket."
            line = _line_of_fault(source)
            reading.remarks.append(Remark(line, None, "this is not valid JSON", remedy))
        return reading

    def _value(
        self, found: re.Match[str], key: str, lines: Sequence[str], at: int, remarks: list[Remark]
    ) -> tuple[Value, int]:
        """The value of a key, and how many of the lines from `at` on belong to it."""
        text = found["value"]
        for taken in range(min(_MOST_LINES, len(lines) - at) + 1):
            if taken and text[:1] not in ("", "[", "{"):
                break
            if taken:
                text = f"{text}\n{lines[at + taken - 1]}"
            try:
                return self.read(f'{{"value": {text.rstrip().rstrip(",")}}}').mapping[
                    "value"
                ], taken
            except MalformedError:
                continue
        message = f"“{key}” was read by guess: JSON cannot read its value"
        remarks.append(
            Remark(at, key, message, 'Put it in double quotes, with \\" for those inside.', True)
        )
        return found["value"].strip().strip(",").strip('"'), 0


def _line_of_fault(source: str) -> int:
    """The line on which JSON stops to be JSON; where a comma is missing, that before the gap."""
    try:
        json.loads(source)
    except json.JSONDecodeError as error:
        before = source[: error.pos]
        return 1 + (before.rstrip() if "delimiter" in error.msg else before).count("\n")
    except (RecursionError, ValueError):
        return 1
    return 1


def _surplus_remark(source: str, surplus: re.Match[str] | None) -> Remark | None:
    if surplus is None:
        return None
    what = "a comma before a closing bracket" if surplus[0] == "," else "a comment"
    line = 1 + source.count("\n", 0, surplus.start())
    return Remark(line, None, f"{what} is not JSON", f"Delete {what}.")


def _is_prose(lines: Sequence[str], at: int) -> bool:
    """Whether a line cannot be JSON and stands below a blank one."""
    is_apart = bool(lines[at]) and not lines[at - 1].strip()
    return is_apart and not _HEAD_LINE.match(lines[at])


def _head_length(lines: Sequence[str]) -> int | None:
    """How many of the lines can be JSON, before a blank line with prose after it."""
    length = 0
    for at, line in enumerate(lines, 1):
        if line and _HEAD_LINE.match(line):
            length = at
        elif line.strip():
            break
    return length or None


def _lines_of(source: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, line in enumerate(source.split("\n"), 1):
        found = _KEY.match(line.lstrip("{ \t"))
        if found is not None:
            lines.setdefault(_unquoted(found["key"]), number)
    return lines


def _unquoted(key: str) -> str:
    """A key's text; as it stands between its quotes if JSON cannot read it."""
    try:
        return str(json.loads(key, strict=False))
    except ValueError:
        return key[1:-1]


def _as_spelled(value: Any) -> Value:
    """A JSON value as front matter keeps values: null is empty text, true is `true`."""
    if isinstance(value, dict):
        return {key: _as_spelled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_spelled(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
