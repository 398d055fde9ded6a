"""The command palette: posts, categories, and every action."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.bindings import COMMANDS, SEARCH

from .conftest import Open, Reading


async def ask(reading: Reading, query: str, answer: str) -> None:
    """Open the palette, type, and wait for an answer."""
    await reading.press("colon")
    await reading.pilot.press(*(key if key != " " else "space" for key in query))
    await reading.until(lambda: any(answer in line for line in reading.palette))


async def test_a_post_is_found_by_a_word_of_its_title(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await ask(reading, "epsi", "Epsilon")
        await reading.press("enter")
        await reading.until(lambda: reading.article == "epsilon.md")
        assert reading.highlighted == "Epsilon"
        assert reading.focused == "ArticlePane"


async def test_a_post_outside_of_the_category_is_found_too(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("3")
        assert "Zeta" not in reading.titles
        await ask(reading, "zeta", "Zeta")
        await reading.press("enter")
        await reading.until(lambda: reading.article == "zeta.md")
        assert reading.category == "All"


async def test_a_category_is_found(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await ask(reading, "worl", "world · 2")
        await reading.press("enter")
        await reading.until(lambda: reading.category == "world")
        assert reading.titles == ["Beta", "Epsilon"]
        assert reading.focused == "PostList"


@pytest.mark.parametrize(
    "name",
    [
        it.tooltip
        for it in COMMANDS
        if it.group not in ("Move", "App") and it.where != SEARCH and "{key}" not in it.action
    ],
)
async def test_every_action_is_listed_before_a_word_is_typed(
    news: Path, open_reader: Open, name: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("colon")
        await reading.until(lambda: any(name in line for line in reading.palette))


async def test_an_action_does_what_its_key_would_do(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await ask(reading, "reading mode", "Reading mode")
        await reading.press("enter")
        await reading.until(lambda: not reading.main.post_list.display)


async def test_the_palette_over_the_help_lists_nothing_it_cannot_do(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("question_mark", "ctrl+p")
        await reading.pilot.pause()
        assert reading.screen in ("HelpScreen", "ChooserScreen")
        await reading.press("escape", "escape")
        assert reading.screen == "MainScreen"
