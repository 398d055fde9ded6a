"""Going to a date in the list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.strip import Strip
from textual.widgets import Static

from reader.tui.panes import Pane
from reader.tui.rows.date_ruler import DateRuler
from reader.tui.widgets.painting import ruler_overlay

from .conftest import ROOMY, Open, Reading, write_post
from .keys import in_each_pane, keys_of
from .test_mouse import click

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
        assert reading.messages == ""


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
        assert expected in reading.messages


async def test_a_date_before_all_posts_goes_to_the_oldest(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7) as reading:
        await go_to(reading, "1999")
        assert reading.highlighted == "D2025-03-02"
        assert "This is the oldest one." in reading.messages


async def test_posts_without_dates_are_reported(tmp_path: Path, open_reader: Open) -> None:
    folder = tmp_path / "undated"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: A\nlayout: post\n---\nText.\n")
    async with open_reader(folder, posts=1) as reading:
        await go_to(reading, "today")
        assert "No post of this list has a date." in reading.messages


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
        assert "ordered by date now" in reading.messages


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


async def test_later_keeps_its_order(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7) as reading:
        await reading.press("w", "j", "w", "slash", *"is:later", "enter")
        await reading.until(lambda: reading.main.listing.shows_later)
        await go_to(reading, "2025-12")
        assert "Later has an order of its own" in reading.messages


async def test_a_new_search_forgets_the_date(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7) as reading:
        await reading.press("slash", *"happened", "enter")
        await reading.until(lambda: reading.main.listing.shows_results)
        await reading.press("at", *"2025-12")
        await reading.pilot.press("enter", "slash", "x")
        await reading.press("escape")
        assert reading.highlighted == "D2026-06-30"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Posts over five years, several screens of them."""
    folder = tmp_path / "many"
    for month in range(60):
        day = f"{2026 - month // 12}-{12 - month % 12:02}-05"
        write_post(folder, f"{day}.md", title=f"D{day}", day=day, categories="world")
    return folder


async def test_there_are_posts_around_the_one_that_is_gone_to(
    many: Path, open_reader: Open
) -> None:
    async with open_reader(many, posts=60, size=(80, 24)) as reading:
        await go_to(reading, "2024-06-05")
        lines = reading.text_of("PostList").splitlines()
        (row,) = [row for row, line in enumerate(lines) if "D2024-06-05" in line]
        assert 3 < row < 12


@pytest.fixture
def lasting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ruler stays, however slow the machine is."""
    monkeypatch.setattr(ruler_overlay, "_DELAY", 3_600)


@pytest.mark.usefixtures("lasting")
@pytest.mark.parametrize("size", [(80, 12), (130, 20)])
async def test_scrolling_shows_the_years_beside_the_list(
    many: Path, open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(many, posts=60, size=size) as reading:
        assert "2024" not in reading.text_of("PostList").split()
        await reading.press("j")
        assert "2024" not in reading.text_of("PostList").split()
        await reading.press("pagedown")
        assert "2024" in reading.text_of("PostList").split()


async def test_the_years_vanish_after_a_moment(
    many: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruler_overlay, "_DELAY", 0.01)
    shown: list[DateRuler] = []
    draw = DateRuler.draw

    def record(ruler: DateRuler, *args: Any) -> Strip:
        shown.append(ruler)
        return draw(ruler, *args)

    monkeypatch.setattr(DateRuler, "draw", record)
    async with open_reader(many, posts=60, size=(80, 12)) as reading:
        await reading.press("pagedown")
        await reading.until(lambda: bool(shown))
        await reading.until(lambda: "2024" not in reading.text_of("PostList").split())


@pytest.mark.usefixtures("lasting")
async def test_a_click_on_a_year_goes_to_its_first_post(many: Path, open_reader: Open) -> None:
    async with open_reader(many, posts=60, size=(80, 12)) as reading:
        await reading.pilot.press("pagedown")
        await click(reading, "PostList", " 2024")
        assert reading.highlighted == "D2024-12-05"
        assert reading.screen == "MainScreen"
        assert reading.focused == "PostList"


@pytest.mark.usefixtures("lasting")
async def test_the_mouse_at_the_edge_shows_the_years(many: Path, open_reader: Open) -> None:
    async with open_reader(many, posts=60, size=(80, 12)) as reading:
        right = reading.main.post_list.line_width
        await reading.pilot.hover("PostList", offset=(right // 2, 5))
        assert "2024" not in reading.text_of("PostList").split()
        await reading.pilot.hover("PostList", offset=(right - 1, 5))
        assert "2024" in reading.text_of("PostList").split()


@pytest.mark.usefixtures("lasting")
@pytest.mark.parametrize("keys", [["backslash", "backslash"], ["slash", *"happened", "enter"]])
async def test_a_list_in_another_order_has_no_years(
    many: Path, open_reader: Open, keys: list[str]
) -> None:
    async with open_reader(many, posts=60, size=(80, 12)) as reading:
        await reading.press(*keys)
        await reading.until(lambda: not reading.main.listing.is_by_date)
        await reading.press("pagedown", "pagedown")
        assert reading.main.post_list.scroll_offset.y > 0
        assert "2024" not in reading.text_of("PostList").split()


async def test_the_hint_of_the_prompt_fits_into_60_columns(dated: Path, open_reader: Open) -> None:
    async with open_reader(dated, posts=7, size=(60, 20)) as reading:
        await reading.press("at")
        hint = reading.app.screen.query_one("#hint", Static)
        await reading.until(lambda: hint.render_line(0).text.rstrip().endswith("Esc close"))
