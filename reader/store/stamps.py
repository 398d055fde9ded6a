"""What is remembered of a file besides its post, as two values of a row, and back."""

from __future__ import annotations

import json
import struct

from reader.posts.loading.post_cache import CachedPost, Stamp
from reader.posts.post import Post
from reader.store.rows import date_from_text

_TIMES = struct.Struct("<5q")
"""Modified, changed, size, inode, and when it was read."""


def stamp_to_bytes(remembered: CachedPost) -> bytes:
    """The file's stamp and when it was read: 40 bytes, since all of them are in memory at once."""
    modified, changed, size, inode = remembered.stamp
    return _TIMES.pack(modified, changed, size, _signed(inode), remembered.loaded_at)


def rest_to_text(remembered: CachedPost) -> str:
    """All else but the post and its expiry, as JSON."""
    return json.dumps(
        (
            remembered.sidecar,
            remembered.has_front_matter,
            remembered.is_complete,
            remembered.site,
        ),
        separators=(",", ":"),
    )


def is_plain_rest(rest: str) -> bool:
    """Whether it is that of a file read whole, with front matter and without a side-car."""
    sidecar, has_front_matter, is_complete, _ = json.loads(rest)
    return sidecar is None and bool(has_front_matter) and bool(is_complete)


def remembered_of(post: Post, stamp: bytes, rest: str, expires: str | None) -> CachedPost:
    """The whole again.

    Raises:
        ValueError, TypeError, struct.error: The values are none that this module made.
    """
    modified, changed, size, inode, loaded_at = _TIMES.unpack(stamp)
    sidecar, has_front_matter, is_complete, site = json.loads(rest)
    return CachedPost(
        post,
        has_front_matter,
        is_complete,
        date_from_text(expires),
        site,
        Stamp(modified, changed, size, inode & _MOST),
        Stamp(*sidecar) if sidecar else None,
        loaded_at,
    )


_MOST = 2**64 - 1


def _signed(inode: int) -> int:
    """An unsigned number of 64 bits as the signed one of the same bits."""
    return inode - 2**64 if inode >= 2**63 else inode
