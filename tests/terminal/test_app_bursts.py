"""Keys and clicks that arrive in one burst of bytes: from a double click, or typed ahead."""

from __future__ import annotations

from pathlib import Path

import pytest

from .real_terminal import Terminal, write_news

ESCAPE = "\x1b[27u"
"""Esc in the Kitty keyboard protocol: nothing that follows makes another key of it."""
MASTHEAD = b"Broadsheet"
"""Painted at the start, and for another size."""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = write_news(tmp_path / "news")
    (folder / "wreck.md").write_text("---\ntitle: A wreck\ndate: 2024-02-31\n---\nSalvaged.\n")
    return folder


def click(terminal: Terminal, text: str) -> str:
    """Return the bytes of a click on a text, as a terminal reports it (SGR, mode 1006)."""
    lines = terminal.shown.splitlines()
    y = next(number for number, line in enumerate(lines) if text in line)
    cell = f"{lines[y].index(text) + 1};{y + 1}"
    return f"\x1b[<0;{cell}M\x1b[<0;{cell}m"


def open_app(news: Path, columns: int = 120, rows: int = 40) -> Terminal:
    terminal = Terminal(news, columns=columns, rows=rows)
    terminal.until_shown("? help")
    return terminal


def assert_alive(terminal: Terminal, text: str) -> None:
    """Assert that the app shows a text after the burst, and quits on the key for that."""
    terminal.until_shown(text)
    terminal.press("q")
    assert terminal.end() == 0
    assert b"Traceback" not in terminal.raw


def test_a_double_click_in_the_theme_list(news: Path) -> None:
    terminal = open_app(news)
    terminal.press("T")
    terminal.until_shown("Themes", "gruvbox")
    terminal.press(click(terminal, "gruvbox") * 2)
    terminal.until(lambda: "Themes" not in terminal.shown)
    assert_alive(terminal, "? help")


@pytest.mark.parametrize(
    "order", ["enter click", "click click", "click enter", "enter click click"]
)
def test_enter_and_clicks_in_the_list_of_problems(news: Path, order: str) -> None:
    terminal = open_app(news)
    terminal.until_shown("1 problem")
    terminal.press("!")
    terminal.until_shown("Problems", "wreck.md:3")
    mouse = click(terminal, "wreck.md:3")
    terminal.press("".join(mouse if word == "click" else "\r" for word in order.split()))
    terminal.until(lambda: "Problems" not in terminal.shown)
    # The post is open, or a click that came after the dialog was closed has left it again.
    assert_alive(terminal, "A wreck")


def test_page_up_in_the_palette_of_ten_columns(news: Path) -> None:
    terminal = open_app(news, columns=10, rows=4)
    terminal.press(":")
    terminal.until_shown("Go")
    terminal.press("\x1b[5~\x1b[6~\x1b[5~\x1b[5~")
    terminal.press(ESCAPE)
    assert_alive(terminal, "? help")


def test_the_palette_opened_and_closed_in_one_burst(news: Path) -> None:
    terminal = open_app(news)
    for _ in range(3):
        terminal.press(f":\x1b[B{ESCAPE}" * 3)
        terminal.until(lambda: "Type a title" not in terminal.shown)
    # The palette takes the keys that wait behind the one that opens it, also after it was closed.
    drawn = terminal.raw.count(MASTHEAD)
    terminal.resize(100, 40)
    terminal.until(lambda: terminal.raw.count(MASTHEAD) > drawn)
    assert_alive(terminal, "? help")


def test_a_query_typed_ahead_with_enter(news: Path) -> None:
    terminal = open_app(news)
    terminal.until_shown("A gull goes out")
    terminal.press(":gull\r")
    assert_alive(terminal, "Fri 1 Mar 2024")
