"""The app on a real terminal: start, keys, sizes, signals, and the restored terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .real_terminal import Terminal, assert_restored, write_news

TRUE_COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;2;(\d+);(\d+);(\d+)")
INDEXED_COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;5;")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_news(tmp_path / "news")


def test_it_opens_a_folder_shows_articles_and_quits(news: Path) -> None:
    terminal = Terminal(news)
    terminal.until_shown("Front page", "The tide comes in", "A gull goes out", "? help")
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("J")
    terminal.until_shown("Fri 1 Mar 2024", "1 unread")
    terminal.press("q")
    assert terminal.end() == 0
    assert_restored(terminal)


def test_without_a_folder_it_opens_the_sample_posts() -> None:
    terminal = Terminal()
    terminal.until_shown("Welcome to Broadsheet")
    terminal.press("s")
    terminal.until_shown("sample posts", "Featured", "latest")
    terminal.press("q")
    assert terminal.end() == 0


def test_it_follows_the_size_of_the_terminal(news: Path) -> None:
    terminal = Terminal(news, COLUMNS="999999", LINES="-5")
    terminal.until_shown("The tide comes in")
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("]]]")
    terminal.until(lambda: "Part 2" not in terminal.shown and "Part 3" in terminal.shown)
    for columns, rows in ((80, 24), (40, 12), (120, 40)):
        terminal.resize(columns, rows)
        terminal.until_shown("Part 3")
        assert "Part 2" not in terminal.shown
    terminal.resize(10, 4)
    terminal.until_shown("word")
    terminal.resize(80, 24)
    terminal.until_shown("Part 3", "? help")
    terminal.press("q")
    assert terminal.end() == 0


def test_ctrl_c_does_not_end_it(news: Path) -> None:
    terminal = Terminal(news)
    terminal.until_shown("The tide comes in")
    terminal.press("\x03")
    terminal.press("jl")
    terminal.until_shown("Fri 1 Mar 2024")
    terminal.press("q")
    assert terminal.end() == 0
    assert_restored(terminal)


def test_no_color_shows_only_greys(news: Path) -> None:
    terminal = Terminal(news, NO_COLOR="1", COLORTERM="truecolor")
    terminal.until_shown("The tide comes in")
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("q")
    terminal.end()
    colours = set(TRUE_COLOUR.findall(terminal.raw))
    assert all(red == green == blue for red, green, blue in colours)


def test_a_terminal_of_16_colours_gets_no_others(news: Path) -> None:
    terminal = Terminal(news, TERM="xterm-16color")
    terminal.until_shown("The tide comes in")
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("q")
    terminal.end()
    assert not TRUE_COLOUR.search(terminal.raw)
    assert not INDEXED_COLOUR.search(terminal.raw)


def test_the_linux_console_receives_only_characters_of_its_font(news: Path) -> None:
    terminal = Terminal(news, TERM="linux")
    terminal.until_shown("+- Front page -", "The tide comes in")
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("?")
    terminal.until_shown("+- Keys -")
    terminal.press("\x11\x11")
    assert terminal.end() == 0
    symbols = {character for character in terminal.raw.decode() if not character.isascii()}
    # The font of the console contains half blocks.
    assert symbols <= set("▀▄█")


@pytest.mark.parametrize("name", ["unknown", ""])
def test_an_unknown_terminal_gets_no_traceback(news: Path, name: str) -> None:
    terminal = Terminal(news, TERM=name)
    terminal.until_shown("The tide comes in")
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize(("words", "name"), [(["--plain"], "xterm-256color"), ([], "dumb")])
def test_the_plain_mode_writes_no_escape_sequences(news: Path, words: list[str], name: str) -> None:
    terminal = Terminal(*words, news, TERM=name)
    terminal.until_shown("q to quit:")
    assert "1. " in terminal.shown
    terminal.press("1\r")
    terminal.until_shown("End of the article.")
    terminal.press("7777\r")
    terminal.until_shown("There is no number 7777")
    terminal.press(b"/tide\xe9\r")
    terminal.until_shown("1 post found for tide\ufffd")
    terminal.press("q\r")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.raw


def test_a_missing_folder_is_reported_before_the_app_opens(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "missing")
    assert terminal.end() == 2
    assert "there is no such folder" in terminal.shown
    assert b"\x1b[?1049h" not in terminal.raw


def test_an_empty_folder_shows_what_to_do(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.until_shown("No posts here", "press r")
    terminal.press("q")
    assert terminal.end() == 0
