"""A post that was found, with the part of it that shows why."""

from __future__ import annotations

from typing import NamedTuple

from reader.posts.errors import PostError
from reader.posts.loading.loader import read_body
from reader.posts.post import Post
from reader.posts.search.excerpt import Excerpt, excerpt, marked_line
from reader.posts.search.query import Query
from reader.posts.search.searchable import searchable_text


class Hit(NamedTuple):
    """A post, its title, and the part of its text with the words in it."""

    post: Post
    title: Excerpt
    snippet: Excerpt


def hit_of(post: Post, query: Query) -> Hit:
    """Read the post once more for the words; where none stands in its text, its description is
    shown if there is one, else the beginning of the text."""
    try:
        text = searchable_text(read_body(post))
    except PostError:  # it has gone since
        text = ""
    snippet = excerpt(text, query.wanted)
    if not snippet.spans and post.description:
        snippet = excerpt(post.description, query.wanted)
    return Hit(post, marked_line(post.title, query.wanted), snippet)
