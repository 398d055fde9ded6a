"""Text of feeds: HTML to one line of plain text, and plain text to HTML."""

from __future__ import annotations

import re
from html import escape, unescape

from reader.feeds.parsing.limits import MAX_TITLE
from reader.markdown.html.tree import html_body
from reader.text.clean import clean_text, one_line

MAX_MARKUP = 20_000
"""Characters of HTML in which the text of a title is looked for."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CLOSING_TAG = re.compile(
    r"</(?:a|abbr|acronym|b|big|blockquote|br|center|cite|code|del|dfn|div|em|font|h[1-6]|i|ins"
    r"|kbd|li|mark|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|ul|var|wbr)\s*>"
    r"|<(?:br|wbr)\s*/>",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_CODE = re.compile(r"<(script|style)\b(?:(?!</\1\b).)*+(?:</\1\s*>)?", re.IGNORECASE | re.DOTALL)
_BLOCK_TAG = re.compile(
    r"(?=</?(?:blockquote|br|dd|div|dt|h[1-6]|hr|li|ol|p|pre|table|td|th|tr|ul)\b)", re.IGNORECASE
)

_BLANK_LINES = re.compile(r"\n[\t ]*\n\s*")
_WRAPPED_LINE = range(50, 101)
"""Lengths of lines that were wrapped to fit, and are not lines of their own."""


def text_of_html(html: str) -> str:
    """Return the text of HTML as one line, cut to the length of a title."""
    html = clean_text(html[:MAX_MARKUP])
    if "<" in html:
        body = html_body(_BLOCK_TAG.sub(" ", _CODE.sub("", html)))
        text = "" if body is None else body.text()
    else:
        text = unescape(html)
    return cut(one_line(text), MAX_TITLE)


def text_of_title(value: object, kind: str, *, is_atom: bool) -> str:
    """Return a title as one line of plain text.

    Atom says whether a title is HTML (RFC 4287, section 3.1). RSS does not, and titles of both
    kinds are common; there, closing tags and character references show that a title is HTML.

    Args:
        value: The title; anything but text is no title.
        kind: Its media type, such as `text/plain`.
        is_atom: Whether the type is stated by the feed.
    """
    if not isinstance(value, str):
        return ""
    value = value[:MAX_MARKUP]
    if kind.endswith("xhtml+xml") and not _TAG.search(value):
        # The author has put escaped HTML where elements were announced.
        value = unescape(value)
        kind = "text/html" if _CLOSING_TAG.search(value) else "text/plain"
    is_html = "html" in kind if is_atom else looks_like_html(value)
    return text_of_html(value) if is_html else cut(one_line(value), MAX_TITLE)


def looks_like_html(text: str) -> bool:
    """Return whether text that may be plain or HTML is HTML: `<b>x</b>` is, `a <b> c` is not."""
    if _CLOSING_TAG.search(text):
        return True
    return any(unescape(found[0]) != found[0] for found in _REFERENCE.finditer(text))


def has_tags(html: str) -> bool:
    """Return whether HTML has at least one tag."""
    return _TAG.search(html) is not None


def html_of_text(text: str) -> str:
    """Return plain text as HTML: blank lines separate paragraphs, and other line breaks stay.

    Lines that are indented, or that all are as long as if they had been wrapped, become one.
    """
    text = clean_text(text).strip()
    return "\n".join(f"<p>{_paragraph(each)}</p>" for each in _BLANK_LINES.split(text) if each)


def _paragraph(text: str) -> str:
    lines = text.rstrip().split("\n")
    is_indented = len(lines) > 1 and all(line[:1].isspace() for line in lines[1:])
    is_wrapped = all(len(line.rstrip()) in _WRAPPED_LINE for line in lines[:-1])
    separator = "\n" if is_indented or is_wrapped else "<br>\n"
    return separator.join(escape(line.strip(), quote=False) for line in lines)


def cut(text: str, length: int) -> str:
    """Return text of at most so many characters, cut with an ellipsis between words if possible."""
    if len(text) <= length:
        return text
    text = text[: length - 1]
    words = text.rpartition(" ")[0]
    return f"{words if len(words) > length // 2 else text}…"
