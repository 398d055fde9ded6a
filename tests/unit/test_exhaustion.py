"""Errors of a system that has run out of something are told from faults of the program."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.exhaustion import exhausted_resource


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.EMFILE, "Too many open files"), "the system allows no more open files"),
        (OSError(errno.ENFILE, "Too many open files"), "the system allows no more open files"),
        (OSError(errno.ENOMEM, "Cannot allocate"), "the system has no more memory"),
        (MemoryError(), "the system has no more memory"),
        (RuntimeError("can't start new thread"), "the system allows no more threads"),
        (RuntimeError("something else"), None),
        (OSError(errno.EACCES, "Permission denied"), None),
        (OSError("it is a folder"), None),
        (None, None),
    ],
)
def test_what_the_system_has_run_out_of(error: BaseException | None, reason: str | None) -> None:
    assert exhausted_resource(error) == reason


_LIMITED = """
import sys
from resource import RLIMIT_NOFILE, setrlimit
from reader.cli import main
setrlimit(RLIMIT_NOFILE, (int(sys.argv.pop(1)),) * 2)
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
@pytest.mark.parametrize("words", [["marks"], ["list", "."]])
def test_a_command_without_open_files_says_so(
    project: Path, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "a.md").write_text("# A")
    result = subprocess.run(
        [sys.executable, "-c", _LIMITED, "3", *words],
        env=os.environ | {"PYTHONPATH": str(project)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 2
    [line] = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert "the system allows no more open files" in line
