"""Opening one file: its article is shown at once, and its folder is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Open, write_post


@pytest.mark.parametrize("size", [(50, 20), (80, 24), (100, 30), (130, 40)])
async def test_its_article_is_shown_and_the_list_selects_it(
    news: Path, open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(news, posts=6, opens=news / "delta.md", size=size) as reading:
        assert reading.focused == "ArticlePane"
        await reading.until(lambda: reading.article == "delta.md")
        await reading.until(lambda: reading.highlighted == "Delta")
        assert reading.focused == "ArticlePane"
        await reading.press("J")
        await reading.until(lambda: reading.article == "epsilon.md")
        await reading.press("h")
        assert reading.focused == "PostList"


async def test_it_stays_open_if_the_folder_has_an_index(
    news: Path, open_reader: Open, tmp_path: Path
) -> None:
    for _ in range(2):
        async with open_reader(
            news, posts=6, opens=news / "zeta.md", cache=tmp_path / "cache"
        ) as reading:
            await reading.until(lambda: reading.highlighted == "Zeta")
            await reading.until(lambda: reading.article == "zeta.md")


async def test_a_file_that_is_not_a_post_is_shown(news: Path, open_reader: Open) -> None:
    note = news / "README.md"
    note.write_text("# A note\n\nNot a post, and wanted.\n", "utf-8")
    async with open_reader(news, posts=6, opens=note) as reading:
        await reading.until(lambda: reading.article == "README.md")
        await reading.until(lambda: reading.main.library.times_loaded > 0)
        assert "Not a post, and wanted." in reading.text_of("ArticlePane")
        assert reading.article == "README.md"
        await reading.press("J")
        await reading.until(lambda: reading.article == "beta.md")


async def test_a_draft_is_shown(news: Path, open_reader: Open) -> None:
    draft = write_post(
        news, "draft.md", title="Draft", day="2026-06-09", categories="x", more="draft: true\n"
    )
    async with open_reader(news, posts=6, opens=draft) as reading:
        await reading.until(lambda: reading.main.library.times_loaded > 0)
        await reading.until(lambda: reading.article == "draft.md")


async def test_a_missing_file_is_reported(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, opens=news / "gone.md") as reading:
        assert "gone" in reading.messages
        await reading.press("j")
        assert reading.highlighted == "Beta"
