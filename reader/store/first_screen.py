"""The posts that the last run listed first, which are on screen before the index is loaded.

They are stored as one JSON value of the index, so that loading them takes the same short time
however many posts there are.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from reader.posts.catalogue import Catalogue, Preview
from reader.posts.facets import LISTED_FACETS, Facet, FacetValue
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.store.database import connect_to_read, meta_value
from reader.store.fingerprint import loader_fingerprint
from reader.store.rows import post_to_row, row_to_post

_MAX_POSTS = 100
"""Maximum number of stored posts of each section; terminals have fewer rows."""
_MAX_VALUES = 100
"""Maximum number of stored values of each facet."""

_MAX_FEATURES = 12
"""Number of featured posts, and of others, that may have a picture on the front page."""

SUFFIX = ".index"
"""Ending of the names of index files."""


def index_path(cache_folder: Path, folders: Sequence[Path]) -> Path:
    """Return the path of the index of some folders, which depends on their order."""
    names = "\0".join(os.path.abspath(folder) for folder in folders)  # noqa: PTH100 - as the loader
    digest = hashlib.blake2b(os.fsencode(names), digest_size=10).hexdigest()
    return cache_folder / f"{digest}{SUFFIX}"


def first_screen(path: Path, options: LoadOptions, languages: Sequence[str] = ()) -> Preview | None:
    """Load the posts that the last run listed first; None without a valid index.

    It is also None if there are translations and the last run preferred other languages, so that it
    may have shown other posts.

    Args:
        path: The index, as `index_path` returns it.
        options: The options that the posts are loaded with.
        languages: Codes of the preferred languages of posts that are translated, best first.
    """
    # The first frame waits for this function, so it must not wait for another process.
    connection = connect_to_read(path, loader_fingerprint(options), lock_timeout=0)
    if connection is None:
        return None
    try:
        with closing(connection):
            text = meta_value(connection, "first")
        if text is None:
            return None
        stored = json.loads(text)
        if stored["preferred"] not in (None, list(languages)):
            return None
        return _preview_from_json(stored)
    except (sqlite3.Error, ValueError, TypeError, KeyError, RecursionError):
        return None


def first_screen_to_json(
    catalogue: Catalogue, has_picture: Callable[[Post], bool] = lambda _: False
) -> dict[str, object]:
    """Return what `first_screen` loads later: the first posts and facet values.

    Args:
        catalogue: The complete catalogue.
        has_picture: Whether the picture of a post can be loaded. Few posts are asked.
    """
    others = (post for post in catalogue.posts if not post.featured)
    first = [*catalogue.featured[:_MAX_POSTS], *islice(others, _MAX_POSTS)]
    return {
        # A path may contain bytes that are not valid Unicode.
        "posts": [(os.fsencode(post.path).hex(), post_to_row(post)) for post in first],
        "values": [
            (value.facet.value, value.name, value.count, value.group)
            for facet in LISTED_FACETS
            if catalogue.facets.divides(facet)
            for value in catalogue.facets.listed(facet)[:_MAX_VALUES]
        ],
        "count": len(catalogue),
        "pictured": [
            os.fsencode(post.path).hex()
            for post in (*catalogue.featured[:_MAX_FEATURES], *catalogue.posts[:_MAX_FEATURES])
            if has_picture(post)
        ],
        # Without translations, the same posts are shown whatever is preferred.
        "preferred": catalogue.stories.languages.preferred if catalogue.stories else None,
        "languages": [catalogue.languages_of(post) for post in first],
    }


def _preview_from_json(stored: dict[str, Any]) -> Preview:
    posts = [
        # The post's own path stands for that of a side-car, which takes a late import to know.
        row_to_post(row, path := os.fsdecode(bytes.fromhex(name)), path)
        for name, row in stored["posts"]
    ]
    values = (
        FacetValue(Facet(facet), name, count, group=group)
        for facet, name, count, group in stored["values"]
    )
    languages = zip(posts, map(tuple, stored["languages"]), strict=True)
    return Preview(
        posts,
        values,
        stored["count"],
        (os.fsdecode(bytes.fromhex(name)) for name in stored.get("pictured", ())),
        {post.path: codes for post, codes in languages if codes},
    )
