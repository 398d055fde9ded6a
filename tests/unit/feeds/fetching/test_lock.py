"""One fetch at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.feeds.fetching.lock import LockedError, LockHolder, held_lock

HOLD = """
import sys
from pathlib import Path
from reader.feeds.fetching.lock import held_lock
with held_lock(Path(sys.argv[1]), 7.0):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hidden" / "fetch.lock"


def test_a_second_fetch_learns_who_runs(path: Path) -> None:
    with (
        held_lock(path, 5.0),
        pytest.raises(LockedError) as raised,
        held_lock(path, 9.0),
    ):
        pass

    assert raised.value.holder == LockHolder(os.getpid(), 5.0)


def test_a_lock_ends(path: Path) -> None:
    with held_lock(path, 5.0):
        pass

    with held_lock(path, 6.0):
        assert b"6.0" in path.read_bytes()


def test_a_killed_process_holds_no_lock(path: Path, project: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, path],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(LockedError) as raised, held_lock(path, 9.0):
            pass
        assert raised.value.holder == LockHolder(process.pid, 7.0)

        process.send_signal(signal.SIGKILL)
        process.wait()

    with held_lock(path, 9.0):
        pass


def test_a_file_with_anything_in_it_can_be_locked(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\x00\xff{")

    with held_lock(path, 5.0), pytest.raises(LockedError), held_lock(path, 9.0):
        pass


def test_who_wrote_nothing_is_unknown(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"[]")

    with (
        held_lock(path, 5.0, is_created=False),
        pytest.raises(LockedError) as raised,
        held_lock(path, 9.0),
    ):
        pass

    assert raised.value.holder == LockHolder()


def test_a_dry_run_creates_no_lock_but_respects_one(path: Path) -> None:
    with held_lock(path, 5.0, is_created=False):
        assert not path.parent.exists()

    with held_lock(path, 5.0), pytest.raises(LockedError), held_lock(path, 9.0, is_created=False):
        pass
