"""The choice of the driver for a terminal."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reader.graphics.canvas import ImageProtocol
from reader.tui.terminal.ascii_driver import REPLACEMENTS, AsciiDriver
from reader.tui.terminal.driver import BlocksDriver, KittyDriver, SixelDriver, TerminalDriver
from reader.tui.terminal.drivers import driver_for


@pytest.mark.parametrize(
    ("protocol", "environment", "driver"),
    [
        (None, {"TERM": "xterm-256color"}, TerminalDriver),
        (None, {}, TerminalDriver),
        (None, {"TERM": "linux"}, AsciiDriver),
        (None, {"TERM": "xterm-kitty", "TEXTUAL_DRIVER": "other:Driver"}, None),
        (ImageProtocol.BLOCKS, {"TERM": "xterm-256color"}, BlocksDriver),
        (ImageProtocol.BLOCKS, {"TERM": "linux"}, AsciiDriver),
        (ImageProtocol.KITTY, {"TERM": "xterm-256color"}, KittyDriver),
        (ImageProtocol.SIXEL, {"TERM": "foot"}, SixelDriver),
    ],
)
def test_a_terminal_gets_the_driver_that_suits_it(
    protocol: ImageProtocol | None, environment: dict[str, str], driver: type | None
) -> None:
    assert driver_for(protocol, environment) is driver


def test_ascii_replacements_are_as_wide_as_the_symbols() -> None:
    pairs = [(symbol, plain) for symbols, plain in REPLACEMENTS.items() for symbol in symbols]
    assert [pair for pair in pairs if [cell_len(pair[0]), len(pair[1])] != [1, 1]] == []
    assert all(plain.isascii() and plain.isprintable() for _, plain in pairs)
    assert len({symbol for symbol, _ in pairs}) == len(pairs)
