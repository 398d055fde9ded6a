"""Writes the tree of an entry as HTML of a few elements and attributes.

It is one HTML block of Markdown (https://spec.commonmark.org/0.31.2/#html-blocks), because it has
no blank lines. Elements without content end with `/>`, as MDX needs it.
"""

from __future__ import annotations

import re

from reader.feeds.markdown.escaping import break_markdown, escape_html
from reader.feeds.markdown.tree import LINE, NOTE, REFERENCE, Element, Part
from reader.markdown.html.names import word_set

_ATTRIBUTES = frozenset(
    (
        "href",
        "src",
        "alt",
        "title",
        "id",
        "start",
        "reversed",
        "value",
        "colspan",
        "rowspan",
        "align",
    )
)
_VOID = frozenset(("br", "hr", "img"))
_TAGS = {LINE: "", REFERENCE: "sup", NOTE: "", "anchor": "a", "document": "div"}
"""Tags of the elements that HTML does not have; empty for none."""
_BLOCKS = word_set(
    """p h1 h2 h3 h4 h5 h6 hr pre blockquote ul ol li dl dt dd details summary figure figcaption
    table caption tr document note"""
)
_INLINE_CONTENT = word_set("p h1 h2 h3 h4 h5 h6 pre dt summary figcaption caption")
"""Blocks that contain a line of text."""
_BEFORE_BLANK_LINE = re.compile(r"\n(?=[ \t]*(?:\n|\Z))")


def html_block(element: Element) -> str:
    """Return an element as lines of HTML."""
    return _element(element).strip("\n")


def pre_html(code: str, language: str) -> str:
    """Return a code block without blank lines, but with the same text."""
    opening = f'<code class="language-{language}">' if language else "<code>"
    content = _BEFORE_BLANK_LINE.sub("&#10;", escape_html(code))
    return f"<pre>{opening}{content}</code></pre>"


def _element(element: Element) -> str:
    if element.tag == "pre":
        return f"\n{pre_html(element.text(), element.attributes.get('language', ''))}\n"
    tag = _TAGS.get(element.tag, element.tag)
    if element.tag == REFERENCE:
        return f"<sup>{escape_html(element.attributes['label'])}</sup>"
    opening = f"<{tag}{_attributes(element)}>" if tag else ""
    if tag in _VOID:
        void = f"{opening[:-1]} />"
        return f"\n{void}\n" if tag in _BLOCKS else void
    content = _content(element)
    html = f"{opening}{content}</{tag}>" if tag else content
    return f"\n{html}\n" if element.tag in _BLOCKS else html


def _content(element: Element) -> str:
    parts = element.parts
    if element.tag not in _INLINE_CONTENT and any(_is_block(part) for part in parts):
        lines = [_part(part, element).strip("\n") for part in parts]
        start = "" if _is_block(parts[0]) else lines.pop(0)
        return "\n".join((start, *filter(None, lines), ""))
    return "".join(_part(part, element) for part in parts)


def _part(part: Part, parent: Element) -> str:
    return _text(part, parent) if isinstance(part, str) else _element(part)


def _is_block(part: Part) -> bool:
    return isinstance(part, Element) and part.tag in _BLOCKS


def _text(text: str, element: Element) -> str:
    html = escape_html(text)
    return html if element.tag == "code" else break_markdown(html)


def _attributes(element: Element) -> str:
    values = [
        f' {name}="{escape_html(value)}"'
        for name, value in element.attributes.items()
        if name in _ATTRIBUTES
    ]
    return "".join(values)
