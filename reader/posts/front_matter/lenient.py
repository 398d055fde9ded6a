"""Parse malformed YAML entry by entry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.posts.front_matter.entries import FrontMatterEntry, split_entries
from reader.posts.front_matter.fences import missing_fence
from reader.posts.front_matter.head_lines import (
    count_front_matter_lines,
    has_known_key,
    parse_key_line,
)
from reader.posts.front_matter.limits import TooLargeError
from reader.posts.front_matter.model import (
    MalformedError,
    ParseResult,
    Remark,
    StrictParser,
    Value,
    repeated_key,
)
from reader.posts.front_matter.repair import Fault, Repair, repair

_TAB_INDENT = re.compile(r"[ ]*\t\s*(?=[^\s#])")
MAX_DEPTH = 3
"""Maximum depth of nested mappings that are parsed entry by entry."""
MAX_VALUE_LINES = 60
"""Maximum number of lines of a single value."""


def parse_leniently(source: str, parse_strictly: StrictParser) -> ParseResult | None:
    """Parse YAML between two fences that the strict parser rejected.

    Args:
        source: The text between the fences.
        parse_strictly: The strict parser, which is tried again on every part.

    Returns:
        The result, with a remark on every guess, or None if the text is not front matter but
        prose between two thematic breaks.
    """
    lines = source.split("\n")
    if not _is_front_matter(lines):
        return None
    length = count_front_matter_lines(lines, is_closed=True)
    front_lines, remarks = _replace_tabs(lines[:length])
    rest = None
    if length < len(lines):
        rest = sum(len(line) + 1 for line in lines[:length])
        remarks.append(missing_fence(source, rest))
    if remarks:
        try:
            result = parse_strictly("\n".join(front_lines))
            return ParseResult(result.mapping, result.lines, remarks + result.remarks, rest)
        except MalformedError:
            pass
    result = _parse_entries(front_lines, parse_strictly, 0)
    return ParseResult(result.mapping, result.lines, remarks + result.remarks, rest)


def _is_front_matter(lines: Sequence[str]) -> bool:
    """Whether lines have a known key, or are one paragraph that begins with a key."""
    if has_known_key(lines):
        return True
    texts = [line.strip() for line in lines]
    return "" not in texts[:-1] and re.match(r"[^\s:#][^:]*:(?:\s|$)", texts[0]) is not None


def _replace_tabs(lines: Sequence[str]) -> tuple[list[str], list[Remark]]:
    """Replace each tab in indentation with two spaces, and return a remark on the first.

    YAML does not allow tabs: https://yaml.org/spec/1.2.2/#61-indentation-spaces.
    """
    tabbed = [number for number, line in enumerate(lines, 1) if _TAB_INDENT.match(line)]
    if not tabbed:
        return list(lines), []
    remark = Remark(tabbed[0], None, "a tab is used for indentation", "Indent with spaces.")
    return [_TAB_INDENT.sub(lambda tab: tab[0].replace("\t", "  "), line, 1) for line in lines], [
        remark
    ]


def _parse_entries(lines: Sequence[str], parse_strictly: StrictParser, depth: int) -> ParseResult:
    entries, stray_lines = split_entries(lines, is_nested=depth > 0)
    result = ParseResult({})
    if stray_lines:
        message = "this text has no key and was ignored"
        remedy = "Give it a key, or delete it."
        result.remarks.append(Remark(stray_lines[0], None, message, remedy))
    for entry in entries:
        if entry.key in result.mapping:
            result.remarks.append(repeated_key(entry.key, entry.line))
        found = _parse_entry(entry, parse_strictly, depth)
        result.mapping.update(found.mapping)
        result.lines[entry.key] = entry.line
        result.remarks.extend(found.remarks)
    return result


def _parse_entry(entry: FrontMatterEntry, parse_strictly: StrictParser, depth: int) -> ParseResult:
    """Parse an entry. The lines of its remarks are those of the front matter."""
    try:
        result = parse_strictly(entry.source)
    except TooLargeError as error:
        return ParseResult({}, {}, [error.remark(entry.line, entry.key)])
    except MalformedError:
        return _repair_entry(entry, parse_strictly, depth)
    remarks = [remark.moved(entry.line - 1) for remark in result.remarks]
    if not entry.has_valid_separator:
        message = f"“{entry.key}” is not followed by a colon and a space"
        remedy = f"Write “{entry.key}: ” before the value."
        remarks.append(Remark(entry.line, entry.key, message, remedy))
    if entry.is_indented:
        message = f"“{entry.key}” is indented as if it belonged to the line above"
        remarks.append(Remark(entry.line, entry.key, message, "Delete the spaces before it."))
    return ParseResult(result.mapping, {}, remarks)


def _dedent(lines: Sequence[str]) -> list[str]:
    """Remove the indentation of the first line with text from all lines."""
    first = next(line for line in lines if line.strip())
    indent = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(indent) for line in lines]


def _repair_entry(entry: FrontMatterEntry, parse_strictly: StrictParser, depth: int) -> ParseResult:
    first = next(filter(str.strip, entry.rest), "")
    is_mapping = not entry.first and first[:1].isspace() and parse_key_line(first.lstrip())
    if is_mapping and depth < MAX_DEPTH:
        nested = _parse_entries(_dedent(entry.rest), parse_strictly, depth + 1)
        value: Value = nested.mapping
        # One remark for each key: the first fault of a nested mapping often causes the others.
        remarks = [
            Remark(remark.line, entry.key, remark.message, remark.remedy).moved(entry.line)
            for remark in nested.remarks[:1]
        ]
        return ParseResult({entry.key: value}, {}, remarks)
    value, fault = _valid_part(entry, parse_strictly) or repair(entry)
    message = f"the value of “{entry.key}” was guessed: {fault.message}"
    remark = Remark(entry.line + fault.below, entry.key, message, fault.remedy, is_guess=True)
    return ParseResult({entry.key: value}, {}, [remark])


def _valid_part(entry: FrontMatterEntry, parse_strictly: StrictParser) -> Repair | None:
    """Return a value in quotes or brackets that is followed by lines without a key, or None."""
    if entry.first[:1] not in ("'", '"', "[", "{"):
        return None
    for count in range(min(len(entry.rest) - 1, MAX_VALUE_LINES), -1, -1):
        source = "\n".join((entry.source_line, *entry.rest[:count]))
        try:
            value = parse_strictly(source).mapping[entry.key]
        except (MalformedError, KeyError):
            continue
        ignored = range(count, len(entry.rest))
        below = next((index for index in ignored if entry.rest[index].strip()), count)
        message = "the lines after its end have no key and were ignored"
        return Repair(value, Fault(message, "Give them a key, or delete them.", below + 1))
    return None
