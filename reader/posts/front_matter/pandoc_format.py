"""Pandoc's title block: the title, the authors and the date on the first lines, each after a `%`.

See https://pandoc.org/chunkedhtml-demo/8.10-metadata-blocks.html.
"""

from __future__ import annotations

import re

from reader.posts.front_matter.format import Format
from reader.posts.front_matter.model import FencedRegion, ParseResult, Remark, Value

_FIELDS = ("title", "author", "date")
_FIELD = re.compile(r"%(?!%)(?P<value>[^\n]*(?:\n[ \t]+[^\s][^\n]*)*)(?:\n|\Z)")
_STRAY_LINE = re.compile(r"(?!%)[^\S\n]*+\S[^\n]*\n%[ \t]")
_AUTHORS = re.compile(r"[;\n]")


class PandocFormat(Format):
    """Up to three lines that begin with `%`. An indented line continues the one above it."""

    name = "Pandoc"
    FM_BOUNDARY = re.compile(r"(?:[ \t]*\n)*(?=%(?:[ \t]+\S|[ \t]*\n%[ \t]))")

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        blank = self.FM_BOUNDARY.match(text)
        if blank is None:
            return None
        end = blank.end()
        for _ in _FIELDS:
            field = _FIELD.match(text, end)
            if field is None:
                break
            end = field.end()
        return FencedRegion(blank.end(), end, end, _find_stray_line(text, end))

    def parse(self, source: str) -> ParseResult:
        result = ParseResult({})
        position = 0
        for key in _FIELDS:
            field = _FIELD.match(source, position)
            if field is None:
                break
            value = field["value"].strip()
            if value:
                result.mapping[key] = (
                    _authors(value) if key == "author" else " ".join(value.split())
                )
                result.lines[key] = 1 + source.count("\n", 0, position)
            position = field.end()
        return result


def _authors(value: str) -> list[Value]:
    """Return the names, which are separated by semicolons or on lines of their own."""
    return [name.strip() for name in _AUTHORS.split(value) if name.strip()]


def _find_stray_line(text: str, end: int) -> tuple[Remark, ...]:
    """Return a remark if the line after the title block is followed by another line with `%`."""
    if not _STRAY_LINE.match(text, end):
        return ()
    message = "this line does not begin with %, so the title block ends above it"
    remedy = "Indent it if it continues the line above, or delete it."
    return (Remark(1 + text.count("\n", 0, end), None, message, remedy),)
