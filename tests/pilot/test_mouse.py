"""The mouse: clicks, the wheel and dragging."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.geometry import Offset

from reader.tui.panes import Pane

from .conftest import LONG_BODY, Open, Reading, write_post
from .keys import enter, place


def spot(reading: Reading, selector: str, text: str) -> tuple[int, int]:
    """Return the offset of a text in a widget, from the corner of its frame."""
    widget = reading.app.screen.query_one(selector)
    for y, line in enumerate(reading.text_of(selector).splitlines()):
        if text in line:
            gutter = widget.gutter
            return line.index(text) + gutter.left, y + gutter.top
    raise AssertionError(f"{text} is not shown")


async def click(reading: Reading, selector: str, text: str) -> None:
    """Click on a text that a widget shows."""
    await reading.pilot.click(selector, offset=spot(reading, selector, text))
    await reading.pilot.pause()


async def test_a_click_chooses_a_category(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await click(reading, "Sidebar", "world")
        assert reading.category == "world"
        assert reading.titles == ["Beta", "Epsilon"]


async def test_a_click_chooses_a_post_and_a_second_one_opens_it(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, size=(80, 24)) as reading:
        await click(reading, "PostList", "Delta")
        assert reading.highlighted == "Delta"
        assert reading.focused == "PostList"
        await click(reading, "PostList", "Delta")
        assert reading.focused == "ArticlePane"
        await reading.until(lambda: reading.article == "delta.md")


async def test_a_click_on_a_heading_or_below_the_last_row_chooses_nothing(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await click(reading, "PostList", "Featured")
        await reading.pilot.click("PostList", offset=(4, 37))
        assert reading.highlighted == "Alpha"


async def test_a_click_on_a_hint_does_what_its_key_does(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await click(reading, "KeyHints", "help")
        assert reading.screen == "HelpScreen"


@pytest.mark.parametrize("pane", [Pane.LIST, Pane.ARTICLE])
async def test_the_wheel_scrolls_the_pane_under_the_mouse(
    tmp_path: Path, open_reader: Open, pane: Pane
) -> None:
    for number in range(60):
        name = f"{number}.md"
        day = f"2026-01-01-10-{number:02}-00"
        write_post(tmp_path, name, title=f"P{number}", day=day, categories="x", body=LONG_BODY)
    async with open_reader(tmp_path, posts=60) as reading:
        await reading.until(lambda: reading.article == "59.md")
        widget = reading.main.pane_row[pane]
        turn = events.MouseScrollDown(widget, 4, 4, 0, 1, 0, False, False, False)
        widget.post_message(turn)
        await reading.until(lambda: widget.scroll_offset.y > 0)
        assert reading.highlighted == "P59"


LINKS = """\
Read [the other one](beta.md) and [the site](https://example.org/page).

Neither [the secret](ssh://host/key) nor [the missing](missing.md).
"""


async def test_links_are_followed_or_refused(
    news: Path, open_reader: Open, opened: list[str]
) -> None:
    write_post(news, "links.md", title="Links", day="2026-06-20", categories="x", body=LINKS)
    async with open_reader(news, posts=7) as reading:
        reading.main.post_list.highlight(reading.main.catalogue.posts[0])
        await reading.until(lambda: reading.article == "links.md")
        for label in ("the secret", "missing"):
            await click(reading, "ArticlePane", label)
            assert reading.screen == "LinkScreen"
            await reading.press("enter", "escape")
        assert opened == []
        await click(reading, "ArticlePane", "the site")
        await reading.press("enter")
        assert opened == ["https://example.org/page"]
        await click(reading, "ArticlePane", "the other one")
        await reading.until(lambda: reading.article == "beta.md")


async def test_a_click_on_a_category_of_an_article_lists_it(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        await click(reading, "ArticlePane", "sports")
        assert (reading.category, reading.focused) == ("sports", "PostList")


async def test_a_click_focuses_the_article_pane(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.LIST)
        await click(reading, "ArticlePane", "Part 1")
        assert reading.focused == "ArticlePane"
        await reading.press("j")
        assert place(reading, Pane.ARTICLE) == 1


def edge(reading: Reading, pane: Pane) -> Offset:
    """Return a cell of the right edge of a pane."""
    region = reading.main.pane_row[pane].region
    return Offset(region.right - 1, region.y + 9)


async def drag(reading: Reading, start: Offset, cells: int) -> None:
    """Drag the mouse from an offset to one a number of cells to the right of it."""
    await reading.pilot.mouse_down(offset=start)
    await reading.pilot.hover(offset=start + Offset(cells // 2, 0))
    await reading.pilot.hover(offset=start + Offset(cells, 0))
    await reading.pilot.mouse_up(offset=start + Offset(cells, 0))
    await reading.pilot.pause()


@pytest.mark.parametrize(("pane", "width"), [(Pane.SIDEBAR, 19), (Pane.LIST, 42)])
async def test_dragged_panes_keep_their_width(
    news: Path, open_reader: Open, pane: Pane, width: int
) -> None:
    async with open_reader(news, posts=6) as reading:
        widget = reading.main.pane_row[pane]
        assert widget.outer_size.width == width
        await drag(reading, edge(reading, pane), 7)
        assert widget.outer_size.width == width + 7
        assert reading.highlighted == "Alpha"
        await drag(reading, edge(reading, pane) + Offset(1, 0), -4)
        # This drag starts at the frame of the pane beside it.
        assert widget.outer_size.width == width + 4
    async with open_reader(news, posts=6) as reading:
        assert reading.main.pane_row[pane].outer_size.width == width + 4


async def test_an_edge_is_dragged_beside_an_article_of_the_front_page(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        await enter(reading, Pane.ARTICLE)
        width = reading.main.post_list.outer_size.width
        await drag(reading, edge(reading, Pane.LIST), -5)
        assert reading.focused == "ArticlePane"
        assert reading.main.post_list.outer_size.width == width - 5


async def test_the_width_of_a_dragged_pane_is_limited(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await drag(reading, edge(reading, Pane.LIST), 60)
        assert reading.main.post_list.outer_size.width == 65
        await reading.resize(120, 40)
        assert reading.main.post_list.outer_size.width == 60
        await drag(reading, edge(reading, Pane.LIST), -50)
        assert reading.main.post_list.outer_size.width == 28
        # Releasing the mouse over a row is not a click.
        assert reading.highlighted == "Alpha"
        await reading.resize(80, 24)
        assert reading.main.post_list.region.right == 80


@pytest.mark.parametrize("kind", [events.MouseDown, events.MouseMove, events.MouseUp])
async def test_the_mouse_over_a_message_that_has_just_been_removed(
    news: Path, open_reader: Open, kind: type[events.MouseEvent]
) -> None:
    async with open_reader(news, posts=6) as reading:
        reading.app.notify("The tide comes in")
        await reading.until(lambda: "tide" in reading.messages)
        line = reading.app.screen.query_one("MessageLine")
        await reading.until(lambda: line.region.area > 0)
        x, y = line.region.x + 3, line.region.y
        press, event = (
            each(None, x, y, 0, 0, 1, False, False, False, x, y)
            for each in (events.MouseDown, kind)
        )
        if kind is not events.MouseDown:
            await reading.app.on_event(press)
        # The screen has not been laid out since.
        await line.remove()
        line.refresh()
        assert reading.app.screen.get_widget_at(x, y)[0] is line
        await reading.app.on_event(event)
        await reading.pilot.pause()
        assert not reading.messages
