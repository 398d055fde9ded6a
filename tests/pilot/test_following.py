"""Watching: changes that other programs make to the folder are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.posts.loading import watch
from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post
from .keys import enter_middle, place


def move(folder: Path, target: Path) -> None:
    folder.rename(target)


async def watched(reading: Reading) -> None:
    """Wait until the folder is watched, which starts with a second load."""
    await reading.until(lambda: reading.main.library.times_loaded >= 2)


async def test_a_new_post_appears_and_the_cursor_stays(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await watched(reading)
        await reading.press("j", "j")
        write_post(news, "new.md", title="New", day="2026-06-09-10-00-00", categories="local")
        await reading.until(lambda: "New" in reading.titles)
        assert reading.highlighted == "Gamma"
        assert reading.text_of("Masthead").endswith("4 of 7 · 7 unread")


@pytest.mark.parametrize(("width", "stays"), [(160, True), (70, False)])
async def test_a_new_post_does_not_replace_the_article_beside_an_untouched_list(
    news: Path, open_reader: Open, width: int, stays: bool
) -> None:
    async with open_reader(news, posts=6, size=(width, 30), has_front=False) as reading:
        await watched(reading)
        write_post(news, "new.md", title="New", day="2026-06-09-10-00-00", categories="local")
        await reading.until(lambda: "New" in reading.titles)
        assert reading.main.panes.shows_article is stays
        assert reading.highlighted == ("Alpha" if stays else "New")


async def test_changed_renamed_and_deleted_posts_are_shown(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await watched(reading)
        (news / "zeta.md").unlink()
        await reading.until(lambda: "Zeta" not in reading.titles)
        (news / "delta.md").rename(news / "moved.md")
        await reading.until(lambda: reading.main.catalogue.get("moved.md") is not None)
        assert "Delta" in reading.titles
        # Some editors replace the file by a new one.
        write_post(news, "4913", title="Renewed", day="2026-06-02", categories="world")
        (news / "4913").rename(news / "epsilon.md")
        await reading.until(lambda: "Renewed" in reading.titles)
        assert "Epsilon" not in reading.titles


async def test_the_post_after_a_deleted_one_is_selected(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await watched(reading)
        await reading.press("j", "j", "j")
        assert reading.highlighted == "Delta"
        (news / "delta.md").unlink()
        await reading.until(lambda: reading.highlighted == "Epsilon")
        assert "Delta" not in reading.titles
        await reading.until(lambda: reading.article == "epsilon.md")


async def test_a_folder_that_is_moved_in_is_loaded(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await watched(reading)
        outside = news.with_name("outside")
        write_post(outside, "a.md", title="Arrived", day="2026-06-20", categories="local")
        outside.rename(news / "inside")
        await reading.until(lambda: "Arrived" in reading.titles)


async def test_the_open_article_is_reloaded_at_its_position(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter_middle(reading, Pane.ARTICLE)
        await watched(reading)
        before = place(reading, Pane.ARTICLE)
        path = news / "alpha.md"
        path.write_text(path.read_text() + "\n\nA last word.\n")
        await reading.until(lambda: reading.main.article_pane.path == str(path))
        await reading.press("G")
        await reading.until(lambda: "A last word." in reading.text_of("ArticlePane"))
        assert before > 0


async def test_a_failure_to_watch_is_reported(
    news: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError("too many folders")

    monkeypatch.setattr(watch, "watch_folders", fail)
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: "too many folders" in reading.messages)
        write_post(news, "new.md", title="New", day="2026-06-09", categories="local")
        await reading.press("r")
        await reading.until(lambda: "New" in reading.titles)


async def test_a_touched_file_does_not_change_the_article(news: Path, open_reader: Open) -> None:
    write_post(
        news, "eta.md", title="Eta", day="2026-07-01", categories="far", body="A [link](zeta.md)."
    )
    async with open_reader(news, posts=7) as reading:
        await watched(reading)
        post = reading.main.catalogue.get("eta.md")
        assert post is not None
        reading.main.navigator.open_post(post)
        await reading.until(lambda: reading.article == "eta.md")
        await reading.press("f")
        first, layout = reading.main.library.times_loaded, reading.main.article_pane.layout_shown
        (news / "eta.md").touch()
        await reading.until(lambda: reading.main.library.times_loaded > first)
        await reading.press("a")
        await reading.until(lambda: reading.article == "zeta.md")
        assert reading.main.article_pane.layout_shown is not layout


async def test_an_article_stays_open_until_its_file_is_back(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter_middle(reading, Pane.ARTICLE)
        await watched(reading)
        pane, path = reading.main.article_pane, news / "alpha.md"
        before = pane.position
        backup = path.rename(path.with_name("alpha.md~"))
        await reading.until(lambda: "alpha.md is missing" in reading.messages)
        await reading.until(lambda: "file missing" in reading.text_of("Masthead"))
        assert (reading.article, pane.position) == ("alpha.md", before)
        path.write_text(backup.read_text().replace("## Part 8", "## Renewed"))
        await reading.until(lambda: "file missing" not in reading.text_of("Masthead"))
        await reading.until(lambda: pane.position == before)
        assert "Renewed" in [heading.text for heading in reading.main.article.headings]


async def test_an_article_whose_file_is_renamed_stays_open(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await watched(reading)
        await reading.press("j", "j", "enter", "s")
        await reading.until(lambda: reading.article == "gamma.md")
        (news / "gamma.md").rename(news / "other.md")
        await reading.until(lambda: reading.article == "other.md")
        assert reading.highlighted == "Gamma"
        assert reading.main.pane is Pane.ARTICLE
        assert not reading.main.article.missing


async def test_a_folder_that_returns_is_loaded_without_a_key(
    news: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "ABSENCE_DELAY", 0.0)
    async with open_reader(news, posts=6) as reading:
        await watched(reading)
        await reading.press("j", "j")
        move(news, news.with_name("away"))
        await reading.until(lambda: "news is missing" in reading.text_of("Masthead"))
        assert reading.highlighted == "Gamma"
        move(news.with_name("away"), news)
        write_post(news, "new.md", title="New", day="2026-06-09-10-00-00", categories="local")
        await reading.until(lambda: "New" in reading.titles)
        assert reading.highlighted == "Gamma"
        assert "missing" not in reading.text_of("Masthead")
