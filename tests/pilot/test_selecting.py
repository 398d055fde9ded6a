"""Selecting text of an article with the mouse."""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Offset

from .conftest import Open, Reading, write_post

BODY = "The first line of it.\n\nThe [second one](beta.md) of it.\n"


def place_of(reading: Reading, text: str) -> Offset:
    """Where a text of the article is, counted from the pane's top left corner with its frame."""
    lines = reading.text_of("ArticlePane").splitlines()
    y = next(number for number, line in enumerate(lines) if text in line)
    return Offset(lines[y].index(text) + 1, y + 1)


async def drag(reading: Reading, start: Offset, end: Offset) -> None:
    """Press the button at one place of the article and let it go at another."""
    pane = reading.main.article
    await reading.pilot.mouse_down(pane, offset=start)
    await reading.pilot.hover(pane, offset=end)
    await reading.pilot.mouse_up(pane, offset=end)
    await reading.pilot.pause()


async def test_what_is_dragged_over_is_copied_without_margins(
    news: Path, open_reader: Open
) -> None:
    write_post(news, "s.md", title="S", day="2026-06-20", categories="x", body=BODY)
    async with open_reader(news, posts=7) as reading:
        reading.main.post_list.highlight(reading.main.catalogue.posts[0])
        await reading.until(lambda: reading.article == "s.md")
        start, end = place_of(reading, "first"), place_of(reading, "one of it")
        await drag(reading, start, end + Offset(3, 0))
        assert reading.app.screen.get_selected_text() == "first line of it.\n\nThe second one"
        assert reading.screen == "MainScreen"
        await reading.press("ctrl+c")
        assert reading.app.clipboard == "first line of it.\n\nThe second one"


async def test_what_is_selected_can_be_seen(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        start = place_of(reading, "What happened")
        before = list(reading.main.article.render_line(start.y - 1))
        await drag(reading, start, start + Offset(3, 0))
        after = list(reading.main.article.render_line(start.y - 1))
        [selected] = [it for it in after if it.text == "What"]
        [plain] = [it for it in before if "What" in it.text]
        assert selected.style is not None
        assert plain.style is not None
        assert selected.style.bgcolor != plain.style.bgcolor
