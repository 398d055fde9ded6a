"""The keys that select several posts in the list, and the commands that apply to all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui import post_actions
from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post
from .keys import enter, in_each_pane, keys_of

ALL = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]


def selected(reading: Reading) -> list[str]:
    """Titles of the posts that the list shows as selected."""
    lines = reading.text_of("PostList").splitlines()
    words = [line.split() for line in lines if "✓" in line]
    return [word for line in words for word in line if word in ALL]


def count(reading: Reading) -> str:
    """The number in the frame of the list."""
    return str(reading.main.post_list.border_subtitle or "")


@keys_of("pick.one")
async def test_single_posts_are_selected_and_dropped(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press(key, "j", key)
        assert selected(reading) == ["Alpha", "Gamma"]
        assert reading.highlighted == "Delta"
        assert count(reading) == "2 selected"
        await reading.press("k", key)
        assert selected(reading) == ["Alpha"]
        assert count(reading) == "1 selected"
        await reading.press("escape")
        assert (selected(reading), count(reading)) == ([], "")
        assert reading.focused == "PostList"


@keys_of("pick.range")
async def test_a_range_grows_with_the_cursor(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", key, "j", "j")
        assert selected(reading) == ["Beta", "Gamma", "Delta"]
        await reading.press("k")
        assert selected(reading) == ["Beta", "Gamma"]
        await reading.press(key, "j", "j", key, "G")
        assert selected(reading) == ["Beta", "Gamma", "Epsilon", "Zeta"]
        await reading.press("escape", "j")
        assert selected(reading) == []


@in_each_pane
@keys_of("pick.one")
async def test_posts_are_selected_in_the_list_only(
    news: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(news, posts=6, size=(160, 40)) as reading:
        await enter(reading, pane)
        await reading.press(key)
        is_list = pane is Pane.LIST
        assert (selected(reading) == ["Alpha"]) is is_list
        assert ("selected in the list" in reading.messages) is not is_list


async def test_marks_apply_to_all_selected_posts_and_are_undone_at_once(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("u", "V", "j", "j", "u")
        assert reading.unread == ALL[3:]
        assert "2 posts marked read. U undoes it." in reading.messages
        await reading.press("u")
        assert reading.unread == ALL
        await reading.press("j")  # the range has ended
        assert selected(reading) == ALL[:3]
        await reading.press("U")
        assert reading.unread == ALL[3:]
        await reading.press("U")
        assert reading.unread == ALL[1:]
        await reading.press("s", "w")
        marks = [reading.main.marks.mark_for(post) for post in reading.main.post_list.posts]
        assert [mark.is_starred for mark in marks] == [True] * 3 + [False] * 3
        assert [mark.later for mark in marks] == [1, 2, 3, None, None, None]
        for undone in ("3 posts added to Later", "3 posts starred", "“Alpha” marked read"):
            await reading.press("U")
            assert f"Undone: {undone}" in reading.messages
        assert reading.unread == ALL


async def test_links_of_selected_posts_are_copied_and_opened(
    news: Path, open_reader: Open, opened: list[str]
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("x", "x", "y")
        path = str(news / "beta.md")
        assert reading.app.clipboard == f"https://example.org/alpha\n{path}"
        await reading.press("Y")
        assert reading.app.clipboard.count("---\ntitle: ") == 2
        assert "Copied the Markdown source of 2 posts" in reading.messages
        await reading.press("o")
        assert opened == ["https://example.org/alpha"]
        await reading.press("escape", "j", "x", "x", "o")
        assert "These posts have no link" in reading.messages


async def test_many_pages_are_opened_after_a_question(
    news: Path, open_reader: Open, opened: list[str]
) -> None:
    for name in ALL[1:]:
        link = f"link: https://{name.lower()}.example\n"
        day, categories = "2026-06-05", "latest"
        write_post(
            news, f"{name.lower()}.md", title=name, day=day, categories=categories, more=link
        )
    async with open_reader(news, posts=6) as reading:
        await reading.press("V", "G", "o")
        assert reading.screen == "ConfirmScreen"
        assert "Open 6 pages" in str(reading.app.screen.query_one("#question").render())
        await reading.press("escape")
        assert (reading.screen, opened) == ("MainScreen", [])
        await reading.press("o", "enter")
        await reading.until(lambda: len(opened) == 6)
        assert opened[1] == "https://beta.example"
        assert "Opening 6 pages" in reading.messages


async def test_there_are_limits_to_what_is_opened_and_copied(
    news: Path, open_reader: Open, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post_actions, "MAX_LINKS", 0)
    monkeypatch.setattr(post_actions, "MAX_SOURCES", 5)
    async with open_reader(news, posts=6) as reading:
        await reading.press("V", "G", "o")
        assert "At most 0 pages are opened at once" in reading.messages
        await reading.press("Y")
        assert "At most 5 sources are copied at once" in reading.messages
        assert (opened, reading.app.clipboard) == ([], "")


@pytest.mark.parametrize("key", ["e", "v"])
async def test_some_commands_need_a_single_post(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("x", "x", key)
        assert reading.screen == "MainScreen"
        assert "one post at a time" in reading.messages


async def test_another_list_ends_the_selection_and_a_reload_does_not(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", "x", "x")
        (news / "alpha.md").unlink()
        await reading.press("r")
        await reading.until(lambda: len(reading.main.catalogue) == 5)
        assert selected(reading) == ["Beta", "Gamma"]
        await reading.press("backslash")
        assert sorted(selected(reading)) == ["Beta", "Gamma"]
        await reading.press("1")
        assert (selected(reading), count(reading)) == ([], "")
        await reading.press("x", "slash", *"beta")
        await reading.until(lambda: reading.titles == ["Beta"])
        assert selected(reading) == []


async def test_found_posts_and_those_of_the_front_page_are_selected(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, size=(160, 50), has_front=True) as reading:
        await reading.press("x", "x")
        assert [post.title for post in reading.main.picking.picked.posts] == ["Alpha", "Beta"]
        assert reading.text_of("PostList").count("✓") == 2
        await reading.press("u")
        assert not any(map(reading.main.marks.is_unread, reading.main.post_list.posts[:2]))
        await reading.press("slash", *"in", "colon", *"sports", "enter")
        await reading.until(lambda: len(reading.titles) == 3)
        await reading.press("V", "G", "s", "escape")
        assert reading.main.search.text
        assert reading.text_of("PostList").count("★") == 3
        await reading.press("escape")
        assert not reading.main.search.text


@keys_of("mark.below")
async def test_all_posts_below_the_cursor_are_marked_as_read(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", "j", key)
        assert reading.unread == ALL[:3]
        assert "3 posts below the cursor marked read" in reading.messages
        await reading.press(key)
        assert "Every post below the cursor is read already" in reading.messages
        await reading.press("U")
        assert reading.unread == ALL
        await reading.press("G", key)
        assert "the last post of the list" in reading.messages
        assert reading.unread == ALL


@pytest.mark.parametrize("pane", [Pane.SIDEBAR, Pane.ARTICLE])
async def test_only_in_the_list_there_are_posts_below(
    news: Path, open_reader: Open, pane: Pane
) -> None:
    async with open_reader(news, posts=6, size=(160, 40)) as reading:
        await enter(reading, pane)
        await reading.press("M")
        assert reading.unread == ALL
        assert "below the cursor of the list" in reading.messages
