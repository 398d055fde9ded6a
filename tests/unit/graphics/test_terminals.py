"""The canvas and the cell size of a terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import termios
from collections.abc import Iterator

import pytest

from reader.graphics.canvas import HALF_BLOCKS, Canvas, ImageProtocol
from reader.graphics.terminals import canvas_for, cell_size, terminal_canvas

KITTY, SIXEL, BLOCKS = ImageProtocol.KITTY, ImageProtocol.SIXEL, ImageProtocol.BLOCKS


def test_the_canvas_uses_the_cell_size_of_the_terminal() -> None:
    assert canvas_for(SIXEL, (9, 18)) == Canvas(SIXEL, 9, 18)
    assert canvas_for(KITTY, (9, 18)) == Canvas(KITTY, 9, 18)
    assert canvas_for(KITTY, (22, 48)) == Canvas(KITTY, 11, 24)
    assert canvas_for(KITTY, None) == Canvas(KITTY, 10, 20)
    assert canvas_for(SIXEL, None) == HALF_BLOCKS
    assert canvas_for(BLOCKS, (9, 18)) == terminal_canvas(BLOCKS) == HALF_BLOCKS


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Connect standard error to a pseudo-terminal and yield its descriptor."""
    controller, descriptor = pty.openpty()
    with os.fdopen(descriptor, "w") as file:
        monkeypatch.setattr("sys.__stderr__", file)
        yield descriptor
    os.close(controller)


def set_size(terminal: int, *size: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *size))


def test_the_cell_size_is_computed_from_the_window_size(terminal: int) -> None:
    set_size(terminal, 40, 120, 1203, 805)
    assert cell_size() == (10, 20)
    set_size(terminal, 40, 120, 0, 0)
    assert cell_size() is None
    set_size(terminal, 0, 0, 0, 0)
    assert cell_size() is None


def test_a_reported_cell_size_is_used_if_the_system_knows_none(terminal: int) -> None:
    set_size(terminal, 40, 120, 0, 0)
    assert terminal_canvas(SIXEL, (9, 18)) == Canvas(SIXEL, 9, 18)
    assert terminal_canvas(SIXEL) == HALF_BLOCKS
    set_size(terminal, 40, 120, 1200, 800)
    assert terminal_canvas(SIXEL, (9, 18)) == Canvas(SIXEL, 10, 20)


def test_the_cell_size_is_unknown_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.__stderr__", None)
    assert cell_size() is None
