"""The keys and clicks that select posts by the rows of the sidebar."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post
from .keys import enter, in_each_pane, keys_of
from .test_mouse import click

SECTIONS = ["Views", "Categories", "Tags", "Authors", "Dates"]


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """Four posts with categories, tags, authors and dates of three years."""
    folder = tmp_path / "tagged"
    posts: Sequence[tuple[str, str, str, str, str]] = (
        ("Tide", "2026-03-03", "local, science", "[sea, gauges]", "Edda"),
        ("Crane", "2026-02-01", "local", "[harbour]", "Niko"),
        ("Ferry", "2025-02-01", "travel", "[sea]", "Niko"),
        ("Cup", "2024-07-09", "sports", "[]", "Edda"),
    )
    for title, day, categories, tags, author in posts:
        write_post(
            folder,
            f"{title.lower()}.md",
            title=title,
            day=day,
            categories=categories,
            more=f"tags: {tags}\nauthor: {author}\n",
        )
    return folder


def row(reading: Reading) -> str:
    """The row under the sidebar's cursor as it is drawn, without the bar."""
    lines = reading.text_of("Sidebar").splitlines()
    return next(line for line in lines if line.startswith("▌"))[1:].strip()


def title(reading: Reading) -> str:
    """The title in the frame of the list."""
    return reading.main.post_list.frame.title.plain


async def go_to(reading: Reading, name: str) -> None:
    """Go to the sidebar, and to the row that begins with a name."""
    reading.main.panes.enter(Pane.SIDEBAR)
    await reading.press("g")
    for _ in range(40):
        if reading.category == name:
            return
        await reading.press("j")
    raise AssertionError(f"{name} is not in the sidebar")


# From section to section.


