"""Finding related posts."""

from __future__ import annotations

from datetime import date
from functools import partial

from reader.posts.catalogue import Catalogue
from reader.posts.links.related import related_posts
from reader.posts.path_info import PathInfo
from reader.posts.post import Post
from reader.posts.stories import Languages
from reader.posts.translations import find_stories


def make_post(name: str, title: str, *tags: str, day: int = 1, language: str | None = None) -> Post:
    return Post(
        name, f"/posts/{name}", name, title, "", date(2024, 5, day), ("x",),
        tags=tags, language=language,
    )  # fmt: skip


HERE = make_post("here.md", "The harbour ferry is back", "ferry", "harbour", day=9)
OTHERS = [
    make_post("both.md", "Something else", "Ferry", "harbour", day=1),
    make_post("one.md", "Another thing", "ferry", day=2),
    make_post("newer.md", "A third thing", "ferry", day=3),
    make_post("words.md", "No harbour, no ferry", day=4),
    make_post("word.md", "A harbour in the fog", day=5),
    make_post("none.md", "Nothing in common", "tide", day=6),
    make_post("german.md", "Ganz anders", "ferry", "harbour", day=7, language="de"),
]


def related(post: Post, limit: int = 9) -> list[str]:
    return [other.id for other in related_posts(Catalogue([HERE, *OTHERS]), post, limit)]


def test_posts_that_share_most_come_first() -> None:
    found = related(HERE)
    assert set(found) == {"both.md", "one.md", "newer.md", "words.md"}
    assert set(found[:2]) == {"both.md", "words.md"}
    assert found[2:] == ["newer.md", "one.md"]


def test_the_number_of_posts_is_limited() -> None:
    assert len(related(HERE, 2)) == 2


def test_a_post_that_shares_nothing_has_no_related_posts() -> None:
    assert related(OTHERS[5]) == []


def test_a_post_outside_the_catalogue_has_related_posts() -> None:
    assert related(make_post("draft.md", "Of no list", "tide")) == ["none.md"]


def test_very_common_tags_are_ignored() -> None:
    many = [make_post(f"{number}.md", f"Title {number}", "news") for number in range(500)]
    assert related_posts(Catalogue(many), many[0], 3) == []


def test_a_translation_is_not_related() -> None:
    names = ("ferry.md", "ferry.de.md", "ferry.fr.md", "harbour.md", "harbour.de.md")
    posts = [
        make_post(name, name.partition(".")[0], "ferry", language=PathInfo(name).language)
        for name in names
    ]
    catalogue = Catalogue(posts, partial(find_stories, languages=Languages(("de",))))
    found = {post.id: [other.id for other in related_posts(catalogue, post, 9)] for post in posts}
    assert found == {
        "ferry.md": ["harbour.md"],
        "ferry.de.md": ["harbour.de.md"],
        "ferry.fr.md": ["harbour.md"],
        "harbour.md": ["ferry.md"],
        "harbour.de.md": ["ferry.de.md"],
    }
