"""What is remembered of a file besides its post, as the text of a database row and back."""

from __future__ import annotations

import json

from reader.posts.post import Post
from reader.posts.remembered import Remembered, Stamp
from reader.store.rows import date_from_text, date_to_text


def stamp_to_row(remembered: Remembered) -> str:
    """All that is remembered besides the post, as JSON."""
    return json.dumps(
        (
            remembered.stamp,
            remembered.side_car,
            remembered.read_at,
            remembered.has_front_matter,
            remembered.is_whole,
            date_to_text(remembered.expires),
            remembered.site,
        )
    )


def row_to_remembered(row: str, post: Post) -> Remembered:
    """The whole of what `stamp_to_row` and `post_to_row` have parted.

    Raises:
        ValueError, TypeError: The row is none that `stamp_to_row` made.
    """
    stamp, side_car, read_at, has_front_matter, is_whole, expires, site = json.loads(row)
    return Remembered(
        post,
        has_front_matter,
        is_whole,
        date_from_text(expires),
        site,
        Stamp(*stamp),
        Stamp(*side_car) if side_car else None,
        read_at,
    )
