"""Messages: they replace the key hints until the next key, in every pane and dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from reader.tui.panes import Pane
from reader.tui.screens.link import LinkScreen

from .conftest import Open, Reading
from .keys import enter, in_each_pane


async def tell(reading: Reading, text: str) -> None:
    """Show a message, and wait until it is drawn."""
    reading.app.notify(text)
    await reading.until(lambda: text[:20] in shown(reading))


def shown(reading: Reading) -> str:
    """The message that is drawn on the screen on top; empty if there is none."""
    lines = reading.app.screen.query("MessageLine")
    if not lines or not lines.first().display or not lines.first().region.area:
        return ""
    return " ".join(reading.text_of("MessageLine").split())


@in_each_pane
async def test_a_message_replaces_the_hints_until_the_next_key(
    news: Path, open_reader: Open, pane: Pane
) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, pane)
        await reading.press("U")
        await reading.until(lambda: "There is nothing to undo." in shown(reading))
        line = reading.app.screen.query_one("MessageLine")
        assert line.region == reading.main.key_hints.region
        await reading.press("j")
        assert shown(reading) == ""
        assert "help" in reading.text_of("KeyHints")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("key", ["question_mark", "colon", "T", "exclamation_mark", "t", "v", "at"])
async def test_a_message_is_seen_in_a_dialog(
    news: Path, open_reader: Open, key: str, size: tuple[int, int]
) -> None:
    async with open_reader(news, posts=6, size=size) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press(key)
        await reading.until(lambda: reading.screen != "MainScreen")
        await tell(reading, "The disk is full.")
        line = reading.app.screen.query_one("MessageLine")
        assert (line.region.bottom, line.region.width) == (size[1], size[0])
        await reading.press("down")
        assert shown(reading) == ""
        await reading.press("escape")
        assert reading.screen == "MainScreen"
        assert shown(reading) == ""


async def test_a_message_that_closes_a_dialog_is_seen_below_it(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.app.push_screen(LinkScreen(["https://example.org/"]))
        await reading.press("y")
        await reading.until(lambda: shown(reading) == "Copied https://example.org/")
        assert reading.screen == "MainScreen"


@pytest.mark.parametrize("kind", [events.MouseDown, events.MouseScrollDown, events.MouseScrollUp])
async def test_a_click_and_the_wheel_remove_a_message(
    news: Path, open_reader: Open, kind: type[events.MouseEvent]
) -> None:
    async with open_reader(news, posts=6) as reading:
        await tell(reading, "The disk is full.")
        await reading.app.on_event(events.MouseMove(None, 5, 5, 1, 0, 0, False, False, False, 5, 5))
        await reading.pilot.pause()
        assert shown(reading) == "The disk is full."
        await reading.app.on_event(kind(None, 5, 5, 0, 0, 1, False, False, False, 5, 5))
        await reading.pilot.pause()
        assert shown(reading) == ""


async def test_a_click_on_a_message_runs_no_command_below_it(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        hints = reading.text_of("KeyHints")
        await tell(reading, "The disk is full.")
        line = reading.app.screen.query_one("MessageLine").region
        x, y = hints.index("help"), line.y
        for kind in (events.MouseDown, events.MouseUp):
            await reading.app.on_event(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
            await reading.pilot.pause()
        assert reading.screen == "MainScreen"
        assert shown(reading) == ""


async def test_a_warning_is_told_apart_by_a_word(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", "o")
        await reading.until(lambda: "has no link" in shown(reading))
        assert shown(reading).startswith("Warning: This post")


async def test_a_long_message_takes_two_lines_and_covers_no_text(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, size=(80, 24)) as reading:
        await tell(reading, "The disk is full, " + "and so is the harbour, " * 4)
        line = reading.app.screen.query_one("MessageLine")
        assert line.region.height == 2
        assert line.region.y == reading.main.post_list.region.bottom - 1
        assert reading.main.post_list.content_region.bottom <= line.region.y
        await reading.press("j")
        await tell(reading, "word " * 100)
        assert line.region.height == 2
        assert shown(reading).endswith("…")
        await reading.resize(130, 40)
        assert (line.region.width, line.region.bottom) == (130, 40)


async def test_problems_of_the_settings_wait_for_a_key_each(news: Path, open_reader: Open) -> None:
    config = 'mesure = 2\ntheme = "xyzzy"\n[keys]\n"mark.star" = "u"\n'
    async with open_reader(news, posts=6, config=config) as reading:
        await reading.until(lambda: "unknown setting mesure" in shown(reading))
        assert "2 more, press any key" in shown(reading)
        await reading.press("j")
        await reading.until(lambda: "there is no theme" in shown(reading))
        await reading.press("U")
        await reading.until(lambda: "nothing to undo" in shown(reading))
        assert "1 more, press any key" in shown(reading)
        await reading.press("j")
        await reading.until(lambda: "mark.star" in shown(reading))
        await reading.press("j")
        assert shown(reading) == ""


async def test_the_toasts_of_textual_do_not_appear(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        reading.app.action_notify("[b]Saved[/] to\x1b[2J x", title="Screenshot")
        await reading.until(lambda: "Screenshot: [b]Saved[/] to" in shown(reading))
        assert "\x1b" not in shown(reading)
        assert not reading.app.screen.query("Toast")
