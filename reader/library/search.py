"""Searching off the app's thread: the posts first, then what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from textual.message import Message

from reader.posts.catalogue import Catalogue
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.posts.search.filters import States
from reader.posts.search.hits import Hit, build_hit
from reader.posts.search.query import Query, parse_query
from reader.posts.search.titles import find_titles
from reader.store.search import Order, Searcher, find_posts
from reader.tui.messages import PostsFound

_MOST = 300
"""Posts that are listed; who wants others types one word more."""
_FIRST = 20
"""Posts whose excerpts are read before the others': about a screen."""


class PostSearch:
    """Searches the posts of the opened folders.

    Args:
        folders: As they were opened.
        index_path: Their index; without one, only what the catalogue holds is searched.
    """

    def __init__(self, folders: Sequence[Path], index_path: Path | None) -> None:
        self._searcher = (
            None if index_path is None else Searcher(index_path, folders, LoadOptions())
        )

    def find(
        self,
        text: str,
        catalogue: Catalogue,
        order: Order,
        tell: Callable[[Message], object],
        is_cancelled: Callable[[], bool],
        *,
        has_words: bool,
        states: States,
    ) -> None:
        """Search, and tell the app by PostsFound: at once without excerpts, then with them.

        Args:
            text: What was typed.
            catalogue: The posts that may be found.
            order: Which come first.
            tell: Takes the messages.
            is_cancelled: Asked before each excerpt.
            has_words: Whether the index has the words of every post.
            states: What the reader's marks say of a post.
        """
        query = parse_query(text)
        posts = find_posts(catalogue, self._searcher, query, _MOST, order, states)
        if not has_words:
            posts = _with_titles(posts, query, catalogue, states)
        tell(PostsFound(text, query, posts, {}))
        hits: dict[str, Hit] = {}
        for number, post in enumerate(posts, 1):
            if is_cancelled():
                return
            hits[post.path] = build_hit(post, query)
            if number in (_FIRST, len(posts)):
                tell(PostsFound(text, query, posts, dict(hits)))


def _with_titles(
    posts: Sequence[Post], query: Query, catalogue: Catalogue, states: States
) -> list[Post]:
    """What the index has found, then those whose words it has not taken in yet."""
    met = {post.path for post in posts}
    others = (post for post in find_titles(catalogue, query, states) if post.path not in met)
    return [*posts, *islice(others, _MOST - len(posts))]
