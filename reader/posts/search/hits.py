"""Search results: a post with the excerpt that matches the query."""

from __future__ import annotations

from typing import NamedTuple

from reader.posts.errors import PostError
from reader.posts.loading.loader import load_body
from reader.posts.post import Post
from reader.posts.search.excerpt import Excerpt, excerpt, highlight_line
from reader.posts.search.query import Query
from reader.posts.search.searchable import searchable_text


class Hit(NamedTuple):
    """A post that was found, with its title and an excerpt of its text."""

    post: Post
    title: Excerpt
    snippet: Excerpt


def build_hit(post: Post, query: Query) -> Hit:
    """Load the body of a post and return it as a search result.

    If the body has none of the words, the excerpt is from the description, or else it is the
    beginning of the body.
    """
    try:
        text = searchable_text(load_body(post))
    except PostError:  # the file no longer exists
        text = ""
    snippet = excerpt(text, query.required)
    if not snippet.spans and post.description:
        snippet = excerpt(post.description, query.required)
    return Hit(post, highlight_line(post.title, query.required), snippet)
