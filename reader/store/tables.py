"""The tables of an index file, and the version of their layout."""

from __future__ import annotations

from hashlib import blake2b

from reader.store.rows import COLUMNS, LAYOUT

FILE_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    folder INTEGER NOT NULL,
    relative BLOB NOT NULL,
    is_post INTEGER NOT NULL,
    stamp BLOB NOT NULL,
    rest TEXT NOT NULL,
    expires TEXT,
    {", ".join(COLUMNS)},
    PRIMARY KEY (folder, relative)
) WITHOUT ROWID;
"""
"""What was loaded of each file. The columns of the post have no type: see `codecs`."""

WORD_TABLES = """
CREATE TABLE IF NOT EXISTS texts (
    folder INTEGER NOT NULL,
    relative BLOB NOT NULL,
    stamp BLOB NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    PRIMARY KEY (folder, relative)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS fulltext USING fts5 (
    title, description, names, body,
    content = '', tokenize = "unicode61 remove_diacritics 0", prefix = '1 2'
);
"""
"""The words of each post. `texts.number` is the rowid in `fulltext`, an FTS5 table that holds no
texts: https://www.sqlite.org/fts5.html#contentless_tables"""

LINK_TABLE = """
CREATE TABLE IF NOT EXISTS links (
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (name, number)
) WITHOUT ROWID;
"""
"""The names by which the links of each post refer to other posts. `number` is that of `texts`."""

_ENCODING = 2
"""Raise this when values are stored in another way while tables and fields stay the same."""


def schema_version(*layouts: str) -> int:
    """Return a number for these layouts that fits SQLite's `user_version`, a signed 32-bit integer:
    https://www.sqlite.org/pragma.html#pragma_user_version"""
    digest = blake2b("\n".join(layouts).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") >> 1


SCHEMA_VERSION = schema_version(FILE_TABLES, LAYOUT, WORD_TABLES, LINK_TABLE, str(_ENCODING))
"""Changes with every change of a table or of a field of a post."""
