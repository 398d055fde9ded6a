"""The key that saves a search, renames it and removes it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from textual.widgets import Input

from reader.settings import config_file
from reader.tui.panes import Pane

from .conftest import Open, Reading
from .keys import enter, in_each_pane, keys_of
from .test_keys_in_the_sidebar import go_to

MINE = """\
# mine
dwell = 3  # seconds

[searches]
"World" = "in:world"  # far away
"""


async def search(reading: Reading, text: str) -> None:
    """Search for a text, and go to the list."""
    await reading.press("slash")
    reading.main.prompts.search.value = text
    await reading.until(
        lambda: reading.main.search.results is not None and reading.main.search.results.text == text
    )
    await reading.press("enter")


async def name_it(reading: Reading, name: str) -> None:
    """Replace the name in the dialog, and confirm it."""
    await reading.until(lambda: reading.screen == "SaveSearchScreen")
    reading.app.screen.query_one(Input).value = name
    await reading.press("enter")
    await reading.until(lambda: reading.screen == "MainScreen")


@keys_of("search.save")
async def test_a_search_is_saved_renamed_and_removed(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6, config=MINE) as reading:
        await search(reading, "in:sports is:unread")
        await reading.press(key)
        await reading.until(lambda: reading.screen == "SaveSearchScreen")
        assert reading.app.screen.query_one(Input).value == "in:sports is:unread"
        await name_it(reading, "New sports")
        line = '"New sports" = "in:sports is:unread"\n'
        assert config_file().read_text("utf-8") == MINE + line
        assert f"Saved “New sports” in {config_file()}" in reading.messages
        await reading.until(
            lambda: reading.main.saved_searches.unread == {"World": 2, "New sports": 3}
        )
        await reading.press(key)
        await reading.until(lambda: reading.screen == "SaveSearchScreen")
        assert reading.app.screen.query_one(Input).value == "New sports"
        await name_it(reading, "Sports")
        assert config_file().read_text("utf-8") == MINE + line.replace("New sports", "Sports")
        await reading.press(key)
        await name_it(reading, "")
        assert config_file().read_text("utf-8") == MINE
        assert "Removed “Sports”" in reading.messages
        assert dict(reading.main.saved_searches.texts) == {"World": "in:world"}


async def test_the_dialog_says_what_a_name_does(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, config=MINE) as reading:
        await search(reading, "tide")
        await reading.press("plus")
        await reading.until(lambda: reading.screen == "SaveSearchScreen")

        def remark() -> str:
            return str(reading.app.screen.query_one("#remark").render())

        assert "The sidebar lists it" in remark()
        await reading.press(*"World")
        assert "Enter replaces it" in remark()
        await reading.press("ctrl+u", "enter")
        assert "Type a name" in remark()
        await reading.press("escape")
        assert reading.screen == "MainScreen"
        assert config_file().read_text("utf-8") == MINE


async def test_a_search_cannot_have_the_name_of_a_view(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search(reading, "in:sports")
        await reading.press("plus")
        await reading.until(lambda: reading.screen == "SaveSearchScreen")
        await reading.press("ctrl+u", *"unread", "enter")
        remark = reading.app.screen.query_one("#remark").render()
        assert str(remark) == "The sidebar has a view of this name. Type another one."
        await reading.press("space", *"sports", "enter")
        await reading.until(lambda: reading.screen == "MainScreen")
        assert list(reading.main.saved_searches.texts) == ["unread sports"]


@in_each_pane
async def test_without_a_search_a_feed_is_added(news: Path, open_reader: Open, pane: Pane) -> None:
    async with open_reader(news, posts=6, size=(160, 40)) as reading:
        await enter(reading, pane)
        await reading.press("plus")
        await reading.until(lambda: reading.screen == "AddFeedScreen")


async def test_one_value_of_the_sidebar_is_no_search_to_save(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, size=(160, 40)) as reading:
        await go_to(reading, "sports")
        await reading.press("plus")
        await reading.until(lambda: reading.screen == "AddFeedScreen")


async def test_a_plus_can_be_typed_in_the_box(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("slash", "C", "plus", "plus")
        assert reading.main.prompts.search.value == "C++"
        assert reading.screen == "MainScreen"


async def test_a_search_is_saved_while_its_article_is_read(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search(reading, "in:sports")
        await enter(reading, Pane.ARTICLE)
        await reading.press("plus")
        await name_it(reading, "Sports")
        assert tomllib.loads(config_file().read_text("utf-8"))["searches"] == {
            "Sports": "in:sports"
        }


async def test_a_file_that_cannot_be_changed_is_reported(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        config_file().write_text("measure 60", "utf-8")
        await search(reading, "in:sports")
        await reading.press("plus")
        await name_it(reading, "Sports")
        assert "is not valid TOML" in reading.messages
        assert config_file().read_text("utf-8") == "measure 60"
        assert not reading.main.saved_searches.texts


async def test_the_numbers_follow_the_marks_and_the_files(news: Path, open_reader: Open) -> None:
    config = '[searches]\n"Sports" = "in:sports"\n"Starred" = "is:starred"\n'
    async with open_reader(news, posts=6, config=config) as reading:
        saved = reading.main.saved_searches
        await reading.until(lambda: saved.unread == {"Sports": 3, "Starred": 0})
        await reading.press("u", "j", "s")
        await reading.until(lambda: saved.unread == {"Sports": 2, "Starred": 1})
        (news / "gamma.md").unlink()
        await reading.press("r")
        await reading.until(lambda: saved.unread == {"Sports": 1, "Starred": 1})


async def test_what_is_selected_in_the_sidebar_is_saved_and_listed_there(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, size=(160, 40)) as reading:
        await go_to(reading, "sports")
        await reading.press("enter")
        await go_to(reading, "latest")
        await reading.press("plus")
        await reading.until(lambda: reading.screen == "SaveSearchScreen")
        assert reading.app.screen.query_one(Input).value == "sports · latest"
        await name_it(reading, "My teams")
        assert tomllib.loads(config_file().read_text("utf-8"))["searches"] == {
            "My teams": 'in:"sports" in:"latest"'
        }
        await reading.until(lambda: reading.main.saved_searches.unread == {"My teams": 2})
        await reading.press("0")
        await go_to(reading, "My teams")
        await reading.until(lambda: reading.titles == ["Alpha", "Gamma"])
        await reading.press("plus")
        await name_it(reading, "")
        assert "My teams" not in reading.text_of("Sidebar")
