"""The command that marks all posts of the list as read, or those of the page and then all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from reader.posts.post import Post
from reader.text.counts import counted
from reader.tui.controllers.read_marks import ReadMarks


class PagePosts(Protocol):
    """What the controller needs of the list's controller."""

    @property
    def listed_posts(self) -> Sequence[Post]:
        """The posts listed, from top to bottom."""

    @property
    def all_posts(self) -> Sequence[Post]:
        """The posts that the list is about. A front page shows only some of them."""


class MarkAllController:
    """Marks the listed posts as read; pressed again, also those that the list does not show.

    Args:
        marks: The marks of all posts.
        listing: The posts.
        notify: Shows a message.
    """

    def __init__(
        self, marks: ReadMarks, listing: PagePosts, notify: Callable[[str], object]
    ) -> None:
        self._marks = marks
        self._listing = listing
        self._notify = notify
        self._is_offered = False
        """Whether the last key was that of this command, and left posts unmarked."""
        self._is_repeated = False

    @property
    def actions(self) -> Mapping[str, Callable[..., object]]:
        """The actions of the controller, by the names that bindings use."""
        return {"mark_listed_read": self.mark_read}

    def on_key(self) -> None:
        """Note that a key was pressed. Only the one after an offer accepts it."""
        self._is_repeated, self._is_offered = self._is_offered, False

    def mark_read(self) -> None:
        """Mark the listed posts as read, or all of them if the key is pressed again."""
        if self._is_repeated:
            self._is_repeated = False
            self._mark_all(self._listing.all_posts)
            return
        listed, every = self._listing.listed_posts, self._listing.all_posts
        if len(listed) == len(every):
            self._mark_all(listed)
            return
        unread = sum(map(self._marks.is_unread, every))
        count = self._marks.mark_read(listed)
        self._is_offered = count < unread
        if not self._is_offered:
            self._report(count)
        elif count:
            self._notify(
                f"{count:,} on this page of {unread:,} marked read. Press A again for all."
            )
        else:
            self._notify(
                "Every post on this page is read already."
                f" Press A again to mark {counted(unread, 'post')} that it does not show."
            )

    def _mark_all(self, posts: Sequence[Post]) -> None:
        self._report(self._marks.mark_read(posts))

    def _report(self, count: int) -> None:
        if count:
            self._notify(f"{counted(count, 'post')} marked read. U undoes it.")
        else:
            self._notify("Every post of this list is read already.")
