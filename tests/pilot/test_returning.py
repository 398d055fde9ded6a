"""The next start: the last session is restored, and new posts are listed first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.store.marks import MARKS_FILE, Marks
from reader.tui.controllers.last_session import LastSession, parse_last_session
from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def save_session(news: Path, data: Path, time: str) -> None:
    """Save a session of a time, with the first of all posts selected."""
    session = {
        "kind": "all",
        "category": "All",
        "path": str(news / "alpha.md"),
        "is_reading": False,
    }
    marks = Marks(data / MARKS_FILE)
    marks.set_last_session([news], json.dumps({**session, "time": time}))


async def leave(reading: Reading) -> None:
    """Quit the app."""
    await reading.press("q")


@pytest.mark.parametrize("size", [(80, 24), (130, 40)])
@pytest.mark.parametrize("cached", [True, False])
async def test_category_post_and_pane_are_restored(
    news: Path, open_reader: Open, data: Path, tmp_path: Path, size: tuple[int, int], cached: bool
) -> None:
    cache = tmp_path / "cache" if cached else None
    async with open_reader(news, posts=6, data=data, cache=cache) as reading:
        await reading.press("3", "j", "enter")
        await reading.until(lambda: reading.article == "gamma.md")
        await leave(reading)
    async with open_reader(news, posts=6, data=data, cache=cache, size=size) as reading:
        await reading.until(lambda: reading.category == "sports")
        await reading.until(lambda: reading.article == "gamma.md")
        assert reading.highlighted == "Gamma"
        assert reading.focused == "ArticlePane"
        await reading.press("h")
        await leave(reading)
    async with open_reader(news, posts=6, data=data, cache=cache, size=size) as reading:
        await reading.until(lambda: reading.highlighted == "Gamma")
        assert reading.focused == "PostList"


async def test_nothing_is_restored_after_a_move(news: Path, open_reader: Open, data: Path) -> None:
    save_session(news, data, "2026-06-01T00:00:00")
    async with open_reader(news, data=data) as reading:
        reading.main.panes.enter(Pane.SIDEBAR)
        await reading.loaded(6)
        assert reading.focused == "CategorySidebar"


async def test_the_category_of_a_missing_post_is_restored(
    news: Path, open_reader: Open, data: Path
) -> None:
    async with open_reader(news, posts=6, data=data) as reading:
        await reading.press("3", "j")
        await leave(reading)
    (news / "gamma.md").unlink()
    async with open_reader(news, posts=5, data=data) as reading:
        await reading.until(lambda: reading.category == "sports")
        assert reading.highlighted == "Alpha"


async def test_new_posts_have_a_heading(news: Path, open_reader: Open, data: Path) -> None:
    save_session(news, data, "2026-06-03T12:00:00")
    write_post(news, "day.md", title="Day", day="2026-06-03", categories="world")
    write_post(news, "late.md", title="Late", day="2027-01-01", categories="world")
    async with open_reader(news, posts=8, data=data) as reading:
        shown = reading.text_of("PostList")
        new, earlier = shown.index("New since your last visit"), shown.index("Earlier")
        assert new < shown.index("Gamma") < shown.index("Day") < earlier < shown.index("Delta")
        assert earlier < shown.index("Late")
        assert reading.titles[:4] == ["Alpha", "Beta", "Gamma", "Day"]
        await reading.press("backslash")
        assert "New since" not in reading.text_of("PostList")


async def test_without_new_posts_there_is_no_such_heading(
    news: Path, open_reader: Open, data: Path
) -> None:
    save_session(news, data, "2026-06-29T12:00:00")
    async with open_reader(news, posts=6, data=data) as reading:
        assert "New since" not in reading.text_of("PostList")
        assert "Latest" in reading.text_of("PostList")


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "{}",
        '{"kind": "all"}',
        '{"kind": "all", "category": "", "path": "", "is_reading": true, "time": "soon"}',
        '{"kind": "all", "category": "", "path": "", "is_reading": true, "time": "2026-01-01T00Z"}',
    ],
)
def test_an_invalid_session_is_ignored(text: str | None) -> None:
    assert parse_last_session(text) is None


def test_a_session_is_parsed() -> None:
    text = (
        '{"kind": "all", "category": "A", "path": "/a", "is_reading": true, "time": "2026-01-01"}'
    )
    assert parse_last_session(text) == LastSession((), None, "/a", True, "2026-01-01")
