"""The words and links of all posts, beside the index of their files.

They are kept up to date behind the reading.

SQLite's FTS5 keeps the words and not the texts, which are on the disk already. The number of a
row is the moment of its post, so that the newest of any match are found without sorting; and a
post that changes gets another number, since SQLite can take no words away whose text is gone. The
rows that are left behind belong to no post any more; when they are many, all is made anew.
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
from reader.store.database import meta_value, set_meta, writing
from reader.store.folder_keys import FolderKeys, Key
from reader.store.links import FORGET, TABLE, add_links, link_names
from reader.store.rows import date_from_text
from reader.text.dates import wall_clock

Progress: TypeAlias = Callable[[int, int], object]
"""Is told how many of the posts that were waiting have been taken in, and how many there are."""

_TABLES = """
CREATE TABLE IF NOT EXISTS texts (
    folder INTEGER NOT NULL,
    relative BLOB NOT NULL,
    stamp BLOB NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    PRIMARY KEY (folder, relative)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS fulltext USING fts5 (
    title, standfirst, names, body,
    content = '', tokenize = "unicode61 remove_diacritics 0", prefix = '1 2'
);
"""
_FORGET = """
DELETE FROM texts WHERE NOT EXISTS (
    SELECT 1 FROM files
    WHERE files.folder = texts.folder AND files.relative = texts.relative AND files.is_post
)
"""
_WAITING = """
SELECT folder, relative FROM files LEFT JOIN texts USING (folder, relative)
WHERE is_post AND texts.stamp IS NOT files.stamp ORDER BY date DESC
"""
_ROW = """
SELECT files.stamp, link, title, description, categories, tags, authors, date
FROM files LEFT JOIN texts USING (folder, relative)
WHERE folder = ? AND relative = ? AND is_post AND texts.stamp IS NOT files.stamp
"""
_BATCH = 200
"""Posts that are written at once: another reader waits no longer than for these."""
_CACHE = 8 * 1024
"""KiB of the database that are kept in memory, so that a write locks the file only at its end."""
_ODD = 1 << 20
"""Numbers for the posts of one second."""
_MOST_LEFT = 2_000
"""Rows of no post that are put up with, and as many again as there are posts."""

_Row: TypeAlias = tuple[Any, ...]


class TextIndex(FolderKeys):
    """The words of the posts of some folders, in the index of these folders.

    Args:
        path: The index, as `first_screen.index_path` gives it.
        folders: In the order in which they were opened.
        options: As the posts were read.
    """

    def __init__(self, path: Path, folders: Sequence[Path], options: LoadOptions) -> None:
        super().__init__(folders, options)
        self._path = path

    def update(self, is_cancelled: Callable[[], bool], progress: Progress) -> None:
        """Take in what has changed since the last time, the newest posts first.

        What has been written stays if it is ended at any moment; the next time goes on from there.

        Raises:
            UnusableError: There is no index to be written, or SQLite has no FTS5.
        """
        with writing(self._path, self.fingerprint) as connection:
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            self._update(connection, is_cancelled, progress)

    def _update(
        self, connection: sqlite3.Connection, is_cancelled: Callable[[], bool], progress: Progress
    ) -> None:
        connection.executescript(_TABLES + TABLE)
        with connection:
            connection.execute(_FORGET)
            _begin_anew_if_worn(connection)
            connection.execute(FORGET)
        waiting: list[Key] = connection.execute(_WAITING).fetchall()
        for start in range(0, len(waiting), _BATCH):
            if is_cancelled():
                return
            progress(start, len(waiting))
            self._take(connection, waiting[start : start + _BATCH])
        progress(len(waiting), len(waiting))

    def _take(self, connection: sqlite3.Connection, keys: Sequence[Key]) -> None:
        """Read some posts and write their words, all of them or none."""
        bodies = [self._body(key) for key in keys]
        texts = [index_text(searchable_text(body)) for body in bodies]
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            sequence = int(meta_value(connection, "sequence") or 0)
            rows: list[tuple[int, Key, bytes, _Row]] = []
            links: list[tuple[int, set[str]]] = []
            for key, body, text in zip(keys, bodies, texts, strict=True):
                row = connection.execute(_ROW, key).fetchone()
                if row is not None:  # nobody else has been quicker
                    sequence += 1
                    stamp, page, *fields, published = row
                    number = _number(published, sequence)
                    rows.append((number, key, stamp, (*_words(fields), text)))
                    links.append((number, link_names(body, page)))
            # In the order of their numbers; FTS5 writes a part of its own for each that goes back.
            rows.sort(key=lambda it: it[0])
            connection.executemany(
                "INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)",
                ((*key, stamp, number) for number, key, stamp, _ in rows),
            )
            connection.executemany(
                "INSERT INTO fulltext (rowid, title, standfirst, names, body)"
                " VALUES (?, ?, ?, ?, ?)",
                ((number, *texts) for number, _, _, texts in rows),
            )
            add_links(connection, links)
            set_meta(connection, "sequence", str(sequence))

    def _body(self, key: Key) -> str:
        """A post's body; nothing where its file is gone by now."""
        try:
            return extract_body(load_file(self.path_of(*key)).data)
        except (OSError, ValueError):
            return ""


def _words(fields: Sequence[str]) -> tuple[str, str, str]:
    title, standfirst, *names = fields
    return index_text(title), index_text(standfirst), index_text("\n".join(names))


def _number(published: str | None, sequence: int) -> int:
    """The row of a post: later for later posts, and another for each that is written."""
    date = date_from_text(published)
    return (0 if date is None else _moment(wall_clock(date))) * _ODD + sequence % _ODD


def _moment(clock: datetime) -> int:
    # Not a time stamp, which not every system has of every year.
    return (clock - datetime.min) // timedelta(seconds=1)


def moment_of(number: int) -> int:
    """Seconds on the calendar, at which the post of that row appeared; 0 if it has no date."""
    return number // _ODD


def _begin_anew_if_worn(connection: sqlite3.Connection) -> None:
    written = int(meta_value(connection, "sequence") or 0)
    posts = connection.execute("SELECT count(*) FROM texts").fetchone()[0]
    if written > 2 * posts + _MOST_LEFT:
        connection.execute("DELETE FROM texts")
        connection.execute("INSERT INTO fulltext (fulltext) VALUES ('delete-all')")
        set_meta(connection, "sequence", "0")
