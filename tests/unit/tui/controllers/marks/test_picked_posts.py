"""Which posts are picked, as rows are toggled, ranges grow and the list changes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.posts.post import Post
from reader.tui.controllers.marks.picked_posts import PickedPosts
from tests.made_posts import make

POSTS = [make(title) for title in "ABCDEFGH"]


class Rows:
    """Rows of a list: a heading, then posts, with another heading after the third post."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.cursor = 1
        self.rows: list[Post | None] = []
        self.show(posts)

    def show(self, posts: Sequence[Post]) -> None:
        """Show other posts."""
        self.rows = [None, *posts[:3], None, *posts[3:]]

    @property
    def posts(self) -> list[Post]:
        return [post for post in self.rows if post is not None]

    def post_at(self, row: int) -> Post | None:
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def row_of(self, path: str) -> int:
        paths = [post.path if post else None for post in self.rows]
        return paths.index(path) if path in paths else -1

    def go_to(self, title: str) -> None:
        """Move the cursor to a post."""
        self.cursor = self.row_of(f"/news/{title}.md")


class Picking:
    """Picked posts of a list, and how often they changed."""

    def __init__(self) -> None:
        self.rows = Rows(POSTS)
        self.changes = 0
        self.picked = PickedPosts(self.rows, self._on_change)

    def _on_change(self) -> None:
        self.changes += 1

    @property
    def titles(self) -> str:
        """Titles of the picked posts."""
        titles = "".join(post.title for post in self.picked.posts)
        assert len(self.picked) == len(titles)
        return titles

    def toggle(self, title: str) -> None:
        """Pick or drop a post."""
        self.rows.go_to(title)
        self.picked.follow_cursor()
        self.picked.toggle()

    def move(self, title: str) -> None:
        """Move the cursor."""
        self.rows.go_to(title)
        self.picked.follow_cursor()


@pytest.fixture
def picking() -> Picking:
    return Picking()


def test_single_posts_are_picked_and_dropped(picking: Picking) -> None:
    for title in "CAFA":
        picking.toggle(title)
    assert picking.titles == "CF"
    assert picking.picked.is_picked(POSTS[2])
    assert not picking.picked.is_picked(POSTS[0])
    assert picking.changes == 4
    picking.picked.clear()
    picking.picked.clear()
    assert (picking.titles, picking.changes) == ("", 5)


def test_a_range_follows_the_cursor_in_both_directions(picking: Picking) -> None:
    picking.move("C")
    picking.picked.toggle_range()
    assert picking.titles == "C"
    for title, expected in [("E", "CDE"), ("D", "CD"), ("A", "ABC"), ("H", "CDEFGH"), ("C", "C")]:
        picking.move(title)
        assert picking.titles == expected
    assert picking.picked.has_range


def test_a_range_that_ended_stays_and_others_can_follow(picking: Picking) -> None:
    picking.toggle("B")
    picking.move("A")
    picking.picked.toggle_range()
    picking.move("C")
    picking.move("A")
    assert picking.titles == "AB"
    picking.picked.toggle_range()
    picking.move("H")
    assert picking.titles == "AB"
    picking.picked.toggle_range()
    picking.move("G")
    picking.picked.end_range()
    assert picking.titles == "ABGH"


def test_toggling_a_row_ends_the_range(picking: Picking) -> None:
    picking.picked.toggle_range()
    picking.move("D")
    picking.toggle("E")
    assert picking.titles == "ABCD"
    assert not picking.picked.has_range


def test_picks_stay_with_their_posts_when_the_list_changes(picking: Picking) -> None:
    picking.toggle("B")
    picking.toggle("H")
    picking.rows.show([*reversed(POSTS[:4]), POSTS[7]])
    picking.picked.follow_list()
    assert picking.titles == "BH"
    picking.rows.show(POSTS[:1])
    picking.picked.follow_list()
    assert picking.titles == ""


def test_a_pick_may_stay_while_the_list_does_not_show_it(picking: Picking) -> None:
    picked = PickedPosts(picking.rows, lambda: None, {post.path: post for post in POSTS}.get)
    for title in "BHC":
        picking.rows.go_to(title)
        picked.toggle()
    picking.rows.go_to("C")
    picked.toggle_range()
    picking.rows.show(POSTS[:2])
    assert picked.follow_list() == 0
    assert "".join(post.title for post in picked.posts) == "BCH"
    assert (len(picked), picked.unlisted_count) == (3, 2)
    picking.rows.show(POSTS)
    assert picked.follow_list() == 0
    assert (len(picked), picked.unlisted_count) == (3, 0)
    picking.rows.show(POSTS[:1])
    picked.follow_list()
    picked.clear()
    assert (len(picked), picked.posts) == (0, [])


def test_the_posts_that_left_the_list_are_counted(picking: Picking) -> None:
    picking.toggle("B")
    picking.move("C")
    picking.picked.toggle_range()
    picking.move("E")
    picking.rows.show([POSTS[1], POSTS[3]])
    assert picking.picked.follow_list() == 2
    assert picking.titles == "BD"


def test_a_range_goes_on_growing_when_the_list_changes_elsewhere(picking: Picking) -> None:
    picking.move("B")
    picking.picked.toggle_range()
    picking.move("D")
    picking.rows.show([make("New"), *POSTS])
    picking.rows.go_to("D")
    picking.picked.follow_list()
    assert picking.titles == "BCD"
    picking.move("F")
    assert picking.titles == "BCDEF"


def test_a_range_ends_when_other_posts_come_between(picking: Picking) -> None:
    picking.move("B")
    picking.picked.toggle_range()
    picking.move("D")
    picking.rows.show([*POSTS[:2], make("New"), *POSTS[2:]])
    picking.rows.go_to("D")
    picking.picked.follow_list()
    assert picking.titles == "BCD"
    assert not picking.picked.has_range
    picking.picked.toggle_range()
    picking.move("F")
    picking.rows.show(POSTS[4:])
    picking.rows.go_to("F")
    picking.picked.follow_list()
    assert picking.titles == "EF"
    assert not picking.picked.has_range


def test_nothing_is_picked_on_a_heading_or_in_an_empty_list(picking: Picking) -> None:
    picking.rows.cursor = 0
    picking.picked.toggle()
    picking.picked.toggle_range()
    picking.rows.show([])
    picking.rows.cursor = -1
    picking.picked.follow_list()
    picking.picked.toggle()
    picking.picked.follow_cursor()
    assert (picking.titles, picking.changes) == ("", 0)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["range", "toggle", "end"]),
            st.sampled_from([post.title for post in POSTS]),
        )
    )
)
def test_any_keys_pick_what_a_plain_model_picks(keys: list[str]) -> None:
    picking = Picking()
    titles = [post.title for post in POSTS]
    fixed: set[str] = set()
    start: str | None = None
    cursor = "A"

    def in_range() -> set[str]:
        if start is None:
            return set()
        first, last = sorted((titles.index(start), titles.index(cursor)))
        return set(titles[first : last + 1])

    for key in keys:
        if key == "range":
            picking.picked.toggle_range()
            fixed, start = (fixed, cursor) if start is None else (fixed | in_range(), None)
        elif key == "end":
            picking.picked.end_range()
            fixed, start = fixed | in_range(), None
        elif key == "toggle":
            picking.picked.toggle()
            fixed, start = (fixed | in_range()) ^ {cursor}, None
        else:
            picking.move(key)
            cursor = key
        assert picking.titles == "".join(sorted(fixed | in_range()))
