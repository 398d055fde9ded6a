"""The input of a terminal that the app gives to another program and takes back."""

from __future__ import annotations

import asyncio
import os
import pty
import signal
import sys
import tty
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from textual.app import App
from textual.events import Key
from textual.message import Message

from reader.tui.terminal.input_driver import MAX_WAITING, InputDriver
from reader.tui.terminal.input_filter import MAX_PASTE

START, END = b"\x1b[200~", b"\x1b[201~"


class BusyApp(App[None]):
    """An app with messages that it has not handled yet."""

    waiting = 0
    looks = 0
    """How often the driver has asked."""

    @property
    def message_queue_size(self) -> int:
        self.looks += 1
        return self.waiting


class RecordingDriver(InputDriver):
    """Keeps the keys. After some of them, its thread waits as if it did not get the processor."""

    def __init__(self, app: App[None] | None = None) -> None:
        super().__init__(app or App())
        self.keys = ""
        self.names: list[str] = []
        self.paste_has_arrived = Event()
        self.start_application_mode()

    def process_message(self, message: Message) -> None:
        if isinstance(message, Key):
            self.keys += message.character or ""
            self.names.append(message.key)
            if message.character == "1":
                self.paste_has_arrived.wait()
            elif message.character == "2":
                self.exit_event.wait()

    async def wait_for_key(self, key: str) -> None:
        await _wait_until(lambda: key in self.keys)

    async def wait_for_names(self) -> None:
        await _wait_until(lambda: bool(self.names))

    async def wait_for_sequence(self) -> None:
        await _wait_until(lambda: self._filter.deadline is not None)

    async def wait_for_end_of_paste(self) -> None:
        await _wait_until(lambda: not self._filter.is_pasting)


async def _wait_until(is_true: Callable[[], bool]) -> None:
    while not is_true():  # noqa: ASYNC110 - another thread changes it
        await asyncio.sleep(0.005)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The end of a pseudo-terminal that a person types into. The other end is standard input."""
    typed, file = pty.openpty()
    tty.setraw(file)
    os.set_blocking(typed, False)
    numbers = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH, signal.SIGTTIN, signal.SIGTTOU)
    handlers = [(number, signal.getsignal(number)) for number in numbers]
    with os.fdopen(file) as stdin, Path(os.devnull).open("w") as stderr:
        monkeypatch.setattr(sys, "__stdin__", stdin)
        monkeypatch.setattr(sys, "__stderr__", stderr)
        yield typed
    os.close(typed)
    for number, handler in handlers:
        signal.signal(number, handler)


def test_the_rest_of_a_paste_that_began_before_the_terminal_was_lent_is_no_command(
    terminal: int,
) -> None:
    async def keys() -> str:
        driver = RecordingDriver()
        os.write(terminal, START + b"one ")  # it cannot be read until this function waits
        driver.stop_application_mode()
        driver.start_application_mode()
        os.write(terminal, b"two" + END + b"z")
        await driver.wait_for_key("z")
        driver.stop_application_mode()
        return driver.keys

    assert asyncio.run(keys()) == "z"


def test_the_rest_of_a_paste_that_was_half_taken_when_the_terminal_was_lent_is_no_command(
    terminal: int,
) -> None:
    async def keys() -> str:
        driver = RecordingDriver()
        os.write(terminal, b"1")
        await driver.wait_for_key("1")
        data = b"2" + START + b"x" * MAX_PASTE + END
        while data:
            with suppress(BlockingIOError):
                data = data[os.write(terminal, data) :]
            await asyncio.sleep(0)
        await driver.wait_for_end_of_paste()
        driver.paste_has_arrived.set()
        await driver.wait_for_key("2")
        driver.stop_application_mode()
        driver.start_application_mode()
        os.write(terminal, b"z")
        await driver.wait_for_key("z")
        driver.stop_application_mode()
        return driver.keys

    assert asyncio.run(keys()) == "12z"


def test_input_stays_in_the_terminal_while_the_app_is_behind(terminal: int) -> None:
    async def keys() -> tuple[str, str]:
        app = BusyApp()
        driver = RecordingDriver(app)
        app.waiting = MAX_WAITING + 1
        os.write(terminal, b"jk")
        await _wait_until(lambda: app.looks > 2)
        before = driver.keys
        app.waiting = 0
        await driver.wait_for_key("k")
        driver.stop_application_mode()
        return before, driver.keys

    assert asyncio.run(keys()) == ("", "jk")


def test_the_rest_of_a_sequence_is_read_also_if_the_app_is_behind(terminal: int) -> None:
    async def keys() -> list[str]:
        app = BusyApp()
        driver = RecordingDriver(app)
        os.write(terminal, b"\x1b")
        await driver.wait_for_sequence()
        app.waiting = MAX_WAITING + 1
        os.write(terminal, b"[A")
        await driver.wait_for_names()
        driver.stop_application_mode()
        return driver.names

    assert asyncio.run(keys()) == ["up"]
