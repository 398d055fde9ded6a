"""Search titles, descriptions and names in the catalogue, for posts that are not indexed yet."""

from __future__ import annotations

from collections.abc import Iterator

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.search.filters import NO_STATES, States
from reader.posts.search.query import Query
from reader.text.folding import fold


def find_titles(catalogue: Catalogue, query: Query, states: States = NO_STATES) -> Iterator[Post]:
    """Yield the posts whose title, description or names match a query, newest first.

    They are listed posts, or hidden ones if the query is about these.

    Args:
        catalogue: The posts to search.
        query: What to search for. A query without required phrases finds nothing.
        states: The states of `filters.MARKED_STATES` that are known.
    """
    for post in catalogue.withheld if query.is_about_hidden else catalogue.all_posts:
        if not query.required or not query.matches_filters(post, states):
            continue
        if query.matches_text(fold(names_of(post))):
            yield post


def names_of(post: Post) -> str:
    """Return title, description and names of a post, one on each line."""
    names = (*post.categories, *post.tags, *post.authors)
    return "\n".join((post.title, post.description, *names))
