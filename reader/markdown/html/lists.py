"""The numbers that HTML gives to the items of an ordered list.

See https://html.spec.whatwg.org/multipage/grouping-content.html#the-ol-element.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.markdown.html.writer import attribute

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

STYLES = ("1", "a", "A", "i", "I")
"""Values of the attribute `type`: numbers, letters, and Roman numerals."""
_MAX_ROMAN = 3_999
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
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


def number_style(ordered_list: LexborNode) -> str:
    """Return how the items of a list are numbered, as one of `STYLES`."""
    style = attribute(ordered_list, "type").strip()
    return style if style in STYLES else STYLES[0]


def styled_number(number: int, style: str) -> str:
    """Return a number as the marker of an item shows it.

    One that the style cannot show is written in digits:
    https://drafts.csswg.org/css-counter-styles-3/#simple-alphabetic.
    """
    text = ""
    if style in ("a", "A"):
        rest = number
        while rest > 0:
            rest, letter = divmod(rest - 1, 26)
            text = chr(ord("a") + letter) + text
    elif style in ("i", "I") and number <= _MAX_ROMAN:
        rest = number
        for value, letters in _ROMAN:
            text += letters * max(rest // value, 0)
            rest %= value if rest > 0 else 1
    text = text or str(number)
    return text.upper() if style in ("A", "I") else text


def _number(node: LexborNode, name: str) -> int | None:
    match = _NUMBER.match(attribute(node, name))
    return int(match[1]) if match else None
