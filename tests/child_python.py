"""The Python of the processes that tests start."""

from __future__ import annotations

import os
from pathlib import Path

LOOPBACK_ONLY = Path(__file__).parent / "loopback_only"
"""Its module denies network access to every Python process that a test starts."""


def python_path(*folders: Path) -> str:
    """Return a PYTHONPATH with folders to import from, in which the network is denied."""
    return os.pathsep.join(map(str, (*folders, LOOPBACK_ONLY)))
