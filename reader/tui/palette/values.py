"""The values of a setting, to choose one of."""

from __future__ import annotations

from collections.abc import Sequence

from reader.tui.palette.matching import Matcher
from reader.tui.rows.choice_rows import Choice


async def find_values(
    query: str, values: Sequence[tuple[object, str]], current: object
) -> list[Choice[object]]:
    """Return the values whose names match a query; all of them for an empty query.

    Args:
        query: Words separated by whitespace.
        values: The values, each with its name.
        current: The value in use, which is marked.
    """
    matcher = Matcher(query)
    return [
        Choice(name, "current" if value == current else "", value)
        for value, name in values
        if not query.strip() or matcher.score(name)
    ]
