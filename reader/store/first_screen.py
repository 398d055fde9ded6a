"""The first screen of the last run, read before anything else: light, and quick at any size."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from reader.posts.catalogue import Catalogue, Category, CategoryKind, Preview
from reader.posts.options import LoadOptions
from reader.store.database import connect_to_read, meta_value
from reader.store.fingerprint import loader_fingerprint
from reader.store.rows import post_to_row, row_to_post

_FIRST_POSTS = 100
"""Posts of each section that the first screen is made of; terminals have fewer rows."""

SUFFIX = ".index"


def index_path(cache_folder: Path, folders: Sequence[Path]) -> Path:
    """The index of some folders: another set of folders, or another order, has another one."""
    names = "\0".join(os.path.abspath(folder) for folder in folders)  # noqa: PTH100 - as the loader
    digest = hashlib.blake2b(os.fsencode(names), digest_size=10).hexdigest()
    return cache_folder / f"{digest}{SUFFIX}"


def first_screen(path: Path, options: LoadOptions) -> Preview | None:
    """The posts that the last run listed first, if it left a sound index."""
    # The first paint waits for it, so it waits for nobody.
    connection = connect_to_read(path, loader_fingerprint(options), patience=0)
    if connection is None:
        return None
    try:
        with closing(connection):
            first = meta_value(connection, "first")
        return None if first is None else _preview_of(json.loads(first))
    except (sqlite3.Error, ValueError, TypeError, KeyError):
        return None


def first_of(catalogue: Catalogue) -> dict[str, object]:
    """What `first_screen` will want of a catalogue, for JSON."""
    others = (post for post in catalogue.posts if not post.featured)
    first = [*catalogue.featured[:_FIRST_POSTS], *islice(others, _FIRST_POSTS)]
    categories = [(it.name, it.count, it.kind.value) for it in catalogue.all_categories]
    return {
        "posts": [(os.fsencode(post.path).hex(), post_to_row(post)) for post in first],
        "categories": categories,
    }


def _preview_of(first: dict[str, Any]) -> Preview:
    posts = [
        row_to_post(row, path := os.fsdecode(bytes.fromhex(name)), path)
        for name, row in first["posts"]
    ]
    counted = ((name, count, CategoryKind(kind)) for name, count, kind in first["categories"])
    return Preview(posts, (Category(*it) for it in counted))
