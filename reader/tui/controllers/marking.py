"""The commands that mark posts: as read or unread, with a star, and the undoing of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from reader.posts.post import Post
from reader.tui.controllers.read_marks import ReadMarks


class CurrentPost(Protocol):
    """What the controller needs of the navigator."""

    @property
    def current_post(self) -> Post | None:
        """The article in use, else the post under the cursor."""


class ListedPosts(Protocol):
    """What the controller needs of the list."""

    @property
    def posts(self) -> Sequence[Post]:
        """The posts listed, from top to bottom."""


class MarkingController:
    """Carries out the commands that mark posts.

    Args:
        marks: The marks of all posts.
        navigator: Tells which post a command is about.
        post_list: The posts listed.
        notify: Shows a message.
    """

    def __init__(
        self,
        marks: ReadMarks,
        navigator: CurrentPost,
        post_list: ListedPosts,
        notify: Callable[[str], object],
    ) -> None:
        self._marks = marks
        self._navigator = navigator
        self._post_list = post_list
        self._notify = notify

    @property
    def actions(self) -> Mapping[str, Callable[..., object]]:
        """The actions of the controller, by the names that bindings use."""
        return {
            "toggle_read": self.toggle_read,
            "toggle_star": self.toggle_star,
            "mark_listed_read": self.mark_listed_read,
            "undo": self.undo,
        }

    def toggle_read(self) -> None:
        """Mark the current post as read, or as unread if it is read."""
        if post := self._navigator.current_post:
            self._marks.toggle_read(post)

    def toggle_star(self) -> None:
        """Star the current post, or remove its star."""
        if post := self._navigator.current_post:
            self._marks.toggle_star(post)

    def mark_listed_read(self) -> None:
        """Mark all posts of the list as read."""
        self._notify(self._marks.mark_all_read(self._post_list.posts))

    def undo(self) -> None:
        """Undo the last change of a mark."""
        self._notify(self._marks.undo())
