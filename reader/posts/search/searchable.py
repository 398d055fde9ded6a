"""Extract the visible text of a body, for searches and excerpts."""

from __future__ import annotations

import re
from html import unescape

_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.I
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_TARGET = re.compile(
    r"\]\((?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)"
)
_LABEL = re.compile("!?\\[([^\\[\\]]*)\0")
"""The text of a link or image whose target has been replaced by a null character."""
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s+\S+.*$", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A backslash escape: https://spec.commonmark.org/0.31.2/#backslash-escapes"""
_TEMPLATES = (("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}"))
"""Opening and closing delimiters of template tags."""


def searchable_text(body: str) -> str:
    """Return a body without tags, comments, link targets, template tags and backslash escapes.

    Markdown characters such as `*` remain. They separate words like spaces do.
    """
    if "<" in body:
        body = _TAG.sub(" ", _COMMENT.sub(" ", body))
    if "](" in body:
        body = _LABEL.sub(r"\1", _TARGET.sub("\0", body)).replace("\0", "]")
    if "]:" in body:
        body = _DEFINITION.sub("", body)
    for opening, closing in _TEMPLATES:
        if opening in body:
            body = _without_tags(body, opening, closing)
    if "\\" in body:
        body = _ESCAPE.sub(r"\1", body)
    return unescape(body) if "&" in body else body


def _without_tags(text: str, opening: str, closing: str) -> str:
    """Return a text with a space in the place of each tag that is closed.

    A regular expression would search for the end of each tag again if nothing closes them.
    """
    parts: list[str] = []
    position = 0
    while (start := text.find(opening, position)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        parts.append(text[position:start])
        position = end + len(closing)
    return " ".join((*parts, text[position:]))
