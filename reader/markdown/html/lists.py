"""The numbers that HTML gives to the items of an ordered list.

See https://html.spec.whatwg.org/multipage/grouping-content.html#the-ol-element.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.markdown.html.writer import attribute

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NUMBER = re.compile(r"\s*([+-]?\d{1,7})(?!\d)")


def counts_down(ordered_list: LexborNode) -> bool:
    """Return whether the numbers of a list decrease."""
    return "reversed" in ordered_list.attributes


def first_number(ordered_list: LexborNode) -> int:
    """Return the number of the first item. A list that counts down ends with 1 by default."""
    start = _number(ordered_list, "start")
    if start is None and counts_down(ordered_list):
        return sum(child.tag == "li" for child in ordered_list.iter())
    return 1 if start is None else start


def number_attributes(item: LexborNode) -> dict[str, str | int | float]:
    """Return the attributes of an item's token: its `value` if the source names one."""
    value = _number(item, "value")
    return {} if value is None else {"value": value}


def _number(node: LexborNode, name: str) -> int | None:
    match = _NUMBER.match(attribute(node, name))
    return int(match[1]) if match else None
