"""The settings and the types of their values."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reader.graphics.canvas import ImageProtocol
from reader.text.dates import DateForm

MEASURES = range(40, 89)
"""Valid text measures, in cells."""

WIDTHS = range(14, 201)
"""Valid widths of a pane, in cells."""

FEEDS_FOLDER = "~/Broadsheet"
"""The folder that feeds are written to, unless the settings name another."""

SUBSCRIPTIONS_FILE = "feeds.toml"
"""Name of the file in that folder that lists the feeds."""

COMMONPLACE_FILE = "commonplace.md"
"""Name of the commonplace book in the data folder, where the settings name no file."""


class RemoteImages(StrEnum):
    """When images are fetched from the web."""

    ASK = "ask"
    """When the user presses a key."""
    ALWAYS = "always"
    """When the user stays on an article with images."""
    NEVER = "never"


class ProtocolSetting(StrEnum):
    """How images are sent to the terminal: by one `ImageProtocol`, or by the one that suits it."""

    AUTO = "auto"
    KITTY = ImageProtocol.KITTY.value
    SIXEL = ImageProtocol.SIXEL.value
    BLOCKS = ImageProtocol.BLOCKS.value

    @property
    def protocol(self) -> ImageProtocol | None:
        """The protocol to use; None if the terminal is to be asked."""
        if sys.platform == "win32":  # where Textual writes to the console in another way
            return ImageProtocol.BLOCKS
        return None if self is self.AUTO else ImageProtocol(self.value)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the user. Every field has a default."""

    folders: tuple[str, ...] = ()
    """Folders to open if the command line names none; empty for the sample posts."""
    feeds_folder: str = FEEDS_FOLDER
    """The folder that feeds are written to, with feeds.toml."""
    fetch_every: int = 30
    """Minutes between two fetches of the feeds while the app is open; 0 to fetch on a key only."""
    site: str | None = None
    """Address of the website that the posts belong to; None to use that of each post's own page."""
    languages: tuple[str, ...] = ()
    """Codes of the languages to show posts in, the most preferred first; empty for that of the
    system."""
    theme: str | None = None
    """Name of a theme; None to use one that suits the terminal."""
    measure: int = 76
    """Maximum line length of an article, in cells: one of `MEASURES`."""
    sidebar_width: int | None = None
    """Width of the sidebar, in cells: one of `WIDTHS`; None to fit the terminal."""
    list_width: int | None = None
    """Width of the post list, in cells: one of `WIDTHS`; None to fit the terminal."""
    pin_panes: bool = False
    """Whether an open article leaves the list and the sidebar their widths."""
    dwell: float = 2.0
    """Seconds that an article must be open before it is marked as read."""
    resume_within: float = 6.0
    """Hours after the last key within which a start opens the article again that was being read."""
    dates: DateForm = DateForm.BOTH
    """How the date of an article is shown."""
    front_page: bool = True
    """Whether all posts are shown as a front page if the terminal is wide enough."""
    images: bool = True
    """Whether articles show their images."""
    image_protocol: ProtocolSetting = ProtocolSetting.AUTO
    """How images are sent to the terminal."""
    remote_images: RemoteImages = RemoteImages.ASK
    """When images are fetched from the web."""
    time_zone: str | None = None
    """Name of the time zone in which dates are shown, from the IANA database; None for that of the
    system."""
    commonplace: str | None = None
    """The file that collects quotes; None for `COMMONPLACE_FILE` in the data folder."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by command id, as written: names of keys separated by spaces."""
    searches: Mapping[str, str] = field(default_factory=dict)
    """Saved searches: their texts by their names, in the order of the file."""
