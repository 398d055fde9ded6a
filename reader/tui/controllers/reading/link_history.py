"""The positions of followed links, to go back to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post

if TYPE_CHECKING:
    from reader.article.positions import ScrollPosition


class ReturnPoint(NamedTuple):
    """Post and position at which a link was followed."""

    post: Post
    position: ScrollPosition


class LinkHistory:
    """Remembers where links were followed, and the position to return to."""

    def __init__(self) -> None:
        self._points: list[ReturnPoint] = []
        self._returning: ReturnPoint | None = None
        """The point whose article is being loaded."""

    def remember(self, post: Post, position: ScrollPosition | None) -> None:
        """Remember a position, if there is one, before a link is followed."""
        if position is not None:
            self._points.append(ReturnPoint(post, position))

    def back(self, catalogue: Catalogue) -> tuple[Post, ReturnPoint] | None:
        """Return the last point whose post still exists; None if there is none.

        The file of the post can be outside of the open folders, as that of the commonplace book.
        """
        while self._points:
            point = self._points.pop()
            post = catalogue.get_by_path(point.post.path)
            if post is not None:
                return post, point
            if os.path.isfile(point.post.path):
                return point.post, point
        return None

    def return_to(self, point: ReturnPoint) -> None:
        """Go to a position once its article is loaded."""
        self._returning = point

    def arrived(self) -> None:
        """Forget the position to return to: a whole article is shown."""
        self._returning = None

    def position_in(self, post: Post) -> ScrollPosition | None:
        """Return the position to return to in a post; None if there is none."""
        point = self._returning
        return point.position if point is not None and point.post.path == post.path else None
