"""Selecting text of an article with the mouse."""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Offset

from .conftest import Open, Reading, write_post

BODY = "The first line here.\n\nThe [second one](beta.md) there.\n"


def offset_of(reading: Reading, text: str) -> Offset:
    """Return the offset of a text, counted from the top left corner of the pane's frame."""
    lines = reading.text_of("ArticlePane").splitlines()
    y = next(number for number, line in enumerate(lines) if text in line)
    return Offset(lines[y].index(text) + 1, y + 1)


async def drag(reading: Reading, start: Offset, end: Offset) -> None:
    """Drag the mouse from one offset in the article pane to another."""
    pane = reading.main.article_pane
    await reading.pilot.mouse_down(pane, offset=start)
    await reading.pilot.hover(pane, offset=end)
    await reading.pilot.mouse_up(pane, offset=end)
    await reading.pilot.pause()


async def test_selected_text_is_copied_without_margins(news: Path, open_reader: Open) -> None:
    write_post(news, "s.md", title="S", day="2026-06-20", categories="x", body=BODY)
    async with open_reader(news, posts=7) as reading:
        reading.main.post_list.highlight(reading.main.catalogue.posts[0])
        await reading.until(lambda: reading.article == "s.md")
        start, end = offset_of(reading, "first"), offset_of(reading, "one there")
        await drag(reading, start, end + Offset(3, 0))
        assert reading.app.screen.get_selected_text() == "first line here.\n\nThe second one"
        assert reading.screen == "MainScreen"
        await reading.press("ctrl+c")
        assert reading.app.clipboard == "first line here.\n\nThe second one"


async def test_selected_text_has_another_background(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        start = offset_of(reading, "What happened")
        before = list(reading.main.article_pane.render_line(start.y - 1))
        await drag(reading, start, start + Offset(3, 0))
        after = list(reading.main.article_pane.render_line(start.y - 1))
        [selected] = [segment for segment in after if segment.text == "What"]
        [plain] = [segment for segment in before if "What" in segment.text]
        assert selected.style is not None
        assert plain.style is not None
        assert selected.style.bgcolor != plain.style.bgcolor


CODE = (
    "rsync --archive --delete --exclude=cache harbour.example.org:/srv/posts/2024/spring/ /home/\n"
    "\techo done"
)


async def test_code_is_copied_as_written(news: Path, open_reader: Open) -> None:
    body = f"```sh\n{CODE}\n```\n"
    write_post(news, "s.md", title="S", day="2026-06-20", categories="x", body=body)
    async with open_reader(news, posts=7, size=(100, 24)) as reading:
        reading.main.post_list.highlight(reading.main.catalogue.posts[0])
        await reading.until(lambda: reading.article == "s.md")
        start, end = offset_of(reading, "rsync"), offset_of(reading, "echo done")
        assert end.y > start.y + 1  # the first line is wrapped
        await drag(reading, Offset(1, start.y), end + Offset(20, 0))
        await reading.press("ctrl+c")
        assert reading.app.clipboard == CODE
