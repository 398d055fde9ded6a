"""Split text into front matter and body, in any of several formats.

Each format is a `Format`, which is also a handler of python-frontmatter. `parse_front_matter` tries
them in turn. The first that finds its front matter parses it: strictly at first, and leniently if
the strict parser rejects it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reader.posts.front_matter.conflicts import has_conflict, parse_first_sides
from reader.posts.front_matter.format import Format
from reader.posts.front_matter.head_lines import is_known_key
from reader.posts.front_matter.header_formats import (
    LogseqFormat,
    NikolaFormat,
    PelicanFormat,
    parse_bare_lines,
)
from reader.posts.front_matter.json_format import HexoJsonFormat, JsonFormat
from reader.posts.front_matter.limits import shorten_lines
from reader.posts.front_matter.mdx_format import JavaScriptFormat, MdxFormat
from reader.posts.front_matter.model import (
    FencedRegion,
    FrontMatter,
    MalformedError,
    ParseResult,
    Remark,
    Value,
)
from reader.posts.front_matter.pandoc_format import PandocFormat
from reader.posts.front_matter.preamble import preamble_end
from reader.posts.front_matter.toml_format import TomlFormat
from reader.posts.front_matter.yaml_format import YamlFormat

__all__ = ["FORMATS", "FrontMatter", "Remark", "Value", "parse_front_matter", "parse_sidecar"]

FORMATS: tuple[Format, ...] = (
    YamlFormat(),
    TomlFormat(),
    JsonFormat(),
    HexoJsonFormat(),
    NikolaFormat(),
    LogseqFormat(),
    PelicanFormat(),
    MdxFormat(),
    JavaScriptFormat(),
    PandocFormat(),
)
"""The formats of front matter, in the order in which they are tried."""

_CONFUSED_FORMATS = {YamlFormat.name: TomlFormat(), TomlFormat.name: YamlFormat()}
"""The format that authors sometimes write between the fences of another."""

_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)*")


def parse_front_matter(text: str) -> FrontMatter:
    """Split a text into front matter and body.

    This never raises. A text without front matter is all body. Malformed front matter is parsed
    as far as possible, with a remark on every problem.

    Args:
        text: A whole file, cleaned by `clean_text`.
    """
    return parse_first_sides(text, _parse) if has_conflict(text) else _parse(text)


def _parse(text: str) -> FrontMatter:
    front = _find_front_matter(text) or _find_below_comments(text)
    if front is not None:
        return front
    body_start = _BLANK_LINES.match(text).end()  # type: ignore[union-attr]
    return FrontMatter({}, text[body_start:].rstrip(), None, 1 + text.count("\n", 0, body_start))


def _find_front_matter(text: str) -> FrontMatter | None:
    for format_ in FORMATS:
        region = format_.find(text)
        if region is not None:
            front = _parse_region(format_, region, text)
            if front is not None:
                return front
    return None


def _find_below_comments(text: str) -> FrontMatter | None:
    """Return the front matter below comments at the beginning of a text, if there are any."""
    start = preamble_end(text)
    front = _find_front_matter(text[start:]) if start else None
    if front is None:
        return None
    lines_above = text.count("\n", 0, start)
    return replace(
        front,
        body_line=front.body_line + lines_above,
        lines={key: line + lines_above for key, line in front.lines.items()},
        remarks=tuple(remark.moved(lines_above) for remark in front.remarks),
    )


def parse_sidecar(text: str, body: FrontMatter) -> FrontMatter:
    """Parse Nikola's `.meta` file as the front matter of the post beside it.

    In addition to the formats of posts, a sidecar may have `.. key: value` lines without a comment,
    or one value on each line, as in old versions of Nikola (https://getnikola.com/handbook.html).

    Args:
        text: The sidecar, cleaned by `clean_text`.
        body: The post's own file, which has no front matter.

    Returns:
        The front matter of the sidecar, with its lines, and the body of the post.
    """
    front = parse_front_matter(text)
    if front.format is None:
        result = parse_bare_lines(shorten_lines(text).source)
        front = FrontMatter(result.mapping, "", "Nikola", 1, result.lines, tuple(result.remarks))
    return replace(front, body=body.body, body_line=body.body_line)


def _parse_region(format_: Format, region: FencedRegion, text: str) -> FrontMatter | None:
    whole = text[region.start : region.end]
    source, excess = format_.shorten(whole)
    result: ParseResult | None
    try:
        result = format_.parse(source)
    except MalformedError:
        result = _parse_as_confused_format(format_, source) or format_.recover(source)
    if result is None:
        return None
    rest = region.rest
    if result.rest is not None:
        rest = region.start + _same_line(whole, source, result.rest)
    body_start = _BLANK_LINES.match(text, rest).end()  # type: ignore[union-attr]
    lines_before = text.count("\n", 0, region.start)
    return FrontMatter(
        result.mapping,
        text[body_start:].rstrip(),
        format_.name,
        1 + text.count("\n", 0, body_start),
        {key: line + lines_before for key, line in result.lines.items()},
        (
            *region.remarks,
            *(remark.moved(lines_before) for remark in (*excess, *result.remarks)),
        ),
    )


def _same_line(whole: str, shortened: str, index: int) -> int:
    """Return where the line that begins at an index of the shortened text begins in the whole."""
    if whole == shortened:
        return index
    lines = shortened.count("\n", 0, index)
    return sum(len(line) + 1 for line in whole.split("\n", lines)[:lines])


def _parse_as_confused_format(format_: Format, source: str) -> ParseResult | None:
    """Parse YAML between TOML fences, or TOML between YAML fences."""
    other = _CONFUSED_FORMATS.get(format_.name)
    if other is None:
        return None
    try:
        result = other.parse(source)
    except MalformedError:
        return None
    if not any(map(is_known_key, result.mapping)):
        return None
    message = f"this is {other.name} between {format_.name} fences; it was parsed as {other.name}"
    remedy = f"Replace {format_.START_DELIMITER} with {other.START_DELIMITER} above and below it."
    result.remarks.insert(0, Remark(1, None, message, remedy))
    return result
