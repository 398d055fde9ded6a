"""What distinguishes a file or folder from another one at the same path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

FileId: TypeAlias = tuple[int, int]
"""Device and inode of a file or folder."""


def file_id(path: str | Path) -> FileId | None:
    """Return what identifies a file or folder now; None if it is missing."""
    try:
        status = os.stat(path)  # noqa: PTH116 - no Path for each of many calls
    except OSError:
        return None
    return status.st_dev, status.st_ino
