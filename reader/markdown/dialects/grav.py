"""The additions of Grav to Markdown: notices, and the delimiter of the summary."""

from __future__ import annotations

import re

from reader.markdown.dialects.source import Replacement, Source

NOTICE = r"^!{1,4}[ \t]+(?=[^\s\[])"
"""The start of a notice. `! [text](target)` is an image with a space by mistake."""
DELIMITER = r"^===[ \t]*$"

_KINDS = ("warning", "danger", "info", "tip")
"""Callouts in place of the yellow, red, blue and green notices, which begin with 1 to 4 marks."""
_ADMONITION = re.compile(
    r"!!![ \t]+(?:[\w-]+(?:[ \t]+\"[^\"\n]*\")?[ \t]*(?:\n|\Z)|[^\n]*\n(?: {4}|\t))"
)
"""An admonition of Python-Markdown, which is a block rule of the parser:
https://python-markdown.github.io/extensions/admonition/."""
_LINE = re.compile(r"(?P<marks>!{1,4})[ \t]+(?P<text>[^\n]*)(?:\n|\Z)")


def notice_at(source: Source, start: re.Match[str]) -> Replacement | None:
    """Lines of `! text` below a blank line: a callout.

    See https://github.com/getgrav/grav-plugin-markdown-notices.
    """
    text, end = source.text, start.start()
    if not _is_below_blank_line(text, end) or _ADMONITION.match(text, end):
        return None
    lines: list[str] = []
    marks = len(start.group().strip())
    while (line := _LINE.match(text, end)) is not None and len(line["marks"]) == marks:
        is_nested = line["text"].startswith("!")  # not converted, so that it takes linear time
        lines.append(f"> {line['text'] if is_nested else source.convert(line['text'])}\n")
        end = line.end()
    return f"> [!{_KINDS[marks - 1]}]\n{''.join(lines)}", end


def delimiter_at(source: Source, start: re.Match[str]) -> Replacement | None:
    """`===` between blank lines, which ends the summary of a page: nothing.

    See https://learn.getgrav.org/content/headers. Below a line of text, it underlines a heading.
    """
    end = source.next_line(start.end())
    is_above_blank_line = not source.text[end : source.next_line(end)].strip()
    if not (is_above_blank_line and _is_below_blank_line(source.text, start.start())):
        return None
    return "", start.end()


def _is_below_blank_line(text: str, start: int) -> bool:
    above = text[max(0, start - 200) : start]
    return not above or not above[:-1].rpartition("\n")[2].strip()
