"""The keys of a search: its results, how they are shown, and how the search ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post
from .keys import enter, keys_of


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


async def indexed(reading: Reading) -> None:
    """Wait until the words of every post can be searched."""
    await reading.until(lambda: "word8x149" in _list_for(reading, "word8x149"))
    await reading.press("escape")


def _list_for(reading: Reading, text: str) -> str:
    """Search for a text, again if the index was not ready; return the text of the list."""
    box = reading.main.prompts.search
    if not box.has_focus:
        reading.main.action_search()
    if reading.main.search.results is None or reading.main.search.results.text != text:
        box.value = text
    elif not reading.main.search.results.posts:
        reading.main.search.run()
    return reading.text_of("PostList")


async def type_search(reading: Reading, text: str) -> None:
    """Open the box, type a text, and wait for its results."""
    await reading.press("slash")
    for letter in text:
        await reading.pilot.press("space" if letter == " " else letter)
    await reading.until(
        lambda: (
            reading.main.search.results is not None
            and reading.main.search.results.text == text.strip()
        )
    )


@keys_of("search.begin")
async def test_a_search_of_all_posts_begins_in_the_list(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.LIST)
        await reading.press(key)
        assert reading.focused == "SearchBox"
        await reading.press("g", "a", "m")
        await reading.until(lambda: reading.titles == ["Gamma"])
        assert "Found, best first" in reading.text_of("PostList")


async def test_words_of_the_texts_are_found_and_highlighted(
    news: Path, open_reader: Open, cache: Path
) -> None:
    async with open_reader(news, posts=6, cache=cache) as reading:
        await indexed(reading)
        await type_search(reading, "word3x7")
        await reading.until(lambda: "word3x7 word3x8" in reading.text_of("PostList"))
        assert reading.titles == ["Alpha"]
        await reading.press("enter", "enter")
        await reading.until(lambda: reading.article == "alpha.md")
        assert [phrase.text for phrase in reading.main.article_pane.phrases] == ["word3x7"]


@keys_of("search.list")
async def test_a_key_moves_from_the_box_to_the_results(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await type_search(reading, "in:sports")
        await reading.press(key)
        assert reading.focused == "PostList"
        assert reading.titles == ["Alpha", "Gamma", "Delta"]
        await reading.press("j", "j")
        assert reading.highlighted == "Delta"


@keys_of("search.clear")
async def test_a_key_ends_the_search(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        before = reading.titles
        await type_search(reading, "gamma")
        await reading.until(lambda: reading.titles == ["Gamma"])
        await reading.press(key)
        assert reading.titles == before
        assert reading.focused == "PostList"
        assert not reading.main.prompts.search.display


@keys_of("search.earlier")
async def test_earlier_searches_can_be_repeated(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        for text in ("gamma", "delta"):
            await type_search(reading, text)
            await reading.press("escape")
        await reading.press("slash", key)
        assert reading.main.prompts.search.value == "delta"
        await reading.press(key)
        await reading.until(lambda: reading.titles == ["Gamma"])
        await reading.press(key)
        assert reading.main.prompts.search.value == "gamma"


@keys_of("search.next")
async def test_a_key_scrolls_to_the_next_match(
    news: Path, open_reader: Open, cache: Path, key: str
) -> None:
    async with open_reader(news, posts=6, cache=cache) as reading:
        await indexed(reading)
        await type_search(reading, "word5x70")
        await reading.press("enter", "enter")
        await reading.until(lambda: reading.article == "alpha.md")
        assert "word5x70 " not in reading.text_of("ArticlePane")
        await reading.press(key)
        assert "word5x70 " in reading.text_of("ArticlePane")


async def test_results_can_be_stepped_through_in_both_directions(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await type_search(reading, "alpha part")
        await reading.press("escape")
        await type_search(reading, "in:sports")
        await reading.press("enter", "n", "n")
        assert reading.highlighted == "Delta"
        await reading.press("N")
        assert reading.highlighted == "Gamma"


@keys_of("search.previous")
async def test_a_key_scrolls_to_the_previous_match(
    news: Path, open_reader: Open, cache: Path, key: str
) -> None:
    async with open_reader(news, posts=6, cache=cache) as reading:
        await indexed(reading)
        await type_search(reading, "word2x20")
        await reading.press("enter", "enter")
        await reading.until(lambda: reading.article == "alpha.md")
        await reading.until(lambda: reading.main.article_pane.max_scroll_y > 60)
        await reading.press("G", key)
        assert "word2x20 " in reading.text_of("ArticlePane")


async def test_escape_in_the_list_ends_the_search_first(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await type_search(reading, "gamma")
        await reading.press("enter", "escape")
        assert reading.focused == "PostList"
        assert len(reading.titles) == 6
        await reading.press("escape")
        assert reading.focused == "Sidebar"


async def test_a_category_ends_the_search(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await type_search(reading, "gamma")
        await reading.press("enter", "2")
        assert reading.titles == ["Alpha", "Gamma", "Delta"]
        assert reading.main.search.results is None


async def test_the_order_of_the_results_can_be_changed(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await type_search(reading, "a in:sports")
        assert "Found, best first" in reading.text_of("PostList")
        await reading.press("enter", "backslash")
        await reading.until(lambda: "Found, newest first" in reading.text_of("PostList"))


async def test_an_empty_result_shows_what_was_searched_and_what_to_try(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await type_search(reading, "nowhere")
        await reading.until(lambda: "Nothing found for nowhere" in reading.text_of("PostList"))
        notice = " ".join(reading.text_of("PostList").split())
        assert "6 posts" in notice
        assert "Press Esc to close the search" in notice
        await reading.press("escape")
        await type_search(reading, "after:soon")
        await reading.until(
            lambda: "is not a date" in " ".join(reading.text_of("PostList").split())
        )


async def test_new_posts_are_found(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await type_search(reading, "gammast")
        assert reading.titles == []
        await reading.press("escape")
        write_post(news, "new.md", title="Gammastrahl", day="2026-06-07", categories="world")
        await reading.until(lambda: len(reading.main.catalogue) == 7)
        await type_search(reading, "gammast")
        await reading.until(lambda: "Gammastrahl" in reading.titles)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (100, 30)])
async def test_the_box_and_the_results_fit_every_size(
    news: Path, open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(news, posts=6, size=size) as reading:
        await type_search(reading, "gamma")
        await reading.until(lambda: reading.titles == ["Gamma"])
        assert reading.main.prompts.search.region.height == 1
        assert reading.longest_line("PostList") <= size[0]


async def test_a_field_and_its_value_are_completed(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await type_search(reading, "in:spo")
        await reading.pilot.pause()
        assert "in:sports" in reading.text_of("SearchBox")
        await reading.press("right")
        assert reading.main.prompts.search.value == "in:sports"
        await reading.until(lambda: reading.titles == ["Alpha", "Gamma", "Delta"])


async def test_a_paste_goes_into_the_box_as_one_line_and_nowhere_else(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        before = reading.text_of("PostList")
        reading.app.post_message(Paste("s?q\n" * 50))
        await reading.press("slash")
        assert reading.text_of("PostList") == before
        reading.app.post_message(Paste("\n" + "gamma " * 10_000 + "\nq"))
        await reading.until(lambda: reading.main.prompts.search.value.startswith("gamma "))
        assert len(reading.main.prompts.search.value) <= 2_000
        assert "q" not in reading.main.prompts.search.value
        assert reading.screen == "MainScreen"
