"""What the app uses for its terminal: the driver, Textual's own or one of ours, and the signals."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from reader.graphics.canvas import ImageProtocol

if sys.platform != "win32":  # they need termios, which Windows lacks
    from reader.tui.terminal.ascii_driver import AsciiDriver
    from reader.tui.terminal.driver import DRIVERS
    from reader.tui.terminal.ending import SignalEnding

if TYPE_CHECKING:
    from textual.driver import Driver

_ASCII_TERMINALS = frozenset(("linux", "vt100", "vt102", "vt220", "ansi", "cons25"))
"""Values of TERM for terminals whose fonts have little more than ASCII."""


def driver_for(
    protocol: ImageProtocol | None, environment: Mapping[str, str]
) -> type[Driver] | None:
    """Return the driver for a terminal; None for Textual's own.

    Args:
        protocol: How the terminal receives pictures; None to ask it.
        environment: Environment variables. A driver of the user's choice in TEXTUAL_DRIVER is
            replaced only if the settings say that the terminal receives pictures as pixels.
    """
    if sys.platform == "win32":
        return None
    if protocol is None or protocol is ImageProtocol.BLOCKS:
        if "TEXTUAL_DRIVER" in environment:
            return None
        if environment.get("TERM") in _ASCII_TERMINALS:
            return AsciiDriver
    return DRIVERS[protocol]


def end_by_signals(
    save: Callable[[], object], leave_terminal: Callable[[], AbstractContextManager[None]]
) -> SignalEnding | None:
    """Return what ends the app by signals; None if it runs in no terminal. See `SignalEnding`."""
    if sys.platform == "win32" or sys.__stdin__ is None or not sys.__stdin__.isatty():
        return None
    return SignalEnding(save, leave_terminal)
