"""The effect of config.toml in the app."""

from __future__ import annotations

from pathlib import Path

from reader.tui.panes import Pane

from .conftest import Open
from .keys import enter


async def test_a_command_has_the_keys_of_the_settings(news: Path, open_reader: Open) -> None:
    config = '[keys]\n"mark.star" = "*"\n"go.in" = "X"\n'
    async with open_reader(news, posts=6, config=config) as reading:
        await reading.press("s")
        assert "★" not in reading.text_of("PostList")
        await reading.press("asterisk")
        assert "★" in reading.text_of("PostList")
        assert "X read" in reading.text_of("KeyHints")
        await reading.press("X")
        assert reading.focused == "ArticlePane"


async def test_invalid_settings_are_reported_and_the_others_are_used(
    news: Path, open_reader: Open
) -> None:
    config = 'measure = 48\nmesure = 2\ntheme = "xyzzy"\n[keys]\n"mark.star" = "u"\n'
    async with open_reader(news, posts=6, config=config) as reading:
        await reading.until(lambda: "belongs to" in " ".join(reading.messages.split()))
        messages = " ".join(reading.messages.split())
        assert "config.toml:2: unknown setting mesure" in messages
        assert "config.toml:3: there is no theme called xyzzy" in messages
        assert "config.toml:5: mark.star" in messages
        await enter(reading, Pane.ARTICLE)
        assert reading.longest_line("ArticlePane") <= 48


async def test_dates_can_be_relative_only(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, config='dates = "relative"\n') as reading:
        await enter(reading, Pane.ARTICLE)
        assert "2026" not in reading.text_of("ArticlePane")
        assert "weeks ago" in reading.text_of("ArticlePane")
