"""The keys of the reading queue: adding, removing, moving, and reading through it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.panes import Pane

from .conftest import Open, Reading
from .keys import enter, in_each_pane, keys_of
from .test_keys_in_the_sidebar import go_to


async def show_later(reading: Reading) -> None:
    """Search for the posts of the queue, and go to the list."""
    await reading.press("slash", *"is", "colon", *"later", "enter")
    await reading.until(lambda: reading.main.listing.shows_later)
    await reading.pilot.pause()


def title(reading: Reading) -> str:
    """The title in the frame of the list."""
    return reading.main.post_list.frame.title.plain


@in_each_pane
@keys_of("mark.later")
async def test_a_post_is_added_to_later_and_removed(
    news: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(news, posts=6, size=(160, 40)) as reading:
        await enter(reading, pane)
        await reading.press(key)
        assert "◷ Alpha" in reading.text_of("PostList")
        assert "“Alpha” added to Later (1 post, 5 min)." in reading.messages
        await reading.press(key)
        assert "◷" not in reading.text_of("PostList")
        assert "“Alpha” removed from Later. U undoes it." in reading.messages
        await reading.press("U")
        assert "◷ Alpha" in reading.text_of("PostList")


async def test_later_has_the_order_of_adding_and_a_reading_time(
    news: Path, open_reader: Open, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    async with open_reader(news, posts=6, data=data) as reading:
        await show_later(reading)
        assert "No posts to read later" in reading.text_of("PostList")
        await reading.press("escape", "G", "w", "k", "k", "w", "g", "w")
        await show_later(reading)
        assert reading.titles == ["Zeta", "Delta", "Alpha"]
        assert title(reading) == "Later · 3 posts · 7 min"
    async with open_reader(news, posts=6, data=data) as reading:
        await show_later(reading)
        assert reading.titles == ["Zeta", "Delta", "Alpha"]


async def test_a_removed_post_keeps_its_row_until_the_list_is_left(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("V", "j", "j", "w", "escape")
        await show_later(reading)
        await reading.press("j", "w")
        assert reading.titles == ["Alpha", "Beta", "Gamma"]
        assert title(reading) == "Later · 2 posts · 6 min"
        await reading.press("U")
        assert title(reading) == "Later · 3 posts · 7 min"
        await reading.press("w", "escape")
        await show_later(reading)
        assert reading.titles == ["Alpha", "Gamma"]


@keys_of("later.down")
async def test_a_post_is_moved_down(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("V", "j", "j", "w", "escape")
        await show_later(reading)
        await reading.press(key)
        assert reading.titles == ["Beta", "Alpha", "Gamma"]
        assert reading.highlighted == "Alpha"
        await reading.press(key, key)
        assert reading.titles == ["Beta", "Gamma", "Alpha"]
        await reading.press("U", "U")
        assert reading.titles == ["Alpha", "Beta", "Gamma"]


@keys_of("later.up")
async def test_a_post_is_moved_up(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("V", "j", "j", "w", "escape")
        await show_later(reading)
        await reading.press("G", key, key, key)
        assert reading.titles == ["Gamma", "Alpha", "Beta"]
        assert reading.highlighted == "Gamma"


@pytest.mark.parametrize("key", ["shift+up", "shift+down"])
async def test_only_posts_in_later_are_moved(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press(key)
        assert "Only the posts of Later can be moved" in reading.messages
        assert reading.titles[:2] == ["Alpha", "Beta"]


async def test_space_at_the_end_goes_on_in_later_and_finished_posts_leave_it(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("G", "w", "k", "k", "w", "u", "k", "k", "w")
        await show_later(reading)
        assert reading.titles == ["Zeta", "Delta", "Beta"]
        await reading.press("enter")
        await reading.until(lambda: reading.article == "zeta.md")
        await reading.until(lambda: "Next in Later" in reading.text_of("ArticlePane"))
        # Delta is read already, and comes next all the same.
        await reading.press("space")
        await reading.until(lambda: reading.article == "delta.md")
        assert "“Zeta” is finished and has left Later" in reading.messages
        assert title(reading) == "Later · 2 posts · 2 min"
        await reading.press("space")
        await reading.until(lambda: reading.article == "beta.md")
        await reading.press("U")
        assert title(reading) == "Later · 2 posts · 2 min"
        await reading.press("space")
        assert "the last post of the list" in reading.messages
        assert title(reading) == "Later · 1 post · 1 min"
        await reading.press("escape", "escape")
        await show_later(reading)
        assert reading.titles == ["Delta"]


async def test_a_post_that_leaves_later_while_it_is_read_stays_open(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("V", "j", "j", "w", "escape")
        await show_later(reading)
        await reading.press("j", "enter")
        await reading.until(lambda: reading.article == "beta.md")
        await reading.press("w")
        await reading.pilot.pause()
        assert (reading.article, reading.highlighted) == ("beta.md", "Beta")
        await reading.press("space")
        await reading.until(lambda: reading.article == "gamma.md")


async def test_later_in_the_sidebar_is_listed_and_read_in_its_order(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, size=(160, 40)) as reading:
        await reading.press("G", "w", "k", "k", "w", "g", "w")
        await go_to(reading, "Later")
        assert reading.titles == ["Zeta", "Delta", "Alpha"]
        assert title(reading) == "Later · 3 posts · 7 min"
        await reading.press("enter", "j", "shift+up")
        assert reading.titles == ["Delta", "Zeta", "Alpha"]
        assert title(reading) == "Later × · 3 posts · 7 min"
        await reading.press("enter")
        await reading.until(lambda: reading.article == "delta.md")
        await reading.press("space")
        await reading.until(lambda: reading.article == "zeta.md")
        assert title(reading) == "Later × · 2 posts · 6 min"
        assert "“Delta” is finished" in reading.messages


async def test_later_has_no_other_order(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("G", "w", "g", "w")
        await show_later(reading)
        await reading.press("backslash")
        assert "Later has an order of its own" in reading.messages
        assert reading.titles == ["Zeta", "Alpha"]
        await reading.press("at", *"2026", "enter")
        assert "Press 0 to list all posts, then @" in reading.messages
        assert reading.titles == ["Zeta", "Alpha"]
