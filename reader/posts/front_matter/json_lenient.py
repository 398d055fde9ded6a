"""Parse malformed JSON: with missing or surplus commas, comments or quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from reader.posts.front_matter.fences import missing_fence
from reader.posts.front_matter.model import MalformedError, ParseResult, Remark, StrictParser, Value
from reader.posts.front_matter.yaml_format import YamlFormat

STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
COMMENT = r"//[^\n]*|/\*.*?(?:\*/|\Z)"
KEY = re.compile(rf"[ \t]*(?P<key>{STRING})[ \t]*:[ \t]*(?P<value>.*)")
JSON_LINE = re.compile(r'[\s{}\[\]"]')
"""The beginning of a line of a JSON object."""

_SURPLUS = re.compile(rf"(?P<kept>{STRING})|,(?=\s*[}}\]])|{COMMENT}", re.DOTALL)

MAX_VALUE_LINES = 60
"""Maximum number of lines of a single value."""

_YAML = YamlFormat()
"""Parses JSON without double quotes, because YAML 1.2 is a superset of JSON
(https://yaml.org/spec/1.2.2/#12-yaml-history)."""


def parse_json_leniently(source: str, parse_strictly: StrictParser) -> ParseResult | None:
    """Parse a JSON object that the strict parser rejected.

    Args:
        source: The object from its first brace to its last.
        parse_strictly: The strict parser, which is tried again on every part.

    Returns:
        The result, with a remark on every guess, or None if no key could be parsed.
    """
    lines = source.split("\n")
    prose = next((index for index in range(1, len(lines)) if _is_prose(lines, index)), None)
    if prose is None:
        result, rest = _parse_whole(source, parse_strictly), None
    else:  # the last bracket belongs to the body
        rest = sum(len(line) + 1 for line in lines[:prose])
        result = _parse_whole("\n".join(lines[:prose]), parse_strictly)
        result.remarks.append(missing_fence(source, rest))
    return replace(result, rest=rest) if result.mapping else None


def _parse_whole(source: str, parse_strictly: StrictParser) -> ParseResult:
    surplus = next((part for part in _SURPLUS.finditer(source) if part["kept"] is None), None)
    repaired = _SURPLUS.sub(lambda part: part["kept"] or re.sub(r"[^\n]", " ", part[0]), source)
    quotes_missing = Remark(
        _find_error_line(repaired),
        None,
        "this is not valid JSON; it was parsed as YAML",
        "Put keys and strings in double quotes.",
    )
    for parse, remark in (
        (parse_strictly, _surplus_remark(source, surplus)),
        (_YAML.parse, quotes_missing),
    ):
        try:
            result = parse(repaired)
        except MalformedError:
            continue
        result.remarks.append(remark or quotes_missing)
        return result
    return _parse_lines(source, parse_strictly)


def _parse_lines(source: str, parse_strictly: StrictParser) -> ParseResult:
    """Parse each `"key": value` line individually."""
    result = ParseResult({})
    lines = source.split("\n")
    number = 0
    while number < len(lines):
        found, number = KEY.match(lines[number]), number + 1
        if found is not None:
            key = unquote(found["key"])
            result.lines[key] = number
            below = lines[number : number + MAX_VALUE_LINES]
            value, lines_used = _parse_value(found["value"], below, parse_strictly)
            if value is None:
                message = f"the value of “{key}” was guessed: it is not valid JSON"
                remedy = 'Put the value in double quotes, and write each " inside it as \\".'
                result.remarks.append(Remark(number, key, message, remedy, is_guess=True))
                value = found["value"].strip().strip(",").strip('"')
            result.mapping[key] = value
            number += lines_used
    if not result.remarks:
        remedy = "Separate the keys with commas, and close every quote and bracket."
        line = _find_error_line(source)
        result.remarks.append(Remark(line, None, "this is not valid JSON", remedy))
    return result


def _parse_value(
    first: str, below: Sequence[str], parse_strictly: StrictParser
) -> tuple[Value | None, int]:
    """Return the value that begins with `first`, and how many of the lines below belong to it."""
    text = first
    for lines_used in range(len(below) + 1):
        if lines_used and text[:1] not in ("", "[", "{"):
            break
        if lines_used:
            text = f"{text}\n{below[lines_used - 1]}"
        try:
            found = parse_strictly(f'{{"value": {text.rstrip().rstrip(",")}}}')
        except MalformedError:
            continue
        return found.mapping["value"], lines_used
    return None, 0


def _find_error_line(source: str) -> int:
    """Return the line of the first JSON error; for a missing comma, the line that lacks it."""
    try:
        json.loads(source)
    except json.JSONDecodeError as error:
        before = source[: error.pos]
        return 1 + (before.rstrip() if "delimiter" in error.msg else before).count("\n")
    except (RecursionError, ValueError):
        return 1
    return 1


def _surplus_remark(source: str, surplus: re.Match[str] | None) -> Remark | None:
    """Return the remark on a surplus comma or comment, if there is one."""
    if surplus is None:
        return None
    what = "a comma before a closing bracket" if surplus[0] == "," else "a comment"
    line = 1 + source.count("\n", 0, surplus.start())
    return Remark(line, None, f"JSON does not allow {what}", f"Delete {what}.")


def _is_prose(lines: Sequence[str], index: int) -> bool:
    """Whether a line below a blank one cannot be JSON."""
    is_after_blank = bool(lines[index]) and not lines[index - 1].strip()
    return is_after_blank and not JSON_LINE.match(lines[index])


def unquote(key: str) -> str:
    """Return the text of a quoted key, without decoding it if it is not valid JSON."""
    try:
        return str(json.loads(key, strict=False))
    except ValueError:
        return key[1:-1]
