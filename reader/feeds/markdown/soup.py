"""The tree of an entry as the tree of Beautiful Soup that markdownify walks."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from reader.feeds.markdown.html_writer import html_block
from reader.feeds.markdown.tree import LINE, Element
from reader.markdown.html.names import MARKDOWN_BLOCKS

ISLAND = "island"
"""Tag of an element that stays HTML; its attribute `html` is its source."""
_LISTS = frozenset(("ul", "ol"))
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


def soup_of(document: Element) -> BeautifulSoup:
    """Return the tree of an entry as that of Beautiful Soup.

    What Markdown cannot express is an `ISLAND`. Items of lists have their marker as an attribute.
    """
    soup = BeautifulSoup("", "html.parser")
    _append_parts(soup, document)
    return soup


def _append_parts(tag: Tag, element: Element) -> None:
    previous = ""
    is_second = False  # whether every other of the lists that follow each other has come
    for part in element.parts:
        if isinstance(part, str):
            tag.append(NavigableString(part))
            previous = ""
            continue
        is_second = part.tag == previous and not is_second
        previous = part.tag
        if part.tag in _LISTS:
            _number_items(part, is_second=is_second)
        tag.append(_soup_tag(part))


def _soup_tag(element: Element) -> Tag:
    if _stays_html(element):
        return _Tag(name=ISLAND, attrs={"html": html_block(element)})
    tag = _Tag(name=element.tag, attrs=element.attributes)
    _append_parts(tag, element)
    return tag


def _number_items(element: Element, *, is_second: bool) -> None:
    """Give items their markers. Those of two lists that follow each other must differ."""
    number = int(element.attributes.get("start", "1"))
    for item in element.elements():
        if element.tag == "ol":
            item.attributes["marker"] = f"{number}{')' if is_second else '.'} "
            number += 1
        else:
            item.attributes["marker"] = "* " if is_second else "- "


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
