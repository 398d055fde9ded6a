"""Helpers for the tests of keys: the keys of a command, and the position in a pane."""

from __future__ import annotations

import pytest

from reader.tui.bindings import command
from reader.tui.panes import Pane
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.line_list import LineList

from .conftest import Reading

in_each_pane = pytest.mark.parametrize("pane", list(Pane))


def keys_of(command_id: str) -> pytest.MarkDecorator:
    """Run a test once with each key of a command."""
    return pytest.mark.parametrize("key", command(command_id).keys.split(","))


def place(reading: Reading, pane: Pane) -> int:
    """Return the position in a pane: the row of the cursor, or the first line of the article."""
    widget = reading.main.pane_row[pane]
    if isinstance(widget, LineList):
        return widget.cursor
    assert isinstance(widget, ArticlePane)
    return widget.scroll_offset.y


async def enter(reading: Reading, pane: Pane) -> None:
    """Go to a pane, and wait for the long article of Alpha."""
    reading.main.panes.enter(pane)
    await reading.until(lambda: reading.article == "alpha.md")
    await reading.until(lambda: reading.main.article_pane.max_scroll_y > 60)


async def enter_middle(reading: Reading, pane: Pane) -> int:
    """Go to a pane, and to a position below its top; return the position."""
    await enter(reading, pane)
    if pane is Pane.ARTICLE:
        reading.main.article_pane.scroll_to(y=50, animate=False, immediate=True)
    else:
        widget = reading.main.pane_row[pane]
        assert isinstance(widget, LineList)
        widget.cursor = widget.nearest(3, 1)
    await reading.pilot.pause()
    return place(reading, pane)
