"""The reading queue: its posts, its title, and what its commands do and say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.search.query import parse_query
from reader.tui.controllers.marks.reading_queue import ReadingQueue, duration, finds_later
from reader.tui.controllers.read_marks import ReadMarks
from tests.made_posts import make

A, B, C = make("A", words=460), make("B", words=23_000), make("C")
DRAFT = make("Draft", hidden="draft")


class Library:
    """An open folder."""

    catalogue = Catalogue([A, B, C, DRAFT])


class Queue:
    """A reading queue, and the titles of its posts."""

    def __init__(self) -> None:
        self.marks = ReadMarks(None, print)
        self.queue = ReadingQueue(self.marks, Library())

    @property
    def titles(self) -> str:
        """Titles of the posts in the queue."""
        return titles(self.queue.posts)


def titles(posts: Sequence[Post]) -> str:
    return "".join(post.title for post in posts)


@pytest.fixture
def reading() -> Queue:
    return Queue()


def test_posts_are_added_at_the_end_and_removed(reading: Queue) -> None:
    assert reading.queue.toggle([B]) == "“B” added to Later (1 post, 1 h 40 min)."
    assert reading.queue.toggle([B, A, C]) == "2 posts added to Later (3 posts, 1 h 43 min)."
    assert reading.titles == "BAC"
    assert reading.queue.toggle([B, C]) == "2 posts removed from Later. U undoes it."
    assert reading.queue.title == "Later · 1 post · 2 min"
    assert reading.queue.toggle([A]) == "“A” removed from Later. U undoes it."
    assert reading.queue.title == "Later"


def test_hidden_and_missing_posts_are_not_in_the_queue(reading: Queue) -> None:
    reading.marks.add_to_later([DRAFT, make("Gone"), A])
    assert reading.titles == "A"


def test_a_post_moves_within_the_queue(reading: Queue) -> None:
    reading.queue.toggle([A, B, C])
    assert reading.queue.move(A, 1)
    assert reading.titles == "BAC"
    assert reading.queue.move(C, -5)
    assert reading.titles == "CBA"
    assert not reading.queue.move(A, 1)
    assert not reading.queue.move(DRAFT, 1)
    assert reading.titles == "CBA"


def test_a_finished_post_leaves_the_queue(reading: Queue) -> None:
    reading.queue.toggle([A, B])
    assert reading.queue.finish(A) == "“A” is finished and has left Later. U undoes it."
    assert reading.queue.finish(C) is None
    assert reading.titles == "B"
    assert not reading.marks.is_unread(A)
    assert not reading.marks.is_unread(C)


def test_posts_that_left_keep_their_places_in_the_list(reading: Queue) -> None:
    reading.queue.toggle([A, B, C])
    assert titles(reading.queue.list_posts(is_new=True)) == "ABC"
    reading.queue.toggle([A])
    reading.queue.toggle([C])
    assert titles(reading.queue.list_posts(is_new=False)) == "ABC"
    reading.queue.toggle([C])
    reading.queue.toggle([A])
    assert titles(reading.queue.list_posts(is_new=False)) == "BCA"
    reading.queue.toggle([B])
    assert titles(reading.queue.list_posts(is_new=True)) == "CA"


@given(st.lists(st.sampled_from([A, B, C])))
def test_a_list_that_is_refreshed_loses_no_post(toggled: list[Post]) -> None:
    queue = Queue()
    seen: set[str] = set()
    for post in toggled:
        queue.queue.toggle([post])
        listed = titles(queue.queue.list_posts(is_new=False))
        seen.add(post.title)
        assert sorted(listed) == sorted(seen)
        assert "".join(title for title in listed if title in queue.titles) == queue.titles


@pytest.mark.parametrize(
    ("minutes", "text"), [(1, "1 min"), (59, "59 min"), (60, "1 h"), (125, "2 h 5 min")]
)
def test_a_reading_time_has_hours_and_minutes(minutes: int, text: str) -> None:
    assert duration(minutes) == text


@pytest.mark.parametrize(
    ("text", "is_later"),
    [
        ("is:later", True),
        (" is:Later ", True),
        ("-is:later", False),
        ("is:later storm", False),
        ("is:later is:unread", False),
        ("is:starred", False),
        ("later", False),
        ("", False),
    ],
)
def test_a_query_of_the_queue_alone_is_recognised(text: str, is_later: bool) -> None:
    assert finds_later(parse_query(text)) is is_later
