"""An article for printing: complete and without pictures.

This is separate from `reader.library.articles`, which imports an HTTP client and image formats for
the pictures of the app: they would make the start of `show` a sixth longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reader.article.blocks import Block
from reader.article.document import parse_document
from reader.article.header import header_blocks
from reader.posts.hard_breaks import has_hard_breaks
from reader.posts.loading.loader import load_body
from reader.posts.post import Post
from reader.text.dates import DateForm


def printed_blocks(post: Post, today: date, dates: DateForm) -> Sequence[Block]:
    """Load and parse the article of a post, and return its header and its document.

    Args:
        post: The post to print.
        today: The day that relative dates count from.
        dates: How the byline shows the date.

    Raises:
        PostError: The file can no longer be read.
    """
    document = parse_document(
        load_body(post),
        title=post.title,
        html=post.is_html,
        hard_breaks=has_hard_breaks(post.path),
    )
    return [*header_blocks(post, today, dates, document.blocks), *document.blocks]
