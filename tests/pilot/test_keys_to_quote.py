"""Selecting paragraphs, copying them as a quote, and the commonplace book."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post
from .keys import in_each_pane, keys_of

BODY = """\
First with a [link](cup.md).

## Part two

- An *item*
- Another item

Last one.
"""


@pytest.fixture
def quotable(tmp_path: Path) -> Path:
    """A post with paragraphs of several kinds, and a long one."""
    folder = tmp_path / "quotable"
    write_post(folder, "a.md", title="Quotes", day="2026-06-03", categories="world", body=BODY)
    write_post(folder, "cup.md", title="Cup", day="2026-06-02", categories="sports")
    parts = [f"Paragraph {number}. " + "word " * 40 for number in range(40)]
    long = "\n\n".join([*parts[:20], "## Half time", *parts[20:]])
    write_post(folder, "long.md", title="Long", day="2026-06-01", categories="sports", body=long)
    return folder


async def read(reading: Reading, name: str = "a.md") -> None:
    """Open the article of a post."""
    post = reading.main.catalogue.get(name)
    assert post is not None
    reading.main.navigator.open_post(post)
    await reading.until(lambda: reading.article == name)
    await reading.until(lambda: reading.main.article.is_complete)


def hint(reading: Reading) -> str:
    """Return what is selected, and the keys."""
    return str(reading.app.screen.query_one("#hint", Static).render())


def selected(reading: Reading) -> str:
    """Return the visible text that is drawn as selected."""
    pane = reading.main.article_pane
    background = pane.line_styles.component("article--selection").bgcolor
    return "\n".join(
        "".join(
            segment.text
            for segment in pane.render_line(y)
            if segment.style and segment.style.bgcolor == background
        )
        for y in range(pane.size.height)
    ).strip()


@keys_of("read.quote")
async def test_the_key_selects_the_first_visible_paragraph(
    quotable: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(quotable, posts=3) as reading:
        await read(reading)
        await reading.press(key)
        assert reading.screen == "QuoteScreen"
        assert selected(reading) == "First with a link."
        assert hint(reading).startswith("1 paragraph · ")
        await reading.press("escape")
        assert reading.screen == "MainScreen"
        assert reading.focused == "ArticlePane"
        assert selected(reading) == ""


@pytest.mark.parametrize("pane", [Pane.SIDEBAR, Pane.LIST])
async def test_in_the_other_panes_no_paragraph_is_selected(
    quotable: Path, open_reader: Open, pane: Pane
) -> None:
    async with open_reader(quotable, posts=3) as reading:
        await read(reading)
        reading.main.panes.enter(pane)
        await reading.press("V")
        assert reading.screen != "QuoteScreen"
        assert selected(reading) == ""


async def test_without_an_article_a_message_says_so(tmp_path: Path, open_reader: Open) -> None:
    async with open_reader(tmp_path, posts=0) as reading:
        reading.main.article_pane.focus()
        await reading.press("V")
        assert "Open an article" in reading.messages
        assert reading.screen == "MainScreen"


async def test_keys_extend_the_selection_by_paragraphs(quotable: Path, open_reader: Open) -> None:
    async with open_reader(quotable, posts=3) as reading:
        await read(reading)
        await reading.press("V", "j", "j")
        assert hint(reading).startswith("3 paragraphs · ")
        assert selected(reading).endswith("An item")
        await reading.press("k")
        assert selected(reading).endswith("Part two")
        await reading.press("G")
        assert selected(reading).endswith("Last one.")
        assert hint(reading).startswith("5 paragraphs · ")
        await reading.press("down")
        assert hint(reading).startswith("5 paragraphs · ")
        await reading.press("g", "up")
        assert selected(reading) == "First with a link."


async def test_a_quote_is_copied_with_its_source(quotable: Path, open_reader: Open) -> None:
    async with open_reader(quotable, posts=3) as reading:
        await read(reading)
        await reading.press("V", "j", "j", "y")
        assert reading.app.clipboard == (
            f"> First with a [link]({quotable / 'cup.md'}).\n"
            ">\n> **Part two**\n>\n> - An *item*\n\n"
            f"— [Quotes]({quotable / 'a.md'}), 3 Jun 2026\n"
        )
        assert reading.screen == "MainScreen"
        assert selected(reading) == ""
        assert "Copied as a quote" in reading.messages


async def test_the_nearest_heading_is_part_of_the_source(quotable: Path, open_reader: Open) -> None:
    async with open_reader(quotable, posts=3, size=(80, 20)) as reading:
        await read(reading, "long.md")
        await reading.press("right_square_bracket", "j", "V", "j", "y")
        assert "> Paragraph 20." in reading.app.clipboard
        assert f"({quotable / 'long.md'}#half-time)" in reading.app.clipboard


async def test_a_long_article_scrolls_with_the_selection(quotable: Path, open_reader: Open) -> None:
    async with open_reader(quotable, posts=3, size=(80, 20)) as reading:
        await read(reading, "long.md")
        await reading.press("space", "V")
        top = reading.main.article_pane.scroll_offset.y
        first = selected(reading)
        assert first.startswith("Paragraph ")
        await reading.press("j", "j", "j", "j")
        assert reading.main.article_pane.scroll_offset.y > top
        assert hint(reading).startswith("5 paragraphs")
        await reading.press("k", "k", "k", "k")
        assert selected(reading) == first
        await reading.press("k", "k")
        assert reading.main.article_pane.scroll_offset.y < top + 3
        await reading.press("G")
        assert "Paragraph 39." in selected(reading)


async def test_a_quote_and_a_note_are_saved_and_the_book_is_opened(
    quotable: Path, open_reader: Open, tmp_path: Path
) -> None:
    async with open_reader(quotable, posts=3, data=tmp_path / "data") as reading:
        await read(reading)
        await reading.press("V", "a")
        assert reading.screen == "PromptScreen"
        await reading.press(*"Good", "space", *"point", "enter")
        assert reading.screen == "MainScreen"
        book = tmp_path / "data" / "commonplace.md"
        text = book.read_text("utf-8")
        assert text.startswith("---\ntitle: Commonplace book\n---\n\n## Quotes\n\n> First with")
        assert text.endswith(f"— [a.md]({quotable / 'a.md'}), 3 Jun 2026\n\nGood point\n")
        assert "Saved in commonplace.md. B opens it." in reading.messages
        await reading.press("B")
        await reading.until(lambda: reading.article == "commonplace.md")
        assert "Good point" in reading.text_of("ArticlePane")
        assert reading.focused == "ArticlePane"
        await reading.press("f", "s")
        await reading.until(lambda: reading.article == "a.md")
        await reading.press("backspace")
        await reading.until(lambda: reading.article == "commonplace.md")


async def test_the_note_may_be_empty_and_escape_returns_to_the_selection(
    quotable: Path, open_reader: Open, tmp_path: Path
) -> None:
    book = tmp_path / "notes" / "mine.md"
    config = f'commonplace = "{book}"\n'
    async with open_reader(quotable, posts=3, config=config) as reading:
        await read(reading)
        await reading.press("V", "a", "escape")
        assert reading.screen == "QuoteScreen"
        assert selected(reading) == "First with a link."
        assert not book.exists()
        await reading.press("a", "enter")
        assert book.read_text("utf-8").endswith("3 Jun 2026\n")


async def test_a_book_that_cannot_be_written_is_reported_and_the_note_is_kept(
    quotable: Path, open_reader: Open, tmp_path: Path
) -> None:
    book = tmp_path / "book.md"
    book.mkdir()
    async with open_reader(quotable, posts=3, config=f'commonplace = "{book}"\n') as reading:
        await read(reading)
        await reading.press("V", "a", *"Good", "enter")
        assert "was not saved" in reading.messages
        assert reading.screen == "QuoteScreen"
        book.rmdir()
        await reading.press("a", "enter")
        assert reading.screen == "MainScreen"
        assert book.read_text("utf-8").endswith("\n\nGood\n")


@in_each_pane
@keys_of("read.commonplace")
async def test_a_book_without_entries_says_how_to_add_one(
    quotable: Path, open_reader: Open, tmp_path: Path, pane: Pane, key: str
) -> None:
    async with open_reader(quotable, posts=3, data=tmp_path / "data") as reading:
        reading.main.panes.enter(pane)
        await reading.press(key)
        assert "V selects paragraphs" in reading.messages
        assert reading.screen == "MainScreen"


async def test_without_a_data_folder_nothing_is_saved(quotable: Path, open_reader: Open) -> None:
    async with open_reader(quotable, posts=3) as reading:
        await read(reading)
        await reading.press("V", "a")
        assert "no folder" in reading.messages
        assert reading.screen == "QuoteScreen"
        await reading.press("escape", "B")
        assert "empty" in reading.messages


async def test_the_book_is_a_post_that_can_be_opened_by_its_path(
    quotable: Path, open_reader: Open, tmp_path: Path
) -> None:
    async with open_reader(quotable, posts=3, data=tmp_path / "data") as reading:
        await read(reading)
        await reading.press("V", "j", "a", "enter")
    book = tmp_path / "data" / "commonplace.md"
    async with open_reader(book.parent, posts=1, opens=book) as reading:
        await reading.until(lambda: "First with a link." in reading.text_of("ArticlePane"))
        assert reading.main.article.post is not None
        assert reading.main.article.post.title == "Commonplace book"
        assert reading.main.article.post.problems == ()


async def test_the_selection_ends_with_its_article(quotable: Path, open_reader: Open) -> None:
    async with open_reader(quotable, posts=3) as reading:
        await read(reading)
        await reading.press("V")
        reading.main.navigator.step(1)
        await reading.until(lambda: reading.article == "cup.md")
        await reading.press("j")
        assert reading.screen == "MainScreen"
        assert "Another article has opened" in reading.messages
