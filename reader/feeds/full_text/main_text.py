"""Finds the part of a page that holds its text.

trafilatura (https://trafilatura.readthedocs.io/) separates the text of a page from its menus and
notices, but what it returns has lost the language of code, captions and other things. So only its
words are used: they show which element of the page holds the text, and that element is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from reader.markdown.html.names import closed_tag_names, prepare_html
from reader.markdown.html.tree import html_body

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NO_LETTERS = re.compile(r"[\W_]+")
_NO_TEXT = ("title", "script", "style", "noscript", "template", "nav", "aside", "form", "button")
"""Elements that hold no text of an article."""
_MEDIA = "img, picture, video, audio, iframe, table, pre, math, svg, hr"
"""Elements that belong to an article also if no words of theirs are known."""
_MIN_SHARE = 0.9
"""Share of the text that the element must hold."""
_MIN_LETTERS = 12
"""Length of a block that is looked for; shorter ones are in many places of a page."""
_MAX_DEPTH = 100
_MAX_CHILDREN = 2_000


def main_html(page: str, url: str, title: str = "") -> str:
    """Return the HTML of the element that holds the text of a page; empty if none does.

    Args:
        page: The HTML of the page.
        url: Its address.
        title: The title of the article. A heading that only repeats it is left out.
    """
    # By its name, because it is an optional dependency that takes 0.2 s to import.
    trafilatura: Any = import_module("trafilatura")
    page = prepare_html(page, closed_tag_names(page))
    text = trafilatura.extract(page, url=url, include_comments=False)
    blocks = [block for block in map(_letters, (text or "").splitlines()) if block]
    body = html_body(page)
    if body is None or not blocks:
        return ""
    for node in body.css(", ".join(_NO_TEXT)):
        node.decompose()
    element = _find_element(body, blocks)
    if element is None:
        return ""
    _drop_other_blocks(element, blocks, _letters(title))
    return element.inner_html or ""


def _find_element(body: LexborNode, blocks: Sequence[str]) -> LexborNode | None:
    """Return the innermost element that holds nearly all blocks."""
    enough = _MIN_SHARE * sum(map(len, blocks))

    def holds_text(node: LexborNode) -> bool:
        letters = _letters(node.text())
        if len(letters) < enough:
            return False
        return sum(len(block) for block in blocks if block in letters) >= enough

    found = body if holds_text(body) else None
    candidate = found
    for _ in range(_MAX_DEPTH):
        children = _elements(candidate) if candidate is not None else ()
        candidate = next(filter(holds_text, children), None)
        if candidate is None:
            break
        found = candidate
    return found


def _drop_other_blocks(element: LexborNode, blocks: Sequence[str], title: str) -> None:
    """Remove the children that are no part of the text, such as buttons and lists of links."""
    known = set(blocks)
    text = "".join(blocks)
    long_blocks = [block for block in blocks if len(block) >= _MIN_LETTERS]
    for child in list(_elements(element))[:_MAX_CHILDREN]:
        letters = _letters(child.text())
        if letters == title and letters:
            child.decompose()
        elif letters not in known and letters not in text:
            has_media = child.css_matches(_MEDIA) or child.css_first(_MEDIA) is not None
            if not has_media and not any(block in letters for block in long_blocks):
                child.decompose()


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    return node.iter(include_text=False)


def _letters(text: str) -> str:
    """Return the letters and digits of a text, which spacing and markup do not change."""
    return _NO_LETTERS.sub("", text).casefold()
