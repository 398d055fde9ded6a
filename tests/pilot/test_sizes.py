"""The app at every size, and while its size changes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size
from textual.screen import Screen

from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post
from .keys import enter

SIZES = [(20, 5), (10, 4), (40, 12), (60, 20), (80, 24), (90, 30), (119, 31), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
async def test_every_pane_is_visible_at_every_size(
    news: Path, open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(news, posts=6, size=size) as reading:
        for pane, keys in ((Pane.SIDEBAR, "h"), (Pane.LIST, "l"), (Pane.ARTICLE, "l")):
            await reading.press(*keys)
            assert reading.main.pane is pane
            widget = reading.main.pane_row[pane]
            assert widget.display
            assert widget.region.bottom <= size[1]
            assert widget.region.right <= size[0]
            assert widget.region.height > 0
        await reading.until(lambda: reading.article == "alpha.md")
        await reading.press("space", "j", "G", "g", "question_mark", "escape", "exclamation_mark")


@pytest.mark.parametrize(
    ("columns", "panes"),
    [
        (120, set(Pane)),
        (119, {Pane.LIST, Pane.ARTICLE}),
        (90, {Pane.LIST, Pane.ARTICLE}),
        (89, {Pane.SIDEBAR, Pane.LIST}),
        (70, {Pane.SIDEBAR, Pane.LIST}),
        (69, {Pane.LIST}),
    ],
)
async def test_the_panes_that_a_width_shows(
    news: Path, open_reader: Open, columns: int, panes: set[Pane]
) -> None:
    async with open_reader(news, posts=6, size=(columns, 30)) as reading:
        shown = {pane for pane in Pane if reading.main.pane_row[pane].display}
        assert shown == panes
        widths = [reading.main.pane_row[pane].outer_size.width for pane in shown]
        assert sum(widths) == columns


async def test_widths_of_the_three_panes(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, size=(120, 40)) as reading:
        for columns in (120, 150, 200):
            await reading.resize(columns, 40)
            assert 18 <= reading.main.sidebar.outer_size.width <= 26
            assert 36 <= reading.main.post_list.outer_size.width <= 56
            assert reading.longest_line("ArticlePane") <= 80


async def test_the_article_keeps_its_position_at_every_width(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, size=(200, 40)) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert first_word(reading) == "Part"
        for columns, rows in ((120, 40), (80, 24), (40, 12), (95, 50), (200, 40)):
            await reading.resize(columns, rows)
            await reading.until(lambda: first_word(reading) == "Part")
            assert reading.text_of("ArticlePane").split()[1] == "3"
        assert reading.main.pane is Pane.ARTICLE


def first_word(reading: Reading) -> str:
    """Return the first word that the article pane shows."""
    words = reading.text_of("ArticlePane").split()
    return words[0] if words else ""


async def test_the_list_keeps_its_post_at_every_size(tmp_path: Path, open_reader: Open) -> None:
    for number in range(60):
        write_post(
            tmp_path,
            f"{number}.md",
            title=f"Post{number}",
            day=f"2026-01-01-10-{number:02}-00",
            categories="local",
        )
    async with open_reader(tmp_path, posts=60, size=(130, 40)) as reading:
        await reading.press("G", "k", "k")
        assert reading.highlighted == "Post2"
        for columns, rows in ((80, 24), (40, 12), (10, 4), (200, 60), (100, 20), (130, 40)):
            await reading.resize(columns, rows)
            assert reading.highlighted == "Post2"
            if columns > 20:
                assert "Post2" in reading.titles, (columns, rows)


@pytest.mark.parametrize("columns", [*range(20, 140, 7)])
async def test_the_footer_shows_whole_hints_and_always_help(
    news: Path, open_reader: Open, columns: int
) -> None:
    write_post(news, "eta.md", title="Eta", day="2026-02-30", categories="local")
    async with open_reader(news, posts=7, size=(columns, 24)) as reading:
        for pane in Pane:
            reading.main.panes.enter(pane)
            await reading.pilot.pause()
            footer = reading.text_of("KeyHints")
            hints, _, problems = footer.partition("!")
            assert hints.rstrip().endswith("? help")
            assert problems in ("", " 1 problem")
            for hint in reading.main.key_hints.visible_hints():
                assert f"{hint.key} {hint.label}" in footer


async def test_two_changes_of_size_at_once_come_to_rest(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        layouts = 0

        def count(_screen: Screen[None]) -> None:
            nonlocal layouts
            layouts += 1

        main = reading.main
        main.screen_layout_refresh_signal.subscribe(main, count, immediate=True)
        for size in (Size(59, 12), reading.app.size):
            main.post_message(events.Resize(size, size))
            # Textual combines events of this kind that follow each other.
            main.call_later(lambda: None)
        await asyncio.sleep(0.5)
        assert main.outer_size == reading.app.size
        assert layouts < 10
