"""Extract the title: from a key, or else from the first heading, or else from the file name."""

from __future__ import annotations

import re

from reader.posts.fields.source import PostSource
from reader.posts.fields.values import TEMPLATE, first_text
from reader.posts.markup import plain_line, strip_code

_HEADING = re.compile(
    r"^ {0,3}(?:#{1,6}[ \t]+(?P<atx>\S[^\n]*?)(?:[ \t]+#+)?"
    r"|(?P<setext_1>[^\s#>*+|-][^\n]*)\n {0,3}=+)[ \t]*$"
    r"|(?:\A|(?<=\n\n)) {0,3}(?P<setext_2>(?!\d+[.)]\s)[^\s#>*+|<{-][^\n|]*)\n {0,3}-{2,}[ \t]*$"
    r"|<h(?P<level>[1-6])\b[^>]{0,300}>(?P<html>.{1,1000}?)</h(?P=level)>",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""Headings of CommonMark (https://spec.commonmark.org/0.31.2/#atx-headings and #setext-headings)
and HTML."""
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^{}]*\}\s*$")
_HEADING_MARK = re.compile(r"\A#{1,6}\s+")
_SLUG = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:[-_][a-z0-9]+)*")
_HEAD_OF_BODY = 65_536
"""Number of characters of the body that are searched for a heading."""


def extract_title(source: PostSource) -> str:
    """Return the title as one line of plain text, never empty."""
    for key, value in source.values("title"):
        text = first_text(value)
        if TEMPLATE.fullmatch(text):
            source.report(
                key,
                f"the title is a template that was never filled in: {text}",
                f"Write the title after “{key}:”.",
            )
        elif text:
            title = plain_line(_HEADING_MARK.sub("", text))
            if title:
                return title
    return _first_heading(source.body) or _from_name(source.path_info.slug)


def _first_heading(body: str) -> str:
    for heading in _HEADING.finditer(strip_code(body[:_HEAD_OF_BODY])):
        source = next(filter(None, heading.group("atx", "setext_1", "setext_2", "html")))
        title = plain_line(_ATTRIBUTES.sub("", source))
        if title and not TEMPLATE.fullmatch(title):
            return title
    return ""


def _from_name(slug: str) -> str:
    """Return a slug with spaces and a capital, or any other file name unchanged."""
    if _SLUG.fullmatch(slug):
        words = re.sub("[-_]", " ", slug)
        return words[:1].upper() + words[1:]
    return slug or "Untitled"
