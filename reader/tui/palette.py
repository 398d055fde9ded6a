"""Matching of a query with the choices of the command palette and of the theme list."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from textual.theme import Theme

from reader.posts.catalogue import Catalogue
from reader.posts.facets import FacetValue
from reader.posts.post import Post
from reader.tui.bindings import SEARCH, Command
from reader.tui.keymap import key_names
from reader.tui.rows.choice_rows import Choice
from reader.tui.rows.pen import when_and_categories

PaletteValue: TypeAlias = Post | FacetValue | str
"""The value of a choice of the palette: a post, a category, or the id of a command."""

MAX_POSTS = 50
"""Maximum number of posts in the palette."""
SLICE_SIZE = 2_000
"""Number of titles that are searched before other tasks, such as handling a key, get a turn."""


def match_score(query: str, text: str) -> float:
    """Rate how well a text matches a query.

    Each word of the query may occur anywhere in the text, in any case. A text scores higher when
    the words occur at the beginning of its words, and when it begins with the query.

    Returns:
        0 if the query is empty or one of its words is missing, else a number from 0.4 to 1.
    """
    words, folded = query.casefold().split(), text.casefold()
    if not words or not all(word in folded for word in words):
        return 0.0
    starts = sum(f" {word}" in f" {folded}" for word in words) / len(words)
    return 0.4 + 0.3 * starts + 0.3 * folded.startswith(query.casefold().strip())


async def find_choices(
    query: str, catalogue: Catalogue, commands: Sequence[Command]
) -> list[Choice[PaletteValue]]:
    """Return the categories, commands and posts that match a query, best match first.

    An empty query returns every command and nothing else. Of the posts, the newest `MAX_POSTS`
    that match are returned. Titles are searched in slices of `SLICE_SIZE`; between two slices
    other tasks run, so a search of a large catalogue can be cancelled and does not delay keys.

    Args:
        query: Words separated by whitespace.
        catalogue: The categories and posts to search.
        commands: All commands with their current keys.
    """
    if not query.strip():
        return [choice for command in commands if (choice := _command_choice(command))]
    matches = [*_matching_categories(query, catalogue), *_matching_commands(query, commands)]
    post_count = 0
    for start in range(0, len(catalogue.posts), SLICE_SIZE):
        if start:
            await asyncio.sleep(0)
        for post in catalogue.posts[start : start + SLICE_SIZE]:
            if score := match_score(query, post.title):
                matches.append((score, Choice(post.title, when_and_categories(post), post)))
                post_count += 1
                if post_count == MAX_POSTS:
                    return _best_first(matches)
    return _best_first(matches)


Match: TypeAlias = tuple[float, Choice[PaletteValue]]


def _matching_categories(query: str, catalogue: Catalogue) -> Iterator[Match]:
    for category in catalogue.categories:
        if score := match_score(query, category.name):
            title = f"{category.name} · {category.count:,}"
            yield score, Choice(title, "Category", category)


def _matching_commands(query: str, commands: Iterable[Command]) -> Iterator[Match]:
    for command in commands:
        if score := match_score(query, command.tooltip):
            choice = _command_choice(command)
            if choice is not None:
                yield score, choice


def _command_choice(command: Command) -> Choice[PaletteValue] | None:
    """Return the choice of a command; None if it cannot be chosen from a list.

    The palette does not show keys that move the cursor, keys of the search boxes, the key of the
    palette itself, and commands that need a number.
    """
    is_excluded = command.where == SEARCH or command.group == "Move"
    if is_excluded or command.id == "app.palette" or "{key}" in command.action:
        return None
    return Choice(command.tooltip, key_names(command), command.id)


def _best_first(matches: Iterable[Match]) -> list[Choice[PaletteValue]]:
    return [choice for _, choice in sorted(matches, key=lambda match: -match[0])]


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
    scores = {choice.value: match_score(query, choice.title) for choice in choices}
    matching = [choice for choice in choices if scores[choice.value]]
    return sorted(matching, key=lambda choice: -scores[choice.value])
