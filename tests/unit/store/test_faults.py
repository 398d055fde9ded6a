"""Why marks cannot be saved: the real cause, and what helps."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reader.store.saving.faults import describe_fault


@pytest.mark.parametrize(
    ("number", "reason", "remedy"),
    [
        (errno.ENOSPC, "the disk is full", "Free some space for FOLDER"),
        (errno.EDQUOT, "the disk is full", "Free some space for FOLDER"),
        (errno.EMFILE, "the system allows no more open files", "Quit other programs"),
        (errno.ENOMEM, "the system has no more memory", "Quit other programs"),
        (
            errno.EROFS,
            "FOLDER cannot be used (read-only file system)",
            "Make it a folder that you can write to",
        ),
    ],
)
def test_each_error_of_the_system_has_its_remedy(
    tmp_path: Path, number: int, reason: str, remedy: str
) -> None:
    fault = describe_fault(OSError(number, os.strerror(number)), tmp_path / "marks.db")
    assert fault.reason == reason.replace("FOLDER", str(tmp_path))
    assert fault.remedy == remedy.replace("FOLDER", str(tmp_path))


def test_something_else_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "marks.db"
    path.mkdir()
    fault = describe_fault(OSError(errno.EISDIR, "it is a folder, not a file"), path)
    assert fault == (f"{path} cannot be used (it is a folder, not a file)", "Move it away")
