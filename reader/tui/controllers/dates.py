"""Going to a date in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.library.listing import Section
from reader.library.timeline import nearest_post
from reader.posts.post import Post
from reader.text.dates import day_in_words
from reader.tui.controllers.panes import PaneController
from reader.tui.panes import Pane

if TYPE_CHECKING:
    from reader.posts.periods import Period


class DatedList(Protocol):
    """What the controller needs of the list."""

    @property
    def sections(self) -> Sequence[Section]:
        """The sections listed, from top to bottom."""

    def highlight(self, post: Post) -> bool:
        """Move the cursor to a post; return whether it is listed."""

    def center_cursor(self) -> None:
        """Scroll so that there are rows above and below the cursor."""


class Ordering(Protocol):
    """What the controller needs of the controller of the list."""

    @property
    def is_by_date(self) -> bool:
        """Whether the list is ordered by date."""

    def order_by_date(self) -> bool:
        """Show the same posts by date. Posts that were found may follow a moment later.

        Returns:
            Whether they can be ordered by date.
        """


class DateController:
    """Moves the cursor of the list to a date.

    Args:
        post_list: The posts listed.
        listing: Decides in which order they are listed.
        panes: The pane with the focus.
        notify: Shows a message.
    """

    def __init__(
        self,
        post_list: DatedList,
        listing: Ordering,
        panes: PaneController,
        notify: Callable[[str], object],
    ) -> None:
        self._post_list = post_list
        self._listing = listing
        self._panes = panes
        self._notify = notify
        self._pending: Period | None = None
        """Where to go once the list is ordered by date."""

    def go_to(self, period: Period) -> None:
        """Go to the first post of a period, or to the nearest one before it.

        A list that is not ordered by date is ordered by date first.
        """
        self._panes.enter(Pane.LIST)
        if self._listing.is_by_date:
            self._arrive(period)
            return
        self._pending = period
        if self._listing.order_by_date():
            self._notify("The list is ordered by date now.")
        else:
            self._pending = None
            self._notify("Later has an order of its own. Press 0 to list all posts, then @.")

    def cancel(self) -> None:
        """Go nowhere when the list is ordered by date: it lists something else now."""
        self._pending = None

    def on_list_shown(self) -> None:
        """Go to the date that waits for the list to be ordered by date."""
        if self._pending is not None and self._listing.is_by_date:
            period, self._pending = self._pending, None
            self._arrive(period)

    def _arrive(self, period: Period) -> None:
        nearest = nearest_post(self._post_list.sections, period)
        if nearest is None:
            self._notify("No post of this list has a date.")
            return
        self._post_list.highlight(nearest.post)
        self._post_list.center_cursor()
        if nearest.is_later:
            self._notify(f"No post is from {period.words} or before it. This is the oldest one.")
        elif not nearest.is_inside:
            day = day_in_words(nearest.day)
            self._notify(f"No post is from {period.words}. The last one before it is from {day}.")
