"""Walk folders and list the files that may be posts, without opening any file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from reader.posts.generators import SiteLayout, find_layout, recognise
from reader.posts.loading.file_id import FileId
from reader.posts.loading.folder_check import raise_if_exhausted
from reader.posts.loading.linked_folders import (
    LinkedFolders,
    is_kernel_file,
    kernel_folder_ids,
)
from reader.posts.loading.names import reason_by_name
from reader.posts.site import MAX_LEVELS_UP

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

_IGNORED_FOLDERS = frozenset(("node_modules",))


def sidecar_path(path: str) -> str:
    """Return the path that the sidecar of a file has if it exists."""
    return os.path.splitext(path)[0] + SIDECAR_SUFFIX  # noqa: PTH122 - text


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
    site: SiteLayout | None = None
    """The site that the file belongs to, if any."""

    @property
    def sidecar(self) -> str:
        """The path that the sidecar of the file has if it exists."""
        return sidecar_path(self.path)


@dataclass(slots=True)
class WalkResult:
    """The files that a walk found."""

    files: list[FoundFile] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """Absolute paths of files that are not posts by their name or type, and of folders that are
    not searched, each with the reason."""
    unreadable: list[tuple[str, OSError]] = field(default_factory=list)
    """Absolute paths of subfolders that could not be listed, each with the error."""
    with_sites: set[str] = field(default_factory=set)
    """Absolute paths of the opened folders in which a site was found."""
    folders: list[str] = field(default_factory=list)
    """Absolute paths of the folders that were listed."""
    has_links: bool = False
    """Whether there are symbolic links to folders, followed or not."""


class _Folder(NamedTuple):
    """A folder to list."""

    relative: str
    """Path relative to the opened folder, empty or with a trailing slash."""
    site: SiteLayout | None
    """The site that it belongs to."""
    is_linked: bool = False
    """Whether it may be a symbolic link, or is below one."""


def walk(
    folders: Iterable[str],
    is_cancelled: Callable[[], bool],
    enter: Callable[[str], object] = lambda _path: None,
) -> WalkResult:
    """List the files of folders, at any depth, in the order of their names.

    Symbolic links are followed unless they lead to a folder that contains an opened one, to another
    file system, or to the kernel's files. Each folder is listed only once. Files that are links
    come last, so that a file that is found twice keeps its own name. In a folder that is the root
    of a site, only the folders that contain its posts and pages are searched.

    Args:
        folders: Absolute paths of the opened folders.
        is_cancelled: Called before each folder. Once it returns True, the walk ends.
        enter: Called with the path of each folder before it is listed. An OSError that it raises
            makes the folder an unreadable one.

    Raises:
        FolderError: The system has no more memory, or allows no more open files.
    """
    found = WalkResult()
    folders = list(folders)
    links = LinkedFolders(folders)
    seen = kernel_folder_ids(folders)
    for folder in folders:
        pending = [_Folder("", find_layout(folder, MAX_LEVELS_UP))]
        while pending and not is_cancelled():
            current = pending.pop()
            path = os.path.join(folder, current.relative)  # noqa: PTH118 - a Path each would cost more than the walk
            found.has_links |= current.is_linked
            try:
                enter(path)
                reason = links.reason_to_skip(path) if current.is_linked else None
                entries = _list_once(path, seen) if reason is None else None
            except OSError as error:
                raise_if_exhausted(error, folder)
                found.unreadable.append((path, error))
                continue
            if reason is not None:
                found.skipped.append((path.rstrip("/"), reason))
            if entries is None:
                continue
            found.folders.append(path)
            subfolders = _visit(entries, path, current, folder, found)
            pending += reversed(subfolders)
    found.files.sort(key=lambda file: file.is_link)
    return found


def _visit(
    entries: list[os.DirEntry[str]], path: str, current: _Folder, folder: str, found: WalkResult
) -> list[_Folder]:
    """Add the files of a folder to `found`, and return the subfolders to search.

    Nothing is added from the root of a site if its posts are in subfolders.
    """
    root = path.rstrip("/\\") or path
    site = recognise(root, [entry.name for entry in entries], by_folders=current.site is None)
    if site is None:
        site = current.site
    elif site.content != ("",):
        found.with_sites.add(folder)
        return [
            _Folder(
                current.relative + content, site, current.is_linked or _is_linked(path, content)
            )
            for content in site.content
        ]
    if site is not None:
        found.with_sites.add(folder)
    return _add_entries(entries, current._replace(site=site), folder, found)


def find_site_of_file(path: str, folder: str) -> SiteLayout | None:
    """Return the site that a file belongs to, as a walk finds it.

    Args:
        path: Absolute path of the file.
        folder: Absolute path of the opened folder that contains it.
    """
    site = find_layout(folder, MAX_LEVELS_UP)
    current = Path(folder)
    for name in (".", *Path(path).relative_to(folder).parts[:-1]):
        current /= name
        try:
            names = frozenset(os.listdir(current))  # noqa: PTH208 - text
        except OSError:
            return site
        site = recognise(os.fspath(current), names, by_folders=site is None) or site
    return site


def _list_once(path: str, seen: set[FileId]) -> list[os.DirEntry[str]] | None:
    """Return the entries of a folder by name, or None if it has been listed before."""
    status = os.stat(path)  # noqa: PTH116
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return None
    seen.add(identity)
    with os.scandir(path) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _add_entries(
    entries: list[os.DirEntry[str]], current: _Folder, folder: str, found: WalkResult
) -> list[_Folder]:
    """Add the files of a folder to `found`, and return its subfolders."""
    relative, site, is_linked = current
    subfolders: list[_Folder] = []
    sidecars = {entry.name for entry in entries if entry.name.endswith(SIDECAR_SUFFIX)}
    for entry in entries:
        name = entry.name
        stem, dot, suffix = name.rpartition(".")
        suffix = dot + suffix.lower()
        if name.startswith(".") or name in _IGNORED_FOLDERS:
            continue
        if _is_folder(entry):
            if site is None or not site.is_structure(os.path.dirname(entry.path), name):  # noqa: PTH120
                is_link = is_linked or entry.is_symlink()
                subfolders.append(_Folder(f"{relative}{name}/", site, is_link))
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
                    entry.path,
                    relative + name,
                    folder,
                    suffix,
                    entry.is_symlink(),
                    has_sidecar,
                    site,
                )
            )
    return subfolders


def _is_linked(folder: str, below: str) -> bool:
    """Whether the way from a folder to one below it leads through a symbolic link."""
    direct = os.path.join(os.path.realpath(folder), below).rstrip("/")  # noqa: PTH118 - text
    return os.path.realpath(direct) != direct


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
        if entry.is_symlink() and is_kernel_file(entry.path):
            return "a link to a file of the system, not to a post"
        return None
    return "a broken symbolic link" if entry.is_symlink() else "a pipe or device, not a file"
