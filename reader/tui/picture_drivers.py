"""Drivers that replace the placeholders of pictures with pixels when they write to the terminal."""

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
    """Writes pictures with Kitty's graphics protocol."""

    @cached_property
    def _pictures(self) -> KittyPictures:
        return KittyPictures()

    def write(self, data: str) -> None:
        super().write(self._pictures.encode(data))

    def stop_application_mode(self) -> None:
        # Also called before an editor opens; the pictures are sent again when the app resumes.
        super().write(self._pictures.delete_all())
        super().stop_application_mode()


class SixelDriver(LinuxDriver):
    """Writes pictures as sixel graphics."""

    @cached_property
    def _pictures(self) -> SixelPictures:
        return SixelPictures()

    def write(self, data: str) -> None:
        super().write(self._pictures.encode(data))


DRIVERS: dict[ImageProtocol, type[Driver]] = {
    ImageProtocol.KITTY: KittyDriver,
    ImageProtocol.SIXEL: SixelDriver,
}
"""The driver of each protocol that sends pixels."""
