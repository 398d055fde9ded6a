"""Index the words and links of all posts, in the background and newest posts first.

SQLite's FTS5 stores the words without the texts, which are on disk already:
https://www.sqlite.org/fts5.html#contentless_tables. The rowid of a post grows with its date, so the
newest matches of a query are found without sorting. To delete a row from such a table, SQLite needs
the original text, which is gone when a post has changed. So a changed post gets a new rowid, and
its old row stays behind. When there are many such rows, all posts are indexed again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from reader.posts.files import load_file
from reader.posts.options import LoadOptions
from reader.posts.parsing import extract_body
from reader.posts.search.searchable import searchable_text
from reader.posts.search.words import index_text
from reader.store.codecs import date_from_text
from reader.store.database import meta_value, set_meta, writing
from reader.store.folder_keys import FolderKeys, Key
from reader.store.links import DELETE_UNUSED_LINKS, add_links, link_names
from reader.store.sqlite.transactions import write_transaction
from reader.store.tables import LINK_TABLE, WORD_TABLES
from reader.text.dates import wall_clock

Progress: TypeAlias = Callable[[int, int], object]
"""Called with the number of posts that have been indexed, and the number of all posts to index."""

_DELETE_MISSING = """
DELETE FROM texts WHERE NOT EXISTS (
    SELECT 1 FROM files
    WHERE files.folder = texts.folder AND files.relative = texts.relative AND files.is_post
)
"""
_SELECT_CHANGED = """
SELECT folder, relative FROM files LEFT JOIN texts USING (folder, relative)
WHERE is_post AND texts.stamp IS NOT files.stamp ORDER BY date DESC
"""
_SELECT_POST = """
SELECT files.stamp, link, title, description, categories, tags, authors, date
FROM files LEFT JOIN texts USING (folder, relative)
WHERE folder = ? AND relative = ? AND is_post AND texts.stamp IS NOT files.stamp
"""
_BATCH = 200
"""Number of posts in one transaction, for which other processes have to wait."""
_CACHE_KIB = 8 * 1024
"""Page cache in KiB, large enough that a transaction locks the file only at its end:
https://www.sqlite.org/pragma.html#pragma_cache_size"""
_ROWS_PER_SECOND = 1 << 20
"""Number of rowids for the posts of the same second."""
MAX_UNUSED_ROWS = 2_000
"""Maximum number of unused rows, in addition to one for each post."""

_Row: TypeAlias = tuple[Any, ...]


class TextIndex:
    """Indexes the words and links of the posts of some folders.

    Args:
        path: The index, as `first_screen.index_path` returns it.
        folders: The folders, in the order in which they were opened.
        options: The options that the posts are loaded with.
    """

    def __init__(self, path: Path, folders: Sequence[Path], options: LoadOptions) -> None:
        self.keys = FolderKeys(folders, options)
        self._path = path

    def update(self, is_cancelled: Callable[[], bool], progress: Progress) -> None:
        """Index the posts that have changed since the last update, newest first.

        Each batch of posts is one transaction. An update that is cancelled or killed keeps the
        batches that it has finished, and the next one continues from there.

        Args:
            is_cancelled: Called before each batch.
            progress: Called before each batch, and at the end.

        Raises:
            UnusableError: The index cannot be written, or SQLite has no FTS5.
        """
        with writing(self._path, self.keys.fingerprint) as connection:
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self._update(connection, is_cancelled, progress)

    def _update(
        self, connection: sqlite3.Connection, is_cancelled: Callable[[], bool], progress: Progress
    ) -> None:
        connection.executescript(WORD_TABLES + LINK_TABLE)
        with connection:
            connection.execute(_DELETE_MISSING)
            _clear_if_many_unused(connection)
            connection.execute(DELETE_UNUSED_LINKS)
        keys: list[Key] = connection.execute(_SELECT_CHANGED).fetchall()
        for start in range(0, len(keys), _BATCH):
            if is_cancelled():
                return
            progress(start, len(keys))
            self._index_batch(connection, keys[start : start + _BATCH])
        progress(len(keys), len(keys))

    def _index_batch(self, connection: sqlite3.Connection, keys: Sequence[Key]) -> None:
        # The files are loaded before the transaction begins, to keep it short.
        bodies = [self._body(key) for key in keys]
        texts = [index_text(searchable_text(body)) for body in bodies]
        with write_transaction(connection):
            sequence = int(meta_value(connection, "sequence") or 0)
            rows: list[tuple[int, Key, bytes, _Row]] = []
            links: list[tuple[int, set[str]]] = []
            for key, body, text in zip(keys, bodies, texts, strict=True):
                post = connection.execute(_SELECT_POST, key).fetchone()
                if post is not None:  # no other process has indexed it meanwhile
                    sequence += 1
                    stamp, page, *fields, published = post
                    number = _row_number(published, sequence)
                    rows.append((number, key, stamp, (*_field_words(fields), text)))
                    links.append((number, link_names(body, page)))
            # FTS5 writes a segment of its own for each rowid that is lower than the one before.
            rows.sort(key=lambda row: row[0])
            connection.executemany(
                "INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)",
                ((*key, stamp, number) for number, key, stamp, _ in rows),
            )
            connection.executemany(
                "INSERT INTO fulltext (rowid, title, description, names, body)"
                " VALUES (?, ?, ?, ?, ?)",
                ((number, *words) for number, _, _, words in rows),
            )
            add_links(connection, links)
            set_meta(connection, "sequence", str(sequence))

    def _body(self, key: Key) -> str:
        """Return the body of a post; empty if its file is gone."""
        try:
            return extract_body(load_file(self.keys.path_for(*key)).data)
        except (OSError, ValueError):
            return ""


def _field_words(fields: Sequence[str]) -> tuple[str, str, str]:
    title, description, *names = fields
    return index_text(title), index_text(description), index_text("\n".join(names))


def _row_number(published: str | None, sequence: int) -> int:
    """Return the rowid of a post. It grows with the date, and differs each time it is indexed.

    Args:
        published: The date of the post as it is stored; None if it has none.
        sequence: A number that grows with each indexed post.
    """
    date = date_from_text(published)
    seconds = 0 if date is None else _seconds(wall_clock(date))
    return seconds * _ROWS_PER_SECOND + sequence % _ROWS_PER_SECOND


def _seconds(clock: datetime) -> int:
    # Not `datetime.timestamp`, which fails for some years on some systems.
    return (clock - datetime.min) // timedelta(seconds=1)


def row_seconds(number: int) -> int:
    """Return the date of the post with this rowid, in seconds since the year 1; 0 without one."""
    return number // _ROWS_PER_SECOND


def _clear_if_many_unused(connection: sqlite3.Connection) -> None:
    """Delete all words if most rows belong to no post, so that all posts are indexed again.

    See https://www.sqlite.org/fts5.html#the_delete_all_command.
    """
    written = int(meta_value(connection, "sequence") or 0)
    posts = connection.execute("SELECT count(*) FROM texts").fetchone()[0]
    if written > 2 * posts + MAX_UNUSED_ROWS:
        connection.execute("DELETE FROM texts")
        connection.execute("INSERT INTO fulltext (fulltext) VALUES ('delete-all')")
        set_meta(connection, "sequence", "0")
