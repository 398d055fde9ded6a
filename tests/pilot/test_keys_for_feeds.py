"""The keys about feeds: fetching them, listing them, adding one."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.settings import SUBSCRIPTIONS_FILE
from reader.tui.bindings import command
from reader.tui.controllers.feeds import fetching

from .child_program import ChildProgram
from .conftest import POST, Open, Reading
from .keys import keys_of


def with_feeds(folder: Path) -> str:
    """Make a folder the feeds folder; return the settings that say so."""
    (folder / SUBSCRIPTIONS_FILE).write_text("")
    return f'feeds_folder = "{folder.as_posix()}"\nfetch_every = 0\n'


def post(title: str) -> str:
    """Return the text of a post in no category that others have."""
    return POST.format(
        title=title, description="", date="2026-06-07", categories="feeds", more="", body="Text."
    )


def footer(reading: Reading) -> str:
    """Return what the footer of the main screen shows."""
    hints = reading.main.key_hints
    return hints.render_line(0).text


@keys_of("view.reread")
async def test_what_is_due_is_fetched_and_arrives_without_moving_the_cursor(
    news: Path, open_reader: Open, program: ChildProgram, key: str
) -> None:
    program.answer(
        "fetch",
        {"event": "start", "feeds": 200},
        {"event": "post", "feed": "a", "path": "a.md", "title": "Eta", "is_new": True},
        {"event": "feed", "feed": "a", "title": "Kottke", "new": 1},
        files={news / "feeds" / "kottke" / "eta.md": post("Eta")},
        waits=True,
    )
    async with open_reader(news, posts=6, config=with_feeds(news)) as reading:
        await reading.press("j")
        before = reading.highlighted
        await reading.press(key)
        await reading.until(lambda: "1 of 200 · 1 new · Kottke" in footer(reading))
        await reading.until(lambda: len(reading.main.catalogue) == 7)
        await reading.until(lambda: "Eta" in reading.titles)
        assert reading.highlighted == before
        assert "Eta" in reading.unread
        await reading.press("escape")
        assert "of 200" not in footer(reading)
        assert reading.main.pane == "list"
        [arguments] = program.calls
        assert arguments == ["fetch", "--json", "--folder", str(news)]


async def test_what_failed_is_listed_with_its_remedy(
    news: Path, open_reader: Open, program: ChildProgram
) -> None:
    failure = {"message": "The server answers 404 [/b].", "remedy": "Check the address."}
    program.answer(
        "fetch",
        {"event": "start", "feeds": 3},
        {"event": "feed", "feed": "a", "title": "Alpha", "new": 2},
        {"event": "failure", "feed": "b", "title": "Beta", **failure},
        {"event": "end", "feeds": 3, "new": 2, "failed": 1},
        status=1,
    )
    async with open_reader(news, posts=6, config=with_feeds(news)) as reading:
        await reading.press("r")
        message = "2 new posts · 1 of 3 feeds failed: ! lists them"
        await reading.until(lambda: message in reading.messages)
        await reading.press("x")
        assert "! 1 failed feed" in footer(reading)
        await reading.press("exclamation_mark")
        await reading.until(lambda: reading.screen == "ProblemsScreen")
        text = reading.text_of("ProblemList")
        assert "“Beta”: The server answers 404 [/b]." in text
        assert "Check the address." in text


async def test_a_crash_gives_one_message_and_nothing_else(
    news: Path, open_reader: Open, program: ChildProgram
) -> None:
    program.answer("fetch", error="Traceback\n\x1b[2J", status=70)
    async with open_reader(news, posts=6, config=with_feeds(news)) as reading:
        await reading.press("r")
        await reading.until(lambda: reading.messages != "")
        assert reading.messages == "␛[2J. Press r to try again."


async def test_feeds_are_fetched_without_a_key(
    news: Path, open_reader: Open, program: ChildProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "FIRST_DELAY", 0.01)
    program.answer("fetch", {"event": "start", "feeds": 0}, {"event": "end", "feeds": 0})
    config = with_feeds(news).replace("fetch_every = 0", "fetch_every = 30")
    async with open_reader(news, posts=6, config=config) as reading:
        await reading.until(lambda: len(program.calls) == 1)
        await reading.until(lambda: not reading.main._parts.fetching.is_running)
        assert reading.messages == ""


async def test_without_feeds_nothing_is_started(
    news: Path, open_reader: Open, program: ChildProgram
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("r")
        await reading.until(lambda: reading.main.library.times_loaded == 2)
        assert program.calls == []
        assert command("view.reread").tooltip == "Fetch the feeds and reload the folders"
