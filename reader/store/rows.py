"""A post as a row of the database, derived from the fields of `Post`."""

from __future__ import annotations

from reader.posts.post import Post
from reader.store.codecs import row_codec

_CODEC = row_codec(Post)

COLUMNS = _CODEC.columns
"""Names of the columns: the fields of a post without its path, which follows from the key."""
LAYOUT = _CODEC.layout
"""Names and types of the columns."""
post_to_row = _CODEC.encode
row_to_post = _CODEC.decode
