"""A list paints only what has changed, and lays out the screen only when it has to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.style import Style

from reader.library.listing import Section
from reader.tui.rows.model import RowStyles, StackedRows, make_strip
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.painting.changed_lines import ChangedLines
from reader.tui.widgets.painting.frame_texts import FrameTexts
from reader.tui.widgets.post_list import PostList
from reader.tui.widgets.sidebar import Sidebar
from tests.waiting import until

from .conftest import Open, write_post

ROOM = 10
"""Lines of the list."""


class TextRows(StackedRows):
    """One row for each text."""

    def __init__(self, width: int, texts: Sequence[str]) -> None:
        super().__init__([1] * len(texts), width)
        self._texts = texts

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        return make_strip([Segment(self._texts[line])], self.width, styles.background)


class RecordingList(LineList):
    """A list that records which of its lines are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.painted.append(y)
        return super().render_line(y)


class ListApp(App[None]):
    """An app that counts its layouts."""

    CSS = "RecordingList { overflow-x: hidden; scrollbar-gutter: stable; }"

    def __init__(self) -> None:
        super().__init__()
        self.layouts = 0

    def compose(self) -> ComposeResult:
        yield RecordingList()

    def on_mount(self) -> None:
        self.screen.screen_layout_refresh_signal.subscribe(self, self._count)

    def _count(self, _: Screen[None]) -> None:
        self.layouts += 1


def app_of(pilot: Pilot[None]) -> ListApp:
    """Return the app of a test."""
    assert isinstance(pilot.app, ListApp)
    return pilot.app


async def show(pilot: Pilot[None], texts: Sequence[str]) -> RecordingList:
    """Show other texts; return the list, of which only what they change is recorded."""
    view = pilot.app.query_one(RecordingList)
    await pilot.pause()
    view.painted.clear()
    app_of(pilot).layouts = 0
    view.show_rows(partial(TextRows, texts=texts))
    await pilot.pause()
    await pilot.pause()
    return view


def lines(count: int, **others: str) -> list[str]:
    """Return texts of which some, as `line3`, are others than usual."""
    return [others.get(f"line{number}", f"text {number}") for number in range(count)]


async def test_only_lines_that_look_different_are_painted() -> None:
    async with ListApp().run_test(size=(40, ROOM)) as pilot:
        await show(pilot, lines(30))
        view = await show(pilot, lines(30, line2="other", line20="out of sight"))

        assert view.painted == [2]
        assert view.render_line(2).text.startswith("other")
        assert app_of(pilot).layouts == 0


async def test_rows_below_the_visible_ones_are_counted_without_a_layout() -> None:
    async with ListApp().run_test(size=(40, ROOM)) as pilot:
        await show(pilot, lines(30))
        view = await show(pilot, lines(60))

        assert view.painted == []
        assert app_of(pilot).layouts == 0
        assert view.max_scroll_y == 60 - ROOM
        assert view.vertical_scrollbar.window_virtual_size == 60


@pytest.mark.parametrize(("before", "after"), [(3, 30), (30, 3)])
async def test_the_scrollbar_comes_and_goes_with_the_rows(before: int, after: int) -> None:
    async with ListApp().run_test(size=(40, ROOM)) as pilot:
        await show(pilot, lines(before))
        view = await show(pilot, lines(after))

        await until(pilot, lambda: view.show_vertical_scrollbar is (after > ROOM))
        assert [view.render_line(y).text.strip() for y in range(4)][: min(4, after)] == [
            f"text {number}" for number in range(min(4, after))
        ]


async def test_only_the_cells_of_a_scrollbar_that_change_are_painted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted: list[int] = []
    paint = ScrollBar.render_line

    def record(self: ScrollBar, y: int) -> Strip:
        painted.append(y)
        return paint(self, y)

    monkeypatch.setattr(ScrollBar, "render_line", record)
    async with ListApp().run_test(size=(40, ROOM)) as pilot:
        await show(pilot, lines(2_000))
        painted.clear()
        view = await show(pilot, lines(2_001))
        assert painted == []

        await show(pilot, lines(30))
        painted.clear()
        await show(pilot, lines(40))
        assert painted == [2, 3]  # the lower end of the thumb, of 3.3 and of 2.5 lines
        bar = view.vertical_scrollbar
        cells = [segment for y in range(ROOM) for segment in paint(bar, y)]
        bar.refresh()
        await pilot.pause()
        assert [segment for y in range(ROOM) for segment in paint(bar, y)] == cells


async def test_a_list_of_another_width_is_painted_once() -> None:
    async with ListApp().run_test(size=(40, ROOM)) as pilot:
        view = await show(pilot, lines(30))
        view.painted.clear()
        view.styles.width = 30
        await until(pilot, lambda: view.virtual_size.width < 30)
        await pilot.pause()
        await pilot.pause()

        assert view.painted == list(range(ROOM))


