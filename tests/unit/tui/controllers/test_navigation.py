"""Going to posts, categories and links, and where a start begins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.posts.links.internal import category_target
from reader.posts.post import Post
from reader.tui.panes import Pane
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, article

NEW = make("New", date=date(2026, 3, 3))
MIDDLE = make("Middle", date=date(2026, 3, 2), categories=("world",))
OLD = make("Old", date=date(2026, 3, 1))


@pytest.fixture
def loaded(controllers: Controllers) -> Controllers:
    """Three posts, of which the newest is open."""
    controllers.load(NEW, MIDDLE, OLD)
    controllers.navigator.open_highlighted()
    return controllers


def test_the_post_under_the_cursor_is_opened_once(loaded: Controllers) -> None:
    loaded.navigator.open_highlighted()
    assert loaded.asked_for == ["New"]
    loaded.post_list.move_cursor(1)
    loaded.navigator.open_highlighted()
    assert loaded.asked_for == ["New", "Middle"]


def test_the_post_under_the_cursor_is_opened_after_a_change_of_the_article(
    loaded: Controllers,
) -> None:
    loaded.post_list.move_cursor(1)
    loaded.load(NEW, MIDDLE, OLD, changed=[NEW.path])
    loaded.navigator.open_highlighted()
    assert loaded.asked_for[-1] == "Middle"


def test_a_step_opens_the_next_post(loaded: Controllers) -> None:
    loaded.navigator.step(1)
    assert loaded.asked_for == ["New", "Middle"]
    loaded.navigator.step(5)
    assert loaded.asked_for[-1] == "Old"
    loaded.navigator.step(1)
    assert loaded.asked_for == ["New", "Middle", "Old"]


def test_the_end_of_an_article_leads_to_the_next_unread_post(loaded: Controllers) -> None:
    loaded.marks.mark_read([NEW, MIDDLE])
    loaded.navigator.open_following()
    assert loaded.asked_for[-1] == "Old"
    assert loaded.post_list.highlighted == OLD


def test_the_end_of_the_last_article_leads_nowhere(loaded: Controllers) -> None:
    loaded.navigator.step(2)
    loaded.navigator.open_following()
    assert loaded.messages == ["This is the last post of the list."]
    assert loaded.asked_for[-1] == "Old"


def test_an_unread_post_is_opened_from_the_article_and_selected_in_the_list(
    loaded: Controllers,
) -> None:
    loaded.navigator.go_to_unread(1)
    assert loaded.post_list.highlighted == MIDDLE
    assert loaded.asked_for == ["New"]
    loaded.panes.enter(Pane.ARTICLE)
    loaded.navigator.go_to_unread(1)
    assert loaded.post_list.highlighted == OLD
    assert loaded.asked_for[-1] == "Old"


def test_without_an_unread_post_nothing_is_opened(loaded: Controllers) -> None:
    loaded.marks.mark_read([NEW, MIDDLE, OLD])
    loaded.navigator.go_to_unread(1)
    assert loaded.messages == ["There is no unread post."]
    assert loaded.post_list.highlighted == NEW


def test_a_post_of_another_category_is_found_among_all_posts(loaded: Controllers) -> None:
    local = loaded.library.catalogue.category("local")
    assert local is not None
    loaded.facets.select_only(local)
    loaded.navigator.open_path(MIDDLE.path)
    assert not loaded.facets.selection
    assert loaded.post_list.highlighted == MIDDLE
    assert loaded.asked_for[-1] == "Middle"
    assert loaded.panes.current is Pane.ARTICLE


@pytest.mark.parametrize("columns", [50, 100, 140])
def test_a_post_that_is_gone_to_is_loaded_once(columns: int) -> None:
    controllers = Controllers(settings={"front_page": True})
    controllers.fit(columns)
    posts = [make(f"Post {number:02}", date=date(2026, 1, 30 - number)) for number in range(30)]
    controllers.load(*posts)
    controllers.jobs.clear()
    controllers.navigator.open_post(posts[-1])
    assert controllers.asked_for == [posts[-1].title]
    assert controllers.post_list.highlighted == posts[-1]


@pytest.mark.parametrize("columns", [50, 100, 140])
def test_a_post_that_is_entered_from_the_list_is_loaded_once(columns: int) -> None:
    controllers = Controllers()
    controllers.fit(columns)
    controllers.load(NEW, MIDDLE)
    controllers.navigator.open_highlighted()
    controllers.panes.enter(Pane.ARTICLE)
    assert controllers.asked_for == ["New"]


def test_a_draft_is_opened_although_no_list_has_it(controllers: Controllers) -> None:
    draft = make("Draft", hidden="draft")
    controllers.load(NEW, draft)
    controllers.navigator.open_path(draft.path)
    assert controllers.asked_for[-1] == "Draft"
    assert controllers.post_list.highlighted == NEW


def test_an_unknown_file_is_not_opened(loaded: Controllers) -> None:
    loaded.navigator.open_path("/news/none.md")
    assert loaded.asked_for == ["New"]
    assert loaded.panes.current is Pane.LIST


def test_a_change_of_the_current_file_opens_its_article_again(loaded: Controllers) -> None:
    changed = make("New", date=date(2026, 3, 3), description="Changed")
    loaded.load(changed, MIDDLE, OLD, changed=[NEW.path])
    assert loaded.article.post == changed
    assert loaded.asked_for == ["New", "New"]


def test_a_change_of_another_file_does_not(loaded: Controllers) -> None:
    loaded.load(NEW, MIDDLE, OLD, changed=[OLD.path])
    assert loaded.asked_for == ["New"]


def test_with_its_file_gone_the_article_is_that_under_the_cursor(loaded: Controllers) -> None:
    loaded.post_list.is_untouched = False
    loaded.load(MIDDLE, OLD)
    assert loaded.asked_for[-1] == "Middle"


def test_with_its_file_gone_the_article_that_is_read_stays_open(loaded: Controllers) -> None:
    loaded.post_list.is_untouched = False
    loaded.panes.enter(Pane.ARTICLE)
    loaded.load(MIDDLE, OLD)
    assert loaded.article.post == NEW
    assert loaded.asked_for == ["New"]
    loaded.load(NEW, MIDDLE, OLD, changed=[NEW.path])
    assert loaded.asked_for == ["New", "New"]


# Links.


def test_a_link_to_a_post_opens_it(loaded: Controllers) -> None:
    loaded.open(NEW, "[See](Old.md)")
    assert loaded.navigator.follow("Old.md") is None
    assert loaded.article.post == OLD
    assert loaded.panes.current is Pane.ARTICLE


def test_a_link_to_a_category_lists_it(loaded: Controllers) -> None:
    loaded.open(NEW)
    assert loaded.navigator.follow(category_target("world")) is None
    assert loaded.facets.selection.names == ["world"]
    assert loaded.panes.current is Pane.LIST


def test_the_address_of_another_link_is_returned(loaded: Controllers) -> None:
    loaded.open(NEW)
    assert loaded.navigator.follow("https://example.org/") == "https://example.org/"
    assert loaded.asked_for[-1] == "New"


def test_a_link_within_an_article_scrolls_and_loads_nothing(loaded: Controllers) -> None:
    loaded.open(NEW, "[Down](#below)\n\n## Below")
    loaded.jobs.clear()
    loaded.navigator.follow("New.md#below")
    assert loaded.pane.block is not None
    assert loaded.asked_for == []


def test_a_link_within_an_article_that_was_loaded_before_a_change_scrolls(
    loaded: Controllers,
) -> None:
    loaded.navigator.step(1)
    loaded.navigator.open_article(NEW)
    loaded.article.on_loaded(article(NEW, "[Down](#below)\n\n## Below"))
    loaded.load(make("New", date=NEW.date, description="Changed"), MIDDLE, OLD)
    loaded.jobs.clear()
    loaded.navigator.follow("New.md#below")
    assert loaded.pane.block is not None
    assert loaded.asked_for == []


def test_a_link_to_a_missing_heading_says_so(loaded: Controllers) -> None:
    loaded.open(NEW)
    loaded.navigator.follow("New.md#below")
    assert loaded.messages == ["There is no heading called “below” here."]


def test_going_back_skips_posts_that_are_gone(loaded: Controllers) -> None:
    loaded.open(NEW)
    loaded.navigator.follow("Middle.md")
    loaded.article.on_loaded(article(MIDDLE))
    loaded.navigator.follow("Old.md")
    loaded.article.on_loaded(article(OLD))
    loaded.load(NEW, OLD)
    loaded.navigator.go_back()
    assert loaded.article.post == NEW
    loaded.navigator.go_back()
    assert loaded.messages == ["There is no followed link to go back from."]


def test_going_back_to_the_hidden_article_opens_no_other(controllers: Controllers) -> None:
    controllers.fit(50)
    controllers.load(NEW, MIDDLE)
    controllers.open(NEW, "[Down](#below)\n\n## Below")
    before = controllers.pane.position
    controllers.navigator.follow("New.md#below")
    controllers.panes.enter(Pane.LIST)
    controllers.post_list.move_cursor(1)
    controllers.jobs.clear()
    controllers.pane.position = None
    controllers.navigator.go_back()
    assert controllers.panes.current is Pane.ARTICLE
    assert controllers.pane.position == before
    assert controllers.asked_for == []


# Where a start begins.


def test_a_file_is_opened_before_its_folder_is_loaded(
    controllers: Controllers, tmp_path: Path
) -> None:
    path = tmp_path / "Middle.md"
    path.write_text("---\ntitle: Middle\ndate: 2026-03-02\n---\nText\n", encoding="utf-8")
    controllers.library.load()
    controllers.navigator.open_file(path)
    assert controllers.asked_for == ["Middle"]
    assert controllers.panes.current is Pane.ARTICLE
    controllers.load(NEW, is_complete=False)
    assert controllers.asked_for == ["Middle"]
    controllers.load(NEW, make("Middle", path=str(path), date=date(2026, 3, 2)))
    assert _title(controllers.post_list.highlighted) == "Middle"
    controllers.post_list.move_cursor(-1)
    controllers.load(NEW)
    assert _title(controllers.post_list.highlighted) == "New"


def test_a_file_that_is_no_post_of_its_folder_stays_open(
    controllers: Controllers, tmp_path: Path
) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Read me\n", encoding="utf-8")
    controllers.library.load()
    controllers.navigator.open_file(path)
    controllers.load(NEW)
    controllers.navigator.open_highlighted()
    assert len(controllers.asked_for) == 1


def test_a_file_that_cannot_be_read_is_a_warning(controllers: Controllers, tmp_path: Path) -> None:
    controllers.navigator.open_file(tmp_path / "none.md")
    assert len(controllers.warnings) == 1
    assert "none.md" in controllers.warnings[0]
    assert controllers.messages == []
    assert controllers.panes.current is Pane.LIST


def _title(post: Post | None) -> str | None:
    return None if post is None else post.title


# Panes.


def test_going_in_leads_from_pane_to_pane(controllers: Controllers) -> None:
    controllers.load(make("A"))
    controllers.panes.enter(Pane.SIDEBAR)
    visited = []
    for _ in range(3):
        controllers.navigator.go_in()
        visited.append(controllers.panes.current)
    assert visited == [Pane.LIST, Pane.ARTICLE, Pane.ARTICLE]


def test_an_empty_list_leads_to_no_article(controllers: Controllers) -> None:
    controllers.navigator.go_in()
    assert controllers.panes.current is Pane.LIST


def test_links_are_offered_only_where_an_article_is_shown(controllers: Controllers) -> None:
    controllers.fit(80)
    controllers.navigator.offer_links()
    controllers.fit(100)
    controllers.navigator.offer_links()
    assert controllers.messages == [
        "Open an article to follow its links.",
        "No link is visible.",
    ]
    assert controllers.panes.current is Pane.ARTICLE


def test_the_cursor_stays_on_a_post_that_was_opened_when_newer_ones_are_loaded(
    controllers: Controllers,
) -> None:
    controllers.load(MIDDLE, OLD)
    controllers.panes.enter(Pane.LIST)
    controllers.navigator.go_in()
    controllers.load(NEW, MIDDLE, OLD)
    assert controllers.post_list.highlighted == MIDDLE
