"""A look through what the catalogue itself holds: for posts whose words no index has yet."""

from __future__ import annotations

from collections.abc import Iterator

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.search.filters import NO_STATES, States
from reader.posts.search.query import Query
from reader.posts.search.words import fold


def find_titles(catalogue: Catalogue, query: Query, states: States = NO_STATES) -> Iterator[Post]:
    """The listed posts, newest first, with the words in title, description or names."""
    for post in catalogue.posts:
        if query.matches_filters(post, states) and query.required:
            names = (*post.categories, *post.tags, *post.authors)
            text = fold("\n".join((post.title, post.description, *names)))
            if all(it.pattern.search(text) for it in query.required) and not any(
                it.pattern.search(text) for it in query.excluded
            ):
                yield post
