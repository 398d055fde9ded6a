"""`D`: what the author of a post from a feed changed since it was read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.feeds.writing.feed_folder import FeedFolder
from reader.tui.panes import Pane

from .conftest import NOON, Open, Reading, write_post
from .keys import in_each_pane, keys_of

FEED = 'feed: "Harbour News"\nguid: "tag:harbour,1"\n'
HOUR = 3_600.0


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    """A folder of two posts from a feed, and of one that is not from a feed."""
    folder = tmp_path / "feeds"
    for name, title, day in (("alpha.md", "Alpha", "03"), ("beta.md", "Beta", "02")):
        write_post(
            folder, name, title=title, day=f"2026-06-{day}", categories="news", more=FEED,
            body="The boat leaves at eight.",
        )  # fmt: skip
    write_post(folder, "own.md", title="Own", day="2026-06-01", categories="news")
    return folder


def change(path: Path, former: str, later: str, at: float) -> None:
    """Change a post as a fetch does."""
    folder = FeedFolder(path.parent, lambda: datetime.fromtimestamp(at, UTC))
    folder.put_aside(path)
    folder.replace(path, path.read_text("utf-8").replace(former, later))


async def show_changes(reading: Reading, name: str) -> None:
    """Select a post, wait for its article, and press the key."""
    post = reading.main.catalogue.get(name)
    assert post is not None
    reading.main.listing.highlight(post)
    await reading.until(lambda: reading.article == name)
    await reading.until(lambda: reading.main.article.is_complete)
    await reading.press("D")


@keys_of("post.changes")
@in_each_pane
async def test_it_shows_additions_and_deletions(
    open_reader: Open, feeds: Path, key: str, pane: Pane
) -> None:
    change(feeds / "alpha.md", "at eight", "at nine", NOON)
    async with open_reader(feeds) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        reading.main.panes.enter(pane)
        await reading.press(key)
        await reading.until(lambda: reading.screen == "ChangesScreen")
        assert "The boat leaves at eight nine." in reading.text_of("ChangesView")
        await reading.press("question_mark")
        assert "Next change" in str(reading.app.screen.query_one("#keys").render())
        await reading.press("escape", key)
        assert reading.screen == "MainScreen"
        assert reading.main.panes.current is pane


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("own.md", "Earlier versions are kept of posts from feeds only."),
        ("beta.md", "This post has not been changed since it arrived."),
    ],
)
async def test_it_says_why_there_is_nothing_to_show(
    open_reader: Open, feeds: Path, name: str, message: str
) -> None:
    async with open_reader(feeds) as reading:
        await reading.loaded(3)
        await show_changes(reading, name)
        assert message in reading.messages
        assert reading.screen == "MainScreen"


async def test_a_change_that_was_seen_is_shown_no_more(
    open_reader: Open, feeds: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    times = iter([NOON, NOON + 2 * HOUR, NOON + 3 * HOUR])
    for visit in range(3):
        now = next(times)
        async with open_reader(feeds, data=data, clock=lambda now=now: now) as reading:
            await reading.loaded(3)
            await show_changes(reading, "alpha.md")
            if visit == 1:
                await reading.until(lambda: reading.screen == "ChangesScreen")
                await reading.press("escape")
            elif visit == 2:
                assert "has not been changed since you read it" in reading.messages
            post = reading.main.catalogue.get("alpha.md")
            assert post is not None
            reading.main.marks.mark_read([post])
            await reading.press("q")
        if visit == 0:
            change(feeds / "alpha.md", "at eight", "at nine", NOON + HOUR)


async def test_the_dialog_scrolls_and_goes_from_change_to_change(
    open_reader: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "long"
    paragraphs = [f"Paragraph {number} has some words." for number in range(60)]
    path = write_post(
        folder, "long.md", title="Long", day="2026-06-03", categories="news", more=FEED,
        body="\n\n".join(paragraphs),
    )  # fmt: skip
    change(path, "has some", "has many", NOON)
    async with open_reader(folder, size=(80, 24)) as reading:
        await reading.loaded(1)
        await reading.press("D")
        await reading.until(lambda: reading.screen == "ChangesScreen")
        view = reading.app.screen.query_one("ChangesView")
        assert not view.show_horizontal_scrollbar
        tops = []
        for key in ("n", "n", "N", "j", "k", "space", "b", "G", "g", "ctrl+d", "ctrl+u"):
            await reading.press(key)
            tops.append(view.scroll_offset.y)
        assert 0 < tops[0] < tops[1]
        assert tops[2] == tops[0]
        assert tops[3] == tops[4] + 1
        assert tops[5] > 10
        assert tops[6] == tops[4]
        assert tops[7] == view.max_scroll_y
        assert tops[8] == 0
        assert tops[9] > tops[10] == 0
