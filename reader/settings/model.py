"""The settings, typed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reader.graphics.canvas import ImageProtocol
from reader.graphics.terminals import detect_protocol
from reader.text.dates import DateForm

MEASURES = range(40, 89)
"""The text measures to choose from, in cells."""

WIDTHS = range(14, 201)
"""Widths of a pane to choose from, in cells."""


class RemoteImages(StrEnum):
    """When images are fetched from the web."""

    ASK = "ask"
    """When a key is pressed."""
    ALWAYS = "always"
    """When their article is stayed with."""
    NEVER = "never"


class ProtocolSetting(StrEnum):
    """How the terminal is told of images: in one of the ways of `ImageProtocol`, or as suits it."""

    AUTO = "auto"
    KITTY = ImageProtocol.KITTY.value
    SIXEL = ImageProtocol.SIXEL.value
    BLOCKS = ImageProtocol.BLOCKS.value

    def within(self, environment: Mapping[str, str]) -> ImageProtocol:
        """The way for the terminal of an environment."""
        if sys.platform == "win32":  # Textual writes otherwise there
            return ImageProtocol.BLOCKS
        return detect_protocol(environment) if self is self.AUTO else ImageProtocol(self.value)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader chose; every field has a default that suits most."""

    folders: tuple[str, ...] = ()
    """What is opened when the command line names no folder; none for the sample posts."""
    site: str | None = None
    """Address of the site that the posts belong to; None where they tell it themselves."""
    theme: str | None = None
    """Name of a theme; None leaves it to the app, which looks at the terminal."""
    measure: int = 76
    """Longest line of an article, in cells, one of `MEASURES`."""
    sidebar_width: int | None = None
    """Cells of the sidebar, one of `WIDTHS`; None for what suits the terminal."""
    list_width: int | None = None
    """Cells of the list of posts, as above."""
    dwell: float = 2.0
    """Seconds that an article is stayed with until it counts as read."""
    dates: DateForm = DateForm.BOTH
    """How an article says when it appeared."""
    front_page: bool = True
    """Whether all posts are laid out as a front page where there is room."""
    images: bool = True
    """Whether images are shown in their articles."""
    image_protocol: ProtocolSetting = ProtocolSetting.AUTO
    """How the terminal is told of them."""
    remote_images: RemoteImages = RemoteImages.ASK
    """When those are fetched that lie on the web."""
    time_zone: str | None = None
    """Name of the time zone that dates are shown in; None for the system's."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Other keys for commands: their ids, and Textual's names of keys, separated by commas."""
