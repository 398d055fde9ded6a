"""The tree of an entry as the tree of Beautiful Soup that markdownify walks."""

from __future__ import annotations

from typing import Any

from bs4.element import NavigableString, Tag

from reader.feeds.markdown.html_writer import html_block
from reader.feeds.markdown.tree import LINE, Element
from reader.markdown.html.names import MARKDOWN_BLOCKS

ISLAND = "island"
"""Tag of an element that stays HTML; its attribute `html` is its source."""
_ISLANDS = frozenset(("figure", "details", "dl"))
_BLOCKS = MARKDOWN_BLOCKS | {LINE, "p", "figure"}
_MAX_NUMBER = 99_999_999
"""Maximum number of an item in CommonMark, which allows nine digits, with room for its list."""


class _Tag(Tag):
    """A tag of which markdownify need not find out whether it is in a `<pre>`.

    It asks for every tag, which takes a third of its time. A `<pre>` contains only text here.
    """

    def find_parent(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def soup_tag(element: Element) -> Tag:
    """Return an element as a tag. What Markdown cannot express is an `ISLAND`."""
    if _stays_html(element):
        return _Tag(name=ISLAND, attrs={"html": html_block(element)})
    tag = _Tag(name=element.tag, attrs=element.attributes)
    for part in element.parts:
        tag.append(NavigableString(part) if isinstance(part, str) else soup_tag(part))
    return tag


def _stays_html(element: Element) -> bool:
    if element.tag == "table":
        return not _is_simple_table(element)
    if element.tag == "ol":
        return not _counts_up(element)
    return element.tag in _ISLANDS


def _is_simple_table(table: Element) -> bool:
    """Return whether a table has been given the form that Markdown can express."""
    for row in table.elements():
        if row.tag != "tr" or any(_is_complex(cell) for cell in row.elements()):
            return False
    return True


def _is_complex(cell: Element) -> bool:
    if "colspan" in cell.attributes or "rowspan" in cell.attributes:
        return True
    return any(part.tag in _BLOCKS for part in cell.elements())


def _counts_up(element: Element) -> bool:
    """Return whether the numbers of a list are those that Markdown would give it."""
    if "reversed" in element.attributes:
        return False
    number = int(element.attributes.get("start", "1"))
    if not 0 <= number <= _MAX_NUMBER:
        return False
    for item in element.elements():
        if int(item.attributes.get("value", number)) != number:
            return False
        number += 1
    return True
