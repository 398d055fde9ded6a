"""Counts in the header and over the lists: they are those of all posts, or there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Open, Reading, write_post

MANY = 350


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of more posts than a search shows first, all in one category."""
    folder = tmp_path / "many"
    for number in range(MANY):
        write_post(
            folder,
            f"{number}.md",
            title=f"Minutes of the harbour council, session {number}",
            day=f"2024-01-{number % 28 + 1:02}",
            categories="minutes",
            body=f"The quay was crowded on day {number}.",
        )
    return folder


async def search(reading: Reading, text: str) -> None:
    """Search for a text, and wait for all posts that match."""
    reading.main.action_search()
    reading.main.prompts.search.value = text

    def is_found() -> bool:
        results = reading.main.search.results
        return results is not None and results.text == text and results.is_complete

    await reading.until(is_found)
    await reading.press("enter")


async def test_all_posts_that_match_are_listed_and_counted(
    many: Path, open_reader: Open, tmp_path: Path
) -> None:
    async with open_reader(many, posts=MANY, cache=tmp_path / "cache") as reading:
        await reading.until(lambda: reading.main.library.is_indexed)
        await search(reading, "quay")
        assert reading.main.masthead.status == f"1 of {MANY}"
        assert reading.text_of("PostList").splitlines()[0].endswith(f" {MANY}")
        await reading.until(lambda: "The quay was crowded" in reading.text_of("PostList"))
        # A load that ends meanwhile searches again, and lists the first posts before all of them.
        for _ in range(20):
            await reading.press("G")
            if reading.main.masthead.status == f"{MANY} of {MANY}":
                break
        assert reading.main.masthead.status == f"{MANY} of {MANY}"
        last = Path(reading.main.post_list.posts[-1].path).stem
        await reading.until(lambda: f"crowded on day {last}." in reading.text_of("PostList"))


async def test_hidden_posts_are_counted_listed_and_say_why(news: Path, open_reader: Open) -> None:
    draft = write_post(
        news, "plan.md", title="Plan", day="2026-05-01", categories="local", more="draft: true\n"
    )
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.main.masthead.status == "1 of 6 · 6 unread · 1 hidden")
        await search(reading, "is:hidden")
        assert reading.main.masthead.status == "1 of 1"
        assert reading.highlighted == "Plan"
        assert "hidden: draft" in reading.text_of("PostList")
        await reading.press("enter")
        await reading.until(lambda: reading.article == draft.name)
        await reading.until(lambda: "hidden: draft" in reading.text_of("ArticlePane"))


async def test_a_front_page_does_not_pretend_to_be_all_posts(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, has_front=True) as reading:
        await reading.until(lambda: reading.main.masthead.status == "6 posts · 6 unread")
        await reading.press("j")
        assert reading.main.masthead.status == "6 posts · 6 unread"
        await reading.press("F")
        assert reading.main.masthead.status.startswith("1 of 6 · ")


async def test_rows_can_be_told_apart(many: Path, open_reader: Open) -> None:
    async with open_reader(many, posts=MANY, size=(60, 24)) as reading:
        rows = reading.text_of("PostList").splitlines()[1:]
        assert len({row.split("…")[-1] for row in rows}) == len(rows) > 15
        assert not any("minutes" in row for row in rows)
