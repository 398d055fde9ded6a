"""When a list lays out its rows."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.strip import Strip

from reader.tui.rows.model import RowStyles, StackedRows, make_strip
from reader.tui.widgets.line_list import LineList


class WidthRow(StackedRows):
    """A row that says which width it was laid out for."""

    def __init__(self, width: int) -> None:
        super().__init__([1], width)

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        return make_strip([Segment(str(self.width))], self.width, styles.background)


class UnawareList(LineList):
    """A list that the resize event never reaches: each line is that of the first paint."""

    def on_resize(self, event: events.Resize) -> None:
        event.prevent_default()


class ListApp(App[None]):
    """An app that shows rows before its first layout."""

    def compose(self) -> ComposeResult:
        yield UnawareList()

    def on_mount(self) -> None:
        self.query_one(UnawareList).show_rows(WidthRow)


async def test_rows_are_laid_out_for_the_width_that_they_are_painted_in() -> None:
    async with ListApp().run_test(size=(50, 10)) as pilot:
        widget = pilot.app.query_one(UnawareList)
        for columns in (50, 70, 30):
            await pilot.resize_terminal(columns, 10)
            await pilot.pause()
            assert widget.line_width > 0
            assert widget.render_line(0).text == str(widget.line_width).ljust(widget.line_width)
