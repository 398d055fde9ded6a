"""Terminals, told by their environment, and their cells."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import termios
from collections.abc import Iterator

import pytest

from reader.graphics.canvas import HALF_BLOCKS, Canvas, ImageProtocol
from reader.graphics.terminals import canvas_for, cell_size, detect_protocol, terminal_canvas

KITTY, SIXEL, BLOCKS = ImageProtocol.KITTY, ImageProtocol.SIXEL, ImageProtocol.BLOCKS


@pytest.mark.parametrize(
    ("environment", "protocol"),
    [
        ({"TERM": "xterm-kitty"}, KITTY),
        ({"TERM": "xterm-ghostty"}, KITTY),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, KITTY),
        ({"TERM": "foot"}, SIXEL),
        ({"TERM": "foot-extra"}, SIXEL),
        ({"TERM": "mlterm-256color"}, SIXEL),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, SIXEL),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, SIXEL),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230804"}, SIXEL),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "211201"}, BLOCKS),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "new"}, BLOCKS),
        ({"TERM": "xterm-256color"}, BLOCKS),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, BLOCKS),
        ({"TERM": "alacritty"}, BLOCKS),
        ({}, BLOCKS),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux-0/default,1,0"}, BLOCKS),
        ({"TERM": "foot", "STY": "1.pts-0"}, BLOCKS),
        ({"TERM": "foot", "ZELLIJ": "0"}, BLOCKS),
        ({"TERM": "xterm-kitty", "TEXTUAL_DRIVER": "some:Driver"}, BLOCKS),
    ],
)
def test_a_terminal_is_known_by_its_environment(
    environment: dict[str, str], protocol: ImageProtocol
) -> None:
    assert detect_protocol(environment) is protocol


def test_the_canvas_has_the_cells_of_the_terminal() -> None:
    assert canvas_for(SIXEL, (9, 18)) == Canvas(SIXEL, 9, 18)
    assert canvas_for(KITTY, (9, 18)) == Canvas(KITTY, 9, 18)
    assert canvas_for(KITTY, (22, 48)) == Canvas(KITTY, 11, 24)
    assert canvas_for(KITTY, None) == Canvas(KITTY, 10, 20)
    assert canvas_for(SIXEL, None) == HALF_BLOCKS
    assert canvas_for(BLOCKS, (9, 18)) == terminal_canvas(BLOCKS) == HALF_BLOCKS


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A terminal that standard error is written to."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as file:
        monkeypatch.setattr("sys.__stderr__", file)
        yield theirs
    os.close(ours)


def set_size(terminal: int, *size: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *size))


def test_cells_are_measured_without_a_question(terminal: int) -> None:
    set_size(terminal, 40, 120, 1203, 805)
    assert cell_size() == (10, 20)
    set_size(terminal, 40, 120, 0, 0)
    assert cell_size() is None
    set_size(terminal, 0, 0, 0, 0)
    assert cell_size() is None


def test_without_a_terminal_there_are_no_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.__stderr__", None)
    assert cell_size() is None
