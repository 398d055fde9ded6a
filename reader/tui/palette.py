"""What the command palette finds: posts, categories, and every action."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.posts.post import Post
from reader.tui.bindings import SEARCH
from reader.tui.key_names import key_names
from reader.tui.rows.pen import when_and_categories

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

_MOST_POSTS = 50
_AT_A_TIME = 2000
"""Titles looked at before a waiting key gets its turn."""


def match_score(query: str, text: str) -> float:
    """How well a text answers a query: 0 when a word of the query is not in it, 1 at most.

    Each word may stand anywhere; a text that begins with the query, or has its words at the
    beginning of words, answers better.
    """
    words, folded = query.casefold().split(), text.casefold()
    if not words or not all(word in folded for word in words):
        return 0.0
    starts = sum(f" {word}" in f" {folded}" for word in words) / len(words)
    return 0.4 + 0.3 * starts + 0.3 * folded.startswith(query.casefold().strip())


class _MainScreenProvider(Provider):
    @property
    def _main(self) -> MainScreen:
        return cast("MainScreen", self.screen)

    @property
    def _has_main(self) -> bool:
        """Whether the palette lies over the main screen, and not over the help, say."""
        return hasattr(self.screen, "catalogue")


class PostCommands(_MainScreenProvider):
    """Posts by the words of their titles."""

    async def search(self, query: str) -> Hits:
        if not self._has_main:
            return
        found = 0
        for number, post in enumerate(self._main.catalogue.posts):
            if number % _AT_A_TIME == 0:
                await asyncio.sleep(0)
            score = match_score(query, post.title)
            if score:
                found += 1
                yield self._hit(post, score)
            if found == _MOST_POSTS:
                return

    def _hit(self, post: Post, score: float) -> Hit:
        about = Content(when_and_categories(post))
        return Hit(
            score,
            Content(post.title),
            partial(self._main.open_post, post),
            text=post.title,
            help=about,  # type: ignore[arg-type]  # shown as it is; a str would be read as markup
        )


class CategoryCommands(_MainScreenProvider):
    """Categories by name."""

    async def search(self, query: str) -> Hits:
        if not self._has_main:
            return
        for category in self._main.catalogue.all_categories:
            score = match_score(query, category.name)
            if score:
                name = Content(f"{category.name} · {category.count:,}")
                command = partial(self._main.open_category, category)
                yield Hit(score, name, command, text=category.name, help="Category")


class ActionCommands(_MainScreenProvider):
    """Everything that a key does, and its keys."""

    def _commands(self) -> Iterable[tuple[str, str, str]]:
        for it in self._main.keymap.commands:
            is_here = it.group != "Move" and it.where != SEARCH and it.id != "app.palette"
            if is_here and "{key}" not in it.action:
                yield it.id, it.tooltip, key_names(it)

    async def discover(self) -> Hits:
        if self._has_main:
            for command_id, name, keys in self._commands():
                run = partial(self._main.run_command, command_id)
                yield DiscoveryHit(Content(name), run, text=name, help=keys)

    async def search(self, query: str) -> Hits:
        if not self._has_main:
            return
        for command_id, name, keys in self._commands():
            score = match_score(query, name)
            if score:
                run = partial(self._main.run_command, command_id)
                yield Hit(score, Content(name), run, text=name, help=keys)
