"""Which posts are about the same."""

from __future__ import annotations

from datetime import date

from reader.posts.catalogue import Catalogue
from reader.posts.links.related import related_posts
from reader.posts.post import Post


def a_post(name: str, title: str, *tags: str, day: int = 1, language: str | None = None) -> Post:
    return Post(
        name, f"/posts/{name}", name, title, "", date(2024, 5, day), ("x",),
        tags=tags, language=language,
    )  # fmt: skip


HERE = a_post("here.md", "The harbour ferry is back", "ferry", "harbour", day=9)
OTHERS = [
    a_post("both.md", "Something else", "Ferry", "harbour", day=1),
    a_post("one.md", "Another thing", "ferry", day=2),
    a_post("newer.md", "A third thing", "ferry", day=3),
    a_post("words.md", "No harbour, no ferry", day=4),
    a_post("word.md", "A harbour in the fog", day=5),
    a_post("none.md", "Nothing in common", "tide", day=6),
    a_post("german.md", "Ganz anders", "ferry", "harbour", day=7, language="de"),
]


def related(post: Post, most: int = 9) -> list[str]:
    return [it.id for it in related_posts(Catalogue([HERE, *OTHERS]), post, most)]


def test_who_shares_most_is_closest() -> None:
    found = related(HERE)
    assert set(found) == {"both.md", "one.md", "newer.md", "words.md"}
    assert set(found[:2]) == {"both.md", "words.md"}
    assert found[2:] == ["newer.md", "one.md"]


def test_no_more_than_are_wanted() -> None:
    assert len(related(HERE, 2)) == 2


def test_a_post_that_shares_nothing_has_none() -> None:
    assert related(OTHERS[5]) == []


def test_a_post_that_is_not_listed_has_its_own_too() -> None:
    assert related(a_post("draft.md", "Of no list", "tide")) == ["none.md"]


def test_what_all_share_says_nothing() -> None:
    many = [a_post(f"{number}.md", f"Title {number}", "news") for number in range(500)]
    assert related_posts(Catalogue(many), many[0], 3) == []
