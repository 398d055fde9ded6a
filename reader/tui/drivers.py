"""What writes to the terminal: Textual's own driver, or one that knows what the terminal lacks or
can do beside it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.graphics.canvas import ImageProtocol

if TYPE_CHECKING:
    from textual.driver import Driver

_WITH_FEW_SIGNS = frozenset(("linux", "vt100", "vt102", "vt220", "ansi", "cons25"))
"""Terminals whose fonts have little more than ASCII, such as the Linux console."""


def driver_for(protocol: ImageProtocol, environment: Mapping[str, str]) -> type[Driver] | None:
    """The driver for the terminal of an environment; None for Textual's own.

    Args:
        protocol: How the terminal is told of pictures.
        environment: May name another driver, as Textual has it, which is left alone.
    """
    if protocol is not ImageProtocol.BLOCKS:
        from reader.tui.picture_drivers import DRIVERS  # late: Windows has no such drivers

        return DRIVERS[protocol]
    is_ours = "TEXTUAL_DRIVER" not in environment and sys.platform != "win32"
    if is_ours and environment.get("TERM") in _WITH_FEW_SIGNS:
        from reader.tui.ascii_driver import AsciiDriver  # late, as above

        return AsciiDriver
    return None
