"""The driver that a terminal is written to with."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reader.graphics.canvas import ImageProtocol
from reader.tui.ascii_driver import SIGNS, AsciiDriver
from reader.tui.drivers import driver_for
from reader.tui.picture_drivers import KittyDriver, SixelDriver


@pytest.mark.parametrize(
    ("protocol", "environment", "driver"),
    [
        (ImageProtocol.BLOCKS, {"TERM": "xterm-256color"}, None),
        (ImageProtocol.BLOCKS, {}, None),
        (ImageProtocol.BLOCKS, {"TERM": "linux"}, AsciiDriver),
        (ImageProtocol.BLOCKS, {"TERM": "linux", "TEXTUAL_DRIVER": "other:Driver"}, None),
        (ImageProtocol.KITTY, {"TERM": "xterm-kitty"}, KittyDriver),
        (ImageProtocol.SIXEL, {"TERM": "foot"}, SixelDriver),
    ],
)
def test_a_terminal_has_the_driver_for_what_it_can(
    protocol: ImageProtocol, environment: dict[str, str], driver: type | None
) -> None:
    assert driver_for(protocol, environment) is driver


def test_signs_in_ascii_take_the_cells_of_those_they_stand_for() -> None:
    pairs = [(sign, plain) for signs, plain in SIGNS.items() for sign in signs]
    assert [it for it in pairs if cell_len(it[0]) != 1 or len(it[1]) != 1] == []
    assert all(plain.isascii() and plain.isprintable() for _, plain in pairs)
    assert len({sign for sign, _ in pairs}) == len(pairs)
