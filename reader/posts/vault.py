"""Vaults of Obsidian, which are folders with a folder called `.obsidian`.

Their settings are in `.obsidian/app.json`, without those that have their default.
"""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Mapping
from pathlib import Path

from reader.posts.site import load_text

MAX_LEVELS = 12
"""Maximum number of folders above a post that are looked at for its vault."""


def is_vault(folder: Path) -> bool:
    """Return whether a folder is a vault."""
    return os.path.isdir(folder / ".obsidian")


def find_vault(path: Path) -> Path | None:
    """Return the vault that a file is in, or None. The home folder and those above are none."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises
    for folder in path.parents[:MAX_LEVELS]:
        if folder in (home, *home.parents):
            return None
        if is_vault(folder):
            return folder
    return None


def vault_settings(vault: Path) -> Mapping[str, object]:
    """Return the settings of a vault; empty if they cannot be parsed."""
    try:
        settings = json.loads(load_text(os.fspath(vault / ".obsidian" / "app.json")) or "{}")
    except (ValueError, RecursionError):
        return {}
    return settings if isinstance(settings, dict) else {}


def attachment_folder(vault: Path, note: Path) -> Path:
    """Return the folder into which Obsidian puts the attachments of a note.

    It is the vault itself, a folder in it, or with `./` one that belongs to the folder of the note:
    https://help.obsidian.md/attachments#Change+default+attachment+location.
    """
    setting = vault_settings(vault).get("attachmentFolderPath")
    path = setting if isinstance(setting, str) and "\0" not in setting else "/"
    if path.startswith("./"):
        return note.parent / path
    return vault / posixpath.normpath(path).lstrip("/")
