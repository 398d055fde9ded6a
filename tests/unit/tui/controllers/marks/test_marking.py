"""The commands that mark posts: which posts they are about, and that all of them are undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.panes import Pane
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, found

POSTS = [make(title, date=None) for title in "ABCDE"]


def opened() -> Controllers:
    controllers = Controllers()
    controllers.fit(100)
    controllers.load(*POSTS)
    controllers.panes.enter(Pane.LIST)
    return controllers


@pytest.fixture
def loaded() -> Controllers:
    return opened()


def pick(controllers: Controllers, first: int, last: int) -> None:
    """Pick a range of rows."""
    controllers.post_list.cursor = first
    controllers.picking.toggle_range()
    controllers.post_list.cursor = last


def read(controllers: Controllers) -> str:
    return "".join(post.title for post in POSTS if not controllers.marks.is_unread(post))


def test_a_command_is_about_the_current_post_without_picks(loaded: Controllers) -> None:
    loaded.post_list.cursor = 1
    loaded.marking.toggle_read()
    assert read(loaded) == "B"
    assert loaded.messages == []


def test_a_command_is_about_all_picked_posts_and_ends_the_range(loaded: Controllers) -> None:
    pick(loaded, 1, 3)
    loaded.marking.toggle_read()
    assert read(loaded) == "BCD"
    loaded.post_list.cursor = 4
    loaded.marking.toggle_read()
    assert read(loaded) == ""
    assert loaded.messages == [
        "3 posts marked read. U undoes it.",
        "3 posts marked unread. U undoes it.",
    ]
    assert loaded.post_list.picks == 3


def test_in_the_article_a_command_is_about_the_article(loaded: Controllers) -> None:
    pick(loaded, 1, 3)
    loaded.panes.enter(Pane.ARTICLE)
    assert loaded.article.post == POSTS[3]
    loaded.marking.toggle_read()
    assert read(loaded) == "D"
    assert not loaded.picking.clear()
    loaded.panes.enter(Pane.LIST)
    assert loaded.picking.clear()
    assert not loaded.picking.clear()


def test_mixed_marks_become_equal(loaded: Controllers) -> None:
    loaded.marks.toggle_star(POSTS[1])
    loaded.marks.add_to_later([POSTS[2]])
    pick(loaded, 0, 2)
    loaded.marking.toggle_star()
    loaded.marking.toggle_later()
    assert all(map(loaded.marks.is_starred, POSTS[:3]))
    assert [post.title for post in loaded.queue.posts] == ["C", "A", "B"]
    loaded.marking.toggle_star()
    loaded.marking.toggle_later()
    assert not any(map(loaded.marks.is_starred, POSTS))
    assert loaded.messages[-1] == "3 posts removed from Later. U undoes it."


def test_posts_that_leave_a_list_are_no_longer_picked_and_the_person_is_told(
    loaded: Controllers,
) -> None:
    pick(loaded, 1, 3)
    loaded.picking.picked.follow_cursor()
    loaded.load(POSTS[0], POSTS[3])
    loaded.picking.on_list_shown(is_new=False)
    assert loaded.messages == [
        "2 selected posts are no longer listed. Commands do not apply to them."
    ]
    assert loaded.post_list.picks == 1
    loaded.load(POSTS[0])
    loaded.picking.on_list_shown(is_new=False)
    assert loaded.messages[1:] == [
        "1 selected post is no longer listed. Commands do not apply to it."
    ]


def test_posts_that_leave_a_front_page_stay_picked_while_they_exist() -> None:
    front = Controllers()
    front.fit(140)
    posts = [
        make(f"P{number:03}", date=date.fromordinal(738_000 - number)) for number in range(400)
    ]
    front.load(*posts[390:])
    front.panes.enter(Pane.LIST)
    last = posts[399]
    front.post_list.cursor = front.post_list.row_of(last.path)
    front.picking.toggle()
    front.load(*posts)
    front.picking.on_list_shown(is_new=False)
    assert front.listing.is_front_page
    assert front.post_list.row_of(last.path) == -1
    assert front.picking.take_posts() == [last]
    assert front.messages == []
    front.load(*posts[:399])
    front.picking.on_list_shown(is_new=False)
    assert front.post_list.picks == 0
    assert front.messages == ["1 selected post is no longer listed. Commands do not apply to it."]


def test_a_command_for_one_post_refuses_several(loaded: Controllers) -> None:
    pick(loaded, 2, 2)
    assert loaded.picking.take_one() == POSTS[2]
    pick(loaded, 3, 4)
    assert loaded.picking.take_one() is None
    assert "one post at a time" in loaded.messages[0]


def test_posts_move_in_later_only_while_it_is_listed(loaded: Controllers) -> None:
    loaded.marks.add_to_later(POSTS[:3])
    loaded.marking.move_in_later(1)
    assert "Only the posts of Later" in loaded.messages[0]
    assert loaded.search.type("is:later")
    loaded.search.on_posts_found(found("is:later", *POSTS[:3]))
    assert loaded.post_list.title == "Later · 3 posts · 3 min"
    loaded.marking.move_in_later(1)
    loaded.listing.refresh(is_new=False)
    assert loaded.post_list.titles[:3] == ["B", "A", "C"]
    assert loaded.listing.next_post_of(POSTS[0]).heading == "Next in Later"


def test_a_finished_post_is_read_and_leaves_later(loaded: Controllers) -> None:
    loaded.marks.add_to_later(POSTS[:2])
    loaded.marking.finish(POSTS[0])
    loaded.marking.finish(POSTS[2])
    loaded.marking.finish(None)
    assert read(loaded) == "AC"
    assert loaded.messages == ["“A” is finished and has left Later. U undoes it."]
    assert [post.title for post in loaded.queue.posts] == ["B"]


def test_posts_below_the_cursor_are_marked(loaded: Controllers) -> None:
    loaded.post_list.cursor = 2
    loaded.marking.mark_below_read()
    assert read(loaded) == "DE"
    loaded.panes.enter(Pane.ARTICLE)
    loaded.marking.mark_below_read()
    assert loaded.messages == [
        "2 posts below the cursor marked read. U undoes it.",
        "This marks the posts below the cursor of the list. Tab goes there.",
    ]


COMMANDS: dict[str, Callable[[Controllers], object]] = {
    "u": lambda controllers: controllers.marking.toggle_read(),
    "s": lambda controllers: controllers.marking.toggle_star(),
    "w": lambda controllers: controllers.marking.toggle_later(),
    "A": lambda controllers: controllers.marks.mark_read(controllers.listing.listed_posts),
    "M": lambda controllers: controllers.marking.mark_below_read(),
    "finish": lambda controllers: controllers.marking.finish(controllers.navigator.current_post),
    "move": lambda controllers: controllers.queue.move(POSTS[0], 1),
    "x": lambda controllers: controllers.picking.toggle(),
    "V": lambda controllers: controllers.picking.toggle_range(),
    "j": lambda controllers: controllers.post_list.move_cursor(1),
    "k": lambda controllers: controllers.post_list.move_cursor(-1),
    "esc": lambda controllers: controllers.picking.clear(),
}


@given(st.lists(st.sampled_from(sorted(COMMANDS)), max_size=30))
def test_any_commands_are_undone_step_by_step(names: list[str]) -> None:
    controllers = opened()

    def marks() -> list[object]:
        return [controllers.marks.mark_for(post) for post in POSTS]

    states = [marks()]
    for name in names:
        COMMANDS[name](controllers)
        if marks() != states[-1]:
            states.append(marks())
    for state in reversed(states[:-1]):
        controllers.marking.undo()
        assert marks() == state
    controllers.marking.undo()
    assert controllers.messages[-1] == "There is nothing to undo."
