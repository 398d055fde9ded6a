"""An article for printing: complete and without pictures.

This is separate from `reader.library.articles`, which imports the index, related posts and the
cache of images for the app: `show` needs none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reader.article.blocks import Block
from reader.article.ending.cut_text import cut_section
from reader.article.ending.enclosures import enclosure_section
from reader.article.header import header_blocks
from reader.library.documents import parse_post_body
from reader.posts.loading.loader import load_limited_body
from reader.posts.post import Post
from reader.text.dates import DateForm


def printed_blocks(post: Post, today: date, dates: DateForm) -> Sequence[Block]:
    """Load and parse the article of a post, and return its blocks from the headline to the end.

    Args:
        post: The post to print.
        today: The day that relative dates count from.
        dates: How the byline shows the date.

    Raises:
        PostError: The file can no longer be read.
    """
    body, cut = load_limited_body(post)
    document = parse_post_body(post, body)
    header = header_blocks(post, today, dates, document.blocks)
    return [
        *header,
        *document.blocks,
        *cut_section(cut),
        *enclosure_section(post, body),
    ]
