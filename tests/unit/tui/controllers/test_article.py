"""The current article: what is shown of it, its ending, its links, and the way back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.article.positions import ScrollPosition
from reader.library.events import ArticleFailed, ConnectionsFound
from reader.library.requests import ArticleRequest, ConnectionsRequest
from reader.posts.links.internal import category_target
from reader.posts.links.resolve import LinkResolver
from reader.posts.post import Post
from reader.tui.jobs import JobGroup
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, article

NEW = make("New", date=date(2026, 3, 3), link="https://example.org/new/")
MIDDLE = make("Middle", date=date(2026, 3, 2), categories=("world",))
OLD = make("Old", date=date(2026, 3, 1))
HEADINGS = "# One\n\nText.\n\n## Two\n\nText."


@pytest.fixture
def opened(controllers: Controllers) -> Controllers:
    """Three posts; the newest is being opened."""
    controllers.load(NEW, MIDDLE, OLD)
    controllers.navigator.open_highlighted()
    return controllers


def connections(post: Post, *related: Post, linking: tuple[Post, ...] = ()) -> ConnectionsFound:
    """Return the connections of a post, none of whose links is dead but that to `none.md`."""
    catalogue = Controllers().library.catalogue.with_posts([NEW, MIDDLE, OLD])
    links = LinkResolver(catalogue, ["none.md", "Old.md"])
    return ConnectionsFound(post, links, related, linking)


def test_of_several_articles_only_the_last_is_shown(opened: Controllers) -> None:
    opened.navigator.open_post(OLD)
    assert not opened.article.on_loaded(article(NEW))
    assert opened.pane.shows == []
    assert opened.article.on_loaded(article(OLD))
    assert opened.pane.path == OLD.path


def test_an_article_that_did_not_change_is_not_shown_again(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.article.reopen()
    assert opened.article.on_loaded(article(NEW))
    assert len(opened.pane.shows) == 1
    opened.article.on_loaded(article(NEW, "Another text."))
    assert len(opened.pane.shows) == 2


def test_an_article_is_shown_again_with_its_pictures(opened: Controllers) -> None:
    body = "![Photo](photo.png)"
    opened.article.on_loaded(article(NEW, body))
    opened.article.on_loaded(article(NEW, body, pictures={0: "Fetching it."}))
    assert len(opened.pane.shows) == 2


def test_pictures_are_fitted_into_a_pane_of_another_height(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW, "![Photo](photo.png)", pictures={0: "Fetching it."}))
    opened.article.fit_pictures()
    assert len(opened.pane.shows) == 1
    opened.pane.max_picture_rows = 20
    opened.article.fit_pictures()
    assert len(opened.pane.shows) == 2


def test_an_article_without_pictures_is_not_fitted(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.pane.max_picture_rows = 20
    opened.article.fit_pictures()
    assert len(opened.pane.shows) == 1


def test_an_article_stays_open_while_its_file_is_missing(opened: Controllers) -> None:
    opened.open(NEW)
    shown = opened.pane.shows[-1]
    opened.load(MIDDLE, OLD)
    opened.navigator.reopen_changed(frozenset({NEW.path}))
    assert opened.pane.shows[-1] is shown
    assert opened.article.missing == "file missing"
    (warning,) = opened.warnings
    assert warning.startswith(f"{NEW.id} is missing.")
    # It is said once, however many other files change meanwhile.
    opened.navigator.reopen_changed(frozenset({OLD.path}))
    assert len(opened.warnings) == 1

    opened.load(NEW, MIDDLE, OLD)
    opened.navigator.reopen_changed(frozenset({NEW.path}))
    assert opened.asked_for[-1] == "New"
    opened.article.on_loaded(article(NEW, "New text."))
    assert not opened.article.missing
    assert len(opened.pane.shows) == 2


def test_another_article_that_is_opened_instead_of_a_missing_one_is_not_back(
    opened: Controllers,
) -> None:
    opened.open(NEW)
    opened.load(MIDDLE, OLD)
    opened.navigator.reopen_changed(frozenset({NEW.path}))
    opened.navigator.open_path(OLD.path)
    opened.article.on_loaded(article(OLD))
    assert not opened.article.missing
    assert not [message for message in opened.messages if "is back" in message]


def test_an_article_that_was_left_while_it_was_waited_for_replaces_no_other_one(
    opened: Controllers,
) -> None:
    opened.open(MIDDLE)
    opened.navigator.open_path(OLD.path)
    opened.navigator.open_path(MIDDLE.path)
    assert not opened.article_wait.is_running


RENAMED = make("New", path="/news/renamed.md", id="renamed.md", date=NEW.date)


def test_a_file_that_is_renamed_is_opened_under_its_new_name(opened: Controllers) -> None:
    opened.open(NEW)
    opened.marks.toggle_star(NEW)
    opened.load(RENAMED, MIDDLE, OLD)
    opened.marks.adopt(opened.library.catalogue)
    opened.navigator.reopen_changed(frozenset({NEW.path, RENAMED.path}))
    assert opened.article.post == RENAMED
    assert opened.post_list.highlighted == RENAMED
    assert not opened.article.missing


def test_the_cursor_stays_on_another_post_when_the_open_one_is_renamed(
    opened: Controllers,
) -> None:
    opened.open(NEW)
    opened.marks.toggle_star(NEW)
    opened.load(MIDDLE, OLD)
    opened.navigator.reopen_changed(frozenset({NEW.path}))
    assert opened.article.missing
    opened.post_list.highlight(OLD)
    opened.load(RENAMED, MIDDLE, OLD)
    opened.marks.adopt(opened.library.catalogue)
    opened.navigator.reopen_changed(frozenset({RENAMED.path}))
    assert opened.article.post == RENAMED
    assert opened.post_list.highlighted == OLD


def test_a_file_that_returns_unchanged_is_no_longer_missing(opened: Controllers) -> None:
    opened.open(NEW)
    opened.load(MIDDLE, OLD)
    opened.navigator.reopen_changed(frozenset({NEW.path}))
    opened.load(NEW, MIDDLE, OLD)
    opened.navigator.reopen_changed(frozenset())
    opened.article.on_loaded(article(NEW))
    assert not opened.article.missing


def test_the_cursor_returns_to_an_article_whose_file_is_back(opened: Controllers) -> None:
    opened.open(MIDDLE)
    opened.load(NEW, OLD)
    opened.navigator.reopen_changed(frozenset({MIDDLE.path}))
    opened.load(NEW, MIDDLE, OLD)
    opened.navigator.reopen_changed(frozenset({MIDDLE.path}))
    assert opened.post_list.highlighted == MIDDLE


def test_the_cursor_stays_where_it_was_moved_to_while_a_file_was_missing(
    opened: Controllers,
) -> None:
    opened.open(MIDDLE)
    opened.load(NEW, OLD)
    opened.navigator.reopen_changed(frozenset({MIDDLE.path}))
    before = opened.post_list.highlighted
    opened.post_list.highlight(NEW if before == OLD else OLD)
    moved = opened.post_list.highlighted
    opened.load(NEW, MIDDLE, OLD)
    opened.navigator.reopen_changed(frozenset({MIDDLE.path}))
    assert opened.post_list.highlighted == moved


def test_an_article_that_takes_long_says_so_until_it_is_there(opened: Controllers) -> None:
    opened.open(MIDDLE)
    opened.navigator.open_path(OLD.path)
    assert opened.article_wait.is_running
    opened.article_wait.end()
    assert opened.pane.notice[:2] == ("Old", f"{OLD.id} is still being read.")
    shows = len(opened.pane.shows)
    opened.article.on_loaded(article(OLD))
    assert len(opened.pane.shows) == shows + 1


def test_an_article_that_is_there_or_failed_is_no_longer_waited_for(opened: Controllers) -> None:
    opened.open(MIDDLE)
    assert not opened.article_wait.is_running
    opened.article.reopen()  # what is shown stays, however long that takes
    assert not opened.article_wait.is_running
    opened.navigator.open_path(OLD.path)
    opened.article.on_failed(ArticleFailed(OLD, "it is gone"))
    assert not opened.article_wait.is_running


def test_an_article_that_could_not_be_loaded_is_tried_again(opened: Controllers) -> None:
    opened.article.on_failed(ArticleFailed(NEW, "it no longer exists"))
    opened.navigator.reopen_changed(frozenset())
    assert opened.asked_for == ["New", "New"]
    opened.article.on_failed(ArticleFailed(NEW, "it no longer exists"))
    opened.navigator.open_highlighted()
    assert opened.asked_for == ["New", "New", "New"]
    opened.article.on_loaded(article(NEW))
    opened.navigator.open_highlighted()
    opened.navigator.reopen_changed(frozenset())
    assert opened.asked_for == ["New", "New", "New"]


def test_an_article_that_is_shown_stays_if_its_file_cannot_be_read(opened: Controllers) -> None:
    opened.open(NEW)
    opened.article.reopen()
    opened.article.on_failed(ArticleFailed(NEW, "it no longer exists"))
    assert opened.pane.path == NEW.path


def test_opening_an_article_loads_it_once(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW, "A body."))
    opened.article.find_connections(opened.library.catalogue)
    opened.article.on_connections_found(connections(NEW, OLD))
    assert opened.jobs.requests(JobGroup.ARTICLE) == [
        ArticleRequest(NEW, opened.images.request(NEW))
    ]
    assert opened.jobs.requests(JobGroup.CONNECTIONS) == [
        ConnectionsRequest(NEW, "A body.", opened.library.catalogue)
    ]


# Articles that cannot be loaded.


def test_a_post_that_cannot_be_read_is_explained(opened: Controllers) -> None:
    opened.article.on_failed(ArticleFailed(NEW, "it is gone"))
    assert opened.pane.notice[0] == "New"
    assert "it is gone" in opened.pane.notice[1]
    assert opened.article.shown_path is None


def test_a_failure_of_another_post_is_ignored(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.article.on_failed(ArticleFailed(OLD, "it is gone"))
    assert opened.pane.notice == ()
    assert opened.article.shown_path == NEW.path


def test_the_same_article_is_shown_after_a_notice(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.article.show_notice("Nothing")
    opened.article.on_loaded(article(NEW))
    assert opened.pane.path == NEW.path


# The end of an article.


def test_the_end_names_the_next_unread_post(opened: Controllers) -> None:
    opened.marks.mark_read([MIDDLE])
    opened.article.on_loaded(article(NEW))
    assert opened.pane.texts == ["Next in All", "Old"]


def test_the_end_names_the_next_post_if_all_are_read(opened: Controllers) -> None:
    opened.marks.mark_read([NEW, MIDDLE, OLD])
    opened.article.on_loaded(article(NEW))
    assert opened.pane.texts == ["Next in All", "Middle"]


def test_the_last_article_of_the_list_names_none(opened: Controllers) -> None:
    opened.open(OLD)
    assert opened.pane.texts == []


def test_the_beginning_of_an_article_has_no_end(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW, is_complete=False))
    assert opened.pane.texts == []
    opened.article.on_loaded(article(NEW))
    assert opened.pane.texts == ["Next in All", "Middle"]


def test_the_end_of_a_post_that_is_not_listed_names_none(opened: Controllers) -> None:
    draft = make("Draft", hidden="draft")
    opened.load(NEW, MIDDLE, draft)
    opened.open(draft)
    assert opened.pane.texts == []


def test_the_end_follows_the_list(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.load(NEW, OLD)
    opened.article.update_ending()
    assert opened.pane.texts == ["Next in All", "Old"]
    opened.load(NEW, MIDDLE, OLD)
    opened.article.update_ending()
    assert opened.pane.texts == ["Next in All", "Middle"]
    opened.marks.mark_read([MIDDLE])
    opened.article.update_ending()
    assert opened.pane.texts == ["Next in All", "Old"]


def test_an_end_that_did_not_change_is_not_shown_again(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.article.update_ending()
    assert len(opened.pane.shows) == 1


# Connections.


def test_connections_are_added_at_the_end(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.article.on_connections_found(connections(NEW, OLD, linking=(MIDDLE,)))
    end = ["Next in All", "Middle", "Related", "Old", "Linked from", "Middle"]
    assert opened.pane.texts == end
    opened.article.on_connections_found(connections(NEW, OLD, linking=(MIDDLE,)))
    assert opened.pane.texts == end


def test_the_next_post_is_not_named_again_as_related(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.article.on_connections_found(connections(NEW, MIDDLE, OLD))
    assert opened.pane.texts == ["Next in All", "Middle", "Related", "Old"]


def test_an_article_that_is_opened_again_has_its_connections_at_once(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.article.on_connections_found(connections(NEW, OLD))
    opened.article.on_loaded(article(NEW, "Another text."))
    assert opened.pane.texts == ["Next in All", "Middle", "Related", "Old"]


def test_connections_of_an_earlier_article_are_ignored(opened: Controllers) -> None:
    opened.open(OLD)
    opened.article.on_connections_found(connections(NEW, MIDDLE))
    assert opened.pane.texts == []
    assert opened.pane.is_dead is None


def test_links_that_lead_nowhere_are_marked(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    assert opened.pane.is_dead is None
    opened.article.on_connections_found(connections(NEW))
    assert opened.pane.is_dead is not None
    assert opened.pane.is_dead("none.md")
    assert not opened.pane.is_dead("Old.md")


def test_connections_are_looked_up_for_a_whole_article_only(opened: Controllers) -> None:
    opened.article.find_connections(opened.library.catalogue)
    opened.article.on_loaded(article(NEW, is_complete=False))
    opened.article.find_connections(opened.library.catalogue)
    assert opened.jobs.requests(JobGroup.CONNECTIONS) == []
    opened.article.on_loaded(article(NEW))
    opened.navigator.open_post(OLD)
    opened.article.find_connections(opened.library.catalogue)
    assert opened.jobs.requests(JobGroup.CONNECTIONS) == []


# Positions.


def test_the_position_is_saved_before_the_next_article(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.pane.position = ScrollPosition(4, "Text")
    opened.open(OLD)
    opened.open(NEW)
    assert opened.pane.shows[-1].start == ScrollPosition(4, "Text")


def test_the_progress_is_saved_with_the_position(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.pane.position, opened.pane.progress = ScrollPosition(4, "Text"), 63
    opened.article.save_position()
    assert opened.marks.mark_for(NEW).progress == 63
    opened.pane.progress = 100
    opened.article.save_position()
    assert opened.marks.mark_for(NEW).progress == 100


def test_who_only_saw_the_beginning_has_not_begun(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.article.save_position()
    assert opened.marks.position_in(NEW) is None


def test_who_went_back_to_the_beginning_is_there(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.pane.position = ScrollPosition(4, "Text")
    opened.article.save_position()
    opened.pane.position = ScrollPosition(0, "New")
    opened.article.save_position()
    assert opened.marks.position_in(NEW) == ScrollPosition(0, "New")


def test_no_position_is_saved_for_a_post_that_was_moved(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.pane.position = ScrollPosition(4, "Text")
    opened.article.save_position()
    moved = make("New", path="/news/2026/New.md", date=NEW.date)
    opened.load(moved, MIDDLE, OLD)
    opened.marks.adopt(opened.library.catalogue)
    opened.pane.position = ScrollPosition(6, "More")
    opened.article.save_position()
    assert opened.marks.position_in(NEW) is None
    assert opened.marks.position_in(moved) == ScrollPosition(4, "Text")


# Parts of the article.


def test_headings_are_those_of_the_document(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW, HEADINGS))
    assert [heading.text for heading in opened.article.headings] == ["One", "Two"]
    opened.article.show_notice("Nothing")
    assert opened.article.headings == ()


def test_a_part_that_is_not_there_yet_is_waited_for(opened: Controllers) -> None:
    opened.open(OLD)
    opened.article.fragment = "two"
    opened.navigator.open_article(NEW)
    opened.article.on_loaded(article(NEW, "# One", is_complete=False))
    opened.navigator.go_to_fragment()
    assert opened.pane.block is None
    assert opened.messages == []
    opened.article.on_loaded(article(NEW, HEADINGS))
    opened.navigator.go_to_fragment()
    assert opened.pane.block is not None
    assert opened.article.fragment == ""


def test_a_part_that_the_whole_article_lacks_is_reported_once(opened: Controllers) -> None:
    opened.article.fragment = "three"
    opened.article.on_loaded(article(NEW, HEADINGS))
    assert opened.article.go_to_fragment() == "three"
    assert opened.article.go_to_fragment() is None


# Links.


def test_a_link_leads_to_a_post_a_category_or_the_web(opened: Controllers) -> None:
    catalogue = opened.library.catalogue
    opened.article.on_loaded(article(NEW))
    assert opened.article.follow("Old.md", catalogue) == OLD
    assert opened.article.follow(category_target("World"), catalogue) == catalogue.category("world")
    assert opened.article.follow("other.html", catalogue) == "https://example.org/new/other.html"


def test_a_link_leads_to_what_the_catalogue_has_now(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.article.on_connections_found(connections(NEW))
    changed = make("Old", date=OLD.date, description="Changed")
    opened.load(NEW, MIDDLE, changed)
    assert opened.article.follow("Old.md", opened.library.catalogue) == changed


def test_going_back_returns_to_the_position_of_the_link(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.pane.position = ScrollPosition(4, "Text", 2)
    opened.navigator.follow("Old.md")
    opened.article.on_loaded(article(OLD))
    opened.navigator.go_back()
    opened.article.on_loaded(article(NEW, is_complete=False))
    assert opened.pane.shows[-1].start == ScrollPosition(4, "Text", 2)
    opened.article.on_loaded(article(NEW))
    assert opened.pane.shows[-1].start == ScrollPosition(4, "Text", 2)
    opened.pane.position = ScrollPosition(6, "More", 1)
    opened.open(OLD)
    opened.open(NEW)
    assert opened.pane.shows[-1].start == ScrollPosition(6, "More")


def test_a_link_to_the_web_leaves_nothing_to_go_back_to(opened: Controllers) -> None:
    opened.article.on_loaded(article(NEW))
    opened.article.follow("https://example.org/", opened.library.catalogue)
    assert opened.article.go_back(opened.library.catalogue) is None


def test_positions_are_kept_for_the_next_run(tmp_path: Path) -> None:
    first = Controllers(marks_path=tmp_path / "marks.db")
    first.fit(100)
    first.load(NEW)
    first.open(NEW)
    first.pane.position = ScrollPosition(4, "Text")
    first.navigator.save_session(first.sessions)
    second = Controllers(marks_path=tmp_path / "marks.db")
    assert second.marks.position_in(NEW) == ScrollPosition(4, "Text")
