"""What the parts of the library know of the open folders."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from reader.posts.options import LoadOptions


@dataclass(frozen=True, slots=True)
class OpenFolders:
    """The open folders, where their files are kept, and how their posts are loaded."""

    folders: tuple[Path, ...]
    index_path: Path | None = None
    """The index of these folders, existing or not; None to keep none on the disk."""
    options: LoadOptions = field(default_factory=LoadOptions)
    languages: tuple[str, ...] = ()
    """Codes of the preferred languages of posts that are translated, best first."""
    arrivals_path: Path | None = None
    """Where it is kept when posts were first seen; None to keep it in memory."""
    clock: Callable[[], float] = time.time
    """Returns the current time, in seconds since 1970."""
    feeds_path: Path | None = None
    """Where it is kept what became of the entries of feeds; None if nothing is."""
    site: str | None = None
    """URL of the site that the posts belong to, if the settings name it."""
