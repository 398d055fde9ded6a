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
_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{[<%].*?[>%]\}\}", re.DOTALL)


def searchable_text(body: str) -> str:
    """Return a body without tags, comments, link targets and template tags.

    Markdown characters such as `*` remain. They separate words like spaces do.
    """
    if "<" in body:
        body = _TAG.sub(" ", _COMMENT.sub(" ", body))
    if "](" in body:
        body = _LABEL.sub(r"\1", _TARGET.sub("\0", body)).replace("\0", "]")
    if "]:" in body:
        body = _DEFINITION.sub("", body)
    if "{%" in body or "{{" in body:
        body = _TEMPLATE.sub(" ", body)
    return unescape(body) if "&" in body else body