@pytest.mark.parametrize("pane", [Pane.SIDEBAR, Pane.LIST])
@keys_of("go.next_section")
async def test_a_key_goes_to_the_next_section(
    tagged: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(tagged, posts=4) as reading:
        for name in SECTIONS:
            reading.main.panes.enter(pane)
            await reading.press(key)
            assert (reading.category, reading.main.pane) == (name, Pane.SIDEBAR)
        await reading.press(key)
        assert reading.category == SECTIONS[-1]
        assert "no section below" in reading.messages
        assert len(reading.titles) == 4


@pytest.mark.parametrize("pane", [Pane.SIDEBAR, Pane.LIST])
@keys_of("go.previous_section")
async def test_a_key_goes_to_the_section_above(
    tagged: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(tagged, posts=4) as reading:
        await go_to(reading, "Tags")
        reading.main.panes.enter(pane)
        await reading.press(key, key)
        assert reading.category == "Views"
        await reading.press(key)
        assert "no section above" in reading.messages


@pytest.mark.parametrize("key", ["left_curly_bracket", "right_curly_bracket"])
async def test_the_keys_of_sections_explain_themselves_in_an_article(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press(key)
        assert reading.main.pane is Pane.ARTICLE
        assert "sections" in reading.messages or "section to section" in reading.messages


# Expanding and selecting.


@keys_of("go.in")
async def test_a_section_is_expanded_and_a_value_becomes_a_chip(
    tagged: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(tagged, posts=4, size=(80, 24)) as reading:
        await go_to(reading, "Tags")
        assert row(reading).startswith("▸ Tags")
        await reading.press(key)
        assert row(reading) == "▾ Tags"
        assert reading.focused == "Sidebar"
        await reading.press("j")
        assert title(reading) == "tag: sea"
        assert row(reading).endswith("2/2")
        await reading.press(key)
        assert reading.focused == "PostList"
        assert title(reading) == "tag: sea ×"
        assert reading.titles == ["Tide", "Ferry"]
        await go_to(reading, "travel")
        assert title(reading) == "tag: sea × · travel"
        await reading.press(key)
        assert title(reading) == "tag: sea × · travel ×"
        assert reading.titles == ["Ferry"]


async def test_an_expanded_section_is_collapsed(tagged: Path, open_reader: Open) -> None:
    async with open_reader(tagged, posts=4) as reading:
        await go_to(reading, "Categories")
        await reading.press("enter")
        assert row(reading).startswith("▸ Categories")
        assert "travel" not in reading.text_of("Sidebar")


async def test_months_are_listed_below_a_selected_year(tagged: Path, open_reader: Open) -> None:
    async with open_reader(tagged, posts=4) as reading:
        await go_to(reading, "Dates")
        await reading.press("enter", "j", "enter")
        assert (title(reading), reading.titles) == ("2026 ×", ["Tide", "Crane"])
        await reading.press("h", "j", "j", "l")
        assert (title(reading), reading.titles) == ("February 2026 ×", ["Crane"])


async def test_sections_and_chips_are_there_again_at_the_next_start(
    tagged: Path, open_reader: Open, tmp_path: Path
) -> None:
    async with open_reader(tagged, posts=4, data=tmp_path / "data") as reading:
        await go_to(reading, "Authors")
        await reading.press("enter", "j", "enter")
        await go_to(reading, "local")
        before = reading.text_of("Sidebar")
        reading.main.panes.enter(Pane.LIST)
        reading.main.keeper.leave()
    async with open_reader(tagged, posts=4, data=tmp_path / "data") as reading:
        await reading.until(lambda: reading.titles == ["Tide"])
        assert title(reading) == "author: Edda × · local"
        assert reading.text_of("Sidebar") == before


# Removing.


@pytest.mark.parametrize("pane", [Pane.SIDEBAR, Pane.LIST])
@keys_of("read.back")
async def test_a_key_removes_the_last_chip(
    tagged: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(tagged, posts=4) as reading:
        await go_to(reading, "Tags")
        await reading.press("enter")
        for name in ("sea", "local"):
            await go_to(reading, name)
            await reading.press("enter")
        await go_to(reading, "All")
        reading.main.panes.enter(pane)
        assert title(reading) == "tag: sea × · local ×"
        await reading.press(key)
        assert (title(reading), reading.titles) == ("tag: sea ×", ["Tide", "Ferry"])
        await reading.press(key)
        assert (title(reading), len(reading.titles)) == ("All", 4)
        assert reading.main.pane is pane
        await reading.press(key)
        assert "No filter is above the list" in reading.messages


async def test_backspace_in_a_list_returns_from_the_row_under_the_cursor(
    tagged: Path, open_reader: Open
) -> None:
    async with open_reader(tagged, posts=4) as reading:
        await go_to(reading, "travel")
        await reading.press("tab", "backspace")
        assert (reading.category, len(reading.titles)) == ("All", 4)


@in_each_pane
@keys_of("go.all")
async def test_all_posts_drop_the_chips(
    tagged: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(tagged, posts=4) as reading:
        await go_to(reading, "travel")
        await reading.press("enter")
        reading.main.panes.enter(pane)
        await reading.press(key)
        assert (title(reading), len(reading.titles)) == ("All", 4)


async def test_chips_begin_a_search(tagged: Path, open_reader: Open) -> None:
    async with open_reader(tagged, posts=4) as reading:
        await go_to(reading, "local")
        await reading.press("enter", "slash")
        assert reading.main.prompts.search.value == 'in:"local" '
        for letter in "by:edda":  # who also wrote a post of another category
            await reading.pilot.press("colon" if letter == ":" else letter)
        assert reading.main.prompts.search.value == 'in:"local" by:edda'
        await reading.until(lambda: reading.titles == ["Tide"])
        await reading.press("escape")
        assert (title(reading), reading.titles) == ("local ×", ["Tide", "Crane"])


async def test_a_saved_search_is_searched_for_while_the_cursor_is_on_it(
    tagged: Path, open_reader: Open
) -> None:
    config = '[searches]\n"By the sea" = "tag:sea"\n'
    async with open_reader(tagged, posts=4, config=config) as reading:
        await go_to(reading, "By the sea")
        await reading.until(lambda: reading.titles == ["Tide", "Ferry"])
        await reading.until(lambda: row(reading).split() == ["9", "By", "the", "sea", "2"])
        await reading.press("enter")
        assert reading.main.pane is Pane.LIST
        await reading.until(lambda: reading.titles == ["Tide", "Ferry"])
        # Esc leads back to the sidebar, because that is where the search was selected.
        assert "Esc sidebar" in reading.text_of("KeyHints")
        await reading.press("escape")
        assert reading.focused == "Sidebar"
        assert "Found" in reading.text_of("PostList")
        await reading.press("0")
        await reading.until(lambda: len(reading.titles) == 4)


# Filtering the rows.


@keys_of("search.begin")
async def test_rows_are_filtered_while_typing(tagged: Path, open_reader: Open, key: str) -> None:
    async with open_reader(tagged, posts=4) as reading:
        await go_to(reading, "travel")
        await reading.press(key)
        assert reading.focused == "FilterBox"
        await reading.press("s", "e")
        names = [line.split()[1] for line in reading.text_of("Sidebar").splitlines()]
        assert names == ["Tags", "sea"]
        assert (title(reading), reading.titles) == ("tag: sea", ["Tide", "Ferry"])
        await reading.press("x")
        assert "No name" in reading.text_of("Sidebar")
        await reading.press("escape")
        assert (reading.focused, reading.category) == ("Sidebar", "travel")
        assert reading.titles == ["Ferry"]
        assert not reading.main.prompts.filter.display


@keys_of("search.list")
async def test_the_cursor_stays_on_the_match(tagged: Path, open_reader: Open, key: str) -> None:
    async with open_reader(tagged, posts=4) as reading:
        reading.main.panes.enter(Pane.SIDEBAR)
        await reading.press("slash", "h", "a", "r", key)
        assert (reading.focused, reading.category) == ("Sidebar", "harbour")
        assert "Categories" in reading.text_of("Sidebar")
        await reading.press("enter")
        assert title(reading) == "tag: harbour ×"


# The mouse.


async def test_a_click_expands_a_section_and_two_select_a_value(
    tagged: Path, open_reader: Open
) -> None:
    async with open_reader(tagged, posts=4) as reading:
        await click(reading, "Sidebar", "Tags")
        assert reading.main.pane is Pane.SIDEBAR
        await click(reading, "Sidebar", "sea")
        assert (title(reading), reading.main.pane) == ("tag: sea", Pane.SIDEBAR)
        await click(reading, "Sidebar", "sea")
        assert (title(reading), reading.main.pane) == ("tag: sea ×", Pane.LIST)


async def test_a_click_on_its_cross_removes_a_chip(tagged: Path, open_reader: Open) -> None:
    async with open_reader(tagged, posts=4) as reading:
        for name in ("local", "science"):
            await go_to(reading, name)
            await reading.press("enter")
        column = 3 + title(reading).index("×")
        await reading.pilot.click("PostList", offset=(column, 0))
        await reading.pilot.pause()
        assert title(reading) == "science ×"
        await reading.pilot.click("PostList", offset=(4, 0))
        assert title(reading) == "science ×"


async def test_a_double_click_on_its_cross_removes_one_chip(
    tagged: Path, open_reader: Open
) -> None:
    async with open_reader(tagged, posts=4) as reading:
        for name in ("local", "science"):
            await go_to(reading, name)
            await reading.press("enter")
        for _ in range(2):  # the second click comes before the list is shown without the chip
            reading.main.post_list.action_remove_chip(1)
        await reading.pilot.pause()
        assert title(reading) == "local ×"
        reading.main.post_list.action_remove_chip(1)
        await reading.pilot.pause()
        assert title(reading) == "local ×"


async def test_long_names_are_cut_in_the_middle_and_widen_the_sidebar(
    news: Path, open_reader: Open
) -> None:
    name = "A category whose name is long indeed"
    write_post(news, "eta.md", title="Eta", day="2026-05-01", categories=name)
    async with open_reader(news, posts=7) as reading:
        widget = reading.main.sidebar
        assert widget.outer_size.width == 30
        assert "4 A category…ong indeed 1" in reading.text_of("Sidebar")
        await go_to(reading, "Categories")
        await reading.press("enter")
        assert widget.outer_size.width == 19


async def test_the_footer_offers_to_remove_a_filter_while_there_is_one(
    tagged: Path, open_reader: Open
) -> None:
    async with open_reader(tagged, posts=4, size=(160, 40)) as reading:
        await go_to(reading, "local")
        assert "remove filter" not in reading.text_of("KeyHints")
        await reading.press("enter")
        reading.main.panes.enter(Pane.SIDEBAR)
        await reading.until(lambda: "remove filter" in reading.text_of("KeyHints"))
        await reading.press("backspace")
        await reading.until(lambda: "remove filter" not in reading.text_of("KeyHints"))
