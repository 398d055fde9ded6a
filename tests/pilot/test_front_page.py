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
        assert "No article is shown" in reading.toasts
        assert is_front(reading)
        await reading.press("z")
        await reading.until(lambda: reading.article == "alpha.md")
        assert reading.main.panes.visible == {Pane.ARTICLE}


async def test_it_depends_on_the_width_of_the_terminal(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        await reading.press("j")
        before = reading.highlighted
        await reading.resize(100, 40)
        assert reading.main.panes.visible == {Pane.LIST, Pane.ARTICLE}
        assert "Lead story" not in reading.text_of("PostList")
        assert reading.highlighted == before
        await reading.resize(160, 40)
        assert is_front(reading)
        assert reading.highlighted == before


async def test_a_post_that_is_not_on_it_opens_in_the_plain_list(
    news: Path, open_reader: Open
) -> None:
    for number in range(9):
        write_post(
            news, f"{number}.md", title=f"Old {number}", day=f"2020-01-0{number + 1}",
            categories="attic",
        )  # fmt: skip
    async with open_reader(news, posts=15, has_front=True) as reading:
        post = reading.main.catalogue.get("0.md")
        assert post is not None
        reading.main.navigator.open_post(post)
        await reading.until(lambda: reading.article == "0.md")
        assert reading.highlighted == "Old 0"
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
