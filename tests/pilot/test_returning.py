"""The next start: the last session is restored, or the list offers to continue its article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.store.marks import MARKS_FILE, Marks
from reader.tui.controllers.last_session import LastSession, parse_last_session
from reader.tui.panes import Pane

from .conftest import NOON, Open, Reading, write_post


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


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now

    def wait(self, hours: float) -> None:
        """Let time pass."""
        self.now += hours * 3_600


@pytest.fixture
def clock() -> Clock:
    return Clock()


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
        await reading.press("2", "j", "enter")
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
    save_session(news, data, "2026-06-30T11:00:00")
    async with open_reader(news, data=data) as reading:
        reading.main.panes.enter(Pane.SIDEBAR)
        await reading.loaded(6)
        assert reading.focused == "Sidebar"


async def test_the_category_of_a_missing_post_is_restored(
    news: Path, open_reader: Open, data: Path
) -> None:
    async with open_reader(news, posts=6, data=data) as reading:
        await reading.press("2", "j")
        await leave(reading)
    (news / "gamma.md").unlink()
    async with open_reader(news, posts=5, data=data) as reading:
        await reading.until(lambda: reading.category == "sports")
        assert reading.highlighted == "Alpha"


# Hours later.

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)])


async def read_half(reading: Reading) -> None:
    """Read a part of the post Alpha, and quit."""
    await reading.until(lambda: reading.highlighted == "Alpha")
    await reading.press("enter")
    await reading.until(lambda: reading.article == "alpha.md")
    await reading.press("space", "space", "space")
    await leave(reading)


def shown_first(reading: Reading) -> str:
    """Return the first line of the list."""
    return reading.text_of("PostList").splitlines()[0].strip()


@SIZES
@pytest.mark.parametrize("has_front", [True, False])
async def test_an_article_is_reopened_within_some_hours(
    news: Path, open_reader: Open, data: Path, clock: Clock, size: tuple[int, int], has_front: bool
) -> None:
    async with open_reader(news, posts=6, data=data, clock=clock, size=size) as reading:
        await read_half(reading)
    clock.wait(5)
    async with open_reader(
        news, posts=6, data=data, clock=clock, size=size, has_front=has_front
    ) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        assert reading.focused == "ArticlePane"
        assert reading.main.article_pane.scroll_y > 0


@SIZES
@pytest.mark.parametrize("has_front", [True, False])
async def test_later_the_list_offers_to_continue_it(
    news: Path, open_reader: Open, data: Path, clock: Clock, size: tuple[int, int], has_front: bool
) -> None:
    # No article is marked as read however long a busy machine takes.
    async with open_reader(
        news, posts=6, data=data, clock=clock, size=size, config="dwell = 3600"
    ) as reading:
        await read_half(reading)
        position = reading.main.article_pane.position
        assert position is not None
    clock.wait(7)
    async with open_reader(
        news, posts=6, data=data, clock=clock, size=size, has_front=has_front
    ) as reading:
        await reading.until(lambda: "Continue: Alpha, " in reading.text_of("PostList"))
        assert shown_first(reading).endswith(" %")
        assert reading.focused == "PostList"
        assert reading.text_of("Masthead").endswith(" 6 unread")
        await reading.press("enter")
        await reading.until(lambda: reading.article == "alpha.md")
        assert reading.focused == "ArticlePane"
        restored = reading.main.article_pane.position
        assert restored is not None
        assert restored.block == position.block > 0
        await reading.press("h")
        assert "Continue:" not in reading.text_of("PostList")
        assert reading.highlighted == "Alpha"


async def test_a_click_continues_the_article(
    news: Path, open_reader: Open, data: Path, clock: Clock
) -> None:
    async with open_reader(news, posts=6, data=data, clock=clock, size=(80, 24)) as reading:
        await read_half(reading)
    clock.wait(7)
    async with open_reader(news, posts=6, data=data, clock=clock, size=(80, 24)) as reading:
        await reading.until(lambda: "Continue: Alpha, " in reading.text_of("PostList"))
        await reading.pilot.click("PostList", offset=(10, 1))
        await reading.until(lambda: reading.focused == "ArticlePane")


async def test_the_row_stays_while_other_posts_are_looked_at(
    news: Path, open_reader: Open, data: Path, clock: Clock
) -> None:
    async with open_reader(news, posts=6, data=data, clock=clock, size=(80, 24)) as reading:
        await read_half(reading)
    clock.wait(7)
    for _ in range(2):
        async with open_reader(news, posts=6, data=data, clock=clock, size=(80, 24)) as reading:
            await reading.until(lambda: "Continue: Alpha, " in reading.text_of("PostList"))
            await reading.press("j", "j")
            assert reading.highlighted == "Beta"
            await reading.press("k", "k")
            write_post(news, "zeta.md", title="Omega", day="2026-06-01", categories="local")
            await reading.press("r")
            await reading.until(lambda: "Omega" in reading.titles)
            assert reading.main.post_list.offers_to_continue
            await reading.press("2")
            assert "Continue" not in reading.text_of("PostList")
            await leave(reading)
        clock.wait(24)


@pytest.mark.parametrize("ending", ["finished", "gone", "left"])
async def test_nothing_is_offered_without_an_unfinished_article(
    news: Path, open_reader: Open, data: Path, clock: Clock, ending: str
) -> None:
    async with open_reader(news, posts=6, data=data, clock=clock) as reading:
        await reading.press("enter")
        await reading.until(lambda: reading.article == "alpha.md")
        await reading.press("space", *(["G"] if ending == "finished" else []))
        await reading.press(*(["h"] if ending == "left" else []))
        await leave(reading)
    if ending == "gone":
        (news / "alpha.md").unlink()
    clock.wait(7)
    posts = 5 if ending == "gone" else 6
    async with open_reader(news, posts=posts, data=data, clock=clock) as reading:
        assert "Continue" not in reading.text_of("PostList")
        assert reading.focused == "PostList"


@pytest.mark.parametrize(("hours", "is_reopened"), [("0", False), ("48", True)])
async def test_the_hours_are_a_setting(
    news: Path, open_reader: Open, data: Path, clock: Clock, hours: str, is_reopened: bool
) -> None:
    async with open_reader(news, posts=6, data=data, clock=clock) as reading:
        await read_half(reading)
    clock.wait(0.1 if hours == "0" else 40)
    config = f"resume_within = {hours}\n"
    async with open_reader(news, posts=6, data=data, clock=clock, config=config) as reading:
        if is_reopened:
            await reading.until(lambda: reading.focused == "ArticlePane")
        else:
            await reading.until(lambda: "Continue: Alpha" in reading.text_of("PostList"))


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
