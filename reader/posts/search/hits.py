"""A post that was found, with the part of it that shows why."""

from __future__ import annotations

from typing import NamedTuple

from reader.posts.errors import PostError
from reader.posts.loading.loader import load_body
from reader.posts.post import Post
from reader.posts.search.excerpt import Excerpt, excerpt, highlight_line
from reader.posts.search.query import Query
from reader.posts.search.searchable import searchable_text


class Hit(NamedTuple):
    """A post, its title, and the part of its text with the words in it."""

    post: Post
    title: Excerpt
    snippet: Excerpt


def build_hit(post: Post, query: Query) -> Hit:
    """Read the post once more for the words; where none stands in its text, its description is
    shown if there is one, else the beginning of the text."""
    try:
        text = searchable_text(load_body(post))
    except PostError:  # it has gone since
        text = ""
    snippet = excerpt(text, query.required)
    if not snippet.spans and post.description:
        snippet = excerpt(post.description, query.required)
    return Hit(post, highlight_line(post.title, query.required), snippet)
