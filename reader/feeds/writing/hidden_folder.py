"""The hidden folder in the feeds folder, for what is not a post."""

from __future__ import annotations

from pathlib import Path

from reader.feeds.writing.versions import HIDDEN_FOLDER
from reader.private_files import create_private_folder, make_file_private, make_private
from reader.settings import SUBSCRIPTIONS_FILE


def create_hidden_folder(root: Path) -> Path:
    """Create the hidden folder and the feeds folder, as far as they are missing.

    The hidden folder and feeds.toml, whose addresses may be secret, are for their owner only. The
    feeds folder and its posts are the person's own, and keep their mode.

    Args:
        root: The feeds folder.

    Raises:
        OSError: They cannot be created.
    """
    root.mkdir(parents=True, exist_ok=True)
    folder = root / HIDDEN_FOLDER
    create_private_folder(folder)
    make_private([folder])
    make_file_private(root / SUBSCRIPTIONS_FILE)
    return folder
