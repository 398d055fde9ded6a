"""An article whose beginning is shown while the rest is being parsed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.tui.panes import Pane

from .conftest import Open, write_post


@pytest.fixture
def parsing_continues(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """An event that the parsing of the rest of the article waits for."""
    event = threading.Event()
    monkeypatch.setattr("reader.library.articles.sleep", lambda _: event.wait())
    yield event
    event.set()


@pytest.fixture
def long_news(tmp_path: Path) -> Path:
    """A post of 3,000 paragraphs and a short one."""
    news = tmp_path / "long"
    body = "\n\n".join(f"Paragraph {number} of many." for number in range(3_000))
    write_post(news, "a.md", title="Long", day="2026-06-06", categories="x", body=body)
    write_post(news, "b.md", title="Short", day="2026-06-05", categories="x")
    return news


async def test_end_goes_to_the_end_as_soon_as_it_is_parsed(
    long_news: Path, open_reader: Open, parsing_continues: threading.Event
) -> None:
    async with open_reader(long_news, posts=2) as reading:
        reading.main.panes.enter(Pane.ARTICLE)
        await reading.until(lambda: "Paragraph 1 of many." in reading.text_of("ArticlePane"))
        await reading.press("end")
        assert "Paragraph 2999" not in reading.text_of("ArticlePane")
        assert "loading the rest" in str(reading.main.article_pane.border_subtitle)
        # The end of the beginning is not the end of the article.
        await reading.press("space")
        assert reading.article == "a.md"
        parsing_continues.set()
        await reading.until(lambda: "Paragraph 2999 of many." in reading.text_of("ArticlePane"))
        assert reading.main.article_pane.border_subtitle == "100 %"


async def test_end_is_cancelled_by_scrolling_away(
    long_news: Path, open_reader: Open, parsing_continues: threading.Event
) -> None:
    async with open_reader(long_news, posts=2) as reading:
        reading.main.panes.enter(Pane.ARTICLE)
        await reading.until(lambda: "Paragraph 1 of many." in reading.text_of("ArticlePane"))
        await reading.press("end", "home")
        before = reading.main.article_pane.virtual_size.height
        parsing_continues.set()
        await reading.until(lambda: reading.main.article_pane.virtual_size.height > before)
        assert reading.main.article_pane.scroll_offset.y == 0
