"""A `CachedPost` without its post, as values of a row."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from reader.posts.loading.post_cache import CachedPost, Stamp
from reader.posts.post import Post
from reader.store.codecs import date_from_text

_TIMES = struct.Struct("<5q")
"""Modified, changed, size, inode, and when the file was loaded."""

_OTHER_COLUMNS = ("post", "stamp", "loaded_at", "expires")
"""Fields that have columns of their own."""
_REST_FIELDS = tuple(field.name for field in fields(CachedPost) if field.name not in _OTHER_COLUMNS)
"""All other fields share one column."""
_rest_values = attrgetter(*_REST_FIELDS)

_MAX_INODE = 2**64 - 1


def stamp_to_bytes(cached: CachedPost) -> bytes:
    """Return the stamp of the file and when it was loaded as 40 bytes.

    They are this compact because those of all files are in memory at the same time.
    """
    modified, changed, size, inode = cached.stamp
    return _TIMES.pack(modified, changed, size, _signed(inode), cached.loaded_at)


def rest_to_text(cached: CachedPost) -> str:
    """Return the fields that have no column of their own as a JSON array."""
    return json.dumps(_rest_values(cached), separators=(",", ":"))


def is_plain_rest(rest: str) -> bool:
    """Return whether the file was loaded whole, has front matter and no side-car."""
    values = _rest_from_text(rest)
    return values["sidecar"] is None and values["has_front_matter"] and values["is_complete"]


def cached_post(post: Post, stamp: bytes, rest: str, expires: str | None) -> CachedPost:
    """Return the `CachedPost` from its post and the values of its row.

    Raises:
        ValueError, TypeError, struct.error: The values do not come from this module.
    """
    modified, changed, size, inode, loaded_at = _TIMES.unpack(stamp)
    return CachedPost(
        post=post,
        expires=date_from_text(expires),
        stamp=Stamp(modified, changed, size, inode & _MAX_INODE),
        loaded_at=loaded_at,
        **_rest_from_text(rest),
    )


# Nearly all files of a folder have the same text here.
@lru_cache(maxsize=256)
def _rest_from_text(text: str) -> Mapping[str, Any]:
    values = zip(_REST_FIELDS, json.loads(text), strict=True)
    # No other value is a JSON array.
    return MappingProxyType(
        {name: Stamp(*value) if isinstance(value, list) else value for name, value in values}
    )


def _signed(inode: int) -> int:
    """Return the signed 64-bit integer with the same bits as an unsigned one."""
    return inode - 2**64 if inode >= 2**63 else inode
