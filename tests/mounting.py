"""Python code that may mount disks, which only its own process sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

_UNSHARE = "unshare"
_PREFIX = [_UNSHARE, "-rm"]


@cache
def _can_mount() -> bool:
    command = [*_PREFIX, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    is_there = shutil.which(_UNSHARE) is not None
    return is_there and subprocess.run(command, capture_output=True, check=False).returncode == 0


def run_with_mounts(code: str, *arguments: Path, project: Path) -> str:
    """Run Python code that mounts disks, and return its output; skip the test where none may.

    Args:
        code: The code.
        arguments: What `sys.argv` contains after its first item.
        project: The path of the checkout.
    """
    if not _can_mount():
        pytest.skip("a disk cannot be mounted here")
    result = subprocess.run(
        [*_PREFIX, sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        cwd=project,
        check=False,
        timeout=60,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout
