"""The posts that are picked in the list, for commands that act on several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol

from reader.posts.post import Post


class PickableRows(Protocol):
    """What the picked posts need of the list."""

    cursor: int
    """The row under the cursor; -1 if there is none."""

    @property
    def posts(self) -> Sequence[Post]:
        """The posts listed, from top to bottom."""

    def post_at(self, row: int) -> Post | None:
        """Return the post of a row; None for a heading."""

    def row_of(self, path: str) -> int:
        """Return the row of a post; -1 if it is not listed."""


class PickedPosts:
    """Single posts and ranges of posts that are picked, by their paths.

    A range has one end where it was started and the other one at the cursor. When it ends, its
    posts stay picked.

    Args:
        rows: The rows of the list.
        on_change: Called when other posts are picked.
        find_unlisted: Returns the post with a path, if it stays picked while the list does not
            show it; else None.
    """

    def __init__(
        self,
        rows: PickableRows,
        on_change: Callable[[], object],
        find_unlisted: Callable[[str], Post | None] = lambda _: None,
    ) -> None:
        self._rows = rows
        self._on_change = on_change
        self._find_unlisted = find_unlisted
        self._fixed: set[str] = set()
        """Paths of the posts that are picked whatever the range is."""
        self._unlisted: dict[str, Post] = {}
        """Those of them that the list does not show, by path."""
        self._in_range: set[str] = set()
        """Paths of the other posts of the range."""
        self._start: str | None = None
        """Path of the post at which the range was started; None if there is no range."""
        self._start_row = self._end_row = -1
        self._range = range(0)
        """The rows of the range: those from its start to its end, in any direction."""

    def __len__(self) -> int:
        return len(self._fixed) + len(self._in_range)

    @property
    def has_range(self) -> bool:
        """Whether the cursor extends a range."""
        return self._start is not None

    def is_picked(self, post: Post) -> bool:
        """Whether a post is picked."""
        return post.path in self._fixed or post.path in self._in_range

    @property
    def posts(self) -> Sequence[Post]:
        """The picked posts, from top to bottom, and then those that the list does not show."""
        if not len(self):
            return []
        return [*filter(self.is_picked, self._rows.posts), *self._unlisted.values()]

    @property
    def unlisted_count(self) -> int:
        """Number of picked posts that the list does not show."""
        return len(self._unlisted)

    # Picking.

    def toggle(self) -> None:
        """Pick the post under the cursor, or drop it if it is picked. A range ends before."""
        post = self._rows.post_at(self._rows.cursor)
        if post is not None:
            self._fix_range()
            self._fixed ^= {post.path}
            self._on_change()

    def toggle_range(self) -> None:
        """Start a range at the cursor, or end the one that there is."""
        if self.has_range:
            self.end_range()
        elif (post := self._rows.post_at(self._rows.cursor)) is not None:
            self._start, self._start_row = post.path, self._rows.cursor
            self._extend_to(self._start_row)

    def end_range(self) -> None:
        """Keep the posts of the range picked wherever the cursor moves."""
        if self.has_range:
            self._fix_range()
            self._on_change()

    def clear(self) -> None:
        """Pick no post."""
        if len(self):
            self._fix_range()
            self._fixed.clear()
            self._unlisted = {}
            self._on_change()

    def _fix_range(self) -> None:
        self._fixed |= self._in_range
        self._in_range, self._range, self._start = set(), range(0), None

    # Following the list.

    def follow_cursor(self) -> None:
        """Extend the range to the cursor."""
        if self.has_range and self._rows.cursor not in (-1, self._end_row):
            self._extend_to(self._rows.cursor)

    def follow_list(self) -> int:
        """Keep the picked posts that are still listed after the list has changed.

        A range ends if there are other posts in it now, so that none is picked unseen.

        Returns:
            Number of posts that are no longer picked because they are no longer listed.
        """
        if not (former := len(self)):
            return 0
        listed = {post.path for post in self._rows.posts}
        left = (self._fixed | self._in_range) - listed
        found = ((path, self._find_unlisted(path)) for path in sorted(left))
        self._unlisted = {path: post for path, post in found if post is not None}
        self._in_range -= left
        self._fixed = (self._fixed - left) | self._unlisted.keys()
        start_row = -1 if self._start is None else self._rows.row_of(self._start)
        rows = range(0) if start_row < 0 else _rows_between(start_row, self._rows.cursor)
        if rows and set(self._paths(rows)) - self._fixed == self._in_range:
            self._range, self._start_row, self._end_row = rows, start_row, self._rows.cursor
        else:
            self._fix_range()
        self._on_change()
        return former - len(self)

    def _extend_to(self, row: int) -> None:
        """Let the range end at a row. The cost depends on how far its end moves."""
        before, after = self._range, _rows_between(self._start_row, row)
        self._in_range.difference_update(self._paths(_rows_outside(before, after)))
        added = self._paths(_rows_outside(after, before))
        self._in_range.update(path for path in added if path not in self._fixed)
        self._range, self._end_row = after, row
        self._on_change()

    def _paths(self, rows: Iterable[int]) -> Iterator[str]:
        posts = map(self._rows.post_at, rows)
        return (post.path for post in posts if post is not None)


def _rows_between(row: int, other: int) -> range:
    """Return two rows and those between them."""
    return range(min(row, other), max(row, other) + 1)


def _rows_outside(rows: range, others: range) -> Iterable[int]:
    """Return the rows of a range that are not in another one."""
    return chain(
        range(rows.start, min(rows.stop, others.start)),
        range(max(rows.start, others.stop), rows.stop),
    )
