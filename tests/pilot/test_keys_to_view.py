"""The keys that change the view, open a dialog or quit."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from PIL import Image
from textual.widgets import Input

from reader.settings import load_settings
from reader.tui import job_control
from reader.tui.panes import Pane

from .conftest import Open, write_post
from .keys import in_each_pane, keys_of


@keys_of("view.sidebar")
async def test_the_sidebar_is_shown_and_hidden(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6, size=(100, 30)) as reading:
        assert reading.main.panes.visible == {Pane.LIST, Pane.ARTICLE}
        await reading.press(key)
        assert reading.main.panes.visible == set(Pane)
        assert reading.focused == "Sidebar"
        await reading.press(key)
        assert reading.main.panes.visible == {Pane.LIST, Pane.ARTICLE}
        assert reading.focused == "PostList"


@in_each_pane
@keys_of("view.sort")
async def test_a_key_cycles_through_the_orders(
    news: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        reading.main.panes.enter(pane)
        newest = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]
        oldest = ["Beta", "Alpha", "Zeta", "Epsilon", "Delta", "Gamma"]
        by_title = ["Alpha", "Beta", "Delta", "Epsilon", "Gamma", "Zeta"]
        for order in (oldest, by_title, newest, newest):
            await reading.press(key)
            assert reading.titles == order


async def test_unread_posts_are_listed_first(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("backslash", "backslash", "backslash")
        assert "Unread first" in reading.text_of("PostList")
        await reading.press("j", "j", "u")
        # A post that was just read stays in its place until the list is shown again.
        assert reading.highlighted == "Gamma"
        assert reading.titles[2] == "Gamma"
        await reading.press("1", "0")
        assert reading.titles == ["Alpha", "Beta", "Delta", "Epsilon", "Zeta", "Gamma"]
        assert "Read ─" in reading.text_of("PostList")


@keys_of("view.problems")
async def test_problems_and_back(news: Path, open_reader: Open, key: str) -> None:
    write_post(news, "eta.md", title="Eta", day="2026-02-30", categories="local")
    async with open_reader(news, posts=7) as reading:
        await reading.press(key)
        assert reading.screen == "ProblemsScreen"
        shown = reading.text_of("ProblemList")
        assert "eta.md:4" in shown
        assert "2026-02-30" in shown
        await reading.press("enter")
        assert reading.screen == "MainScreen"
        assert reading.highlighted == "Eta"
        await reading.until(lambda: reading.article == "eta.md")


@keys_of("view.themes")
async def test_a_theme_is_chosen_and_remembered(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press(key)
        assert reading.screen == "ChooserScreen"
        await reading.pilot.press(*"gruvbox")
        await reading.until(lambda: len(reading.palette) == 1)
        await reading.press("enter")
        await reading.until(lambda: reading.app.theme == "gruvbox")
    assert load_settings(reading.settings_folder).settings.theme == "gruvbox"
    async with open_reader(news, posts=6) as reading:
        assert reading.app.theme == "gruvbox"


@keys_of("view.reread")
async def test_the_folder_is_reloaded_and_the_cursor_stays(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", "j")
        assert reading.highlighted == "Gamma"
        write_post(news, "new.md", title="New", day="2026-06-09-10-00-00", categories="local")
        (news / "zeta.md").unlink()
        await reading.press(key)
        await reading.until(lambda: reading.main.catalogue.get("new.md") is not None)
        assert len(reading.main.catalogue) == 6
        assert reading.highlighted == "Gamma"


@in_each_pane
@keys_of("app.palette")
async def test_palette(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        reading.main.panes.enter(pane)
        await reading.press(key)
        assert reading.screen == "ChooserScreen"
        await reading.press("escape")
        assert reading.main.pane is pane


@in_each_pane
@keys_of("app.help")
async def test_help(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        reading.main.panes.enter(pane)
        await reading.press(key)
        assert reading.screen == "HelpScreen"
        await reading.press("escape")
        assert reading.screen == "MainScreen"
        assert reading.main.pane is pane


@in_each_pane
@keys_of("app.quit")
async def test_quit_at_once(news: Path, open_reader: Open, pane: Pane, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        reading.main.panes.enter(pane)
        await reading.press(key)
        assert reading.app.return_code == 0


@keys_of("app.quit")
async def test_a_dialog_is_closed_first(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("exclamation_mark", key)
        assert reading.screen == "MainScreen"
        assert reading.app.return_code is None


DIALOGS = (
    *(["question_mark"], ["colon"], ["T"], ["exclamation_mark"], ["t"], ["O"], ["v"], ["at"]),
    *(["E"], ["a"], ["E", "i"], ["slash"], ["slash", "a", "enter", "plus"], ["enter", "V"]),
)
"""Keys that open a dialog or a text box."""


@keys_of("app.quit_anywhere")
@pytest.mark.parametrize("opening", DIALOGS, ids=" ".join)
async def test_quit_from_every_dialog(
    news: Path, open_reader: Open, opening: list[str], key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("enter", *opening, key)
        assert reading.app.return_code == 0


@keys_of("app.copy")
async def test_without_a_selection_the_key_to_copy_says_which_key_quits(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press(key)
        assert reading.messages == "No text is selected. Ctrl+Q quits."
        await reading.press("question_mark", *"mark", key)
        assert reading.messages == "No text is selected. Ctrl+Q quits."
        await reading.press("shift+home", key)
        assert reading.app.clipboard == "mark"
        assert reading.messages == ""


@keys_of("app.help")
async def test_a_dialog_shows_its_own_keys(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("v")
        await reading.until(lambda: reading.screen == "FrontMatterScreen")
        await reading.press(key)
        await reading.until(lambda: reading.screen == "HelpScreen")
        keys = str(reading.app.screen.query_one("#keys").render())
        assert "In this dialog" in keys
        assert "Scroll down" in keys
        assert "Mark as read" not in keys
        assert "Ctrl+Q" in keys
        await reading.press("escape")
        assert reading.screen == "FrontMatterScreen"


async def test_a_question_mark_is_text_in_a_dialog_with_a_box(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("colon", "question_mark")
        assert reading.screen == "ChooserScreen"
        assert reading.app.screen.query_one(Input).value == "?"
        await reading.press("f1")
        await reading.until(lambda: reading.screen == "HelpScreen")
        await reading.press("f1")
        await reading.until(lambda: reading.screen == "ChooserScreen")


@keys_of("view.images")
async def test_images_are_shown_and_hidden(news: Path, open_reader: Open, key: str) -> None:
    Image.new("RGB", (60, 20), "red").save(news / "quay.png")
    write_post(
        news,
        "quay.md",
        title="Quay",
        day="2026-06-20",
        categories="x",
        body="![The quay](quay.png)",
    )
    async with open_reader(news, posts=7) as reading:
        reading.main.post_list.highlight(reading.main.catalogue.posts[0])
        await reading.until(lambda: "▀▀▀" in reading.text_of("ArticlePane"))
        assert "The quay" in reading.text_of("ArticlePane")
        await reading.press(key)
        await reading.until(lambda: "▀▀▀" not in reading.text_of("ArticlePane"))
        assert "Images are hidden" in reading.messages
        await reading.press(key)
        await reading.until(lambda: "▀▀▀" in reading.text_of("ArticlePane"))


async def test_pictures_fit_the_height_of_the_pane(news: Path, open_reader: Open) -> None:
    Image.new("RGB", (60, 200), "red").save(news / "quay.png")
    write_post(
        news, "quay.md", title="Quay", day="2026-06-20", categories="x", body="![Q](quay.png)"
    )

    def rows() -> int:
        return sum("▀" in line for line in reading.text_of("ArticlePane").splitlines())

    async with open_reader(news, posts=7) as reading:
        reading.main.post_list.highlight(reading.main.catalogue.posts[0])
        await reading.until(lambda: rows() == 14)
        await reading.resize(130, 60)
        await reading.until(lambda: rows() == 22)
        await reading.resize(130, 30)
        await reading.until(lambda: rows() == 10)


async def test_no_image_is_shown_if_the_settings_say_so(news: Path, open_reader: Open) -> None:
    Image.new("RGB", (60, 20), "red").save(news / "quay.png")
    write_post(
        news, "quay.md", title="Quay", day="2026-06-20", categories="x", body="![Q](quay.png)"
    )
    async with open_reader(news, posts=7, config="images = false\n") as reading:
        reading.main.post_list.highlight(reading.main.catalogue.posts[0])
        await reading.until(lambda: reading.article == "quay.md")
        assert "▀" not in reading.text_of("ArticlePane")


@keys_of("app.suspend")
async def test_a_key_stops_the_whole_process_group(
    news: Path, open_reader: Open, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(job_control, "has_job_control", lambda: True)
    monkeypatch.setattr(os, "kill", lambda process, number: sent.append((process, number)))
    async with open_reader(news, posts=6) as reading:
        await reading.press(key)
        assert sent == [(0, signal.SIGTSTP)]


@keys_of("view.front")
async def test_the_front_page_and_the_plain_list(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        assert reading.main.panes.visible == {Pane.SIDEBAR, Pane.LIST}
        assert "Lead story" in reading.text_of("PostList")
        await reading.press(key)
        assert reading.main.panes.visible == set(Pane)
        assert "Lead story" not in reading.text_of("PostList")
        await reading.press("2", "tab", key)
        assert reading.main.panes.visible == {Pane.SIDEBAR, Pane.LIST}
        assert reading.focused == "PostList"
        assert "Lead story" in reading.text_of("PostList")
    async with open_reader(news, posts=6, size=(79, 30), has_front=True) as reading:
        await reading.press(key)
        assert "needs 80 columns" in reading.messages
