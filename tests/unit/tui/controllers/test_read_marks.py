"""Which posts are read and starred, and what is reported about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.positions import ScrollPosition
from reader.posts.catalogue import Catalogue, Preview
from reader.posts.post import Post
from reader.posts.stories import Languages, Stories
from reader.tui.controllers.read_marks import ReadMarks
from tests.made_posts import make

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


EN = make("Boat", id="a.en.md", path="/news/a.en.md", language="en")
FR = make("Bateau", id="a.fr.md", path="/news/a.fr.md", language="fr", categories=("mer",))
STORIES = Stories([[EN, FR]], Languages(("en",)))


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


def test_the_last_change_is_undone(marking: Marking) -> None:
    marking.marks.mark_read([A, B])
    assert marking.marks.undo() == "Undone: 2 posts marked read"
    assert marking.marks.is_unread(A)
    assert marking.changes == 2
    assert marking.marks.undo() == "There is nothing to undo."
    assert marking.changes == 2


def test_unread_listed_posts_are_counted(marking: Marking) -> None:
    marking.marks.mark_read([A, DRAFT])
    marking.marks.count_unread(Catalogue([A, B, DRAFT]))
    assert marking.marks.unread_count == 1


def test_the_posts_of_a_preview_are_not_counted(marking: Marking) -> None:
    marking.marks.count_unread(Preview([A]))
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


@pytest.fixture
def translated() -> ReadMarks:
    """Marks of a post in two languages."""
    return ReadMarks(None, print, stories=lambda: STORIES)


def test_translations_are_read_and_unread_together(translated: ReadMarks) -> None:
    assert translated.mark_read([FR]) == 1
    assert not translated.is_unread(EN)
    assert translated.counts_as_unread(EN)
    assert translated.mark_read([EN]) == 0
    translated.toggle_read(EN)
    assert translated.is_unread(FR)


def test_undoing_a_mark_restores_all_translations(translated: ReadMarks) -> None:
    translated.toggle_star(FR)
    translated.mark_read([EN])
    assert translated.undo() == "Undone: “Boat” marked read"
    assert translated.is_unread(EN)
    assert translated.is_unread(FR)
    assert translated.is_starred(EN)
    assert translated.undo() == "Undone: “Bateau” starred"
    assert not translated.is_starred(FR)


def test_a_story_is_marked_and_counted_once(translated: ReadMarks) -> None:
    catalogue = Catalogue([EN, FR, A], lambda *_: STORIES)
    translated.count_unread(catalogue)
    assert translated.unread_count == 2
    assert translated.mark_read([EN]) == 1
    translated.count_unread(catalogue)
    assert translated.unread_count == 1


@given(st.lists(st.sampled_from([EN, FR, A, B, DRAFT]), max_size=12), st.booleans())
def test_counting_what_changed_gives_the_number_of_all_unread_posts(
    toggled: list[Post], is_reloaded: bool
) -> None:
    catalogue = Catalogue([EN, FR, A, B, DRAFT], lambda *_: STORIES)
    marks = ReadMarks(None, print, stories=lambda: STORIES)
    for post in toggled:
        marks.toggle_read(post)
        if is_reloaded:
            catalogue = Catalogue([EN, FR, A, B, DRAFT], lambda *_: STORIES)
        marks.count_unread(catalogue)
        assert marks.unread_count == sum(map(marks.is_unread, catalogue.posts))


def test_a_key_looks_up_only_the_posts_whose_marks_it_changed(marking: Marking) -> None:
    asked: list[str] = []

    class Watched(Catalogue):
        def get_by_path(self, path: str) -> Post | None:
            asked.append(path)
            return super().get_by_path(path)

    posts = [make(f"Post {number}") for number in range(9)]
    catalogue = Watched(posts)
    marking.marks.mark_read(posts)
    marking.marks.count_unread(catalogue)
    asked.clear()
    marking.marks.toggle_read(posts[3])
    marking.marks.count_unread(catalogue)
    assert asked == [posts[3].path]
    assert marking.marks.unread_count == 1


def test_a_translation_of_a_read_post_that_arrives_is_read() -> None:
    stories = Stories()
    marks = ReadMarks(None, print, stories=lambda: stories)
    marks.mark_read([EN])
    stories = STORIES
    assert not marks.is_unread(FR)
    marks.undo()
    assert marks.is_unread(FR)
    assert marks.is_unread(EN)


def test_one_translation_of_a_story_is_in_the_reading_queue(translated: ReadMarks) -> None:
    translated.add_to_later([FR])
    assert translated.is_later(EN)
    translated.add_to_later([EN])
    assert translated.later_paths == [FR.path]
    translated.remove_from_later([EN])
    assert not translated.is_later(FR)
    translated.undo()
    assert translated.later_paths == [FR.path]
    translated.finish(EN)
    assert not translated.is_later(FR)
    assert not translated.is_unread(FR)


def test_translations_have_positions_of_their_own(translated: ReadMarks) -> None:
    translated.save_position(FR, ScrollPosition(3, "Trois"), 40)
    translated.mark_read([EN])
    assert translated.position_in(EN) is None
    assert translated.position_in(FR) == ScrollPosition(3, "Trois")


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


# Posts of several feeds about the same page.

HARBOUR = make("Crab", feed="Harbour", path="/feeds/harbour/crab.md")
DIGEST = make("Crab!", feed="Digest", path="/feeds/digest/crab.md")
OTHER = make("Tide", feed="Digest", path="/feeds/digest/tide.md")
PAGES = Stories(same_page=[[HARBOUR, DIGEST]])


@pytest.fixture
def of_feeds() -> ReadMarks:
    return ReadMarks(None, print, stories=lambda: PAGES)


def test_what_several_feeds_link_to_is_read_once(of_feeds: ReadMarks) -> None:
    catalogue = Catalogue([HARBOUR, DIGEST, OTHER])
    of_feeds.mark_read([HARBOUR])
    of_feeds.count_unread(catalogue)
    assert (of_feeds.is_unread(DIGEST), of_feeds.is_unread(OTHER)) == (False, True)
    assert of_feeds.unread_count == 1
    assert of_feeds.counts_as_unread(DIGEST)  # its row does not disappear at once
    of_feeds.toggle_read(DIGEST)
    of_feeds.count_unread(catalogue)
    assert of_feeds.unread_count == 3


def test_reading_once_is_undone_for_all_feeds(of_feeds: ReadMarks) -> None:
    of_feeds.finish(DIGEST)
    assert not of_feeds.is_unread(HARBOUR)
    of_feeds.undo()
    assert of_feeds.is_unread(HARBOUR)
    assert of_feeds.is_unread(DIGEST)


def test_a_star_is_for_one_post_alone(of_feeds: ReadMarks) -> None:
    of_feeds.toggle_star(HARBOUR)
    assert not of_feeds.is_starred(DIGEST)


def test_what_arrives_after_it_was_read_in_another_feed_is_read(tmp_path: Path) -> None:
    stories = [Stories()]
    marks = ReadMarks(tmp_path / "marks.db", print, stories=lambda: stories[0])
    marks.mark_read([HARBOUR])
    stories[0] = PAGES
    assert marks.is_unread(DIGEST)
    marks.adopt(Catalogue([HARBOUR, DIGEST]))
    assert not marks.is_unread(DIGEST)
    marks.toggle_read(HARBOUR)
    marks.adopt(Catalogue([HARBOUR, DIGEST]))
    assert marks.is_unread(DIGEST)
    assert ReadMarks(tmp_path / "marks.db", print).is_unread(DIGEST)
