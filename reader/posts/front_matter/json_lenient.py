"""JSON that its own grammar refuses: commas, comments and quotes too many or too few."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from reader.posts.front_matter.fences import missing_fence
from reader.posts.front_matter.model import MalformedError, ParseResult, Remark, StrictParser, Value
from reader.posts.front_matter.yaml_format import YamlFormat

STRING = r'"(?:[^"\\\n]|\\.)*"'
COMMENT = r"//[^\n]*|/\*.*?\*/"
KEY = re.compile(rf"[ \t]*(?P<key>{STRING})[ \t]*:[ \t]*(?P<value>.*)")
HEAD_LINE = re.compile(r'[\s{}\[\]"]')
"""How a line of an object can begin."""

_SURPLUS = re.compile(rf"(?P<kept>{STRING})|,(?=\s*[}}\]])|{COMMENT}", re.DOTALL)

_MOST_LINES = 60
"""Lines over which one value may go."""

_YAML = YamlFormat()
"""Reads JSON whose keys or texts lack their double quotes."""


def parse_json_leniently(source: str, parse_strictly: StrictParser) -> ParseResult | None:
    """Read an object that a strict reader refused.

    Args:
        source: From its first brace to its last.
        parse_strictly: The strict reader, which is tried again on every part.

    Returns:
        What could be read, with a remark for every guess; None if nothing could.
    """
    lines = source.split("\n")
    prose = next((at for at in range(1, len(lines)) if _is_prose(lines, at)), None)
    if prose is None:
        reading, rest = _read_whole(source, parse_strictly), None
    else:  # a bracket of the body was taken for the last one
        rest = sum(len(line) + 1 for line in lines[:prose])
        reading = _read_whole("\n".join(lines[:prose]), parse_strictly)
        reading.remarks.append(missing_fence(source, rest))
    return replace(reading, rest=rest) if reading.mapping else None


def _read_whole(source: str, parse_strictly: StrictParser) -> ParseResult:
    surplus = next((part for part in _SURPLUS.finditer(source) if part["kept"] is None), None)
    mended = _SURPLUS.sub(lambda part: part["kept"] or re.sub(r"[^\n]", " ", part[0]), source)
    quote_it = Remark(
        _line_of_fault(mended),
        None,
        "this is not valid JSON; it was parsed as YAML",
        "Put keys and strings in double quotes.",
    )
    for read, remark in (
        (parse_strictly, _surplus_remark(source, surplus)),
        (_YAML.parse, quote_it),
    ):
        try:
            reading = read(mended)
        except MalformedError:
            continue
        reading.remarks.append(remark or quote_it)
        return reading
    return _read_lines(source, parse_strictly)


def _read_lines(source: str, parse_strictly: StrictParser) -> ParseResult:
    """Each `"key": value` line by itself."""
    reading = ParseResult({})
    lines = source.split("\n")
    at = 0
    while at < len(lines):
        found, at = KEY.match(lines[at]), at + 1
        if found is not None:
            key = unquoted(found["key"])
            reading.lines[key] = at
            value, taken = _value(found["value"], lines[at : at + _MOST_LINES], parse_strictly)
            if value is None:
                message = f"the value of “{key}” was guessed: it is not valid JSON"
                remedy = 'Put the value in double quotes, and write each " inside it as \\".'
                reading.remarks.append(Remark(at, key, message, remedy, is_guess=True))
                value = found["value"].strip().strip(",").strip('"')
            reading.mapping[key] = value
            at += taken
    if not reading.remarks:
        remedy = "Separate the keys with commas, and close every quote and bracket."
        line = _line_of_fault(source)
        reading.remarks.append(Remark(line, None, "this is not valid JSON", remedy))
    return reading


def _value(
    first: str, below: Sequence[str], parse_strictly: StrictParser
) -> tuple[Value | None, int]:
    """The value that begins after a colon, and how many of the lines below belong to it."""
    text = first
    for taken in range(len(below) + 1):
        if taken and text[:1] not in ("", "[", "{"):
            break
        if taken:
            text = f"{text}\n{below[taken - 1]}"
        try:
            found = parse_strictly(f'{{"value": {text.rstrip().rstrip(",")}}}')
        except MalformedError:
            continue
        return found.mapping["value"], taken
    return None, 0


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
    return Remark(line, None, f"JSON does not allow {what}", f"Delete {what}.")


def _is_prose(lines: Sequence[str], at: int) -> bool:
    """Whether a line cannot be JSON and stands below a blank one."""
    is_apart = bool(lines[at]) and not lines[at - 1].strip()
    return is_apart and not HEAD_LINE.match(lines[at])


def unquoted(key: str) -> str:
    """A key's text; as it stands between its quotes if JSON cannot read it."""
    try:
        return str(json.loads(key, strict=False))
    except ValueError:
        return key[1:-1]
