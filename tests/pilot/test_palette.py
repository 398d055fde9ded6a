"""The palette: commands, posts, categories, tags, authors, themes and settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from reader.settings import RemoteImages, load_settings
from reader.text.dates import DateForm
from reader.tui.bindings import COMMANDS, SEARCH
from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post
from .keys import enter


async def search_palette(reading: Reading, query: str, choice: str) -> None:
    """Open the palette, type a query, and wait for a choice."""
    await reading.press("colon")
    await reading.pilot.press(*(key if key != " " else "space" for key in query))
    await reading.until(lambda: any(choice in line for line in reading.palette))


async def test_a_post_is_found_by_a_word_of_its_title(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search_palette(reading, "epsi", "Epsilon")
        await reading.press("enter")
        await reading.until(lambda: reading.article == "epsilon.md")
        assert reading.highlighted == "Epsilon"
        assert reading.focused == "ArticlePane"


async def test_a_post_outside_the_category_is_found(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("2")
        assert "Zeta" not in reading.titles
        await search_palette(reading, "zeta", "Zeta")
        await reading.press("enter")
        await reading.until(lambda: reading.article == "zeta.md")
        assert reading.category == "All"


async def test_a_category_is_found(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search_palette(reading, "worl", "world  2 posts  category")
        await reading.press("enter")
        await reading.until(lambda: reading.category == "world")
        assert reading.titles == ["Beta", "Epsilon"]
        assert reading.focused == "PostList"


@pytest.mark.parametrize(
    "name",
    [
        command.tooltip
        for command in COMMANDS
        if command.group not in ("Move", "App")
        and command.where != SEARCH
        and "{key}" not in command.action
    ],
)
async def test_an_empty_query_lists_every_command(news: Path, open_reader: Open, name: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("colon")
        await reading.until(lambda: any(name in line for line in reading.palette))


async def test_a_chosen_command_runs(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search_palette(reading, "reading mode", "Reading mode")
        await reading.press("enter")
        await reading.until(lambda: not reading.main.post_list.display)


async def test_the_palette_does_not_open_over_a_dialog(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("question_mark", "ctrl+p")
        await reading.pilot.pause()
        assert reading.screen in ("HelpScreen", "ChooserScreen")
        await reading.press("escape", "escape")
        assert reading.screen == "MainScreen"


async def test_a_chosen_tag_and_author_list_their_posts(tmp_path: Path, open_reader: Open) -> None:
    folder = tmp_path / "harbour"
    for number in range(3):
        write_post(
            folder,
            f"{number}.md",
            title=f"Post{number}",
            day=f"2026-06-0{number + 1}",
            categories="local",
            more="tags: [low tide]\nauthor: Nora Quay\n" if number else "",
        )
    async with open_reader(folder, posts=3) as reading:
        for query, choice in (("#low", "low tide  2 posts  tag"), ("@no", "Nora Quay  2 posts")):
            await search_palette(reading, query, choice)
            await reading.press("enter")
            await reading.until(lambda: reading.titles == ["Post2", "Post1"])
            assert reading.focused == "PostList"
            await reading.press("0")
            await reading.until(lambda: len(reading.titles) == 3)


@pytest.mark.parametrize(
    ("query", "choice", "titles"),
    [
        ("featured", "Featured  is:featured  view", ["Alpha", "Beta"]),
        ("games", "Games  in:sports on:2026-06-03  view", ["Delta"]),
    ],
)
async def test_a_chosen_view_or_saved_search_lists_its_posts(
    news: Path, open_reader: Open, query: str, choice: str, titles: list[str]
) -> None:
    config = '[searches]\nGames = "in:sports on:2026-06-03"\n'
    async with open_reader(news, posts=6, config=config) as reading:
        await search_palette(reading, query, choice)
        await reading.press("enter")
        await reading.until(lambda: sorted(reading.titles) == titles)
        assert reading.focused == "PostList"


async def test_a_chosen_theme_is_used_and_saved(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search_palette(reading, "broadsheet light", "broadsheet-light  light  theme")
        await reading.press("enter")
        await reading.until(lambda: reading.app.theme == "broadsheet-light")
        assert load_settings(reading.settings_folder).settings.theme == "broadsheet-light"


async def test_the_setting_of_the_theme_lists_the_themes(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search_palette(reading, "theme", f"Theme  {reading.app.theme}  setting")
        await reading.press("enter")
        await reading.until(lambda: "tokyo-night  dark" in reading.palette)


async def test_a_switch_shows_its_value_and_is_changed_at_once(
    news: Path, open_reader: Open
) -> None:
    title = "List and sidebar keep their widths beside an article"
    async with open_reader(news, posts=6, size=(120, 40)) as reading:
        await enter(reading, Pane.ARTICLE)
        width = reading.main.post_list.outer_size.width
        await search_palette(reading, "keep their", f"{title}  off  setting")
        await reading.press("enter")
        await reading.until(lambda: reading.messages == f"{title}: on.")
        assert reading.main.post_list.outer_size.width != width
        assert load_settings(reading.settings_folder).settings.pin_panes
        await search_palette(reading, "keep their", f"{title}  on  setting")
        await reading.press("enter")
        await reading.until(lambda: reading.main.post_list.outer_size.width == width)


@pytest.mark.parametrize(
    ("query", "value", "name", "saved"),
    [
        ("line length", "60", "measure", 60),
        ("dates of", "age only", "dates", DateForm.RELATIVE),
        ("images from the web", "never", "remote_images", RemoteImages.NEVER),
    ],
)
async def test_a_value_is_chosen_from_a_list(
    news: Path, open_reader: Open, query: str, value: str, name: str, saved: object
) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.ARTICLE)
        await search_palette(reading, query, "setting")
        await reading.press("enter")
        await reading.until(lambda: any(line.endswith("current") for line in reading.palette))
        await reading.pilot.press(*(key if key != " " else "space" for key in value))
        await reading.until(lambda: len(reading.palette) == 1)
        await reading.press("enter")
        await reading.until(lambda: value in reading.messages)
        assert getattr(load_settings(reading.settings_folder).settings, name) == saved
        if name == "measure":
            await reading.until(lambda: reading.longest_line("ArticlePane") <= 60)
        if name == "dates":
            await reading.until(lambda: "2026" not in reading.text_of("ArticlePane"))


@pytest.mark.parametrize("query", ["images in", "front page"])
async def test_images_and_the_front_page_are_switched_off(
    news: Path, open_reader: Open, query: str
) -> None:
    async with open_reader(news, posts=6, size=(160, 40), has_front=True) as reading:
        assert reading.main.listing.is_front_page
        await search_palette(reading, query, "on  setting")
        await reading.press("enter")
        await reading.until(lambda: ": off." in reading.messages)
        assert reading.main.listing.is_front_page is query.startswith("images")


async def test_what_was_chosen_is_first_in_the_next_palette(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await search_palette(reading, "zeta", "Zeta")
        await reading.press("enter")
        await reading.until(lambda: reading.article == "zeta.md")
        await search_palette(reading, "choose a theme", "Choose a theme")
        await reading.press("enter")
        await reading.until(lambda: reading.app.screen.query_one(Input).value == "")
        await reading.press("escape")
    async with open_reader(news, posts=6) as reading:
        await reading.press("ctrl+p")
        await reading.until(lambda: bool(reading.palette))
        assert reading.palette[0].startswith("Choose a theme")
        assert reading.palette[1].startswith("Zeta")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_kind_is_at_the_right(
    news: Path, open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(news, posts=6, size=size) as reading:
        await search_palette(reading, "worl", "world")
        line = reading.text_of("ChoiceList").splitlines()[0]
        assert line.endswith("2 posts  category")
        assert len(line) <= size[0]
