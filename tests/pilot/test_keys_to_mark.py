"""The keys that mark posts, and how the list shows the marks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.store.marks import Marks
from reader.tui.panes import Pane

from .conftest import Open
from .keys import enter, in_each_pane, keys_of

ALL = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@in_each_pane
@keys_of("mark.read")
async def test_a_post_is_marked_as_read_and_as_unread(
    news: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(news, posts=6, size=(160, 40)) as reading:
        await enter(reading, pane)
        assert reading.unread == ALL
        await reading.press(key)
        assert reading.unread == ALL[1:]
        assert "5/6" in reading.text_of("Sidebar")
        assert reading.text_of("Masthead").endswith("5 unread")
        await reading.press(key)
        assert reading.unread == ALL


@keys_of("mark.star")
async def test_a_star_is_added_and_removed(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", key)
        assert "★ Beta" in reading.text_of("PostList")
        await reading.press(key)
        assert "★" not in reading.text_of("PostList")


@keys_of("mark.all")
async def test_only_the_listed_posts_are_marked_as_read(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("2", key)
        assert reading.unread == []
        assert "3 posts marked read" in reading.messages
        await reading.press("0")
        assert reading.unread == ["Beta", "Epsilon", "Zeta"]
        await reading.press("2", key)
        assert "read already" in reading.messages


@keys_of("mark.undo")
async def test_the_last_mark_is_undone(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("u", "A")
        assert reading.unread == []
        await reading.press(key)
        assert reading.unread == ALL[1:]
        await reading.press(key)
        assert reading.unread == ALL
        await reading.press(key)
        assert "nothing to undo" in reading.messages


@keys_of("view.unread")
async def test_only_unread_posts_and_those_just_read_are_listed(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("u", key)
        assert reading.titles == ALL[1:]
        assert "All · unread" in str(reading.main.post_list.border_title)
        await reading.press("u")
        assert reading.titles == ALL[1:]
        await reading.press("2", "0")
        assert reading.titles == ALL[2:]
        await reading.press("A", "2")
        assert "All of sports is read" in " ".join(reading.text_of("PostList").split())
        await reading.press(key)
        assert reading.titles == ["Alpha", "Gamma", "Delta"]


@keys_of("view.starred")
async def test_only_starred_posts(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", "j", "s", key)
        assert reading.titles == ["Gamma"]
        await reading.press("2")
        assert reading.titles == ["Gamma"]
        await reading.press("3")
        assert "No starred post in world" in " ".join(reading.text_of("PostList").split())
        await reading.press(key)
        assert reading.titles == ["Beta", "Epsilon"]


async def test_n_goes_to_unread_posts_across_categories(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("2", "A", "n")
        assert (reading.category, reading.highlighted) == ("All", "Beta")
        await reading.press("n")
        assert reading.highlighted == "Epsilon"
        await reading.press("N")
        assert reading.highlighted == "Beta"
        await reading.press("A", "n")
        assert "no unread post" in reading.messages


async def test_an_article_is_marked_as_read_after_the_dwell_time(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, config="dwell = 0.01") as reading:
        await reading.press("j", "j")
        await reading.until(lambda: reading.article == "gamma.md")
        assert reading.unread == ALL
        await reading.press("enter")
        await reading.until(lambda: reading.unread == ["Alpha", "Beta", "Delta", "Epsilon", "Zeta"])


async def test_paging_past_the_end_marks_a_post_as_read(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", "enter")
        await reading.until(lambda: reading.article == "beta.md")
        await reading.press("space")
        await reading.until(lambda: reading.article == "gamma.md")
        assert "Beta" not in reading.unread
        assert "Gamma" in reading.unread


async def test_the_end_of_an_article_leads_to_the_next_unread_post(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", "j", "u", "k", "enter")
        await reading.until(lambda: reading.article == "beta.md")
        await reading.until(lambda: "Delta" in reading.text_of("ArticlePane"))
        await reading.press("space")
        await reading.until(lambda: reading.article == "delta.md")
        # Without an unread post below, it leads to the next post.
        await reading.press("escape", "j", "u", "j", "u", "k", "enter")
        await reading.until(lambda: reading.article == "epsilon.md")
        await reading.press("space")
        await reading.until(lambda: reading.article == "zeta.md")
        await reading.press("space")
        assert "the last post of the list" in reading.messages


async def test_marks_and_the_position_are_restored_at_the_next_start(
    news: Path, open_reader: Open, data: Path
) -> None:
    async with open_reader(news, posts=6, data=data) as reading:
        await reading.press("j", "s", "u", "k")
        await enter(reading, Pane.ARTICLE)
        reading.main.article_pane.scroll_to(y=30, animate=False, immediate=True)
        await reading.pilot.pause()
        first = reading.text_of("ArticlePane").split("\n\n")[0].split()
        reading.main.keeper.leave()
    async with open_reader(news, posts=6, data=data, size=(80, 24)) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        await reading.until(lambda: reading.main.article_pane.scroll_offset.y > 0)
        shown = reading.text_of("ArticlePane")
        assert first[-1] in shown or first[0] in shown
        await reading.press("escape")
        assert "★ " in reading.text_of("PostList")
        assert reading.unread == ["Alpha", "Gamma", "Delta", "Epsilon", "Zeta"]


async def test_the_position_is_restored_in_an_edited_post(
    news: Path, open_reader: Open, data: Path
) -> None:
    async with open_reader(news, posts=6, data=data) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert "Part 3" in reading.text_of("ArticlePane").splitlines()[0]
        reading.main.article.save_position()
    path = news / "alpha.md"
    path.write_text(path.read_text("utf-8").replace("## Part 1", "New.\n\nNew.\n\n## Part 1"))
    async with open_reader(news, posts=6, data=data) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        await reading.until(lambda: "Part 3" in reading.text_of("ArticlePane"))
        lines = [line for line in reading.text_of("ArticlePane").splitlines() if line.strip()]
        assert "Part 3" in lines[0]


async def test_the_marks_of_another_running_app_are_loaded(
    news: Path, open_reader: Open, data: Path
) -> None:
    async with open_reader(news, posts=6, data=data) as reading:
        Marks(data / "marks.db").set_read(reading.main.catalogue.posts[:1], is_read=True)
        await reading.until(lambda: reading.unread == ALL[1:])
        Marks(data / "marks.db").set_read(reading.main.catalogue.posts[:2], is_read=True)
        await reading.until(lambda: reading.unread == ALL[2:])


async def test_a_renamed_post_keeps_its_marks(news: Path, open_reader: Open, data: Path) -> None:
    async with open_reader(news, posts=6, data=data) as reading:
        await reading.press("j", "j", "u")
        (news / "gamma.md").rename(news / "moved.md")
        await reading.press("r")
        await reading.until(lambda: reading.main.catalogue.get("moved.md") is not None)
        await reading.until(lambda: "Gamma" in reading.titles and "Gamma" not in reading.unread)


async def test_marks_that_cannot_be_saved_are_reported_until_they_are(
    news: Path, open_reader: Open, data: Path
) -> None:
    (data.parent / "data").write_text("", "utf-8")
    async with open_reader(news, posts=6, data=data) as reading:
        await reading.press("u")
        await reading.until(lambda: "1 mark not saved" in reading.text_of("Masthead"))
        messages = [message.text for message in reading.app.footer_messages.history]
        assert [text for text in messages if "Marks are not saved" in text] == [
            f"Marks are not saved yet: {data} cannot be used (not a directory)."
            " Make it a folder that you can write to."
        ]
        assert len(reading.unread) == 5
        await reading.press("j", "u")
        await reading.until(lambda: "2 marks not saved" in reading.text_of("Masthead"))
        (data.parent / "data").unlink()
        await reading.until(lambda: "not saved" not in reading.text_of("Masthead"))
    assert len(Marks(data / "marks.db").read_paths) == 2


async def test_a_locked_database_delays_neither_the_start_nor_a_key(
    news: Path, open_reader: Open, data: Path
) -> None:
    (data.parent / "data").mkdir()
    with closing(sqlite3.connect(data / "marks.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        async with open_reader(news, posts=6, data=data) as reading:
            await reading.press("s")
            await reading.until(lambda: "1 mark not saved" in reading.text_of("Masthead"))
            await reading.press("exclamation_mark")
            await reading.until(
                lambda: "another program has locked" in reading.text_of("ProblemList")
            )
            await reading.press("q")
            other.execute("ROLLBACK")
            await reading.until(lambda: "not saved" not in reading.text_of("Masthead"))
    assert len(Marks(data / "marks.db").starred_paths) == 1


async def test_a_search_can_use_marks(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("u", "j", "s", "slash", *"is", "colon", *"starred")
        await reading.until(lambda: reading.titles == ["Beta"])
        await reading.press("escape", "slash", *"is", "colon", *"read")
        await reading.until(lambda: reading.titles == ["Alpha"])
