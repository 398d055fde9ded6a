"""Recognise the copies that programs which synchronise folders make of a file in conflict.

The names are those of:

- Syncthing: `a.sync-conflict-20240506-070809-ABCDEFG.md`
- Nextcloud, ownCloud and OpenCloud: `a (conflicted copy 2024-05-06 070809).md`
  (https://docs.nextcloud.com/desktop/3.12/conflicts.html), formerly `a_conflict-20240506-070809.md`
- Dropbox and Obsidian Sync: `a (Ann's conflicted copy 2024-05-06).md`, also in other languages
- Seafile: `a (SFConflict ann@example.org 2024-05-06-07-08-09).md`
"""

from __future__ import annotations

import re
from typing import NamedTuple

_COPY = re.compile(
    r"(?:\.sync-conflict-(?P<syncthing>\d{8}-\d{6})(?:-\w{7})?"
    r"|_conflict-(?P<owncloud>\d{8}-\d{6})"
    r"|\s\((?P<words>[^()]{0,200}\b(?:conflicted copy|case conflict|sfconflict"
    r"|in konflikt stehende kopie|copie en conflit|copia en conflicto|copia in conflitto"
    r"|copia em conflito|conflicterende kopie)\b[^()]{0,200}(?:\(\d+\))?)\)(?:\s\d+)?)",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[- T]?(\d\d)-?(\d\d)(?:-?\d\d)?)?(?!\d)")


class ConflictedCopy(NamedTuple):
    """What the name of a conflicted copy says."""

    original: str
    """The name of the file that it is a copy of."""
    mark: str
    """The words that tell the copy from the original, such as
    `conflicted copy, 2024-05-06 07:08`."""


def parse_conflicted_copy(name: str) -> ConflictedCopy | None:
    """Return what a file name says of the copy, or None if it is not that of a copy.

    Args:
        name: A file name, with or without a suffix.
    """
    # The search is linear, but most names need none.
    if "onfli" not in name and "ONFLI" not in name:
        return None
    found = _COPY.search(name)
    if found is None:
        return None
    day = _DAY.search(found[0])
    time = "" if day is None or day[4] is None else f" {day[4]}:{day[5]}"
    date = "" if day is None else f", {day[1]}-{day[2]}-{day[3]}{time}"
    original = name[: found.start()] + name[found.end() :]
    return ConflictedCopy(original, f"conflicted copy{date}")
