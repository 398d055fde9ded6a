"""Why marks cannot be saved, in words, with what the user can do about it."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from reader.exhaustion import exhausted_resource
from reader.store.marks_file import MarksError
from reader.store.sqlite.files import is_lock, result_code

_UNWRITABLE = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
)
_FULL = (errno.ENOSPC, errno.EDQUOT)


class SaveFault(NamedTuple):
    """Why marks cannot be saved at the moment."""

    reason: str
    """A clause, such as `the disk is full`."""
    remedy: str
    """A sentence without its full stop."""


def describe_fault(error: Exception, path: Path) -> SaveFault:
    """Return why a file of marks cannot be written.

    Args:
        error: What `reader.store.saving.repair` or a statement raised.
        path: The file.
    """
    if isinstance(error, MarksError):
        return SaveFault(str(error), "Install the newest Broadsheet")
    if isinstance(error, OSError):
        return _describe_os_error(error, path)
    if is_lock(error):
        return SaveFault(
            f"another program has locked {path.name}", f"Quit other programs that use {path}"
        )
    code = result_code(error)
    if code == sqlite3.SQLITE_FULL:
        return _full_disk(path)
    if code in _UNWRITABLE:
        return SaveFault(
            f"{path.name} cannot be written", f"Check the permissions of {path} and of its folder"
        )
    return SaveFault(f"{path.name} cannot be written ({error})", f"Check the disk of {path.parent}")


def _describe_os_error(error: OSError, path: Path) -> SaveFault:
    reason = (error.strerror or str(error)).lower()
    if error.errno in _FULL:
        return _full_disk(path)
    exhausted = exhausted_resource(error)
    if exhausted is not None:
        return SaveFault(exhausted, "Quit other programs")
    if os.path.exists(path) and not os.path.isfile(path):
        return SaveFault(f"{path} cannot be used ({reason})", "Move it away")
    return SaveFault(
        f"{path.parent} cannot be used ({reason})", "Make it a folder that you can write to"
    )


def _full_disk(path: Path) -> SaveFault:
    return SaveFault("the disk is full", f"Free some space for {path.parent}")
