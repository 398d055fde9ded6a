"""Text to front matter and body, whatever form the front matter has.

Each form is a `Format`, a handler of the python-frontmatter framework. `parse_front_matter` asks
them in turn; the first that knows its own form reads it, by its rules first and, where those
refuse, line by line.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reader.posts.front_matter.conflicts import has_conflict, parse_first_sides
from reader.posts.front_matter.head_lines import is_known_key
from reader.posts.front_matter.header_formats import NikolaFormat, PelicanFormat, parse_bare_lines
from reader.posts.front_matter.json_format import JsonFormat
from reader.posts.front_matter.model import (
    FencedRegion,
    Format,
    FrontMatter,
    MalformedError,
    ParseResult,
    Remark,
    Value,
)
from reader.posts.front_matter.toml_format import TomlFormat
from reader.posts.front_matter.yaml_format import YamlFormat

__all__ = ["FORMATS", "FrontMatter", "Remark", "Value", "parse_front_matter", "parse_sidecar"]

FORMATS: tuple[Format, ...] = (
    YamlFormat(),
    TomlFormat(),
    JsonFormat(),
    NikolaFormat(),
    PelicanFormat(),
)
"""The forms of front matter, in the order in which a text is tried for them."""

_OTHER_FORMS = {YamlFormat.name: TomlFormat(), TomlFormat.name: YamlFormat()}
"""The form that people put between the fences of another."""

_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)*")


def parse_front_matter(text: str) -> FrontMatter:
    """Part a text, cleaned by `clean_text`, into front matter and body.

    Never raises: text without front matter is all body, and what a format's rules refuse is
    read line by line, with remarks.
    """
    return parse_first_sides(text, _read) if has_conflict(text) else _read(text)


def _read(text: str) -> FrontMatter:
    for form in FORMATS:
        block = form.find(text)
        if block is not None:
            found = _read_block(form, block, text)
            if found is not None:
                return found
    body_start = _BLANK_LINES.match(text).end()  # type: ignore[union-attr]
    return FrontMatter({}, text[body_start:].rstrip(), None, 1 + text.count("\n", 0, body_start))


def parse_sidecar(text: str, body: FrontMatter) -> FrontMatter:
    """Nikola's `.meta` file as the front matter of the file beside it, which has none of its own.

    Lines are those of the side-car. Besides every form above it may be `.. key: value` lines
    without a comment, or the bare values of old versions, a line each.
    """
    front = parse_front_matter(text)
    if front.format is None:
        reading = parse_bare_lines(text)
        front = FrontMatter(reading.mapping, "", "Nikola", 1, reading.lines, tuple(reading.remarks))
    return replace(front, body=body.body, body_line=body.body_line)


def _read_block(form: Format, block: FencedRegion, text: str) -> FrontMatter | None:
    source = text[block.start : block.end]
    reading: ParseResult | None
    try:
        reading = form.parse(source)
    except MalformedError:
        reading = _read_as_the_other(form, source) or form.recover(source)
    if reading is None:
        return None
    rest = block.rest if reading.rest is None else block.start + reading.rest
    body_start = _BLANK_LINES.match(text, rest).end()  # type: ignore[union-attr]
    lines_before = text.count("\n", 0, block.start)
    return FrontMatter(
        reading.mapping,
        text[body_start:].rstrip(),
        form.name,
        1 + text.count("\n", 0, body_start),
        {key: line + lines_before for key, line in reading.lines.items()},
        (*block.remarks, *(remark.moved(lines_before) for remark in reading.remarks)),
    )


def _read_as_the_other(form: Format, source: str) -> ParseResult | None:
    """YAML between the fences of TOML, and the other way round."""
    other = _OTHER_FORMS.get(form.name)
    if other is None:
        return None
    try:
        reading = other.parse(source)
    except MalformedError:
        return None
    if not any(map(is_known_key, reading.mapping)):
        return None
    message = f"this is {other.name} between {form.name} fences; it was parsed as {other.name}"
    remedy = f"Replace {form.START_DELIMITER} with {other.START_DELIMITER} above and below it."
    reading.remarks.insert(0, Remark(1, None, message, remedy))
    return reading
