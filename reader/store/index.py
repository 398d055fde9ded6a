"""The catalogue of the last run: on screen at once, and checked against the disk behind it.

The index is a cache. It may be missing, cut off, foreign or older than the program: then it is
made anew, and the folders are read as if there had never been one. What is in it is trusted file
by file, by `reader.posts.loading.post_cache`, so that a load with an index gives what one without
gives.
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
from reader.posts.loading.post_cache import CachedPost
from reader.posts.loading.walk import FoundFile, sidecar_path
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.store.database import connect_to_read, meta_value, set_meta, writing
from reader.store.first_screen import first_of
from reader.store.folder_keys import FolderKeys
from reader.store.rows import COLUMNS, date_to_text, post_to_row, row_to_post
from reader.store.stamps import is_plain_rest, remembered_of, rest_to_text, stamp_to_bytes

_FIELDS = ", ".join(COLUMNS)
_SELECT = f"SELECT folder, relative, is_post, stamp, rest, expires, {_FIELDS} FROM files"  # noqa: S608
_DELETE = "DELETE FROM files WHERE folder = ? AND relative = ?"
_INSERT = f"INSERT OR REPLACE INTO files VALUES ({', '.join('?' * (6 + len(COLUMNS)))})"  # noqa: S608


_Known: TypeAlias = tuple[Post, bytes, str, str | None]
"""A post, and the stamp, the rest and the expiry of its row."""


class Index(FolderKeys):
    """What was read of some folders, one file at a time; a `PostCache` for the loader.

    It may serve several loads, one after the other: `begin` comes before each, `save` after it.
    """

    def __init__(self, path: Path | None, folders: Sequence[Path], options: LoadOptions) -> None:
        super().__init__(folders, options)
        self._path = path
        self._options = options
        self._generation: str | None = None
        """Which state of the database is in memory; None for none."""
        self._known: dict[str, _Known] = {}
        self._posts: set[str] = set()
        """Paths of the files that were posts, hidden or not."""
        self._seen: set[str] = set()
        self._read: set[str] = set()

    def load(self) -> list[Post]:
        """Everything that the last run left; gives the posts that it listed or hid."""
        connection = None if self._path is None else connect_to_read(self._path, self.fingerprint)
        if connection is None:
            return []
        try:
            with closing(connection):
                posts = list(self._load_rows(connection))
                self._generation = meta_value(connection, "generation")
        except (sqlite3.Error, struct.error, ValueError, TypeError, IndexError):
            self._known, self._posts = {}, set()
            return []
        return posts

    def _load_rows(self, connection: sqlite3.Connection) -> Iterator[Post]:
        for folder, relative, is_post, stamp, rest, expires, *row in connection.execute(_SELECT):
            path = self.path_of(folder, relative)
            post = row_to_post(row, path, sidecar_path(path))
            # Nearly all files have the same rest: one text of it is enough.
            self._known[path] = (post, stamp, intern(rest), expires)
            if is_post:
                self._posts.add(path)
                yield post if expires is None else self._now(path)

    def _now(self, path: str) -> Post:
        """The post of a file that is known, hidden or not by the present time."""
        return remembered_of(*self._known[path]).apply_expiry(self._options).post

    def begin(self, only: Collection[str] | None = None) -> None:
        """Forget which files an earlier load has met, or `only` these, if it will meet no other."""
        if self._read:  # by a load that was given up before it was saved
            self._generation = None
        self._seen = set() if only is None else self._known.keys() - only
        self._read = set()

    def can_take_alone(self, paths: Collection[str]) -> bool:
        """Whether what these files are does not hang together with any other file.

        All files that the last load met are known and have front matter and no side-car, and the
        folders of these are among theirs.
        """
        plain = {is_plain_rest(rest) for rest in {rest for _, _, rest, _ in self._known.values()}}
        if plain != {True} or self._seen != self._known.keys():
            return False
        unknown = {os.path.dirname(path) for path in paths if path not in self._known}  # noqa: PTH120
        return not unknown or unknown <= {os.path.dirname(path) for path in self._known}  # noqa: PTH120

    def recall(self, file: FoundFile) -> CachedPost | None:
        """What was last read of the file."""
        known = self._known.get(file.path)
        if known is None:
            self._seen.add(file.path)
            return None
        self._seen.add(known[0].path)  # the same text, and not one more of it
        return remembered_of(*known)

    def keep(self, file: FoundFile, remembered: CachedPost) -> None:
        """Take note of what was read of the file."""
        self._read.add(file.path)
        self._known[file.path] = (
            remembered.post,
            stamp_to_bytes(remembered),
            rest_to_text(remembered),
            date_to_text(remembered.expires),
        )

    @property
    def read_paths(self) -> frozenset[str]:
        """The files that were read, and not recalled, since `begin`."""
        return frozenset(self._read)

    @property
    def has_changed(self) -> bool:
        """Whether a file was read, or missed, since `begin`."""
        return bool(self._read) or len(self._seen) != len(self._known)

    def save(self, catalogue: Catalogue) -> None:
        """Keep what the load has found, all of it or nothing.

        Raises:
            UnusableError: It cannot be written, which does no harm.
        """
        gone = self._known.keys() - self._seen
        posts = {post.path for post in (*catalogue.posts, *catalogue.hidden)}
        changed = self._read | ((posts ^ self._posts) & self._seen)
        for path in gone:
            del self._known[path]
        self._posts, self._read = posts, set()
        if self._path is not None:
            self._write(self._path, catalogue, changed, gone)

    def _write(
        self, path: Path, catalogue: Catalogue, changed: Iterable[str], gone: Iterable[str]
    ) -> None:
        generation, self._generation = self._generation, None
        with writing(path, self.fingerprint) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            # Where another reader has written meanwhile, or nobody, all of it is written.
            if generation is None or meta_value(connection, "generation") != generation:
                connection.execute("DELETE FROM files")
                changed, gone = self._known, ()
            connection.executemany(_DELETE, map(self.key_of, gone))
            connection.executemany(_INSERT, map(self._row, changed))
            generation = _write_meta(connection, catalogue, self.folders)
        self._generation = generation

    def _row(self, path: str) -> tuple[object, ...]:
        post, stamp, rest, expires = self._known[path]
        return (*self.key_of(path), path in self._posts, stamp, rest, expires, *post_to_row(post))


def _write_meta(
    connection: sqlite3.Connection, catalogue: Catalogue, folders: Sequence[str]
) -> str:
    generation = uuid4().hex
    set_meta(connection, "first", json.dumps(first_of(catalogue)))
    set_meta(connection, "folders", json.dumps(folders))
    set_meta(connection, "generation", generation)
    return generation
