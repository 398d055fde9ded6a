"""Drivers of Textual that write pictures in the place of their placeholders."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

from reader.graphics.canvas import ImageProtocol
from reader.graphics.kitty import KittyPictures
from reader.graphics.sixel import SixelPictures

if TYPE_CHECKING:
    from textual.driver import Driver


class KittyDriver(LinuxDriver):
    """Sends a picture before its placeholders are first written."""

    @cached_property
    def _pictures(self) -> KittyPictures:
        return KittyPictures()

    def write(self, data: str) -> None:
        super().write(self._pictures.encode(data))

    def stop_application_mode(self) -> None:
        # Also before an editor is opened: when the app is back, the pictures are sent anew.
        super().write(self._pictures.delete_all())
        super().stop_application_mode()


class SixelDriver(LinuxDriver):
    """Writes the dots of a picture for its placeholders."""

    @cached_property
    def _pictures(self) -> SixelPictures:
        return SixelPictures()

    def write(self, data: str) -> None:
        super().write(self._pictures.encode(data))


DRIVERS: dict[ImageProtocol, type[Driver]] = {
    ImageProtocol.KITTY: KittyDriver,
    ImageProtocol.SIXEL: SixelDriver,
}
