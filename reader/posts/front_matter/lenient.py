"""YAML that its own grammar refuses, read line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.posts.front_matter.entries import Entry, split_entries
from reader.posts.front_matter.fences import missing_fence
from reader.posts.front_matter.head_lines import has_known_key, head_length, key_line
from reader.posts.front_matter.model import (
    MalformedError,
    ParseResult,
    Remark,
    StrictParser,
    Value,
    repeated_key,
)
from reader.posts.front_matter.repair import Fault, Repair, repaired

_TAB_INDENT = re.compile(r"[ ]*\t\s*(?=[^\s#])")
_DEEPEST = 3
_MOST_LINES = 60
"""Lines over which one value may go."""


def parse_leniently(source: str, parse_strictly: StrictParser) -> ParseResult | None:
    """Read the text between two fences that a strict reader refused.

    Args:
        source: The text.
        parse_strictly: The strict reader, which is tried again on every part.

    Returns:
        What could be read, with a remark for every guess; None if it is no front matter but
        prose between two rules.
    """
    lines = source.split("\n")
    if not _is_front_matter(lines):
        return None
    length = head_length(lines, is_closed=True)
    head, remarks = _without_tabs(lines[:length])
    rest = None
    if length < len(lines):
        rest = sum(len(line) + 1 for line in lines[:length])
        remarks.append(missing_fence(source, rest))
    if remarks:
        try:
            reading = parse_strictly("\n".join(head))
            return ParseResult(reading.mapping, reading.lines, remarks + reading.remarks, rest)
        except MalformedError:
            pass
    reading = _read_entries(head, parse_strictly, 0)
    return ParseResult(reading.mapping, reading.lines, remarks + reading.remarks, rest)


def _is_front_matter(lines: Sequence[str]) -> bool:
    if has_known_key(lines):
        return True
    texts = [line.strip() for line in lines]
    return "" not in texts[:-1] and re.match(r"[^\s:#][^:]*:(?:\s|$)", texts[0]) is not None


def _without_tabs(lines: Sequence[str]) -> tuple[list[str], list[Remark]]:
    """The lines with two blanks for each tab that indents, and a remark on the first."""
    tabbed = [number for number, line in enumerate(lines, 1) if _TAB_INDENT.match(line)]
    if not tabbed:
        return list(lines), []
    remark = Remark(tabbed[0], None, "a tab is used for indentation", "Indent with spaces.")
    return [_TAB_INDENT.sub(lambda tab: tab[0].replace("\t", "  "), line, 1) for line in lines], [
        remark
    ]


def _read_entries(lines: Sequence[str], parse_strictly: StrictParser, depth: int) -> ParseResult:
    entries, stray = split_entries(lines, is_nested=depth > 0)
    reading = ParseResult({})
    if stray:
        message = "this text has no key and was ignored"
        reading.remarks.append(Remark(stray[0], None, message, "Give it a key, or delete it."))
    for entry in entries:
        if entry.key in reading.mapping:
            reading.remarks.append(repeated_key(entry.key, entry.line))
        found = _read_entry(entry, parse_strictly, depth)
        reading.mapping.update(found.mapping)
        reading.lines[entry.key] = entry.line
        reading.remarks.extend(found.remarks)
    return reading


def _read_entry(entry: Entry, parse_strictly: StrictParser, depth: int) -> ParseResult:
    """One entry's value, with remarks whose lines are those of the head."""
    try:
        reading = parse_strictly(entry.source)
    except MalformedError:
        return _repair_entry(entry, parse_strictly, depth)
    remarks = [remark.moved(entry.line - 1) for remark in reading.remarks]
    if not entry.is_sound:
        message = f"“{entry.key}” is not followed by a colon and a space"
        remedy = f"Write “{entry.key}: ” before the value."
        remarks.append(Remark(entry.line, entry.key, message, remedy))
    if entry.is_indented:
        message = f"“{entry.key}” is indented as if it belonged to the line above"
        remarks.append(Remark(entry.line, entry.key, message, "Delete the spaces before it."))
    return ParseResult(reading.mapping, {}, remarks)


def _dedented(lines: Sequence[str]) -> list[str]:
    """The lines without the indent of the first that holds text."""
    first = next(line for line in lines if line.strip())
    indent = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(indent) for line in lines]


def _repair_entry(entry: Entry, parse_strictly: StrictParser, depth: int) -> ParseResult:
    first = next(filter(str.strip, entry.rest), "")
    if not entry.first and first[:1].isspace() and key_line(first.lstrip()) and depth < _DEEPEST:
        nested = _read_entries(_dedented(entry.rest), parse_strictly, depth + 1)
        value: Value = nested.mapping
        # One remark a key: the first fault of a nested mapping often makes all that follow.
        fault = [Remark(it.line, entry.key, it.message, it.remedy) for it in nested.remarks[:1]]
        return ParseResult({entry.key: value}, {}, [remark.moved(entry.line) for remark in fault])
    value, found = _sound_part(entry, parse_strictly) or repaired(entry)
    message = f"the value of “{entry.key}” was guessed: {found.message}"
    remark = Remark(entry.line + found.below, entry.key, message, found.remedy, is_guess=True)
    return ParseResult({entry.key: value}, {}, [remark])


def _sound_part(entry: Entry, parse_strictly: StrictParser) -> Repair | None:
    """The value in quotes or brackets that ends above lines which belong to no key."""
    if entry.first[:1] not in ("'", '"', "[", "{"):
        return None
    for count in range(min(len(entry.rest) - 1, _MOST_LINES), -1, -1):
        source = "\n".join((entry.source_line, *entry.rest[:count]))
        try:
            value = parse_strictly(source).mapping[entry.key]
        except (MalformedError, KeyError):
            continue
        left = range(count, len(entry.rest))
        below = next((at for at in left if entry.rest[at].strip()), count)
        message = "the lines after its end have no key and were ignored"
        return Repair(value, Fault(message, "Give them a key, or delete them.", below + 1))
    return None
