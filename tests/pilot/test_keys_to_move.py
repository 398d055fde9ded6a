"""The keys that move, in each pane."""

from __future__ import annotations

from pathlib import Path

from reader.tui.panes import Pane
from reader.tui.widgets.line_list import LineList

from .conftest import Open
from .keys import enter, enter_middle, in_each_pane, keys_of, place


@in_each_pane
@keys_of("move.down")
async def test_one_down(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        before = await enter_middle(reading, pane)
        await reading.press(key)
        assert place(reading, pane) == before + 1


@in_each_pane
@keys_of("move.up")
async def test_one_up(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        before = await enter_middle(reading, pane)
        await reading.press(key)
        # The row above is the second heading of the list, which is skipped.
        assert place(reading, pane) == before - (2 if pane is Pane.LIST else 1)


@in_each_pane
@keys_of("move.page_down")
async def test_page_down(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, pane)
        before = place(reading, pane)
        await reading.press(key)
        page = reading.main.pane_row[pane].size.height
        moved = place(reading, pane) - before
        assert moved == page - 2 if pane is Pane.ARTICLE else moved > 1


@in_each_pane
@keys_of("move.page_up")
async def test_page_up(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        before = await enter_middle(reading, pane)
        await reading.press(key)
        page = reading.main.pane_row[pane].size.height
        top = 1 if pane is Pane.LIST else 0
        assert place(reading, pane) == (before - page + 2 if pane is Pane.ARTICLE else top)


@in_each_pane
@keys_of("move.half_down")
async def test_half_a_page_down(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, pane)
        before = place(reading, pane)
        await reading.press(key)
        moved = place(reading, pane) - before
        half = reading.main.pane_row[pane].size.height // 2
        assert moved == half if pane is Pane.ARTICLE else moved > 1


@in_each_pane
@keys_of("move.half_up")
async def test_half_a_page_up(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        before = await enter_middle(reading, pane)
        await reading.press(key)
        half = reading.main.pane_row[pane].size.height // 2
        moved = before - place(reading, pane)
        assert moved == half if pane is Pane.ARTICLE else moved > 1


@in_each_pane
@keys_of("move.top")
async def test_top(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter_middle(reading, pane)
        await reading.press(key)
        # Row 0 of the list is the heading over its first post.
        assert place(reading, pane) == (1 if pane is Pane.LIST else 0)


@in_each_pane
@keys_of("move.bottom")
async def test_bottom(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter_middle(reading, pane)
        await reading.press(key)
        widget = reading.main.pane_row[pane]
        last = widget.rows.count - 1 if isinstance(widget, LineList) else widget.max_scroll_y
        assert place(reading, pane) == last
