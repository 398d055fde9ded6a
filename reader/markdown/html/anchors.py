"""Anchors: elements of HTML that links lead to, by their `id` or by the `name` of an `<a>`.

See https://html.spec.whatwg.org/multipage/browsing-the-web.html#find-a-potential-indicated-element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

ANCHOR = "anchor"
"""Type of the block token before the block that an anchor is in. Its content is the name."""

_TAG = re.compile(r"<([A-Za-z][\w-]*)(\s[^<>]{1,1000})>")
_NAME = re.compile(
    r"""\s(id|name)\s*=\s*(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s"'>]{1,200}))""",
    re.IGNORECASE,
)
_CODE_SPAN = re.compile(r"(`+)[^`]+\1(?!`)")
_EMPTY = re.compile(r"(?:<(a|span)\s[^<>]{1,1000}(?:/>|>\s{0,9}</\1>)\s{0,9}){1,50}", re.IGNORECASE)


def anchor_names(source: str) -> Iterator[str]:
    """Yield the names of the anchors in inline Markdown."""
    if "<" not in source or "=" not in source:
        return
    for tag in _TAG.finditer(_CODE_SPAN.sub("", source) if "`" in source else source):
        is_link = tag[1].lower() == "a"
        for name in _NAME.finditer(tag[2]):
            if is_link or name[1].lower() == "id":
                yield unescape(name[2] or name[3] or name[4].removesuffix("/"))


def has_only_anchors(source: str) -> bool:
    """Return whether inline Markdown consists of empty elements with an anchor."""
    return (
        source.startswith("<")
        and _EMPTY.fullmatch(source.strip()) is not None
        and next(anchor_names(source), None) is not None
    )


def node_anchors(node: LexborNode) -> tuple[str, ...]:
    """Return the names of the anchor that an element is; most elements have none."""
    attributes = node.attributes
    names = (attributes.get("id"), attributes.get("name") if node.tag == "a" else None)
    return tuple(name for name in names if name)
