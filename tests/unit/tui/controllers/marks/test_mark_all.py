"""The command that marks all posts as read, those of a page first."""

from __future__ import annotations

import pytest

from reader.posts.post import Post
from reader.tui.controllers.marks.mark_all import MarkAllController
from reader.tui.controllers.read_marks import ReadMarks
from tests.made_posts import make

POSTS = [make(f"{number}") for number in range(12)]
PAGE, REST = POSTS[:5], POSTS[5:]


class Marking:
    """A page with five of twelve posts, or a list with all it is about."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.marks = ReadMarks(None, self.messages.append)
        self.listed_posts = PAGE
        self.all_posts = POSTS
        self.command = MarkAllController(self.marks, self, self.messages.append)

    def press(self, key: str = "A") -> str:
        """Press a key; return the message."""
        self.messages.clear()
        self.command.on_key()
        if key == "A":
            self.command.actions["mark_listed_read"]()
        return "".join(self.messages)

    @property
    def unread(self) -> list[Post]:
        """The posts that are unread."""
        return list(filter(self.marks.is_unread, POSTS))


@pytest.fixture
def marking() -> Marking:
    return Marking()


def test_a_page_is_marked_first_and_then_all(marking: Marking) -> None:
    assert marking.press() == "5 on this page of 12 marked read. Press A again for all."
    assert marking.unread == REST
    assert marking.press() == "7 posts marked read. U undoes it."
    assert marking.unread == []


def test_each_press_is_undone_by_itself(marking: Marking) -> None:
    marking.press()
    marking.press()
    marking.marks.undo()
    assert marking.unread == REST
    marking.marks.undo()
    assert marking.unread == POSTS


def test_any_other_key_withdraws_the_offer(marking: Marking) -> None:
    marking.press()
    marking.press("j")
    message = marking.press()
    assert message.startswith("Every post on this page is read already. Press A again")
    assert "7 posts" in message
    assert marking.unread == REST
    marking.press()
    assert marking.unread == []


def test_a_third_press_finds_nothing_to_mark(marking: Marking) -> None:
    marking.press()
    marking.press()
    assert marking.press() == "Every post of this list is read already."


def test_a_page_with_all_unread_posts_offers_no_more(marking: Marking) -> None:
    marking.marks.mark_read(REST)
    assert marking.press() == "5 posts marked read. U undoes it."
    assert marking.press() == "Every post of this list is read already."


def test_a_list_that_shows_everything_is_marked_at_once(marking: Marking) -> None:
    marking.all_posts = PAGE
    marking.marks.mark_read(PAGE[1:])
    assert marking.press() == "1 post marked read. U undoes it."
    assert marking.unread == REST
    assert marking.press() == "Every post of this list is read already."
    assert marking.unread == REST
