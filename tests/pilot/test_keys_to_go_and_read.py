"""The keys that go from pane to pane and from post to post."""

from __future__ import annotations

from pathlib import Path

from reader.tui.panes import Pane

from .conftest import Open, write_post
from .keys import enter, in_each_pane, keys_of, place

# Go.


@keys_of("go.in")
async def test_go_in_to_the_list_and_the_article(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6, size=(80, 24)) as reading:
        reading.main.panes.enter(Pane.SIDEBAR)
        await reading.press(key)
        assert reading.focused == "PostList"
        await reading.press(key)
        assert reading.focused == "ArticlePane"
        await reading.until(lambda: reading.article == "alpha.md")


@keys_of("go.out")
async def test_go_out_to_the_list_and_the_sidebar(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6, size=(80, 24)) as reading:
        reading.main.panes.enter(Pane.ARTICLE)
        for pane in ("PostList", "Sidebar", "Sidebar"):
            await reading.press(key)
            assert reading.focused == pane
        assert reading.app.is_running


@keys_of("go.next_pane")
async def test_next_pane(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        for pane in ("ArticlePane", "Sidebar", "PostList"):
            await reading.press(key)
            assert reading.focused == pane


@keys_of("go.previous_pane")
async def test_previous_pane(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        for pane in ("Sidebar", "ArticlePane", "PostList"):
            await reading.press(key)
            assert reading.focused == pane


@in_each_pane
@keys_of("go.all")
async def test_all_posts(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("3")
        reading.main.panes.enter(pane)
        await reading.press(key)
        post_list = reading.main.post_list
        numbers = (post_list.cursor_number, post_list.post_count)
        assert (reading.category, numbers) == ("All", (1, 6))


@keys_of("go.category")
async def test_category_by_its_number(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        names = ["All", "latest", "sports", "world", "local"]
        await reading.press(key)
        number = int(key)
        if number < len(names):
            assert reading.category == names[number]
        else:
            assert reading.category == "All"
            assert f"No row of the sidebar has the number {number}." in reading.messages


# Read.


@in_each_pane
@keys_of("read.next")
async def test_next_post(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, pane)
        await reading.press(key)
        await reading.until(lambda: reading.article == "beta.md")
        assert reading.highlighted == "Beta"
        assert reading.main.pane is pane


@in_each_pane
@keys_of("read.previous")
async def test_previous_post(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, pane)
        await reading.press("J", "J", key)
        await reading.until(lambda: reading.article == "beta.md")
        assert reading.main.pane is pane


@keys_of("read.next_heading")
async def test_next_heading(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.ARTICLE)
        for part in (1, 2, 3):
            await reading.press(key)
            assert reading.text_of("ArticlePane").splitlines()[0].strip() == f"Part {part}"


@keys_of("read.previous_heading")
async def test_previous_heading(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press("right_square_bracket", "right_square_bracket", key)
        assert reading.text_of("ArticlePane").splitlines()[0].strip() == "Part 1"
        await reading.press(key)
        assert place(reading, Pane.ARTICLE) == 0


@in_each_pane
@keys_of("read.alone")
async def test_reading_mode(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, pane)
        await reading.press(key)
        assert reading.main.panes.visible == {Pane.ARTICLE}
        await reading.press(key)
        assert reading.main.panes.visible == set(Pane)


@keys_of("read.narrower")
async def test_narrower_text(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6, size=(200, 40)) as reading:
        await enter(reading, Pane.ARTICLE)
        before = reading.longest_line("ArticlePane")
        await reading.press(*[key] * 3)
        assert before - 14 < reading.longest_line("ArticlePane") < before - 10
        await reading.press(*[key] * 20)
        assert reading.longest_line("ArticlePane") >= 36


@keys_of("read.wider")
async def test_wider_text(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6, size=(200, 40)) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press(*["less_than_sign"] * 20, *[key] * 40)
        assert 76 < reading.longest_line("ArticlePane") <= 88


async def test_the_list_does_not_scroll_while_an_article_hides_it(
    tmp_path: Path, open_reader: Open
) -> None:
    folder = tmp_path / "many"
    for number in range(60):
        day = f"2026-{1 + number // 28:02}-{1 + number % 28:02}"
        write_post(folder, f"{number}.md", title=f"Post {number}", day=day, categories="a")
    async with open_reader(folder, posts=60, size=(80, 24)) as reading:
        await reading.press("j", "enter")
        await reading.until(lambda: reading.article == "58.md")
        await reading.press("J", "J")
        await reading.until(lambda: reading.article == "56.md")
        await reading.press("escape")
        await reading.pilot.pause()
        assert reading.highlighted == "Post 56"
        post_list = reading.main.post_list
        assert post_list.scroll_offset.y == 0
        await reading.press("enter", *("J" * 30))
        await reading.until(lambda: reading.article == "26.md")
        await reading.press("escape")
        await reading.pilot.pause()
        line = post_list.rows.top(post_list.cursor) - post_list.scroll_offset.y
        assert 0 < line < post_list.size.height
