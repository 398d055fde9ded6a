"""Convert inline Markdown and HTML to one line of plain text, for titles and descriptions.

The rules are those of CommonMark (https://spec.commonmark.org/0.31.2/#inlines), approximated by
regular expressions. Articles are parsed by `reader.markdown` instead.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from html import unescape

from reader.text.clean import one_line

MAX_LENGTH = 4_000
"""Maximum number of characters that are converted, so that hostile text cannot take long."""

_HINT = re.compile(r"[\[<&*_`~\\!=]")

_CODE_SPAN = re.compile(r"(?<!`)(`++)(.+?)(?<!`)\1(?!`)", re.DOTALL)

_PLACEHOLDER = re.compile("\0(\\d+)\0")
"""Stands for a code span while the rest of the text is converted."""

_TAG_NAMES = (
    "a|abbr|article|aside|b|big|blockquote|body|br|button|center|cite|code|dd|del|details|dfn|div|dl|dt|em|"
    "embed|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|label|li|main|mark|nav|"
    "object|ol|p|picture|pre|q|rp|rt|ruby|s|samp|section|small|source|span|strike|strong|sub|summary|sup|"
    "table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr"
)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_COMPONENT = re.compile(
    r"<[A-Z][\w.]*\s+[\w-]+=[^<>]*>|<[A-Z][\w.]*\s*/>|<(?P<name>[A-Z][\w.]*)>(?=.*</(?P=name)>)|</[A-Z][\w.]*>",
    re.DOTALL,
)
"""A JSX tag, but not what may be a generic type (`Vec<T>`)."""
_BREAKING_TAG = re.compile(r"</?(?:br|p|div|li|tr|td|hr|h[1-6])\b[^<>]*>", re.IGNORECASE)

_LABEL = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
_TARGET = (
    r"""\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)"""
)
_IMAGE = re.compile(rf"!{_LABEL}{_TARGET}")
_LINK = re.compile(rf"{_LABEL}{_TARGET}")
_REFERENCE = re.compile(rf"!?{_LABEL}(?:\[(?P<label>[^\[\]]*)\])?")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]{1,500})\]:[ \t]*\S", re.MULTILINE)
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")

_EMPHASIS = (
    re.compile(r"(?<!\\)\*\*(?=\S)(.+?)(?<=[^\s\\])\*\*"),
    re.compile(r"(?<![A-Za-z0-9*\\])\*(?=[^\s*])(.+?)(?<=[^\s*\\])\*(?![A-Za-z0-9*])"),
    re.compile(r"(?<![\w\\])__(?=\S)([^_]+?\s.+?)(?<=[^\s\\])__(?!\w)"),
    re.compile(r"(?<![\w\\])_(?=[^\s_])(.+?)(?<=[^\s_\\])_(?!\w)"),
    re.compile(r"(?<!\\)~~(?=\S)(.+?)(?<=[^\s\\])~~"),
    re.compile(r"(?<![=\w\\])==(?=[^\s=])([^=\n]+?)(?<=[^\s\\])==(?![=\w])"),
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


_CODE_OR_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|^ {0,3}(`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^ {0,3}\1|\Z)",
    re.MULTILINE | re.DOTALL,
)


def strip_code(source: str) -> str:
    """Remove fenced code blocks and HTML comments, whose content is not Markdown."""
    return _CODE_OR_COMMENT.sub("", source)


def find_labels(body: str) -> frozenset[str]:
    """Return the labels of the link reference definitions in a body, as `plain_line` needs them.

    See https://spec.commonmark.org/0.31.2/#link-reference-definitions.
    """
    return frozenset(map(_fold_label, _DEFINITION.findall(body))) if "]:" in body else frozenset()


def _fold_label(label: str) -> str:
    return " ".join(label.casefold().replace("`", "").split())


def plain_line(source: str, labels: Container[str] | None = None) -> str:
    """Return the text of inline Markdown as one safe line, without markup and link targets.

    The text of code spans is left unchanged. Entities are decoded once. Tags that HTML does not
    define (`Vec<T>`) are text.

    Args:
        source: Inline Markdown.
        labels: The labels that `[text][label]` and `[label]` may refer to; in other cases they are
            text. None if the labels are unknown: then the former is a link, and the latter is not.
    """
    source = source[:MAX_LENGTH]
    if not _HINT.search(source):
        return one_line(source)
    if "`" not in source:
        return one_line(_strip_markup(source, labels, ()))
    codes: list[str] = []

    def stash(code: re.Match[str]) -> str:
        codes.append(code[2])
        return f"\0{len(codes) - 1}\0"

    text = _strip_markup(_CODE_SPAN.sub(stash, source.replace("\0", "")), labels, codes)
    return one_line(_restore_codes(text, codes))


def _restore_codes(text: str, codes: Sequence[str]) -> str:
    return _PLACEHOLDER.sub(lambda found: codes[int(found[1])], text)


def _strip_markup(text: str, labels: Container[str] | None, codes: Sequence[str]) -> str:
    text = _BREAKING_TAG.sub(" ", _SCRIPT.sub("", text))
    text = _COMPONENT.sub("", _TAG.sub("", _AUTOLINK.sub(r"\1", text)))
    if "[" in text:
        text = _WIKI_LINK.sub(r"\1", _FOOTNOTE.sub("", text))
        text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
        text = _REFERENCE.sub(lambda reference: _strip_reference(reference, labels, codes), text)
    for emphasis in _EMPHASIS:
        text = emphasis.sub(r"\1", text)
    return _ENTITY.sub(lambda entity: unescape(entity[0]), _ESCAPED.sub(r"\1", text))


def _strip_reference(
    reference: re.Match[str], labels: Container[str] | None, codes: Sequence[str]
) -> str:
    """Return the text of a link reference, or all of it if it refers to nothing."""
    text, label = reference[1], reference["label"]
    if labels is None:
        return text if label is not None else reference[0]
    is_link = _fold_label(_restore_codes(label or text, codes)) in labels
    return text if is_link else reference[0]
