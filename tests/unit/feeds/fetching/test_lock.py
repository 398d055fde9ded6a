"""One fetch at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.feeds.fetching.lock import LockedError, LockHolder, held_lock, lock_note

HOLD = """
import sys
from pathlib import Path
from reader.feeds.fetching.lock import held_lock
with held_lock(Path(sys.argv[1]), Path(sys.argv[2]), 7.0):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hidden" / "fetch.lock"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "data" / "fetch.json"


def test_a_second_fetch_learns_who_runs(path: Path, note: Path) -> None:
    with (
        held_lock(path, note, 5.0),
        pytest.raises(LockedError) as raised,
        held_lock(path, note, 9.0),
    ):
        pass

    assert raised.value.holder == LockHolder(os.getpid(), 5.0)


def test_a_lock_ends(path: Path, note: Path) -> None:
    with held_lock(path, note, 5.0):
        pass

    assert not note.exists()
    with held_lock(path, note, 6.0):
        assert b"6.0" in note.read_bytes()


def test_the_file_in_the_feeds_folder_never_changes(path: Path, note: Path) -> None:
    """Syncthing would call it a conflict if two machines wrote to it."""
    with held_lock(path, note, 5.0):
        before = path.stat()

    with held_lock(path, note, 6.0):
        assert path.stat().st_mtime_ns == before.st_mtime_ns
        assert before.st_size == 0


def test_a_killed_process_holds_no_lock(path: Path, note: Path, project: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, path, note],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(LockedError) as raised, held_lock(path, note, 9.0):
            pass
        assert raised.value.holder == LockHolder(process.pid, 7.0)

        process.send_signal(signal.SIGKILL)
        process.wait()

    with held_lock(path, note, 9.0):
        pass


@pytest.mark.parametrize("data", [b"[]", b"\x00\xff{", b"{}", b""])
def test_who_left_no_proper_note_is_unknown(path: Path, note: Path, data: bytes) -> None:
    with held_lock(path, note, 5.0):
        note.write_bytes(data)
        with pytest.raises(LockedError) as raised, held_lock(path, note, 9.0):
            pass

    assert raised.value.holder == LockHolder()


def test_folders_have_notes_of_their_own(tmp_path: Path) -> None:
    one, two = (lock_note(tmp_path / name, tmp_path) for name in ("one", "two"))

    assert one != two
    assert lock_note(tmp_path / "one" / "." / "x" / "..", tmp_path) == one


def test_a_dry_run_creates_no_lock_but_respects_one(path: Path, note: Path) -> None:
    with held_lock(path, note, 5.0, is_created=False):
        assert not path.parent.exists()
        assert not note.parent.exists()

    with (
        held_lock(path, note, 5.0),
        pytest.raises(LockedError),
        held_lock(path, note, 9.0, is_created=False),
    ):
        pass
