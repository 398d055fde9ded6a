"""Which posts are read and starred, and what is reported about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.article.positions import ScrollPosition
from reader.posts.catalogue import Catalogue, CategoryKind, Preview
from reader.tui.controllers.read_marks import ReadMarks
from tests.made_posts import make

ALL = (CategoryKind.ALL, "all")
FEATURED = (CategoryKind.FEATURED, "featured")
A = make("A", featured=True)
B = make("B", categories=("local", "World"))
DRAFT = make("Draft", hidden="draft")


class Marking:
    """Marks in memory, and how often a change was reported."""

    def __init__(self) -> None:
        self.changes = 0
        self.marks = ReadMarks(None, print, self._on_change)

    def _on_change(self) -> None:
        self.changes += 1


@pytest.fixture
def marking() -> Marking:
    return Marking()


def test_a_post_is_marked_once(marking: Marking) -> None:
    assert marking.marks.mark_read([A, B]) == 2
    assert marking.marks.mark_read([A, B]) == 0
    assert marking.changes == 1
    assert not marking.marks.is_unread(A)


def test_a_post_just_read_counts_as_unread_until_it_is_forgotten(marking: Marking) -> None:
    marking.marks.mark_read([A])
    assert marking.marks.counts_as_unread(A)
    marking.marks.forget_just_read()
    assert not marking.marks.counts_as_unread(A)
    assert marking.marks.counts_as_unread(B)


def test_read_and_star_are_toggled(marking: Marking) -> None:
    marking.marks.toggle_read(A)
    marking.marks.toggle_star(A)
    assert not marking.marks.is_unread(A)
    assert marking.marks.is_starred(A)
    marking.marks.toggle_read(A)
    marking.marks.toggle_star(A)
    assert marking.marks.is_unread(A)
    assert not marking.marks.is_starred(A)
    assert marking.changes == 4


def test_listed_posts_are_marked_and_counted(marking: Marking) -> None:
    assert marking.marks.mark_all_read([A, B]) == "2 posts marked read. U undoes it."
    assert marking.marks.mark_all_read([A, B]) == "Every post of this list is read already."
    marking.marks.toggle_read(A)
    assert marking.marks.mark_all_read([A, B]) == "1 post marked read. U undoes it."


def test_the_last_change_is_undone(marking: Marking) -> None:
    marking.marks.mark_read([A, B])
    assert marking.marks.undo() == "Undone: 2 posts marked read"
    assert marking.marks.is_unread(A)
    assert marking.changes == 2
    assert marking.marks.undo() == "There is nothing to undo."
    assert marking.changes == 2


def test_unread_posts_are_counted_by_category(marking: Marking) -> None:
    catalogue = Catalogue([A, B, DRAFT])
    marking.marks.mark_read([A, DRAFT])
    assert marking.marks.count_unread(catalogue) == {
        ALL: 1,
        FEATURED: 0,
        (CategoryKind.NAMED, "local"): 1,
        (CategoryKind.NAMED, "world"): 1,
    }
    assert marking.marks.unread_count == 1


def test_the_posts_of_a_preview_are_not_counted(marking: Marking) -> None:
    assert marking.marks.count_unread(Preview([A], [])) == {}
    assert marking.marks.unread_count == 0


def test_states_are_those_of_now(marking: Marking) -> None:
    is_unread = marking.marks.states["unread"]
    assert is_unread(A)
    marking.marks.mark_read([A])
    assert not is_unread(A)


def test_marks_follow_a_post_that_was_moved(marking: Marking, tmp_path: Path) -> None:
    old = make("Moved", path=str(tmp_path / "old.md"), date=date(2026, 1, 1))
    new = make("Moved", path=str(tmp_path / "new.md"), date=date(2026, 1, 1))
    marking.marks.mark_read([old])
    marking.marks.adopt(Catalogue([new]))
    assert not marking.marks.is_unread(new)


def test_what_another_process_marked_is_taken_over(tmp_path: Path) -> None:
    changes: list[int] = []
    mine = ReadMarks(tmp_path / "marks.db", print, lambda: changes.append(1))
    mine.refresh()
    assert changes == []
    ReadMarks(tmp_path / "marks.db", print).mark_read([A])
    mine.refresh()
    assert changes == [1]
    assert not mine.is_unread(A)


def test_a_position_is_saved_without_a_report(marking: Marking) -> None:
    marking.marks.save_position(A, ScrollPosition(0, "A"), 0)
    assert marking.marks.position_in(A) is None
    marking.marks.save_position(A, ScrollPosition(3, "Text", 2), 40)
    assert marking.marks.position_in(A) == ScrollPosition(3, "Text")
    assert marking.marks.mark_for(A).progress == 40
    assert marking.marks.is_unread(A)
    assert marking.changes == 0


def test_the_progress_stays_while_it_is_unknown(marking: Marking) -> None:
    marking.marks.save_position(A, ScrollPosition(3, "Text"), 40)
    marking.marks.save_position(A, ScrollPosition(4, "More"), None)
    assert marking.marks.mark_for(A).progress == 40


def test_an_article_that_fits_on_the_screen_is_finished_once_it_is_read(marking: Marking) -> None:
    marking.marks.save_position(A, ScrollPosition(0, "A"), 100)
    assert marking.marks.mark_for(A).progress is None
    marking.marks.mark_read([A])
    marking.marks.save_position(A, ScrollPosition(0, "A"), 100)
    assert marking.marks.mark_for(A).progress == 100
