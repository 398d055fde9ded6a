"""The document of a post: its body, parsed as its file and its folder require."""

from __future__ import annotations

from reader.article.document import Document, parse_document
from reader.posts.hard_breaks import has_hard_breaks
from reader.posts.post import Post


def parse_post_body(post: Post, body: str) -> Document:
    """Parse the body of a post, or its beginning."""
    return parse_document(
        body, title=post.title, html=post.is_html, hard_breaks=has_hard_breaks(post.path)
    )
