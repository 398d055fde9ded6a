"""What the files of a folder say about their paths."""

from __future__ import annotations

import pytest

from reader.posts.loading.folder_layout import FolderLayout, is_layout_unaffected
from reader.posts.path_info import PathFacts


def layout(*relatives: str) -> FolderLayout:
    return FolderLayout(relatives)


def test_folders_with_several_posts_are_shared() -> None:
    found = layout("blog/a/x.md", "blog/b/x.md", "blog/b/c/y.md", "z.md")
    assert found.facts("blog/a/x.md").shared_folders == 1
    assert found.facts("blog/b/x.md").shared_folders == 2
    assert found.facts("blog/b/c/y.md").shared_folders == 2
    assert found.facts("z.md").shared_folders == 0


def test_the_translations_of_a_post_are_one_post() -> None:
    found = layout("blog/a/index.en.md", "blog/a/index.fr.md", "blog/b/x.md")
    assert found.facts("blog/a/index.fr.md").shared_folders == 1


def test_folders_in_several_languages_count_as_one() -> None:
    found = layout("en/news/a.md", "en/news/b.md", "es/news/c.md", "es/d.md")
    assert found.facts("es/news/c.md").shared_folders == 2


def test_a_folder_that_is_not_known_is_shared() -> None:
    assert layout("a/x.md").facts("b/page.html") == PathFacts(1)


@pytest.mark.parametrize(
    ("relatives", "languages"),
    [
        (["cn/a.md", "en/b.md"], {"cn"}),
        (["CN/a.md", "en/b.md"], {"cn"}),
        (["cn/a.md", "jp/b.md"], {"cn"}),
        (["cn/a.md", "sport/b.md"], set()),
        (["cn/a.md", "blog/en/b.md"], set()),
        (["a.cn.md", "a.md"], {"cn"}),
        (["a.cn.md", "a.en.md"], {"cn"}),
        (["a.cn.md", "b.md"], set()),
    ],
)
def test_countries_are_languages_next_to_other_languages(
    relatives: list[str], languages: set[str]
) -> None:
    assert layout(*relatives).facts(relatives[0]).languages == languages


def test_known_facts_replace_those_of_the_files() -> None:
    facts = PathFacts(7, frozenset(("cn",)))
    assert FolderLayout((), {"a/x.md": facts}).facts("a/x.md") == facts


@pytest.mark.parametrize(
    ("relative", "others", "is_unaffected"),
    [
        ("x.md", [], True),
        ("a/x.md", ["y.md", "z.md"], True),
        ("a/x.md", ["y.md"], False),
        ("a/x.md", ["y.en.md", "y.fr.md"], False),
        ("cn/x.md", ["y.md", "z.md"], False),
        ("x.md", ["x.cn.md"], False),
        ("x.cn.md", [], False),
    ],
)
def test_when_a_post_can_be_added_without_affecting_others(
    relative: str, others: list[str], is_unaffected: bool
) -> None:
    assert is_layout_unaffected(relative, others) is is_unaffected
