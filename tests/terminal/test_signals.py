"""Signals that end the app: everything is saved, the terminal restored, the process gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .real_terminal import Terminal, app_that_fetches, assert_restored, write_news

BUSY = """
from reader.cli import main
from reader.tui.screens.main import MainScreen

def work_forever(self, name):
    self.app.sub_title = "busy"
    self.app.bell()
    while True:
        pass

MainScreen.action_show = work_forever
main()
"""
STUCK = BUSY.replace("pass", "self.app.bell()")
"""Writes more than any terminal takes."""
ENDING = """
import asyncio, os, signal, sys, threading
from contextlib import nullcontext
from reader.tui.terminal.ending import SignalEnding

def save():
    print("saved", flush=True)
    {save}

def fail():
    raise OSError(5, "the terminal is gone")

async def wait():
    SignalEnding(save, nullcontext).begin()
    {begin}
    await asyncio.sleep(60)

asyncio.run(wait())
"""
KILL = "os.kill(os.getpid(), signal.SIGTERM)"

EDITOR = """
import fcntl, os, signal, sys, termios, tty
os.kill(os.getppid(), signal.SIGINT)
tty.setraw(0)
os.set_blocking(0, False)
print("\\x1b[?1049l\\x1b[?1003h\\x1b[5;6r\\x1b[?6hodd", flush=True)
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_news(tmp_path / "news")


def read_to_the_third_part(terminal: Terminal) -> None:
    terminal.until_shown("The tide comes in", "2 unread")
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("]]]")
    terminal.until(lambda: "Part 2" not in terminal.shown and "Part 3" in terminal.shown)


def assert_reopened(news: Path) -> None:
    terminal = Terminal(news)
    terminal.until_shown("Part 3")
    assert "Part 2" not in terminal.shown
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it(news: Path, number: signal.Signals) -> None:
    terminal = Terminal(news)
    before = terminal.attributes
    read_to_the_third_part(terminal)
    terminal.press("?")
    terminal.until_shown("Keys")
    assert terminal.send_signal(number) == number
    assert_restored(terminal)
    assert terminal.attributes == before
    if number is signal.SIGTERM:
        assert_reopened(news)


def test_a_busy_app_ends_and_saves(news: Path) -> None:
    terminal = Terminal(news, code=BUSY)
    before = terminal.attributes
    read_to_the_third_part(terminal)
    terminal.press("?")
    terminal.until(lambda: terminal.raw.endswith(b"\x07"))
    assert terminal.send_signal(signal.SIGTERM) == signal.SIGTERM
    assert_restored(terminal)
    assert terminal.attributes == before
    assert_reopened(news)


def test_it_ends_when_the_terminal_takes_no_output(news: Path) -> None:
    terminal = Terminal(news, code=STUCK)
    before = terminal.attributes
    terminal.until_shown("The tide comes in", "2 unread", "? help")
    starts = terminal.raw.count(b"\x1b[?1049h")
    os.kill(terminal.process, signal.SIGCONT)  # it has not stopped
    terminal.until(lambda: terminal.raw.count(b"\x1b[?1049h") > starts)
    assert terminal.raw.count(b"\x1b[?1049l") == starts
    terminal.until_shown("The tide comes in", "2 unread", "? help")
    terminal.press("?")
    terminal.until(lambda: terminal.raw.endswith(b"\x07\x07"))
    assert terminal.send_signal(signal.SIGTERM, reads=False) == signal.SIGTERM
    assert terminal.attributes == before


def test_it_ends_a_fetch() -> None:
    with app_that_fetches() as terminal:
        children = [
            int(child)
            for task in Path(f"/proc/{terminal.process}/task").glob("*/children")
            for child in task.read_text().split()
        ]
        assert terminal.send_signal(signal.SIGTERM) == signal.SIGTERM
    assert children or sys.platform != "linux"
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_an_editor_gets_ctrl_c_and_cannot_leave_the_terminal_in_a_bad_state(
    news: Path, tmp_path: Path
) -> None:
    script = tmp_path / "edit.py"
    script.write_text(EDITOR)
    terminal = Terminal(news, EDITOR=f"{sys.executable} {script}")
    before = terminal.attributes
    terminal.until_shown("The tide comes in", "2 unread")
    terminal.press("e")
    terminal.until(lambda: b"odd" in terminal.raw and terminal.raw.count(b"\x1b[?1049h") == 2)
    odd = terminal.raw.index(b"odd")
    for reset in (b"\x1b[r", b"\x1b[?6l", b"\x1b[?1003l"):
        assert terminal.raw.rindex(reset) > odd
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("q")
    assert terminal.end() == 0
    assert_restored(terminal)
    assert terminal.attributes == before


@pytest.mark.parametrize(
    ("begin", "save", "end"),
    [
        (KILL, "", signal.SIGTERM),
        (KILL, "1 / 0", signal.SIGTERM),
        (KILL, "import time; time.sleep(60)", signal.SIGTERM),
        ("threading.Thread(target=fail).start()", "", signal.SIGHUP),
    ],
)
def test_nothing_keeps_the_process(begin: str, save: str, end: signal.Signals) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDING.format(begin=begin, save=save)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert -done.returncode == end
    assert (done.stdout, done.stderr) == (b"saved\n", b"")
