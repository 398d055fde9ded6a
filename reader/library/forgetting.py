"""What is stored about a folder, or about all, and its deletion. Posts are never deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from reader.error_report import FOLDER as REPORTS_FOLDER
from reader.posts.errors import ReaderError
from reader.store.arrivals import ARRIVALS_FILE
from reader.store.cache_folder import index_files
from reader.store.feeds import FEEDS_FILE
from reader.store.first_screen import SUFFIX
from reader.store.forgetting.rows import delete_rows, folder_names, is_within, stored_rows
from reader.store.marks import MARKS_FILE
from reader.store.saving.rescue import RESCUE_PREFIX, RescueFile
from reader.store.sqlite.files import delete, reason_for
from reader.text.counts import counted
from reader.web.image_cache import FOLDER as IMAGES_FOLDER


@dataclass(frozen=True, slots=True)
class Stored:
    """Something that is stored, and can be deleted."""

    path: Path
    """The file, or the folder of several files."""
    what: str
    """What it is, or which part of the file."""
    delete: Callable[[], object]
    """Deletes it, and may raise OSError or sqlite3.Error."""


@dataclass(frozen=True, slots=True)
class StoredFolders:
    """The folders of the program, which are one and the same on some systems."""

    data: Path
    state: Path
    cache: Path
    rescue: Sequence[Path] = ()
    """The folders that may have marks that could not be saved."""


class StoredKind(NamedTuple):
    """Files that are deleted together."""

    folder: Literal["data", "state", "cache"]
    names: str
    """A pattern of their names, as of `fnmatch`, which may have a folder before it."""
    what: str


_UNSAVED = "marks that could not be saved"

FORGETTABLE = (
    StoredKind("data", f"{MARKS_FILE}*", "marks, places in articles, links that you opened"),
    StoredKind("data", f"{RESCUE_PREFIX}*.json", _UNSAVED),
    StoredKind("data", f"{ARRIVALS_FILE}*", "when posts arrived"),
    StoredKind("data", f"{FEEDS_FILE}*", "the state of feeds and of their entries"),
    StoredKind("data", "fetch-*.json", "which process fetches"),
    StoredKind("state", "settings.json", "what you chose in the app"),
    StoredKind("state", "recent.json", "what you chose last in the palette"),
    StoredKind("state", f"{REPORTS_FOLDER}/*.txt", "reports of internal errors"),
    StoredKind("cache", f"*{SUFFIX}*", "catalogue and search index"),
    StoredKind("cache", f"{IMAGES_FOLDER}/*", "images from the web"),
)
"""All that is stored, but for what a person wrote: config.toml, and the commonplace book."""


def find_all(folders: StoredFolders) -> list[Stored]:
    """Return all that is stored but for what the person wrote.

    Raises:
        ReaderError: A folder cannot be read.
    """
    found = []
    for kind in FORGETTABLE:
        name, _, names = kind.names.rpartition("/")
        folder: Path = getattr(folders, kind.folder) / name
        paths = [path for path in _files(folder) if fnmatchcase(path.name, names)]
        if paths and name:
            what = f"{kind.what}, {counted(len(paths), 'file')}"
            found.append(Stored(folder, what, partial(_delete_files, paths)))
        else:
            found += [Stored(path, kind.what, partial(_delete_files, [path])) for path in paths]
    return [*found, *_rescue_files_elsewhere(folders)]


def _rescue_files_elsewhere(folders: StoredFolders) -> Iterator[Stored]:
    """Yield the files of unsaved marks that could not be written to the data folder."""
    for path in RescueFile(folders.data / MARKS_FILE, lambda: folders.rescue).find_others().paths:
        if path.parent != folders.data:
            yield Stored(path, _UNSAVED, partial(_delete_files, [path]))


def find_about(folder: Path, folders: StoredFolders) -> list[Stored]:
    """Return what is stored about the posts of a folder and of those below it.

    Args:
        folder: The folder, which need not exist any more.
        folders: The folders of the program.

    Raises:
        ReaderError: Something cannot be read.
    """
    found = [
        Stored(rows.path, rows.what, partial(delete_rows, rows))
        for rows in stored_rows(folders.data, folder)
    ]
    return [*found, *_indexes(folder, folders.cache)]


def delete_stored(stored: Sequence[Stored]) -> None:
    """Delete things that are stored.

    Raises:
        ReaderError: One cannot be deleted; those before it are.
    """
    for item in stored:
        try:
            item.delete()
        except (sqlite3.Error, OSError) as error:
            reason = reason_for(error)
            remedy = "Quit Broadsheet if it is open, and try again."
            raise ReaderError(f"{item.path}: cannot be deleted ({reason}). {remedy}") from error


def _indexes(folder: Path, cache: Path) -> Iterator[Stored]:
    """Yield the indexes of folders that contain a folder, or that are in it."""
    names = folder_names(folder)
    try:
        indexes = index_files(cache)
    except OSError as error:
        raise ReaderError(f"{cache}: cannot be read ({reason_for(error)}).") from error
    for index in indexes:
        is_above = any(is_within(name, index.folders) for name in names)
        if is_above or any(is_within(opened, names) for opened in index.folders):
            what = f"catalogue and search index of {', '.join(index.folders)}"
            yield Stored(index.path, what, partial(delete, index.path))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise ReaderError(f"{folder}: cannot be read ({reason_for(error)}).") from error


def _delete_files(paths: Sequence[Path]) -> None:
    for path in paths:
        with suppress(FileNotFoundError):
            path.unlink()
