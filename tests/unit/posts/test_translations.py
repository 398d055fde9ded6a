"""Tests of which posts are translations of each other, and of the one that is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

import pytest

from reader.posts.catalogue import Catalogue
from reader.posts.path_info import PathInfo
from reader.posts.post import Post
from reader.posts.stories import Languages
from reader.posts.translations import find_stories
from tests.made_posts import make


def post_at(path: str, *, root: str = "/blog/", **more: object) -> Post:
    """Return the post of a file, with what its path says of it."""
    info = PathInfo(path)
    fields: dict[str, object] = {
        "id": path,
        "path": root + path,
        "slug": info.slug,
        "date": info.date,
        "language": info.language,
    }
    return make(info.title, **{**fields, **more})


def stories_of(posts: Iterable[Post], *preferred: str, site: str | None = None) -> list[str]:
    """Return the ids of each story of several posts, the shown one first, joined by spaces."""
    group = partial(find_stories, languages=Languages(preferred, site))
    catalogue = Catalogue(posts, group)
    stories = (catalogue.translations_of(post) for post in catalogue.posts)
    return sorted(" ".join(post.id for post in story) for story in stories if len(story) > 1)


def stories_at(*paths: str) -> list[str]:
    """Return the stories among the posts of some files, as `stories_of` does."""
    return stories_of(map(post_at, paths))


JOINED = [
    "_posts/en/2024-01-03-news.md _posts/ja/2024-01-03-news.md",
    "content/en/posts/hello.md content/fr/posts/hello.md",
    "i18n/de/guides/hello.md i18n/fr/guides/hello.md",
    "hello.md hello.fr.md",
    "hello.en.md hello.fr.md",
    "hello.html.md hello.fr.html.md",
    "posts/hello/index.md posts/hello/index.fr.md",
    "content/posts/hello.md content/fr/posts/hello.md",
    "blog/2024-01-03-hello.md i18n/fr/docusaurus-plugin-content-blog/2024-01-03-hello.md",
    "pt/hello.md pt-BR/hello.md",
    "zh-Hans/hello.md zh-Hant/hello.md",
    "en/hello.md zh_CN/hello.md",
    "en/2024-01-03-newsletter-283.md fr/2024-01-03-bulletin-283.md",
]


@pytest.mark.parametrize("story", JOINED)
def test_files_that_differ_in_their_language_are_one_story(story: str) -> None:
    assert stories_at(*story.split()) == [story]


NOT_JOINED = [
    # No folder is one of a language.
    "sport/hello.md science/hello.md",
    "a/2024-01-03-hello.md b/2024-01-03-hello.md",
    # The same language.
    "en/a/hello.md en/b/hello.md",
    "hello.fr.md fr/hello.md",
    # Different posts in different languages.
    "en/hello.md fr/bonjour.md",
    "en/sport/hello.md fr/science/hello.md",
    "en/2023-01-01-hello.md fr/2024-01-01-hello.md",
    "en/2024-01-03-newsletter-283.md fr/2024-01-03-bulletin-284.md",
    "en/2024-01-03-newsletter.md fr/2024-01-03-bulletin.md",
    "en/2024-01-03-hello.md fr/2024-01-04-bonjour.md",
    # Countries and states.
    "de/intro.md fr/intro.md us/intro.md",
    "states/ca/2024-01-03-plan-19.md states/ga/2024-01-03-plan-19.md"
    " states/tx/2024-01-03-plan-19.md",
    # A topic with the name of a language: most of its posts have no counterpart.
    "notes/todo.md notes/it/todo.md notes/it/python.md notes/it/network.md notes/it/backup.md",
]


@pytest.mark.parametrize("posts", NOT_JOINED)
def test_other_files_are_stories_of_their_own(posts: str) -> None:
    assert stories_at(*posts.split()) == []


def test_a_folder_of_translations_may_have_a_few_posts_of_its_own() -> None:
    assert stories_at("a.md", "b.md", "fr/a.md", "fr/b.md", "fr/extra.md") == [
        "a.md fr/a.md",
        "b.md fr/b.md",
    ]


def test_a_shared_key_joins_posts_with_other_names() -> None:
    hello = post_at("posts/hello.md", translation_key="greeting")
    bonjour = post_at("articles/bonjour.fr.md", translation_key="greeting")
    assert stories_of([hello, bonjour]) == ["posts/hello.md articles/bonjour.fr.md"]


def test_a_key_without_languages_joins_nothing() -> None:
    posts = [post_at("a.md", translation_key="x"), post_at("b.md", translation_key="x")]
    assert stories_of(posts) == []


def test_a_key_that_two_posts_of_a_language_share_joins_nothing() -> None:
    posts = [post_at(f"{name}.md", translation_key="x") for name in ("en/a", "en/b", "fr/c")]
    assert stories_of(posts) == []


def test_keys_of_different_folders_have_nothing_in_common() -> None:
    posts = [
        post_at("en/a.md", translation_key="1"),
        post_at("fr/b.md", root="/other/", translation_key="1"),
    ]
    assert stories_of(posts) == []


def test_languages_that_are_opened_as_folders_of_their_own() -> None:
    posts = [
        post_at("a.md", root="/blog/en/", language="en"),
        post_at("a.md", root="/blog/fr/", language="fr"),
    ]
    assert stories_of(posts, "en") == ["a.md a.md"]


def test_the_language_of_the_front_matter_counts() -> None:
    posts = [
        post_at("posts/hello.md", language="en"),
        post_at("posts/hello-fr.md", language="fr"),
        post_at("posts/what-is-it.md", language="en"),
        post_at("posts/what-is-de.md", language="en"),
    ]
    assert stories_of(posts, "en") == ["posts/hello.md posts/hello-fr.md"]


def test_the_same_slug_and_day_in_a_folder() -> None:
    hello = post_at("posts/2024-01-03-hello.md", language="en")
    bonjour = post_at("posts/2024-01-03-bonjour.md", language="fr", slug="hello-fr")
    later = post_at("posts/2024-01-05-hello.md", language="de")
    story = "posts/2024-01-03-hello.md posts/2024-01-03-bonjour.md"
    assert stories_of([hello, bonjour, later], "en") == [story]


@pytest.mark.parametrize(
    ("page", "other"), [("/about/", "/fr/about/"), ("/en/about/", "/fr/about"), ("/a", "/a")]
)
@pytest.mark.parametrize("language", ["en", None])
def test_the_same_page_on_the_site(page: str, other: str, language: str | None) -> None:
    about = post_at("posts/about.md", page=page, language=language)
    infos = post_at("posts/a-propos.md", page=other, language="fr")
    if page.startswith("/en") and language is None:
        assert stories_of([about, infos]) == []
    else:
        assert stories_of([about, infos], "en") == ["posts/about.md posts/a-propos.md"]


def test_a_conflicted_copy_is_no_translation() -> None:
    names = ["en/a.md", "fr/a.md", "fr/a (conflicted copy 2024-05-06 070809).md"]
    assert stories_of(map(post_at, names), "en") == ["en/a.md fr/a.md"]


def test_a_hidden_post_is_no_translation() -> None:
    posts = [post_at("hello.md", hidden="draft"), post_at("hello.fr.md"), post_at("hello.de.md")]
    assert stories_of(posts, "fr") == ["hello.fr.md hello.de.md"]


@pytest.mark.parametrize(
    ("preferred", "shown"),
    [
        (["ja"], "ja"),
        (["xx", "JA", "de"], "ja"),
        (["pt"], "pt-BR"),
        (["zh-TW", "de"], "zh-CN"),
        ([], None),
        (["xx"], None),
    ],
)
def test_the_preferred_language_is_shown(preferred: list[str], shown: str | None) -> None:
    codes = ["de", "ja", "pt-BR", "zh-CN"]
    posts = [post_at("a.md"), *(post_at(f"a.{code}.md") for code in codes)]
    ids = stories_of(posts, *preferred)[0].split()
    assert ids[0] == ("a.md" if shown is None else f"a.{shown}.md")


def test_the_language_of_the_site_is_shown_if_none_is_preferred() -> None:
    posts = [post_at("de/a.md"), post_at("fr/a.md")]
    assert stories_of(posts, site="fr") == ["fr/a.md de/a.md"]
    assert stories_of(posts, "de", site="fr") == ["de/a.md fr/a.md"]


def test_english_is_shown_if_nothing_else_is_known() -> None:
    assert stories_at("de/a.md", "en/a.md", "cs/a.md") == ["en/a.md cs/a.md de/a.md"]


def test_a_post_without_a_language_has_that_of_the_site() -> None:
    posts = [post_at("a.md"), post_at("a.en.md")]
    assert stories_of(posts, "de", "en") == ["a.en.md a.md"]
    assert stories_of(posts, "de", "en", site="de") == ["a.md a.en.md"]


def catalogue_of(*posts: Post, site: str | None = None) -> Catalogue:
    return Catalogue(posts, partial(find_stories, languages=Languages(("en",), site)))


def test_languages_are_named_for_a_story_only() -> None:
    hello, alone = post_at("a.md"), post_at("b.fr.md")
    catalogue = catalogue_of(hello, post_at("a.fr.md"), alone)
    assert catalogue.languages_of(hello) == ("original", "fr")
    assert catalogue.languages_of(alone) == ()
    catalogue = catalogue_of(hello, post_at("a.fr.md"), site="de")
    assert catalogue.languages_of(hello) == ("de", "fr")


def test_a_catalogue_lists_a_story_once_and_finds_each_file() -> None:
    posts = [post_at("en/a.md"), post_at("fr/a.md"), post_at("en/b.md")]
    catalogue = catalogue_of(*posts)
    assert [post.id for post in catalogue.posts] == ["en/a.md", "en/b.md"]
    assert len(catalogue) == 2
    assert len(catalogue.all_posts) == 3
    assert all(catalogue.get_by_path(post.path) is post for post in posts)


def test_a_catalogue_lists_each_translation_by_default() -> None:
    posts = [post_at("en/a.md"), post_at("fr/a.md")]
    assert len(Catalogue(posts)) == 2


def test_a_changed_translation_stays_in_its_story() -> None:
    catalogue = catalogue_of(post_at("en/a.md"), post_at("fr/a.md"), post_at("en/b.md"))
    changed = catalogue.with_changes([post_at("fr/a.md", words=7)], ())
    story = changed.translations_of(changed.posts[0])
    assert [(post.id, post.words) for post in story] == [("en/a.md", 0), ("fr/a.md", 7)]
    assert changed.get_by_path("/blog/fr/a.md") == story[1]


def test_stories_follow_new_removed_and_relabelled_translations() -> None:
    catalogue = catalogue_of(post_at("en/a.md"), post_at("de/b.md"))
    more = catalogue.with_changes([post_at("fr/a.md")], ())
    assert [post.id for post in more.posts] == ["de/b.md", "en/a.md"]
    fewer = more.with_changes([], {"/blog/en/a.md"})
    assert [post.id for post in fewer.posts] == ["de/b.md", "fr/a.md"]
    other = more.with_changes([post_at("fr/a.md", slug="c", hidden="draft")], ())
    assert other.languages_of(other.posts[0]) == ()


def test_one_post_of_each_story_keeps_the_order() -> None:
    posts = [post_at("fr/a.md"), post_at("en/b.md"), post_at("en/a.md"), post_at("de/a.md")]
    stories = catalogue_of(*posts).stories
    assert [post.id for post in stories.one_each(posts)] == ["en/b.md", "en/a.md"]
    assert [post.id for post in stories.one_each(posts[:1])] == ["fr/a.md"]


def test_stories_of_the_same_day_are_ordered() -> None:
    day = date(2024, 1, 3)
    catalogue = catalogue_of(post_at("en/a.md", date=day), post_at("fr/a.md", date=day))
    assert [post.id for post in catalogue.all_posts] == ["en/a.md", "fr/a.md"]
