"""Parse ranges of reading times, such as the `<5` of `mins:<5`."""

from __future__ import annotations

import re
from functools import lru_cache

EXAMPLES = ("<5", "5-10", ">10")
"""Values that the search box offers."""
MAX_MINUTES = 1_000_000
"""More than any post takes."""
_RANGE = re.compile(r"(?P<relation>[<>]=?|)(?P<first>\d{1,6})|(?P<low>\d{1,6})-(?P<high>\d{1,6})")


@lru_cache(maxsize=64)
def parse_minutes(value: str) -> range | None:
    """Return the minutes that a value of `mins:` stands for; None if it is invalid.

    The forms are `5`, `<5`, `<=5`, `>5`, `>=5` and `5-10`, which includes both ends.
    """
    match = _RANGE.fullmatch(value)
    if match is None:
        return None
    if match["low"]:
        low, high = int(match["low"]), int(match["high"])
        return range(low, high + 1) if low <= high else None
    minutes = int(match["first"])
    return {
        "": range(minutes, minutes + 1),
        "<": range(minutes),
        "<=": range(minutes + 1),
        ">": range(minutes + 1, MAX_MINUTES),
        ">=": range(minutes, MAX_MINUTES),
    }[match["relation"]]
