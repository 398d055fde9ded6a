"""The folders, settings and paths that the app was started with, as one value."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reader.graphics.canvas import ImageProtocol
from reader.store.saving.mark_store import MarkStore
from reader.tui.keymap import Keymap
from reader.tui.notices import FooterMessage
from reader.tui.preferences import Preferences

if TYPE_CHECKING:  # not loaded for the first paint
    from reader.tui.feeds.requests import FeedRef


@dataclass(frozen=True, slots=True)
class Session:
    """What the main screen builds its controllers from."""

    folders: tuple[Path, ...]
    preferences: Preferences
    keymap: Keymap
    today: Callable[[], date]
    """Returns the day that relative dates count from: the app may be open at midnight."""
    languages: tuple[str, ...] = ()
    """Codes of the languages that the person prefers, best first."""
    is_sample: bool = False
    """Whether the folders are the sample posts that come with Broadsheet."""
    is_first_start: bool = False
    """Whether nothing is configured yet, so that the person is asked what to begin with."""
    new_feed: FeedRef | None = None
    """A feed that was just added, to fetch at once and to list."""
    fetches_at_once: bool = False
    """Whether the feeds are fetched at once: they were just imported."""
    opens: Path | None = None
    """The file of a post to open first."""
    cache_folder: Path | None = None
    """Where indexes and fetched images are kept; None to keep none."""
    data_folder: Path | None = None
    """Where marks, arrivals and the states of feeds are kept; None to keep them in memory."""
    mark_store: MarkStore | None = None
    """Saves the marks; None to keep them in memory. It is the same for all folders that are opened
    one after the other, so that what is not saved yet stays known."""
    commonplace: Path | None = None
    """The file that collects quotes; None to keep none."""
    arrivals_path: Path | None = None
    """The database of when posts were first seen; None to keep it in memory."""
    clock: Callable[[], float] = time.time
    """Returns the current time, in seconds since 1970."""
    image_protocol: ImageProtocol = ImageProtocol.BLOCKS
    """How the terminal receives pictures, until it has said what it supports."""
    has_colors: bool = True
    """Whether the terminal has more than 16 colours; with fewer, pictures are unrecognisable."""
    show_message: Callable[[FooterMessage], object] = lambda _: None
    """Shows a message in the footer, after the events that are being handled."""
    message_history: Callable[[], Sequence[FooterMessage]] = tuple
    """Returns the messages that were shown so far, the latest first."""
