"""Posts that arrived after the last visit are new, whatever their dates are."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.controllers.visits import AWAY_SECONDS

from .conftest import NOON, Open, Reading, write_post

HEADING = "New since your last visit"
FIRST_HEADING = "New"
SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)])


class Clock:
    """A clock that is a millisecond later at each look, and that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def write_ancient(folder: Path, name: str = "ancient.md", title: str = "Ancient") -> Path:
    """Write a post whose date is older than those of all others."""
    return write_post(folder, name, title=title, day="1999-01-01", categories="world")


def new_titles(reading: Reading) -> list[str]:
    """Return the titles below the heading of the new posts."""
    sections = reading.main.post_list._content.sections
    headings = (HEADING, FIRST_HEADING)
    return [post.title for row in sections if row.heading in headings for post in row.posts]


@SIZES
@pytest.mark.parametrize("has_front", [True, False])
@pytest.mark.parametrize("is_cached", [True, False])
async def test_a_post_that_arrived_between_two_runs_is_listed_first(
    news: Path,
    open_reader: Open,
    data: Path,
    clock: Clock,
    tmp_path: Path,
    size: tuple[int, int],
    has_front: bool,
    is_cached: bool,
) -> None:
    cache = tmp_path / "cache" if is_cached else None
    async with open_reader(
        news, posts=6, data=data, cache=cache, clock=clock, has_front=has_front
    ) as reading:
        assert new_titles(reading) == []
        await reading.press("q")
    write_ancient(news)
    write_post(news, "recent.md", title="Recent", day="2026-06-05-12-00-00", categories="local")
    async with open_reader(
        news, posts=8, data=data, cache=cache, clock=clock, size=size, has_front=has_front
    ) as reading:
        assert new_titles(reading) == ["Recent", "Ancient"]
        assert HEADING in reading.text_of("PostList")
        await reading.press("q")
    async with open_reader(news, posts=8, data=data, cache=cache, clock=clock) as reading:
        assert new_titles(reading) == []


@SIZES
async def test_a_post_that_arrives_now_is_new_and_the_cursor_stays(
    news: Path, open_reader: Open, clock: Clock, size: tuple[int, int]
) -> None:
    async with open_reader(news, posts=6, clock=clock, size=size) as reading:
        await reading.press("j")
        write_ancient(news)
        await reading.press("r")
        await reading.until(lambda: new_titles(reading) == ["Ancient"])
        assert reading.highlighted == "Beta"
        # An edited post does not arrive.
        write_post(news, "zeta.md", title="Omega", day="2026-06-01", categories="local")
        await reading.press("r")
        await reading.until(lambda: "Omega" in reading.titles)
        assert new_titles(reading) == ["Ancient"]


@SIZES
async def test_a_key_after_half_an_hour_begins_a_new_visit(
    news: Path, open_reader: Open, clock: Clock, size: tuple[int, int]
) -> None:
    async with open_reader(news, posts=6, clock=clock, size=size) as reading:
        write_ancient(news)
        await reading.press("r")
        await reading.until(lambda: new_titles(reading) == ["Ancient"])
        await reading.press("j")
        clock.now += AWAY_SECONDS
        write_ancient(news, "later.md", "Later")
        reading.main.action_reread()
        await reading.until(lambda: len(new_titles(reading)) == 2)
        await reading.press("j")
        assert new_titles(reading) == ["Later"]
        clock.now += AWAY_SECONDS + 1
        await reading.pilot.hover("PostList", offset=(3, 3))
        assert new_titles(reading) == ["Later"]
        assert "New 1" in " ".join(reading.text_of("Sidebar").split())
        await reading.pilot.click("PostList", offset=(3, 3))
        await reading.until(lambda: new_titles(reading) == [])
        assert "New" not in reading.text_of("Sidebar")


async def test_new_posts_can_be_searched_for(
    news: Path, open_reader: Open, clock: Clock, tmp_path: Path
) -> None:
    async with open_reader(news, posts=6, clock=clock, cache=tmp_path / "cache") as reading:
        write_ancient(news)
        await reading.press("r")
        await reading.until(lambda: new_titles(reading) == ["Ancient"])
        await reading.press("slash", *"is:new")
        await reading.until(lambda: reading.titles == ["Ancient"])


async def test_other_orders_have_no_section_of_new_posts(
    news: Path, open_reader: Open, clock: Clock
) -> None:
    async with open_reader(news, posts=6, clock=clock) as reading:
        write_ancient(news)
        await reading.press("r")
        await reading.until(lambda: new_titles(reading) == ["Ancient"])
        await reading.press("backslash")
        assert HEADING not in reading.text_of("PostList")


async def test_a_published_draft_is_new(news: Path, open_reader: Open, clock: Clock) -> None:
    draft = write_ancient(news)
    draft.write_text(draft.read_text().replace("title:", "draft: true\ntitle:"), "utf-8")
    async with open_reader(news, posts=6, clock=clock) as reading:
        write_ancient(news)
        await reading.press("r")
        await reading.until(lambda: new_titles(reading) == ["Ancient"])
