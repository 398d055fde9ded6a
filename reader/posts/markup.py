"""Markdown and HTML to plain text of one line: for titles and summaries, not for articles."""

from __future__ import annotations

import re
from html import unescape

from reader.posts.text import one_line

_LONGEST = 4_000
"""Characters of a source that are looked at; keeps hostile text quick."""

_HINT = re.compile(r"[\[<&*_`~\\!]")

_CODE_SPAN = re.compile(r"(?<!`)(`++)(.+?)(?<!`)\1(?!`)", re.DOTALL)

_TAG_NAMES = (
    "a|abbr|article|aside|b|big|blockquote|body|br|button|center|cite|code|dd|del|details|dfn|div|dl|dt|em|"
    "embed|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|label|li|main|mark|nav|"
    "object|ol|p|picture|pre|q|rp|rt|ruby|s|samp|section|small|source|span|strike|strong|sub|summary|sup|"
    "table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr"
)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAKING_TAG = re.compile(r"</?(?:br|p|div|li|tr|td|hr|h[1-6])\b[^<>]*>", re.IGNORECASE)

_LABEL = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
_TARGET = (
    r"""\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)"""
)
_IMAGE = re.compile(rf"!{_LABEL}{_TARGET}")
_LINK = re.compile(rf"{_LABEL}{_TARGET}")
_REFERENCE = re.compile(rf"!?{_LABEL}\[[^\[\]]*\]")
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")

_MARKS = (
    re.compile(r"(?<!\\)\*\*(?=\S)(.+?)(?<=[^\s\\])\*\*"),
    re.compile(r"(?<![A-Za-z0-9*\\])\*(?=[^\s*])(.+?)(?<=[^\s*\\])\*(?![A-Za-z0-9*])"),
    re.compile(r"(?<![\w\\])__(?=\S)([^_]+?\s.+?)(?<=[^\s\\])__(?!\w)"),
    re.compile(r"(?<![\w\\])_(?=[^\s_])(.+?)(?<=[^\s_\\])_(?!\w)"),
    re.compile(r"(?<!\\)~~(?=\S)(.+?)(?<=[^\s\\])~~"),
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def plain_line(source: str) -> str:
    """The words of inline Markdown, one safe line: no marks, tags or link targets.

    Code keeps its text as it is; entities are decoded once; a tag that HTML does not know
    (`Vec<T>`) is text.
    """
    source = source[:_LONGEST]
    if not _HINT.search(source):
        return one_line(source)
    parts: list[str] = []
    at = 0
    for code in _CODE_SPAN.finditer(source):
        parts += (_without_marks(source[at : code.start()]), code[2])
        at = code.end()
    parts.append(_without_marks(source[at:]))
    return one_line("".join(parts))


def _without_marks(text: str) -> str:
    text = _BREAKING_TAG.sub(" ", text)
    text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    if "[" in text:
        text = _WIKI_LINK.sub(r"\1", text)
        text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
        text = _REFERENCE.sub(r"\1", text)
    for mark in _MARKS:
        text = mark.sub(r"\1", text)
    return _ENTITY.sub(lambda entity: unescape(entity[0]), _ESCAPED.sub(r"\1", text))
