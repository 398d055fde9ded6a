"""The app and the shell that started it: Ctrl+Z and `fg`, and a terminal that is gone."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from shutil import which

import pytest

from .real_terminal import Terminal, write_news

SHELL = "import os; os.execvp('bash', ['bash', '--norc', '--noprofile', '-i'])"
IGNORING = (
    "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
    "os.execv(sys.executable, [sys.executable, '-m', 'reader', sys.argv[1]])"
)

CONTINUED = """
import os, queue, signal, threading
from reader.cli import main

put = queue.Queue._put

def put_with_signal(self, item):
    if threading.current_thread() is threading.main_thread() and item == "\\x07":
        os.kill(os.getpid(), signal.SIGCONT)
    put(self, item)

queue.Queue._put = put_with_signal
from reader.tui.screens.main import MainScreen
MainScreen.action_show = lambda self, name: self.app.bell()
main()
"""
"""Gets a signal at a moment when it holds the lock of its output."""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_news(tmp_path / "news")


@pytest.mark.skipif(which("bash") is None, reason="needs a shell with job control")
def test_ctrl_z_returns_to_the_shell_and_fg_to_the_whole_app(news: Path) -> None:
    terminal = Terminal(code=SHELL, PS1="here>")
    terminal.until_shown("here>")
    # In the background it waits until it may use the terminal.
    terminal.press(f"{sys.executable} -m reader {news} &\r")
    terminal.press("while jobs %1 | grep -q Running; do sleep 0.05; done; fg\r")
    terminal.until_shown("The tide comes in", "2 unread", "? help")
    terminal.press("\x1a")
    terminal.until(lambda: terminal.raw.endswith(b"here>") and b"Stopped" in terminal.raw)
    for on, off in ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?1000h", b"\x1b[?1000l")):
        assert terminal.raw.rfind(off) > terminal.raw.rfind(on) > 0
    before = len(terminal.raw)
    terminal.press("echo a$((1 + 1))b\r")
    terminal.until(lambda: b"a2b" in terminal.raw[before:])
    before = len(terminal.raw)
    terminal.press("fg\r")
    parts = (b"Broadsheet", b"The tide comes in", b"help")
    terminal.until(lambda: all(part in terminal.raw[before:] for part in parts))
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("\x1a")
    terminal.until(lambda: terminal.raw.endswith(b"here>"))
    # A stopped program that may not use the terminal is ended as well.
    terminal.press("kill %1; while kill -0 %1; do jobs > /dev/null; done; echo a$((1 + 2))b\r")
    terminal.until(lambda: b"a3b" in terminal.raw)
    terminal.press("exit\r")
    terminal.end()
    assert b"Traceback" not in terminal.raw


def test_without_a_shell_ctrl_z_says_so(news: Path) -> None:
    terminal = Terminal(news)
    terminal.until_shown("The tide comes in", "2 unread")
    terminal.press("\x1a")
    terminal.until_shown("There is no shell to return to.")
    os.kill(terminal.process, signal.SIGTSTP)
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("ignores_hangup", [False, True])
def test_it_ends_with_its_terminal_and_saves_the_position(news: Path, ignores_hangup: bool) -> None:
    code = IGNORING if ignores_hangup else None
    terminal = Terminal(news, code=code)
    terminal.until_shown("The tide comes in", "2 unread")
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("]]]")
    terminal.until(lambda: "Part 2" not in terminal.shown and "Part 3" in terminal.shown)
    assert terminal.hang_up() == signal.SIGHUP
    terminal = Terminal(news)
    terminal.until_shown("Part 3")
    assert "Part 2" not in terminal.shown
    terminal.press("q")
    assert terminal.end() == 0


def test_a_signal_in_the_middle_of_a_write_does_no_harm(news: Path) -> None:
    terminal = Terminal(news, code=CONTINUED)
    terminal.until_shown("The tide comes in", "2 unread", "? help")
    starts = terminal.raw.count(b"\x1b[?1049h")
    terminal.press("?")
    terminal.until(lambda: terminal.raw.count(b"\x1b[?1049h") > starts)
    terminal.until_shown("The tide comes in", "2 unread", "? help")
    terminal.press("q")
    assert terminal.end() == 0
