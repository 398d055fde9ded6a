"""Metadata in the path of a file."""

from __future__ import annotations

import pytest

from reader.posts.path_info import PathFacts, PathInfo, parse_language


@pytest.mark.parametrize(
    ("relative", "date"),
    [
        ("2024-05-06-slug.md", "2024-05-06"),
        ("2024-5-6-slug.md", "2024-05-06"),
        ("20240506_slug.md", "2024-05-06"),
        ("2024.05.06.md", "2024-05-06"),
        ("notes-2024-05-06.md", "2024-05-06"),
        ("2024/05/06/slug.md", "2024-05-06"),
        ("posts/2024-05-06-trip/index.md", "2024-05-06"),
        ("2024/05/slug.md", "2024-05-01"),
        ("tide-2024-05-06.md", "2024-05-06"),
        ("tide 20240506.md", "2024-05-06"),
        ("Tide (2024-05-06).md", "2024-05-06"),
        ("202405060708 Tide.md", "2024-05-06T07:08:00"),
        ("20240506070809-tide.md", "2024-05-06T07:08:09"),
        ("20240506T0708 tide.md", "2024-05-06T07:08:00"),
        ("tide-202405060708.md", "2024-05-06T07:08:00"),
        ("2024-05-06-10-30-tide.md", "2024-05-06T10:30:00"),
        ("2024-05-06T10.30.15 tide.md", "2024-05-06T10:30:15"),
        ("2024-05-06-50-20-tide.md", "2024-05-06"),
        ("2024-05-06-10-tips.md", "2024-05-06"),
        ("20240506-2023-in-words.md", "2024-05-06"),
        ("2024-05-06日記.md", "2024-05-06"),
        ("2024年5月6日.md", "2024-05-06"),
        ("999999999999.md", None),
        ("v2024.05.06.md", None),
        ("2024-13-45-slug.md", None),
        ("2024/slug.md", None),
        ("0004-kubernetes.md", None),
        ("release-1.2.3.md", None),
        ("202405-slug.md", None),
    ],
)
def test_the_date_in_a_path(relative: str, date: str | None) -> None:
    found = PathInfo(relative).date
    assert (found.isoformat() if found else None) == date


@pytest.mark.parametrize(
    ("relative", "category"),
    [
        ("_posts/slug.md", None),
        ("_posts/travel/slug.md", "travel"),
        ("_posts/2024/slug.md", None),
        ("_posts/2024-05-06-a-trip/slug.md", None),
        ("_posts/en/newsletters/slug.md", "newsletters"),
        ("content/news/2024/05/slug.md", None),
        ("content/research/slug.md", "research"),
        ("content/posts/my-trip/index.md", None),
        ("content/inside/my-trip/index.md", "inside"),
        ("source/_posts/slug.md", None),
        ("world/slug.md", "world"),
        ("public/resources/slug.md", None),
        ("_thanksgiving/slug.md", "thanksgiving"),
        ("slug.md", None),
        ("sport/_posts/slug.md", "sport"),
        ("sport/_posts/rowing/slug.md", "rowing"),
        ("docs/_posts/slug.md", None),
        ("2024/_posts/slug.md", None),
        ("sport/posts/slug.md", None),
        ("user/pages/01.blog/slug.md", None),
        ("user/pages/02.travel/slug.md", "travel"),
        ("content/docs/travel/slug.md", "travel"),
        ("posts/src/slug.md", None),
        ("boat/boat.md", None),
        ("i18n/fr/docusaurus-plugin-content-blog/slug.md", None),
        ("i18n/fr/docusaurus-plugin-content-blog/travel/slug.md", "travel"),
    ],
)
def test_the_category_in_a_path(relative: str, category: str | None) -> None:
    assert PathInfo(relative).category == category


@pytest.mark.parametrize(
    ("relative", "slug"),
    [
        ("2024-05-06-first-light.md", "first-light"),
        ("posts/first-light/index.md", "first-light"),
        ("2024-05-06.md", "2024-05-06"),
        ("index.md", "index"),
        ("0004-kubernetes.md", "0004-kubernetes"),
        (".html.md", ".html"),
        ("first-light.sync-conflict-20240506-070809-K3X2R2T.md", "first-light"),
        ("tide-2024-05-06.md", "tide-2024-05-06"),
        ("2024-05-06-10-30-tide.md", "tide"),
        ("2024-05-06-first-light.html.md", "first-light"),
        ("first-light.blade.md", "first-light"),
        ("first-light.html.fr.md", "first-light.html"),
        ("first-light.fr.html.md", "first-light"),
        ("first-light.fr.html.markdown", "first-light"),
    ],
)
def test_the_slug_in_a_path(relative: str, slug: str) -> None:
    assert PathInfo(relative).slug == slug


@pytest.mark.parametrize(
    ("relative", "language"),
    [
        ("_posts/pt-BR/slug.md", "pt-BR"),
        ("pages/zh_tw/blog/slug.md", "zh-tw"),
        ("posts/slug.fr.md", "fr"),
        ("posts/slug.md", None),
        ("go/slug.md", None),
    ],
)
def test_the_language_in_a_path(relative: str, language: str | None) -> None:
    assert PathInfo(relative).language == language


@pytest.mark.parametrize("name", ["english", "e", "xx", "en-", "en-toolong", ""])
def test_names_that_are_not_languages(name: str) -> None:
    assert parse_language(name) is None


def test_the_folder_of_a_single_post_is_not_a_category() -> None:
    facts = PathFacts(shared_folders=2)
    path = PathInfo("blog/travel/blue-boat/post.md", facts)
    assert (path.category, path.slug) == ("travel", "blue-boat")
    path = PathInfo("blog/travel/2024-05-06-blue-boat/hull.md", facts)
    assert (path.category, path.slug, str(path.date)) == ("travel", "hull", "2024-05-06")
    assert PathInfo("travel/post.md").category == "travel"
    assert PathInfo("sport/_posts/slug.md", PathFacts(shared_folders=0)).category == "sport"


def test_the_code_of_a_country_is_a_language_where_the_other_files_say_so() -> None:
    facts = PathFacts(languages=frozenset(("cn",)))
    assert PathInfo("cn/slug.md").category == "cn"
    path = PathInfo("cn/slug.md", facts)
    assert (path.category, path.language) == (None, "zh")
    path = PathInfo("slug.cn.md", facts)
    assert (path.slug, path.language) == ("slug", "zh")
    assert PathInfo("slug.cn.md").slug == "slug.cn"


@pytest.mark.parametrize("facts", [PathFacts(), PathFacts(2, frozenset(("cn", "jp")))])
def test_facts_are_restored_from_their_key(facts: PathFacts) -> None:
    assert PathFacts.from_key(facts.key) == facts
