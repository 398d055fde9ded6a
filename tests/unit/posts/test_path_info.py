"""Metadata in the path of a file."""

from __future__ import annotations

import pytest

from reader.posts.path_info import PathInfo, parse_language


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
        ("2024-05-06-first-light.html.md", "first-light"),
        ("first-light.fr.html.markdown", "first-light"),
        (".html.md", ".html"),
        ("first-light.sync-conflict-20240506-070809-K3X2R2T.md", "first-light"),
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
