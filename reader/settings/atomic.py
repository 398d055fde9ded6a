"""Replace the content of a file in one step."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Write a file in UTF-8, so that a crash leaves either the old or the new content.

    A symbolic link is kept, and so are the permissions of the file. Line ends are written as they
    are.

    Raises:
        OSError: The folder does not exist, or the file cannot be written.
    """
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        with suppress(FileNotFoundError):
            shutil.copymode(path, name)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
