"""The choice of the driver that writes to the terminal: Textual's own, or one of ours."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.graphics.canvas import ImageProtocol

if sys.platform != "win32":  # it needs termios, which Windows lacks
    from reader.tui.ascii_driver import AsciiDriver

if TYPE_CHECKING:
    from textual.driver import Driver

_ASCII_TERMINALS = frozenset(("linux", "vt100", "vt102", "vt220", "ansi", "cons25"))
"""Values of TERM for terminals whose fonts have little more than ASCII."""


def driver_for(protocol: ImageProtocol, environment: Mapping[str, str]) -> type[Driver] | None:
    """Return the driver for a terminal; None for Textual's own.

    Args:
        protocol: How the terminal receives pictures.
        environment: Environment variables. A driver of the user's choice in TEXTUAL_DRIVER is
            replaced only if the terminal receives pictures as pixels.
    """
    if protocol is not ImageProtocol.BLOCKS:
        # Imported late: it takes 5 ms of a start, and most terminals receive no pixels.
        from reader.tui.picture_drivers import DRIVERS

        return DRIVERS[protocol]
    if sys.platform != "win32" and "TEXTUAL_DRIVER" not in environment:
        return AsciiDriver if environment.get("TERM") in _ASCII_TERMINALS else None
    return None
