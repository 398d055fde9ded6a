"""Walk folders and list the files that may be posts, without opening any file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reader.posts.site import start_folders

SOURCE_SUFFIXES = frozenset((".rmd", ".rmarkdown", ".qmd"))
"""Suffixes of documents with code that R Markdown and Quarto run and render as Markdown or HTML."""

MARKDOWN_SUFFIXES = SOURCE_SUFFIXES | {
    ".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".mdown", ".mdwn", ".mdtxt", ".mdtext",
    ".mdx", ".mdoc", ".svx",
}  # fmt: skip
"""Suffixes of Markdown files. All suffixes are compared regardless of case."""

FRONT_MATTER_SUFFIXES = frozenset((".html", ".htm"))
"""Suffixes of files that are posts only if they have front matter."""

POST_SUFFIXES = MARKDOWN_SUFFIXES | FRONT_MATTER_SUFFIXES | {".txt"}
"""Suffixes of all files that may be posts."""

UNSUPPORTED_SUFFIXES = {
    ".rst": "reStructuredText is not supported, only Markdown",
    ".adoc": "AsciiDoc is not supported, only Markdown",
    ".asciidoc": "AsciiDoc is not supported, only Markdown",
    ".org": "Org mode is not supported, only Markdown",
    ".textile": "Textile is not supported, only Markdown",
    ".ipynb": "Jupyter notebooks are not supported, only Markdown",
}
"""Suffixes of posts in other markup languages, and why these files are skipped."""

SIDECAR_SUFFIX = ".meta"
"""Suffix of Nikola's files of front matter (https://getnikola.com/handbook.html)."""

NON_POST_NAMES = {
    "readme": "a README describes its folder and is not a post",
    "_index": "a list page of a site, not a post",
}
"""Names without suffixes of files that are not posts, and why they are skipped."""

_IGNORED_FOLDERS = frozenset(("node_modules",))


def sidecar_path(path: str) -> str:
    """Return the path that the sidecar of a file has if it exists."""
    return os.path.splitext(path)[0] + SIDECAR_SUFFIX  # noqa: PTH122 - text


def reason_by_name(name: str) -> str | None:
    """Return why a file of that name is not a post, or None if it may be one."""
    return NON_POST_NAMES.get(name.partition(".")[0].lower())


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be a post."""

    path: str
    """Absolute path."""
    relative: str
    """Path relative to the opened folder, separated by `/`."""
    folder: str
    """Absolute path of the opened folder."""
    suffix: str
    """Suffix with its dot, in lower case."""
    is_link: bool
    has_sidecar: bool

    @property
    def sidecar(self) -> str:
        """The path that the sidecar of the file has if it exists."""
        return sidecar_path(self.path)


@dataclass(slots=True)
class WalkResult:
    """The files that a walk found."""

    files: list[FoundFile] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """Absolute paths of files that are not posts by their name or type, each with the reason."""
    unreadable: list[tuple[str, OSError]] = field(default_factory=list)
    """Absolute paths of subfolders that could not be listed, each with the error."""


def walk(folders: Iterable[str], is_cancelled: Callable[[], bool]) -> WalkResult:
    """List the files of folders, at any depth, in the order of their names.

    Symbolic links are followed, but each folder is listed only once. Files that are links come
    last, so that a file that is found twice keeps its own name.

    Args:
        folders: Absolute paths of the opened folders.
        is_cancelled: Called before each folder. Once it returns True, the walk ends.
    """
    found = WalkResult()
    seen: set[tuple[int, int]] = set()
    for folder in folders:
        pending = start_folders(folder)
        while pending and not is_cancelled():
            relative = pending.pop()
            path = os.path.join(folder, relative)  # noqa: PTH118 - a Path each would cost more than the walk
            try:
                entries = _list_once(path, seen)
            except OSError as error:
                found.unreadable.append((path, error))
                continue
            subfolders = _add_entries(entries, relative, folder, found)
            pending += reversed(subfolders)
    found.files.sort(key=lambda file: file.is_link)
    return found


def _list_once(path: str, seen: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    """Return the entries of a folder by name, or none if it has been listed before."""
    status = os.stat(path)  # noqa: PTH116
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return []
    seen.add(identity)
    with os.scandir(path) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _add_entries(
    entries: list[os.DirEntry[str]], relative: str, folder: str, found: WalkResult
) -> list[str]:
    """Add the files of a folder to `found`, and return its subfolders."""
    subfolders: list[str] = []
    sidecars = {entry.name for entry in entries if entry.name.endswith(SIDECAR_SUFFIX)}
    for entry in entries:
        name = entry.name
        stem, dot, suffix = name.rpartition(".")
        suffix = dot + suffix.lower()
        if name.startswith(".") or name in _IGNORED_FOLDERS:
            continue
        if _is_folder(entry):
            subfolders.append(f"{relative}{name}/")
        elif suffix in UNSUPPORTED_SUFFIXES:
            found.skipped.append((entry.path, UNSUPPORTED_SUFFIXES[suffix]))
        elif suffix in POST_SUFFIXES:
            reason = reason_by_name(name) or _reason_by_type(entry)
            if reason is not None:
                found.skipped.append((entry.path, reason))
                continue
            has_sidecar = stem + SIDECAR_SUFFIX in sidecars
            found.files.append(
                FoundFile(
                    entry.path, relative + name, folder, suffix, entry.is_symlink(), has_sidecar
                )
            )
    return subfolders


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symbolic link to itself
        return False


def _reason_by_type(entry: os.DirEntry[str]) -> str | None:
    try:
        is_file = entry.is_file()
    except OSError:
        is_file = False
    if is_file:
        return None
    return "a broken symbolic link" if entry.is_symlink() else "a pipe or device, not a file"
