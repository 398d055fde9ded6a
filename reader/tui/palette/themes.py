"""The list of themes."""

from __future__ import annotations

from collections.abc import Iterable

from textual.theme import Theme

from reader.tui.palette.matching import Matcher
from reader.tui.rows.choice_rows import Choice


async def find_themes(query: str, themes: Iterable[Theme]) -> list[Choice[str]]:
    """Return the themes whose names match a query, best match first.

    An empty query returns all themes, sorted by name. The value of a choice is the name of its
    theme.
    """
    choices = [
        Choice(theme.name, "dark" if theme.dark else "light", theme.name)
        for theme in sorted(themes, key=lambda theme: theme.name)
    ]
    if not query.strip():
        return choices
    matcher = Matcher(query)
    scores = {choice.value: matcher.score(choice.title) for choice in choices}
    matching = [choice for choice in choices if scores[choice.value]]
    return sorted(matching, key=lambda choice: -scores[choice.value])
