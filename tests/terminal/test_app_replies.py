"""Replies of the terminal are no keys, whenever and however they arrive."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .real_terminal import Terminal, write_news

ATTRIBUTES = "\x1b[?62;4;22c"
NAME = "\x1bP>|q?q/q:q\x1b\\"
"""A name that would open the help, a search and a palette, and quit, if it were typed."""
GRAPHICS = "\x1b_Gi=31;q?q\x1b\\"
REPLIES = ["\x1b[2;3R", NAME, GRAPHICS, "\x1b[6;20;10t", ATTRIBUTES]
LATE = """
import sys
import reader.tui.terminal.driver as driver
driver._MAX_WAIT = -1
from reader.cli import main
sys.argv = ["broadsheet", *sys.argv[1:]]
main()
"""

COLUMNS, ROWS = 100, 30
"""A terminal that shows the plain list, with the position of the cursor in the header."""


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """The app with two posts, after it has asked."""
    terminal = Terminal(write_news(tmp_path / "news"), rows=ROWS, columns=COLUMNS, EDITOR="true")
    terminal.until_shown("The tide comes in", "A gull goes out", "1 of 2")
    assert b"\x1b[c" in terminal.raw
    return terminal


def check_that_nothing_was_typed(terminal: Terminal) -> None:
    """Press a key that moves the cursor, and leave."""
    terminal.press("j")
    terminal.until_shown("2 of 2")
    assert "Keys" not in terminal.shown
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_replies_in_pieces_are_no_keys(terminal: Terminal, size: int) -> None:
    replies = "".join(REPLIES)
    for start in range(0, len(replies), size):
        terminal.press(replies[start : start + size])
    check_that_nothing_was_typed(terminal)


def test_keys_between_replies_are_typed(terminal: Terminal) -> None:
    terminal.press("j" + "j".join([*REPLIES, *REPLIES]) + "k")
    terminal.until_shown("1 of 2")
    check_that_nothing_was_typed(terminal)


@pytest.mark.parametrize(
    "reply",
    [f"\x1bP>|{'q' * 100_000}\x1b\\", f"\x1b[?62{';1' * 9999}c"],
    ids=["name", "attributes"],
)
def test_a_long_reply_is_no_key(terminal: Terminal, reply: str) -> None:
    for start in range(0, len(reply), 4000):
        terminal.press(reply[start : start + 4000])
    check_that_nothing_was_typed(terminal)


def test_without_replies_the_keys_work(terminal: Terminal) -> None:
    terminal.press("?")
    terminal.until_shown("Keys")
    terminal.press("\x1b")
    terminal.until(lambda: "Keys" not in terminal.shown)
    check_that_nothing_was_typed(terminal)


def test_replies_after_the_limit_are_neither_keys_nor_used(tmp_path: Path) -> None:
    terminal = Terminal(write_news(tmp_path / "news"), rows=ROWS, columns=COLUMNS, code=LATE)
    terminal.until_shown("The tide comes in", "1 of 2")
    terminal.press("".join(REPLIES))
    terminal.press("\x1bP>|kitty(0.41.1)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[?62;c")
    check_that_nothing_was_typed(terminal)
    assert b"a=T" not in terminal.raw


def test_replies_while_an_editor_is_open_are_its_own(tmp_path: Path) -> None:
    """Nothing reads the input of a program that the app has started."""
    script = tmp_path / "edit.py"
    script.write_text(
        "import sys, tty\n"
        "tty.setcbreak(0)\n"
        "print('ready', flush=True)\n"
        "print('read', ascii(sys.stdin.read(3)), flush=True)\n"
    )
    editor = f"{sys.executable} {script}"
    terminal = Terminal(write_news(tmp_path / "news"), rows=ROWS, columns=COLUMNS, EDITOR=editor)
    terminal.until_shown("1 of 2")
    terminal.press(ATTRIBUTES)
    terminal.press("e")
    terminal.until(lambda: b"ready" in terminal.raw)
    terminal.press("xyz")
    terminal.until(lambda: b"read 'xyz'" in terminal.raw)
    terminal.until(lambda: terminal.raw.count(b"\x1b[?1049h") == 2)
    check_that_nothing_was_typed(terminal)
