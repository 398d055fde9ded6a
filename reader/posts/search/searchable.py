"""The readable text of a body: what a search looks into and quotes from."""

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
"""A link's or image's words, when its target has been taken away."""
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s+\S+.*$", re.MULTILINE)
_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{[<%].*?[>%]\}\}", re.DOTALL)


def searchable_text(body: str) -> str:
    """The body without what an article does not show: tags, comments, link targets, template tags.

    Marks of Markdown stay: they part words as blanks do.
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
