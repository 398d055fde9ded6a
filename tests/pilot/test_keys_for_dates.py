"""Going to a date in the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from reader.tui.panes import Pane

from .conftest import ROOMY, Open, Reading, write_post
from .keys import in_each_pane, keys_of

DAYS = ("2026-06-30", "2026-06-22", "2026-05-04", "2025-12-24", "2025-03-09", "2025-03-02")


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    """Posts named after their days, the last of which has no date."""
    folder = tmp_path / "dated"
    for day in DAYS:
        write_post(folder, f"{day}.md", title=f"D{day}", day=day, categories="world")
    (folder / "undated.md").write_text("---\ntitle: Undated\nlayout: post\n---\nText.\n")
    return folder


async def go_to(reading: Reading, text: str) -> None:
    """Type a date, and go to it."""
    await reading.press("at")
    await reading.press(*("space" if letter == " " else letter for letter in text), "enter")


def meaning(reading: Reading) -> str:
    """Return what the prompt has understood."""
    return str(reading.app.screen.query_one("#meaning", Static).render())


@in_each_pane
@keys_of("go.date")
async def test_the_key_goes_to_a_date_and_into_the_list(
    dated: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(dated, posts=7) as reading:
        reading.main.panes.enter(pane)
        await reading.until(lambda: bool(reading.article))
        await reading.press(key)
        assert reading.screen == "PromptScreen"
        await reading.press(*"2025-03", "enter")
        assert reading.screen == "MainScreen"
        assert reading.highlighted == "D2025-03-09"
        assert reading.focused == "PostList"
        assert reading.toasts == ""


async def test_what_is_typed_is_explained(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7) as reading:
        await reading.press("at")
        assert meaning(reading) == ""
        await reading.press("1")
        assert meaning(reading) == "→ not understood"
        await reading.press("w")
        assert meaning(reading) == "→ Tue 23 Jun 2026"
        await reading.press("x", "enter")
        assert reading.screen == "PromptScreen"
        await reading.press("escape")
        assert reading.screen == "MainScreen"
        assert reading.highlighted == "D2026-06-30"


async def test_the_nearest_post_before_a_date_is_named(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7) as reading:
        await go_to(reading, "yesterday")
        assert reading.highlighted == "D2026-06-22"
        expected = "No post is from Mon 29 Jun 2026. The last one before it is from 22 Jun 2026."
        assert expected in reading.toasts


async def test_a_date_before_all_posts_goes_to_the_oldest(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7) as reading:
        await go_to(reading, "1999")
        assert reading.highlighted == "D2025-03-02"
        assert "This is the oldest one." in reading.toasts


async def test_posts_without_dates_are_reported(tmp_path: Path, open_reader: Open) -> None:
    folder = tmp_path / "undated"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: A\nlayout: post\n---\nText.\n")
    async with open_reader(folder, posts=1) as reading:
        await go_to(reading, "today")
        assert "No post of this list has a date." in reading.toasts


async def test_the_oldest_posts_may_come_first(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7) as reading:
        await reading.press("backslash")
        await go_to(reading, "2025-03")
        assert reading.highlighted == "D2025-03-02"


async def test_a_list_by_title_is_ordered_by_date_first(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7) as reading:
        await reading.press("backslash", "backslash")
        await go_to(reading, "2025")
        assert reading.highlighted == "D2025-12-24"
        assert "ordered by date now" in reading.toasts


async def test_the_front_page_gives_way_to_the_list(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7, size=ROOMY, has_front=True) as reading:
        await reading.press("F")
        await reading.press("F")
        listing = reading.main.listing
        titles = [section.heading for section in reading.main.post_list.sections]
        assert "Lead story" in titles
        await go_to(reading, "may")
        assert not listing.is_front_page
        assert reading.highlighted == "D2026-05-04"


async def test_results_of_a_search_are_ordered_by_date_first(
    dated: Path, open_reader: Open
) -> None:
    async with open_reader(dated, posts=7) as reading:
        await reading.press("slash", *"happened", "enter")
        await reading.until(lambda: reading.main.listing.shows_results)
        await go_to(reading, "2025-12")
        await reading.until(lambda: reading.highlighted == "D2025-12-24")
        assert reading.main.search.is_newest_first


async def test_a_new_search_forgets_the_date(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7) as reading:
        await reading.press("slash", *"happened", "enter")
        await reading.until(lambda: reading.main.listing.shows_results)
        await reading.press("at", *"2025-12")
        await reading.pilot.press("enter", "slash", "x")
        await reading.press("escape")
        assert reading.highlighted == "D2026-06-30"
