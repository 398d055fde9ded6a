"""Where the folders lie that are shipped beside the code: styles/ and sample_posts/.

A wheel carries them inside the package. A checkout, and so an editable install, has them beside
it; there a pyproject.toml shows that the neighbouring folder is the project's own and not any
`styles/` that happens to lie next to the installed package.
"""

from __future__ import annotations

from pathlib import Path

from reader.posts.errors import ReaderError

PACKAGE = Path(__file__).resolve().parent


def styles_folder() -> Path:
    """The folder of the app's style sheets, absolute.

    Raises:
        ReaderError: The installation is incomplete.
    """
    return locate("styles", PACKAGE)


def sample_posts_folder() -> Path:
    """The folder of the newspaper that opens when no folder is named, absolute.

    Raises:
        ReaderError: The installation is incomplete.
    """
    return locate("sample_posts", PACKAGE)


def locate(name: str, package: Path) -> Path:
    inside = package / name
    if inside.is_dir():
        return inside
    beside = package.parent / name
    if (package.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    raise ReaderError(
        f"Broadsheet's {name} folder is missing from {package}. Reinstall Broadsheet."
    )
