"""The keys that pick posts in the list, and the posts that a command is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from reader.posts.post import Post
from reader.tui.controllers.marks.picked_posts import PickableRows, PickedPosts
from reader.tui.panes import Pane


class PickableList(PickableRows, Protocol):
    """What the controller needs of the list."""

    def move_cursor(self, steps: int) -> None:
        """Move the cursor by a number of posts."""

    def show_picks(self, count: int, unlisted: int) -> None:
        """Show which posts are picked, and how many; some of them may not be listed."""


class PaneInUse(Protocol):
    """What the controller needs of the panes."""

    @property
    def current(self) -> Pane:
        """The pane in use."""


class CurrentPost(Protocol):
    """What the controller needs of the navigator."""

    @property
    def current_post(self) -> Post | None:
        """The article in use, else the post under the cursor."""


class PickingController:
    """Picks posts in the list, and says which posts a command is about.

    Args:
        post_list: The posts listed.
        panes: The pane in use.
        navigator: The current post.
        find_unlisted: As `PickedPosts` takes it.
        notify: Shows a message.
        on_change: Called when other posts are picked.
    """

    def __init__(
        self,
        post_list: PickableList,
        panes: PaneInUse,
        navigator: CurrentPost,
        find_unlisted: Callable[[str], Post | None],
        notify: Callable[[str], object],
        on_change: Callable[[], object],
    ) -> None:
        self.picked = PickedPosts(post_list, self._on_change, find_unlisted)
        self._post_list = post_list
        self._panes = panes
        self._navigator = navigator
        self._notify = notify
        self._report_change = on_change

    @property
    def actions(self) -> Mapping[str, Callable[..., object]]:
        """The actions of the controller, by the names that bindings use."""
        return {"pick": self.toggle, "pick_range": self.toggle_range}

    def _on_change(self) -> None:
        self._post_list.show_picks(len(self.picked), self.picked.unlisted_count)
        self._report_change()

    def on_list_shown(self, *, is_new: bool) -> None:
        """Drop the picks of another list; say how many posts the same list has dropped."""
        if is_new:
            self.picked.clear()
        elif dropped := self.picked.follow_list():
            posts, them = ("post is", "it") if dropped == 1 else ("posts are", "them")
            self._notify(
                f"{dropped:,} selected {posts} no longer listed. Commands do not apply to {them}."
            )

    # Picking.

    @property
    def _is_in_list(self) -> bool:
        if self._panes.current is Pane.LIST:
            return True
        self._notify("Posts are selected in the list. Tab goes there.")
        return False

    def toggle(self) -> None:
        """Pick the post under the cursor, or drop it, and go to the next one."""
        if self._is_in_list:
            self.picked.follow_cursor()
            self.picked.toggle()
            self._post_list.move_cursor(1)

    def toggle_range(self) -> None:
        """Start a range of posts at the cursor, or end it."""
        if self._is_in_list:
            self.picked.follow_cursor()
            self.picked.toggle_range()

    def clear(self) -> bool:
        """Pick no post any more, if the list is in use; return whether there were any."""
        has_picks = self._panes.current is Pane.LIST and len(self.picked) > 0
        if has_picks:
            self.picked.clear()
        return has_picks

    # What commands are about.

    def take_posts(self) -> Sequence[Post]:
        """Return the posts that a command is about, and end the range of picked posts.

        They are the picked posts if there are any and the list is in use, else the current post.
        """
        if self._panes.current is not Pane.ARTICLE:
            self.picked.follow_cursor()
            if picked := self.picked.posts:
                self.picked.end_range()
                return picked
        post = self._navigator.current_post
        return [] if post is None else [post]

    def take_one(self) -> Post | None:
        """Return the post that a command is about that needs a single one.

        If several are picked, the person is told so, and there is none.
        """
        posts = self.take_posts()
        if len(posts) > 1:
            self._notify("This works with one post at a time. Esc ends the selection.")
            return None
        return posts[0] if posts else None
