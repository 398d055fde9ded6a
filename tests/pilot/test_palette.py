"""The command palette: posts, categories and commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.bindings import COMMANDS, SEARCH

from .conftest import Open, Reading


async def search_palette(reading: Reading, query: str, choice: str) -> None:
    """Open the palette, type a query, and wait for a choice."""
    await reading.press("colon")
    await reading.pilot.press(*(key if key != " " else "space" for key in query))
    await reading.until(lambda: any(choice in line for line in reading.palette))


async def test_a_post_is_found_by_a_word_of_its_title(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search_palette(reading, "epsi", "Epsilon")
        await reading.press("enter")
        await reading.until(lambda: reading.article == "epsilon.md")
        assert reading.highlighted == "Epsilon"
        assert reading.focused == "ArticlePane"


async def test_a_post_outside_the_category_is_found(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("3")
        assert "Zeta" not in reading.titles
        await search_palette(reading, "zeta", "Zeta")
        await reading.press("enter")
        await reading.until(lambda: reading.article == "zeta.md")
        assert reading.category == "All"


async def test_a_category_is_found(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search_palette(reading, "worl", "world · 2")
        await reading.press("enter")
        await reading.until(lambda: reading.category == "world")
        assert reading.titles == ["Beta", "Epsilon"]
        assert reading.focused == "PostList"


@pytest.mark.parametrize(
    "name",
    [
        command.tooltip
        for command in COMMANDS
        if command.group not in ("Move", "App")
        and command.where != SEARCH
        and "{key}" not in command.action
    ],
)
async def test_an_empty_query_lists_every_command(news: Path, open_reader: Open, name: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("colon")
        await reading.until(lambda: any(name in line for line in reading.palette))


async def test_a_chosen_command_runs(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search_palette(reading, "reading mode", "Reading mode")
        await reading.press("enter")
        await reading.until(lambda: not reading.main.post_list.display)


async def test_the_palette_does_not_open_over_a_dialog(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("question_mark", "ctrl+p")
        await reading.pilot.pause()
        assert reading.screen in ("HelpScreen", "ChooserScreen")
        await reading.press("escape", "escape")
        assert reading.screen == "MainScreen"
