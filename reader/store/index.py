"""The index of the loaded files: the next run shows its posts at once, and then checks them.

The index is a cache. If it is missing, damaged, foreign or outdated, it is rebuilt, and all files
are loaded as if there had never been one. `reader.posts.loading.post_cache` decides for each file
whether the stored post is still valid. So a load with an index has the same result as one without.
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from sys import intern
from typing import TypeAlias
from uuid import uuid4

from reader.posts.catalogue import Catalogue
from reader.posts.links.local_files import has_local_image
from reader.posts.loading.post_cache import CachedPost
from reader.posts.loading.walk import FoundFile, sidecar_path
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.store.codecs import date_to_text
from reader.store.database import connect_to_read, meta_value, set_meta, writing
from reader.store.first_screen import first_screen_to_json
from reader.store.folder_keys import FolderKeys
from reader.store.rows import COLUMNS, post_to_row, row_to_post
from reader.store.sqlite.transactions import write_transaction
from reader.store.stamps import cached_post, is_plain_rest, rest_to_text, stamp_to_bytes

_POST_COLUMNS = ", ".join(COLUMNS)
_SELECT = f"SELECT folder, relative, is_post, stamp, rest, expires, {_POST_COLUMNS} FROM files"  # noqa: S608
_DELETE = "DELETE FROM files WHERE folder = ? AND relative = ?"
_INSERT = f"INSERT OR REPLACE INTO files VALUES ({', '.join('?' * (6 + len(COLUMNS)))})"  # noqa: S608


_StoredFile: TypeAlias = tuple[Post, bytes, str, str | None]
"""A post, and the stamp, the rest and the expiry date of its row."""


class Index:
    """Stores what was loaded of each file of some folders; a `PostCache` for the loader.

    One index can serve several loads in turn. Call `begin` before each load, and `save` after it.

    Args:
        path: The index, as `first_screen.index_path` returns it; None keeps it in memory only.
        folders: The folders, in the order in which they were opened.
        options: The options that the posts are loaded with.
    """

    def __init__(self, path: Path | None, folders: Sequence[Path], options: LoadOptions) -> None:
        self.keys = FolderKeys(folders, options)
        self._path = path
        self._options = options
        self._generation: str | None = None
        """The state of the database that is in memory; None if there is none."""
        self._files: dict[str, _StoredFile] = {}
        self._posts: set[str] = set()
        """Paths of the files that are posts, listed or hidden."""
        self._seen: set[str] = set()
        """Paths of the files that the current load has found."""
        self._loaded: set[str] = set()

    def load(self) -> list[Post]:
        """Load the index of the last run. Return its posts, listed and hidden, in no order."""
        connection = (
            None if self._path is None else connect_to_read(self._path, self.keys.fingerprint)
        )
        if connection is None:
            return []
        try:
            with closing(connection):
                posts = list(self._load_rows(connection))
                self._generation = meta_value(connection, "generation")
        except (sqlite3.Error, struct.error, ValueError, TypeError, IndexError):
            self._files, self._posts = {}, set()
            return []
        return posts

    def _load_rows(self, connection: sqlite3.Connection) -> Iterator[Post]:
        for folder, relative, is_post, stamp, rest, expires, *row in connection.execute(_SELECT):
            path = self.keys.path_for(folder, relative)
            post = row_to_post(row, path, sidecar_path(path))
            # Interned, because nearly all files have the same rest.
            self._files[path] = (post, stamp, intern(rest), expires)
            if is_post:
                self._posts.add(path)
                yield post if expires is None else self._current_post(path)

    def _current_post(self, path: str) -> Post:
        """Return the post of a stored file, hidden if it has expired by now."""
        return cached_post(*self._files[path]).apply_expiry(self._options).post

    def begin(self, only: Collection[str] | None = None) -> None:
        """Begin a load.

        Args:
            only: Paths of the files that the load is restricted to; None for all files.
        """
        if self._loaded:  # by a load that was cancelled before `save`
            self._generation = None
        self._seen = set() if only is None else self._files.keys() - only
        self._loaded = set()

    def can_reload_alone(self, paths: Collection[str]) -> bool:
        """Return whether these files can be loaded without looking at any other file.

        That is the case if every file of the last load is stored, has front matter and no side-car,
        and if the new files among these are in folders of stored files.
        """
        rests = {rest for _, _, rest, _ in self._files.values()}
        if not rests or not all(map(is_plain_rest, rests)) or self._seen != self._files.keys():
            return False
        new_folders = {os.path.dirname(path) for path in paths if path not in self._files}  # noqa: PTH120
        if not new_folders:
            return True
        return new_folders <= {os.path.dirname(path) for path in self._files}  # noqa: PTH120

    def recall(self, file: FoundFile) -> CachedPost | None:
        """Return what was last loaded of a file; None if it is not stored."""
        stored = self._files.get(file.path)
        if stored is None:
            self._seen.add(file.path)
            return None
        # The string of the post, not the equal one of `file`: this saves memory.
        self._seen.add(stored[0].path)
        return cached_post(*stored)

    def keep(self, file: FoundFile, remembered: CachedPost) -> None:
        """Store what was loaded of a file, in memory until `save`."""
        self._loaded.add(file.path)
        self._files[file.path] = (
            remembered.post,
            stamp_to_bytes(remembered),
            rest_to_text(remembered),
            date_to_text(remembered.expires),
        )

    @property
    def loaded_paths(self) -> frozenset[str]:
        """Paths of the files that have been loaded from disk since `begin`."""
        return frozenset(self._loaded)

    @property
    def has_changed(self) -> bool:
        """Whether a file has been loaded, or was found to be missing, since `begin`."""
        return bool(self._loaded) or len(self._seen) != len(self._files)

    def save(self, catalogue: Catalogue) -> None:
        """Write the result of the load in one transaction.

        Args:
            catalogue: The posts that were loaded.

        Raises:
            UnusableError: The database cannot be written. The index can still be used.
        """
        missing = self._files.keys() - self._seen
        posts = {post.path for post in (*catalogue.all_posts, *catalogue.hidden)}
        changed = self._loaded | ((posts ^ self._posts) & self._seen)
        for path in missing:
            del self._files[path]
        self._posts, self._loaded = posts, set()
        if self._path is not None:
            self._write(self._path, catalogue, changed, missing)

    def _write(
        self, path: Path, catalogue: Catalogue, changed: Iterable[str], missing: Iterable[str]
    ) -> None:
        generation, self._generation = self._generation, None
        with (
            writing(path, self.keys.fingerprint) as connection,
            write_transaction(connection),
        ):
            # If another process has written meanwhile, the changes alone are not enough.
            if generation is None or meta_value(connection, "generation") != generation:
                connection.execute("DELETE FROM files")
                changed, missing = self._files, ()
            connection.executemany(_DELETE, map(self.keys.key_for, missing))
            connection.executemany(_INSERT, map(self._row, changed))
            generation = _write_meta(connection, catalogue, self.keys.folders)
        self._generation = generation

    def _row(self, path: str) -> tuple[object, ...]:
        post, stamp, rest, expires = self._files[path]
        is_post = path in self._posts
        return (*self.keys.key_for(path), is_post, stamp, rest, expires, *post_to_row(post))


def _write_meta(
    connection: sqlite3.Connection, catalogue: Catalogue, folders: Sequence[str]
) -> str:
    generation = uuid4().hex
    set_meta(connection, "first", json.dumps(first_screen_to_json(catalogue, has_local_image)))
    set_meta(connection, "folders", json.dumps(folders))
    set_meta(connection, "generation", generation)
    return generation