async def test_a_list_that_ends_above_the_visible_lines_is_scrolled() -> None:
    async with ListApp().run_test(size=(40, ROOM)) as pilot:
        view = await show(pilot, lines(90))
        view.scroll_to(y=80, animate=False, immediate=True)
        await show(pilot, lines(20))

        await until(pilot, lambda: view.scroll_offset.y == 20 - ROOM)
        assert view.render_line(0).text.strip() == "text 10"


async def test_only_other_texts_in_a_frame_are_painted() -> None:
    async with ListApp().run_test(size=(40, ROOM)) as pilot:
        view = await show(pilot, lines(30))
        frame = FrameTexts(view)

        async def painted(title: Content | None, subtitle: Content | None) -> bool:
            view.painted.clear()
            frame.show(title, subtitle)
            await pilot.pause()
            await pilot.pause()
            return bool(view.painted)

        crossed = Content.assemble("All ", ("x", Style.from_meta({"@click": "remove(1)"})))
        assert await painted(Content("All x"), None)
        assert not await painted(Content("All x"), None)
        assert await painted(crossed, None)
        assert await painted(crossed, Content("2 selected"))
        assert not await painted(crossed, Content("2 selected"))
        assert await painted(crossed, None)
        assert view.border_subtitle is None


async def test_a_post_that_arrives_out_of_sight_paints_only_a_heading_of_the_list(
    news: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = record_paints(monkeypatch)
    for number in range(40):
        write_post(news, f"{number}.md", title=f"Old {number}", day="2001-01-01", categories="old")
    async with open_reader(news, posts=46) as reading:
        await reading.until(lambda: PostList in [view for view, _ in painted])
        await reading.until(lambda: reading.article == "alpha.md")
        await reading.pilot.pause()
        write_post(news, "last.md", title="Last", day="2000-01-01", categories="old")
        painted.clear()
        await reading.press("r")
        await reading.until(lambda: reading.main.post_list.post_count == 47)
        await reading.until(lambda: any("47" in text for view, text in painted if view is Sidebar))
        await reading.pilot.pause()

        # The post is new, and its section is above the visible lines.
        assert reading.main.post_list.scroll_offset.y > 0
        assert all(" Earlier ─" in text for view, text in painted if view is PostList)


def record_paints(monkeypatch: pytest.MonkeyPatch) -> list[tuple[type, str]]:
    """Return a list of the lines that views paint from now on, each with the type of its view."""
    painted: list[tuple[type, str]] = []
    paint = ChangedLines.paint

    def record(self: ChangedLines, y: int) -> Strip:
        strip = paint(self, y)
        painted.append((type(self._view), strip.text))
        return strip

    monkeypatch.setattr(ChangedLines, "paint", record)
    return painted


async def test_links_that_are_found_dead_paint_only_their_lines(
    news: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "A [link](other.md) that leads nowhere.\n\nAnother paragraph.\n"
    write_post(news, "a.md", title="A", day="2026-06-30", categories="tech", body=body)
    async with open_reader(news, posts=7) as reading:
        pane = reading.main.article_pane

        def is_dead(target: str) -> bool:
            return "other" in target

        reading.main.post_list.cursor = reading.main.post_list.row_of(str(news / "a.md"))
        await reading.until(lambda: reading.article == "a.md")
        await reading.until(lambda: "Another paragraph." in reading.text_of("ArticlePane"))
        await reading.pilot.pause()
        painted = record_paints(monkeypatch)

        pane.mark_dead_links(is_dead)
        await reading.until(lambda: bool(painted))
        assert [text.strip() for _, text in painted] == ["A link that leads nowhere."]

        painted.clear()
        pane.mark_dead_links(is_dead)
        await reading.pilot.pause()
        await reading.pilot.pause()
        assert ArticlePane not in [view for view, _ in painted]


async def test_the_list_follows_a_load_once_the_sidebar_is_painted(
    news: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(news, posts=6) as reading:
        painted = record_paints(monkeypatch)
        show = PostList.show
        before: list[list[tuple[type, str]]] = []

        def record(self: PostList, title: str, sections: Sequence[Section], **others: Any) -> None:
            before.append(painted.copy())
            show(self, title, sections, **others)

        monkeypatch.setattr(PostList, "show", record)
        write_post(news, "last.md", title="Last", day="2000-01-01", categories="tech")
        await reading.press("r")
        await reading.until(lambda: reading.main.post_list.post_count == 7)

        assert any(view is Sidebar and "7" in text for view, text in before[0])


async def test_the_row_of_panes_has_one_line_for_all_that_the_panes_cover(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        row = reading.main.pane_row
        lines = row.render_lines(row.size.region)
        assert len(lines) == row.size.height
        assert len(set(map(id, lines))) == 1
        covered = sum(pane.outer_size.width for pane in row.children if pane.display)
        assert covered == row.size.width
