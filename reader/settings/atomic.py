"""Replace the content of a file in one step."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from reader.private_files import FILE_MODE


def write_atomically(path: Path, text: str) -> None:
    """Write a file in UTF-8, so that a crash leaves either the old or the new content.

    Only its owner may read the file afterwards. A symbolic link is kept, and so is the mode of the
    file behind it, which is somewhere else. Line ends are written as they are.

    Raises:
        OSError: The folder does not exist, or the file cannot be written.
    """
    is_linked = os.path.islink(path)  # noqa: PTH114 - the method raises
    path = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        with suppress(OSError):  # a umask may have taken more than mkstemp does
            Path(name).chmod(stat.S_IMODE(path.stat().st_mode) if is_linked else FILE_MODE)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
