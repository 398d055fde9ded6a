"""Extract the title: from a key, or else from the body's heading, or else from the file name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.posts.fields.source import PostSource
from reader.posts.fields.values import TEMPLATE, first_text
from reader.posts.markup import find_labels, plain_line, strip_code

_HEADING = re.compile(
    r" {0,3}#[ \t]+(?P<atx>\S[^\n]*?)(?:[ \t]+#+)?[ \t]*$"
    r"|<h1\b[^>]{0,300}>(?P<html>.{1,1000}?)</h1>[^\S\n]*"
    r"|(?P<setext>(?! {0,3}(?:[#>|<`~]|[-*+][ \t]|\d+[.)][ \t])| {4}|\t)"
    r"(?:(?! {0,3}=+[ \t]*$)[^\S\n]*+\S[^\n]*\n){1,8}?) {0,3}=+[ \t]*$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""Level-1 headings of CommonMark (https://spec.commonmark.org/0.31.2/#atx-headings and
#setext-headings) and HTML."""
_OTHER_HEADING = re.compile(
    r"^ {0,3}#[ \t]+\S|^[^\S\n]{0,3}(?![>|#])[^\s=][^\n]*\n {0,3}=+[ \t]*$|<h1[\s>]",
    re.MULTILINE | re.IGNORECASE,
)
_TAG = (
    r"</?(?:a|article|b|body|br|center|div|header|hr|html|img|main|p|picture|section|source|span)\b"
)
_IMAGE = r"!\[[^\]\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,500}\])"
_WITHOUT_TEXT = re.compile(
    r"\s+"
    rf"|(?:{_TAG}[^<>]{{0,2000}}>)+"
    r"|<!DOCTYPE[^>]{0,500}>|<head\b.*?</head>|<(?P<code>script|style)\b.*?</(?P=code)>"
    r"|\[\[?_?TOC_?\]\]?[ \t]*$"
    r"|%%.*?%%|\{/\*.*?\*/\}|\{%.{0,500}?%\}|\{\{.{0,500}?\}\}|<%.{0,500}?%>"
    r"|^(?:(?-i:import|export)\s[^\n]*| {0,3}\[[^\]\n]+\]:[^\n]*|[-*_]{3,}[ \t]*"
    r"|\([\w./:-]{1,100}\)=[ \t]*)$"
    rf"|^(?:[ \t]*(?:{_IMAGE}|\[{_IMAGE}\]\([^)\n]{{0,2000}}\)))+[ \t]*$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""What may be above the title: tags, images, comments, templates, imports, link definitions, and
the labels of MyST."""
_CODE = re.compile(
    r"\{(?:%|\{[<%])-?\s*(?P<block>highlight|codeblock|code)\b.*?(?:(?:end|/)\s*(?P=block)\b|\Z)"
    r"|<(?P<tag>pre|script|style)\b.*?(?:</(?P=tag)>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
MAX_PARTS = 500
"""Maximum number of images, comments and so on above the title."""
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^{}]*\}\s*$")
_HEADING_MARK = re.compile(r"\A#{1,6}\s+")
_SLUG = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:[-_][a-z0-9]+)*")
_HEAD_OF_BODY = 65_536
"""Number of characters of the body that are searched for headings."""


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
            title = plain_line(_HEADING_MARK.sub("", text), frozenset())
            if title:
                return title
    return _find_heading(source.body) or _from_name(source.path_info.title)


def _find_heading(body: str) -> str:
    """Return the level-1 heading at the beginning of a body if there is no other one.

    Several headings of level 1 are sections, and so are headings of other levels.
    """
    head = body[:_HEAD_OF_BODY]
    if "#" not in head and "=" not in head and "<h1" not in head.lower():
        return ""
    text = strip_code(head)
    for heading in _leading_headings(text):
        source = next(filter(None, heading.group("atx", "setext", "html")))
        title = plain_line(_ATTRIBUTES.sub("", source), find_labels(body))
        if title and not TEMPLATE.fullmatch(title):
            below = _CODE.sub("", text[heading.end() :])
            return "" if _OTHER_HEADING.search(below) else title
    return ""


def _leading_headings(text: str) -> Iterator[re.Match[str]]:
    """Yield the headings at the beginning of a text, up to the first one with other text above."""
    position = 0
    for _ in range(MAX_PARTS):
        heading = _HEADING.match(text, position)
        if heading is not None:
            yield heading
            position = heading.end()
            continue
        skipped = _WITHOUT_TEXT.match(text, position)
        if skipped is None or skipped.end() == position:
            return
        position = skipped.end()


def _from_name(name: str) -> str:
    """Return a slug with spaces and a capital, or any other file name unchanged."""
    if _SLUG.fullmatch(name):
        words = re.sub("[-_]", " ", name)
        return words[:1].upper() + words[1:]
    return name or "Untitled"
