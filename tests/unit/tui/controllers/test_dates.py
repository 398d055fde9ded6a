"""Going to a date in the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from reader.library.listing import Section
from reader.posts.periods import Period, parse_period
from reader.posts.post import Post
from reader.tui.controllers.dates import DateController
from reader.tui.panes import Pane
from tests.made_posts import make

TODAY = date(2026, 6, 30)


class Listing:
    """A list that is ordered by date when it is asked for, perhaps later."""

    def __init__(self, *, is_by_date: bool) -> None:
        self.is_by_date = is_by_date
        self.requests = 0
        self.can_be_ordered = True
        self.sections: Sequence[Section] = [
            Section("Latest", [make(str(day), date=date(2026, 6, day)) for day in (20, 10, 1)])
        ]
        self.highlighted = ""

    def order_by_date(self) -> bool:
        self.requests += 1
        return self.can_be_ordered

    def highlight(self, post: Post) -> bool:
        self.highlighted = post.title
        return True

    def center_cursor(self) -> None:
        pass


class Panes:
    """The pane that was entered."""

    entered: Pane | None = None

    def enter(self, pane: Pane) -> None:
        self.entered = pane


def period(text: str) -> Period:
    parsed = parse_period(text, TODAY)
    assert parsed is not None
    return parsed


def controller(listing: Listing) -> tuple[DateController, Panes, list[str]]:
    panes, messages = Panes(), list[str]()
    dates = DateController(listing, listing, cast("Any", panes), messages.append)
    return dates, panes, messages


def test_a_list_by_date_is_gone_through_at_once() -> None:
    listing = Listing(is_by_date=True)
    dates, panes, messages = controller(listing)
    dates.go_to(period("2026-06-10"))
    assert (listing.highlighted, panes.entered, messages) == ("10", Pane.LIST, [])


def test_the_list_is_ordered_by_date_first() -> None:
    listing = Listing(is_by_date=False)
    dates, _, messages = controller(listing)
    dates.go_to(period("2026-06-12"))
    assert (listing.requests, listing.highlighted) == (1, "")
    dates.on_list_shown()
    assert listing.highlighted == ""
    listing.is_by_date = True
    dates.on_list_shown()
    assert listing.highlighted == "10"
    assert len(messages) == 2
    listing.highlighted = ""
    dates.on_list_shown()
    assert listing.highlighted == ""


def test_another_list_cancels_the_way_to_a_date() -> None:
    listing = Listing(is_by_date=False)
    dates, _, _ = controller(listing)
    dates.go_to(period("2026-06-12"))
    dates.cancel()
    listing.is_by_date = True
    dates.on_list_shown()
    assert listing.highlighted == ""


def test_a_list_with_an_order_of_its_own_says_so() -> None:
    listing = Listing(is_by_date=False)
    listing.can_be_ordered = False
    dates, _, messages = controller(listing)
    dates.go_to(period("2026-06-12"))
    assert messages == ["Later has an order of its own. Press 0 to list all posts, then @."]
    listing.is_by_date = True
    dates.on_list_shown()
    assert listing.highlighted == ""
