"""The translations that the list shows, and the key for the next language."""

from __future__ import annotations

import pytest

from reader.library.events import PostsLoaded
from reader.posts.catalogue import Catalogue, Preview
from reader.posts.post import Post
from reader.posts.stories import Languages, Stories
from reader.tui.controllers.translations import LanguageController
from reader.tui.jobs import JobGroup
from reader.tui.panes import Pane
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, found

EN = make("Boat", language="en")
FR = make("Bateau", language="fr")
DE = make("Das Boot", language="de")
ALONE = make("Alone")


def titles(controllers: Controllers) -> list[str]:
    """Return the titles of the listed posts."""
    return [post.title for post in controllers.post_list.posts]


@pytest.fixture
def translated(controllers: Controllers) -> Controllers:
    """A post in three languages, and one in one language."""
    posts = (ALONE, EN, FR, DE)
    stories = Stories([[EN, FR, DE]], Languages(("en", "fr")))
    controllers.library.load()
    load_id = controllers.jobs.requests(JobGroup.LOAD)[-1].load_id
    catalogue = Catalogue(posts, lambda *_: stories)
    controllers.take(PostsLoaded(load_id, catalogue, (), 4, 4, is_complete=True))
    controllers.listing.highlight(EN)
    return controllers


@pytest.fixture
def language(translated: Controllers) -> LanguageController:
    return LanguageController(
        translated.library,
        translated.navigator,
        translated.listing,
        translated.panes,
        translated.messages.append,
    )


def test_the_next_language_takes_the_row(
    translated: Controllers, language: LanguageController
) -> None:
    for title in ("Bateau", "Das Boot", "Boat"):
        language.show_next()
        assert titles(translated) == ["Alone", title]
        assert translated.post_list.highlighted is not None
        assert translated.post_list.highlighted.title == title


def test_in_an_article_the_translation_is_opened(
    translated: Controllers, language: LanguageController
) -> None:
    translated.open(EN)
    assert translated.panes.current is Pane.ARTICLE
    language.show_next()
    assert translated.article.post == FR
    assert titles(translated) == ["Alone", "Bateau"]


def test_a_post_in_one_language_stays(
    translated: Controllers, language: LanguageController
) -> None:
    translated.listing.highlight(ALONE)
    language.show_next()
    assert titles(translated) == ["Alone", "Boat"]
    assert translated.messages == ["This post is in one language only."]


def test_translations_that_are_not_loaded_yet_are_waited_for(
    translated: Controllers, language: LanguageController
) -> None:
    preview = Preview([ALONE, EN], languages={EN.path: ("en", "fr")})
    translated.library.catalogue = preview
    translated.listing.highlight(EN)
    language.show_next()
    assert translated.messages == ["The translations are still being loaded."]


def test_the_chosen_language_stays_in_other_lists(translated: Controllers) -> None:
    translated.listing.highlight(DE)
    translated.listing.toggle_unread()
    assert titles(translated) == ["Alone", "Das Boot"]


def show_found(controllers: Controllers, text: str, *posts: Post) -> None:
    controllers.search.type(text)
    controllers.search.on_posts_found(found(text, *posts))
    controllers.listing.refresh(is_new=True)


def test_a_search_shows_what_matches_until_another_language_is_chosen(
    translated: Controllers, language: LanguageController
) -> None:
    translated.listing.highlight(DE)
    show_found(translated, "bateau", FR)
    assert titles(translated) == ["Bateau"]
    language.show_next()
    assert titles(translated) == ["Das Boot"]
    show_found(translated, "bateaux", FR)
    assert titles(translated) == ["Bateau"]
