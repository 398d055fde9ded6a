"""Where the delimiters of emphasis have a meaning, and where lines begin.

The rules are those of CommonMark for delimiter runs:
https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run.
"""

from __future__ import annotations

import unicodedata

from bs4.element import NavigableString, PageElement, Tag

from reader.feeds.markdown.tree import CELLS, MARKS, PARAGRAPHS, REFERENCE

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def is_in_heading(el: PageElement) -> bool:
    """Return whether something is directly in a heading."""
    return el.parent is not None and el.parent.name in _HEADINGS


def is_line_start(el: PageElement) -> bool:
    """Return whether a line begins with some text."""
    node: PageElement | None = el
    while node is not None:
        previous = node.previous_sibling
        if previous is not None:
            return isinstance(previous, Tag) and previous.name in ("br", "anchor")
        node = node.parent
        if isinstance(node, Tag) and node.name in PARAGRAPHS:
            return True
    return False


def is_line_end(el: PageElement) -> bool:
    """Return whether some text is the last part of a paragraph."""
    return el.next_sibling is None and el.parent is not None and el.parent.name in PARAGRAPHS


def is_before_link(el: PageElement) -> bool:
    """Return whether the Markdown after some text begins with a bracket."""
    following = el.next_sibling
    return isinstance(following, Tag) and following.name in ("a", REFERENCE)


def delimiters_work(el: Tag, inner: str, *, has_space_before: bool, has_space_after: bool) -> bool:
    """Return whether delimiters around a mark would open and close it.

    Args:
        el: The mark.
        inner: Its content as Markdown, without spaces around it.
        has_space_before: Whether spaces before its content are written before the delimiter.
        has_space_after: Whether spaces after its content are written after the delimiter.
    """
    before = " " if has_space_before else _neighbour(el, forward=False)
    after = " " if has_space_after else _neighbour(el, forward=True)
    if "*" in (before, after):
        return False
    is_nested = isinstance(el.parent, Tag) and el.parent.name in MARKS
    if is_nested and not (_is_boundary(before) and _is_boundary(after)):
        return False
    opens = not _is_punctuation(inner[0]) or _is_boundary(before)
    closes = not _is_punctuation(inner[-1]) or _is_boundary(after)
    return opens and closes


def _neighbour(el: Tag, *, forward: bool) -> str:
    """Return the character beside an element in the Markdown; `*` if it is another mark."""
    node: PageElement | None = el
    while node is not None:
        sibling = node.next_sibling if forward else node.previous_sibling
        if isinstance(sibling, NavigableString):
            return sibling[0] if forward else sibling[-1]
        if isinstance(sibling, Tag):
            return "*" if sibling.name in MARKS else " " if sibling.name == "br" else ")"
        node = node.parent
        if not isinstance(node, Tag) or node.name not in MARKS:
            break
    is_inline = isinstance(node, Tag) and node.name not in PARAGRAPHS | _HEADINGS | CELLS
    return "]" if is_inline else " "


def _is_boundary(character: str) -> bool:
    return character.isspace() or _is_punctuation(character)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
