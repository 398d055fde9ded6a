"""Folders to the files in them that may be posts: one walk, names alone, nothing opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reader.posts.site import start_folders

MARKDOWN_SUFFIXES = frozenset((".md", ".markdown", ".mkd", ".mkdn", ".mdown", ".mdx", ".rmd"))
"""Files that are posts by themselves; compared without case, as all endings are."""

FRONT_MATTER_SUFFIXES = frozenset((".html", ".htm"))
"""Files that are posts only with front matter."""

POST_SUFFIXES = MARKDOWN_SUFFIXES | FRONT_MATTER_SUFFIXES | {".txt"}

UNSUPPORTED_SUFFIXES = {
    ".rst": "reStructuredText is not supported, only Markdown",
    ".adoc": "AsciiDoc is not supported, only Markdown",
    ".asciidoc": "AsciiDoc is not supported, only Markdown",
    ".org": "Org mode is not supported, only Markdown",
    ".textile": "Textile is not supported, only Markdown",
}
"""Files that hold posts of other tools, and why they are passed over."""

SIDECAR_SUFFIX = ".meta"
"""Nikola's file of front matter beside a post's own file."""

NON_POST_NAMES = {
    "readme": "a README describes its folder and is not a post",
    "_index": "a list page of a site, not a post",
}
"""Names without their endings, and why such files are no posts."""

_UNWALKED = frozenset(("node_modules",))


def sidecar_path(path: str) -> str:
    """Where a file's side-car lies if it has one."""
    return os.path.splitext(path)[0] + SIDECAR_SUFFIX  # noqa: PTH122 - text


def reason_by_name(name: str) -> str | None:
    """Why a file of that name is no post whatever is in it; None if it may be one."""
    return NON_POST_NAMES.get(name.partition(".")[0].lower())


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be a post."""

    path: str
    """Absolute."""
    relative: str
    """Below the opened folder, parts joined by `/`."""
    folder: str
    """The opened folder, absolute."""
    suffix: str
    """With its dot, in lower case."""
    is_link: bool
    has_sidecar: bool

    @property
    def sidecar(self) -> str:
        """Where the file's side-car lies if it has one."""
        return sidecar_path(self.path)


@dataclass(slots=True)
class WalkResult:
    """What a walk has found."""

    files: list[FoundFile] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """Absolute path and reason of files that are no posts by their name or kind."""
    unreadable: list[tuple[str, OSError]] = field(default_factory=list)
    """Folders below the opened ones that could not be listed."""


def walk(folders: Iterable[str], is_cancelled: Callable[[], bool]) -> WalkResult:
    """List the files of absolute folders, at any depth, in the order of their names.

    A folder is listed once, even if it lies in two of the folders or a link leads back to it.
    Files that are links come last, so that the file itself is known by its own name.
    """
    found = WalkResult()
    seen: set[tuple[int, int]] = set()
    for folder in folders:
        waiting = start_folders(folder)
        while waiting and not is_cancelled():
            relative = waiting.pop()
            path = os.path.join(folder, relative)  # noqa: PTH118 - a Path each would cost more than the walk
            try:
                entries = _entries_once(path, seen)
            except OSError as error:
                found.unreadable.append((path, error))
                continue
            below = _note_entries(entries, relative, folder, found)
            waiting += reversed(below)
    found.files.sort(key=lambda file: file.is_link)
    return found


def _entries_once(path: str, seen: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    """A folder's entries by name; none if it has been listed before."""
    status = os.stat(path)  # noqa: PTH116
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return []
    seen.add(identity)
    with os.scandir(path) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _note_entries(
    entries: list[os.DirEntry[str]], relative: str, folder: str, found: WalkResult
) -> list[str]:
    """Note a folder's files; gives the folders in it that are to be walked."""
    below: list[str] = []
    sidecars = {entry.name for entry in entries if entry.name.endswith(SIDECAR_SUFFIX)}
    for entry in entries:
        name = entry.name
        stem, dot, suffix = name.rpartition(".")
        suffix = dot + suffix.lower()
        if name.startswith(".") or name in _UNWALKED:
            continue
        if _is_folder(entry):
            below.append(f"{relative}{name}/")
        elif suffix in UNSUPPORTED_SUFFIXES:
            found.skipped.append((entry.path, UNSUPPORTED_SUFFIXES[suffix]))
        elif suffix in POST_SUFFIXES:
            reason = reason_by_name(name) or _reason_by_kind(entry)
            if reason is not None:
                found.skipped.append((entry.path, reason))
                continue
            has_sidecar = stem + SIDECAR_SUFFIX in sidecars
            found.files.append(
                FoundFile(
                    entry.path, relative + name, folder, suffix, entry.is_symlink(), has_sidecar
                )
            )
    return below


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads back to itself
        return False


def _reason_by_kind(entry: os.DirEntry[str]) -> str | None:
    try:
        is_file = entry.is_file()
    except OSError:
        is_file = False
    if is_file:
        return None
    return "a broken symbolic link" if entry.is_symlink() else "a pipe or device, not a file"
