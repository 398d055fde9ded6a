"""The reading queue, which is called Later: its posts, their order, and their reading time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from reader.posts.catalogue import Catalogue
from reader.posts.facets import LATER
from reader.posts.post import Post
from reader.text.counts import counted
from reader.tui.controllers.read_marks import ReadMarks

if TYPE_CHECKING:
    from reader.posts.search.query import Query

NAME = LATER.name


def finds_later(query: Query) -> bool:
    """Whether a query finds the posts of the reading queue and nothing else."""
    if len(query.filters) != 1 or query.required or query.excluded:
        return False
    [part] = query.filters
    return part.field == "is" and part.value.casefold() == "later" and not part.is_excluded


class OpenPosts(Protocol):
    """What the queue needs of the library."""

    @property
    def catalogue(self) -> Catalogue:
        """The posts of the open folders."""


class ReadingQueue:
    """The posts of the open folders that the person wants to read later.

    Args:
        marks: The positions of posts in the queue.
        library: The posts of the open folders.
    """

    def __init__(self, marks: ReadMarks, library: OpenPosts) -> None:
        self._marks = marks
        self._library = library
        self._listed: Sequence[Post] = ()
        """The posts that were listed last."""

    @property
    def posts(self) -> Sequence[Post]:
        """The posts of the queue, in their order."""
        catalogue = self._library.catalogue
        posts = map(catalogue.get_by_path, self._marks.later_paths)
        return [post for post in posts if post is not None and post.hidden is None]

    @property
    def title(self) -> str:
        """The name of the queue with its length, as in `Later · 7 posts · 42 min`."""
        return " · ".join((NAME, *self._length))

    @property
    def _length(self) -> Sequence[str]:
        """The number of posts and the time to read them; nothing if there are none."""
        posts = self.posts
        if not posts:
            return ()
        minutes = sum(post.reading_minutes for post in posts)
        return counted(len(posts), "post"), duration(minutes)

    def list_posts(self, *, is_new: bool) -> Sequence[Post]:
        """Return the posts to list.

        Args:
            is_new: Whether they are only those of the queue. Otherwise posts that have left the
                queue since it was listed keep their places, so that none disappears under the
                cursor.
        """
        self._listed = self.posts if is_new else _with_former(self.posts, self._listed)
        return self._listed

    def toggle(self, posts: Sequence[Post]) -> str:
        """Add posts to the queue, or remove them if all are in it; return what was done."""
        others = [post for post in posts if not self._marks.is_later(post)]
        if others:
            self._marks.add_to_later(others)
            return f"{_names(others)} added to {NAME} ({', '.join(self._length)})."
        self._marks.remove_from_later(posts)
        return f"{_names(posts)} removed from {NAME}. U undoes it."

    def move(self, post: Post, steps: int) -> bool:
        """Move a post by a number of places, down if it is positive; return whether it moved."""
        posts = list(self.posts)
        # The row may show another translation than the one that is in the queue.
        story = {each.path for each in self._library.catalogue.translations_of(post)}
        place = next((n for n, other in enumerate(posts) if other.path in story), None)
        if place is None:
            return False
        new_place = min(max(place + steps, 0), len(posts) - 1)
        posts.insert(new_place, posts.pop(place))
        if new_place != place:
            self._marks.order_later(posts, post)
        return new_place != place

    def finish(self, post: Post) -> str | None:
        """Mark a post as read that was read to its end; a post of the queue leaves it.

        Returns:
            What was done, if the post was in the queue.
        """
        if not self._marks.is_later(post):
            self._marks.mark_read([post])
            return None
        self._marks.finish(post)
        return f"“{post.title}” is finished and has left {NAME}. U undoes it."


def _with_former(posts: Sequence[Post], former: Sequence[Post]) -> Sequence[Post]:
    """Return posts, and those of a former list that are missing, each after its predecessor."""
    paths = {post.path for post in posts}
    missing: dict[str | None, list[Post]] = {}
    """The missing posts by the path of the post that they follow; None for the first ones."""
    predecessor: str | None = None
    for post in former:
        if post.path in paths:
            predecessor = post.path
        else:
            missing.setdefault(predecessor, []).append(post)
    listed = [*missing.get(None, ())]
    for post in posts:
        listed += [post, *missing.get(post.path, ())]
    return listed


def duration(minutes: int) -> str:
    """Return a time for reading, such as `42 min` or `2 h 5 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours:,} h {rest} min" if rest else f"{hours:,} h"


def _names(posts: Sequence[Post]) -> str:
    return f"“{posts[0].title}”" if len(posts) == 1 else f"{len(posts):,} posts"
