"""Locate the folders that are shipped with the code: styles/ and sample_posts/.

A wheel contains them inside the package. In a checkout, and so in an editable install, they are
beside the package. A pyproject.toml next to them shows that they belong to the project; without it
they could be any folders that happen to be beside an installed package.
"""

from __future__ import annotations

import os
from pathlib import Path

from reader.posts.errors import ReaderError

PACKAGE = Path(__file__).resolve().parent


def styles_folder() -> Path:
    """Return the absolute path of the folder of style sheets.

    Raises:
        ReaderError: The installation is incomplete.
    """
    return locate("styles", PACKAGE)


def sample_posts_folder() -> Path:
    """Return the absolute path of the sample posts, which open when no folder is given.

    Raises:
        ReaderError: The installation is incomplete.
    """
    return locate("sample_posts", PACKAGE)


def locate(name: str, package: Path) -> Path:
    """Return the path of a shipped folder.

    Args:
        name: Name of the folder.
        package: Path of the package `reader`.

    Raises:
        ReaderError: The folder is neither inside the package nor beside it in a checkout.
    """
    inside = package / name
    if os.path.isdir(inside):
        return inside
    beside = package.parent / name
    if os.path.isfile(package.parent / "pyproject.toml") and os.path.isdir(beside):
        return beside
    raise ReaderError(f"The {name} folder is missing from {package}. Reinstall Broadsheet.")
