"""Check that a folder can be opened, without importing the parsers."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path

from reader.exhaustion import exhausted_resource
from reader.posts.errors import FolderError
from reader.posts.files import describe_error


def raise_if_exhausted(error: Exception, folder: str | PathLike[str]) -> None:
    """Fail a whole load if the system has no more memory or allows no more open files.

    The file that could not be opened is readable, so its post must not be dropped.

    Raises:
        FolderError: The error has one of these causes.
    """
    reason = exhausted_resource(error)
    if reason is not None:
        remedy = "Close other programs, then press r to load it again."
        raise FolderError(Path(folder), reason, remedy) from error


def check_folder(folder: str | PathLike[str]) -> Path:
    """Return the absolute path of a folder that can be opened.

    Raises:
        FolderError: The folder does not exist, is a file, or cannot be read.
    """
    named = Path(folder)
    try:
        with os.scandir(named):
            return Path(os.path.abspath(named))  # noqa: PTH100 - resolve() would follow links
    except FileNotFoundError as error:
        raise FolderError(named, "there is no such folder", "Check the spelling.") from error
    except NotADirectoryError as error:
        remedy = f"Open the folder that contains it: {named.parent}"
        raise FolderError(named, "this is a file, not a folder", remedy) from error
    except PermissionError as error:
        remedy = "Ask its owner for permission to read it."
        raise FolderError(named, "you have no permission to read this folder", remedy) from error
    except (OSError, ValueError) as error:
        raise_if_exhausted(error, named)
        reason = f"the folder cannot be read: {describe_error(error)}"
        raise FolderError(named, reason, "Open another folder.") from error
