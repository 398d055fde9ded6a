"""The front page: its keys, and when the article or the plain list replaces it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from textual.geometry import Offset

from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post

ORDER = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]


def is_front(reading: Reading) -> bool:
    return reading.main.listing.is_front_page and "Lead story" in reading.text_of("PostList")


async def test_the_cursor_moves_in_reading_order(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        visited = [reading.highlighted]
        for _ in range(5):
            await reading.press("j")
            visited.append(reading.highlighted)
        assert sorted(filter(None, visited)) == sorted(ORDER)
        assert visited[0] == "Alpha"
        await reading.press("g")
        assert reading.highlighted == "Alpha"


async def test_a_story_opens_beside_the_list_and_escape_returns(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        await reading.press("enter")
        await reading.until(lambda: reading.article == "alpha.md")
        assert reading.main.panes.visible == set(Pane)
        assert "Lead story" in reading.text_of("PostList")
        await reading.press("escape")
        assert is_front(reading)
        assert reading.highlighted == "Alpha"


async def test_categories_searches_and_filtered_lists_are_plain(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        for key in ("2", "full_stop", "S", "backslash"):
            await reading.press(key)
            assert reading.main.panes.visible == set(Pane)
            await reading.press("0" if key == "2" else key)
            if key == "backslash":
                await reading.press(key, key)
            assert is_front(reading)
        await reading.press("slash", *"alpha", "enter")
        await reading.until(lambda: reading.main.search.results is not None)
        assert reading.main.panes.visible == set(Pane)
        await reading.press("escape")
        assert is_front(reading)


async def test_keys_for_an_article_report_that_none_is_shown(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        await reading.press("f")
        assert "Open an article" in reading.messages
        assert is_front(reading)
        await reading.press("z")
        await reading.until(lambda: reading.article == "alpha.md")
        assert reading.main.panes.visible == {Pane.ARTICLE}


async def test_it_depends_on_the_size_of_the_terminal(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        await reading.press("j")
        before = reading.highlighted
        for columns, rows, is_shown in [
            (79, 40, False), (80, 40, True), (100, 24, False), (100, 40, True), (160, 24, True)
        ]:  # fmt: skip
            await reading.resize(columns, rows)
            assert is_front(reading) is is_shown, (columns, rows)
            assert reading.highlighted == before


async def test_the_key_shows_it_in_a_small_terminal(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, has_front=True, size=(80, 24)) as reading:
        assert not is_front(reading)
        await reading.press("F")
        assert is_front(reading)
        assert sorted(reading.titles) == sorted(ORDER)
        await reading.press("F")
        assert not is_front(reading)
        await reading.resize(70, 24)
        await reading.press("F")
        assert "The front page needs 80 columns." in reading.messages


def write_archive(news: Path, count: int) -> None:
    """Write old posts, of which a front page does not show all."""
    for number in range(count):
        write_post(
            news, f"{number}.md", title=f"Old{number}", day=f"20{number % 20:02}-01-01",
            categories="attic",
        )  # fmt: skip


async def test_a_post_that_is_not_on_it_opens_in_the_plain_list(
    news: Path, open_reader: Open
) -> None:
    write_archive(news, 120)
    async with open_reader(news, posts=126, has_front=True) as reading:
        post = reading.main.catalogue.posts[-1]
        reading.main.navigator.open_post(post)
        await reading.until(lambda: reading.article == post.id)
        assert reading.highlighted == post.title
        await reading.press("escape")
        assert reading.main.panes.visible == set(Pane)
        await reading.press("F")
        assert is_front(reading)


async def test_a_click_chooses_the_story_under_it(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        lines = reading.text_of("PostList").splitlines()
        line, column = next(
            (y, text.index("Delta")) for y, text in enumerate(lines) if "Delta" in text
        )
        await reading.pilot.click("PostList", offset=Offset(column + 2, line + 1))
        await reading.pilot.pause()
        assert reading.highlighted == "Delta"


def write_lead(news: Path) -> None:
    """Write a lead story with a picture."""
    Image.new("RGB", (60, 40), (200, 30, 60)).save(news / "lead.png")
    write_post(
        news, "eta.md", title="Eta", day="2026-07-01", categories="far",
        more="featured: true\nimage: lead.png\n",
    )  # fmt: skip


async def test_the_lead_story_shows_its_picture(news: Path, open_reader: Open) -> None:
    write_lead(news)
    async with open_reader(news, posts=7, has_front=True) as reading:
        await reading.until(lambda: "▀" in reading.text_of("PostList"))
        top = reading.main.post_list.render_line(1)
        assert any(part.style and part.style.color and "▀" in part.text for part in top)
        await reading.press("F")
        assert "▀" not in reading.text_of("PostList")


async def test_without_images_the_lead_story_has_no_picture(news: Path, open_reader: Open) -> None:
    write_lead(news)
    async with open_reader(news, posts=7, has_front=True) as reading:
        await reading.until(lambda: "▀" in reading.text_of("PostList"))
        await reading.press("i")
        await reading.until(lambda: "▀" not in reading.text_of("PostList"))
        await reading.press("i")
        await reading.until(lambda: "▀" in reading.text_of("PostList"))


async def test_a_picture_on_the_web_takes_no_room(news: Path, open_reader: Open) -> None:
    write_post(
        news, "eta.md", title="Eta", day="2026-07-01", categories="far",
        more="featured: true\nimage: https://example.org/lead.png\n",
    )  # fmt: skip
    async with open_reader(news, posts=7, has_front=True) as reading:
        assert reading.highlighted == "Eta"
        rows = reading.main.post_list.rows
        assert rows.height(reading.main.post_list.cursor) < 8


async def test_a_picture_moves_no_row_above_it_and_not_the_cursor(
    news: Path, open_reader: Open
) -> None:
    write_lead(news)
    async with open_reader(news, posts=7, has_front=True) as reading:
        await reading.until(lambda: "▀" in reading.text_of("PostList"))
        post_list = reading.main.post_list
        await reading.press("G")
        line = post_list.rows.top(post_list.cursor) - post_list.scroll_offset.y
        post_list.show_pictures({})
        await reading.pilot.pause()
        assert post_list.rows.top(post_list.cursor) - post_list.scroll_offset.y == line


async def test_pages_go_down_the_same_column(news: Path, open_reader: Open) -> None:
    write_archive(news, 120)
    async with open_reader(news, posts=126, has_front=True, size=(160, 45)) as reading:
        post_list = reading.main.post_list
        while post_list.rows.left(post_list.cursor) == 0:
            await reading.press("j")
        column = post_list.rows.left(post_list.cursor)
        top = post_list.rows.top(post_list.cursor)
        await reading.press("space")
        assert post_list.rows.left(post_list.cursor) == column
        assert post_list.rows.top(post_list.cursor) > top


async def test_the_page_is_marked_read_and_then_all(news: Path, open_reader: Open) -> None:
    write_archive(news, 120)
    async with open_reader(news, posts=126, has_front=True) as reading:
        marks = reading.main.marks
        shown = reading.main.post_list.post_count
        await reading.press("A")
        assert (
            f"{shown} on this page of 126 marked read. Press A again for all." in reading.messages
        )
        assert marks.unread_count == 126 - shown
        await reading.press("j", "A")
        assert marks.unread_count == 126 - shown
        await reading.press("A")
        assert marks.unread_count == 0
        await reading.press("U")
        assert marks.unread_count == 126 - shown
        await reading.press("U")
        assert marks.unread_count == 126


async def test_what_is_marked_read_stays_in_its_place(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        before = reading.titles
        await reading.press("j", "u", "A")
        assert reading.titles == before
