"""The commands that mark posts: as read, with a star, for later; and the undoing of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from reader.posts.post import Post
from reader.text.counts import counted
from reader.tui.controllers.marks.picking import PaneInUse, PickingController
from reader.tui.controllers.marks.reading_queue import ReadingQueue
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.panes import Pane


class ListedPosts(Protocol):
    """What the controller needs of the list."""

    @property
    def posts(self) -> Sequence[Post]:
        """The posts listed, from top to bottom."""

    @property
    def cursor_number(self) -> int:
        """Position of the cursor among the posts, from 1; 0 for none."""


class LaterView(Protocol):
    """What the controller needs of the controller of the list."""

    @property
    def shows_later(self) -> bool:
        """Whether the reading queue is listed."""

    def highlight(self, post: Post) -> None:
        """Move the cursor to a post."""


class MarkingController:
    """Carries out the commands that mark posts.

    Args:
        marks: The marks of all posts.
        picking: Says which posts a command is about.
        queue: The reading queue.
        listing: The list of the reading queue.
        panes: The pane in use.
        post_list: The posts listed.
        notify: Shows a message.
    """

    def __init__(
        self,
        marks: ReadMarks,
        picking: PickingController,
        queue: ReadingQueue,
        listing: LaterView,
        panes: PaneInUse,
        post_list: ListedPosts,
        notify: Callable[[str], object],
    ) -> None:
        self._marks = marks
        self._picking = picking
        self._queue = queue
        self._listing = listing
        self._panes = panes
        self._post_list = post_list
        self._notify = notify

    @property
    def actions(self) -> Mapping[str, Callable[..., object]]:
        """The actions of the controller, by the names that bindings use."""
        return {
            "toggle_read": self.toggle_read,
            "toggle_star": self.toggle_star,
            "toggle_later": self.toggle_later,
            "move_in_later": self.move_in_later,
            "mark_below_read": self.mark_below_read,
            "undo": self.undo,
        }

    # The current post, or those that are picked.

    def toggle_read(self) -> None:
        """Mark posts as read, or as unread if all of them are read."""
        self._change(self._marks.toggle_read)

    def toggle_star(self) -> None:
        """Star posts, or remove the stars if all of them are starred."""
        self._change(self._marks.toggle_star)

    def _change(self, change: Callable[..., str]) -> None:
        posts = self._picking.take_posts()
        if posts:
            done = change(*posts)
            if len(posts) > 1:  # the row of a single post says it
                self._notify(f"{done} U undoes it.")

    def toggle_later(self) -> None:
        """Add posts to the reading queue, or remove them if all are in it."""
        if posts := self._picking.take_posts():
            self._notify(self._queue.toggle(posts))

    def move_in_later(self, steps: int) -> None:
        """Move the post under the cursor up or down in the reading queue."""
        if self._panes.current is not Pane.LIST or not self._listing.shows_later:
            self._notify("Only the posts of Later can be moved: press / and type is:later.")
        elif (post := self._picking.take_one()) and self._queue.move(post, steps):
            self._listing.highlight(post)

    def finish(self, post: Post | None) -> None:
        """Mark a post as read whose end the person has passed. It leaves the reading queue."""
        message = None if post is None else self._queue.finish(post)
        if message:
            self._notify(message)

    # Posts of the list.

    def mark_below_read(self) -> None:
        """Mark all posts below the cursor as read."""
        if self._panes.current is not Pane.LIST:
            self._notify("This marks the posts below the cursor of the list. Tab goes there.")
            return
        below = self._post_list.posts[self._post_list.cursor_number :]
        count = self._marks.mark_read(below)
        if count:
            self._notify(f"{counted(count, 'post')} below the cursor marked read. U undoes it.")
        elif below:
            self._notify("Every post below the cursor is read already.")
        else:
            self._notify("This is the last post of the list.")

    def undo(self) -> None:
        """Undo the last change of a mark."""
        self._notify(self._marks.undo())
