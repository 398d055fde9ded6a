"""Posts of several feeds about the same page are read together."""

from __future__ import annotations

from dataclasses import replace

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.same_page import posts_about_same_page
from reader.posts.stories import Languages
from reader.posts.translations import find_stories
from tests.made_posts import make

PAGE = "https://example.org/2024/crab"


def entry(title: str, feed: str | None, link: str | None = PAGE, **more: object) -> Post:
    return make(title, feed=feed, guid=title, link=link, **more)


A = entry("A", "Harbour")
B = entry("B", "Digest", "http://www.example.org/2024/crab/?utm_source=digest#top")
C = entry("C", "Tides", "https://example.org/2024/tide")


def groups(*posts: Post) -> list[list[str]]:
    return [[post.title for post in group] for group in posts_about_same_page(posts)]


def test_posts_of_several_feeds_with_the_same_link_belong_together() -> None:
    assert groups(A, B, C) == [["A", "B"]]


def test_nothing_is_concluded_within_one_feed_or_without_one() -> None:
    assert groups(A, entry("D", "Harbour")) == []
    assert groups(A, entry("D", None)) == []
    assert groups(entry("D", "x", None), entry("E", "y", None)) == []


def test_an_address_of_many_entries_says_nothing() -> None:
    assert groups(A, B, entry("D", "Harbour", PAGE + "#part-2")) == []
    home = "https://example.org/"
    assert groups(entry("D", "x", home), entry("E", "y", home)) == []


def test_the_catalogue_knows_what_is_read_together() -> None:
    def group(posts, post_of_path):  # type: ignore[no-untyped-def]
        return find_stories(posts, post_of_path, Languages())

    catalogue = Catalogue([A, C], group)
    assert catalogue.stories.read_together(A) == (A,)
    with_copy = catalogue.with_changes([B], [])
    assert with_copy.stories.read_together(B) == (B, A)
    assert (len(with_copy), with_copy.stories.posts_of(A)) == (3, (A,))
    newer = replace(A, title="A, revised")
    changed = with_copy.with_changes([newer], [])
    assert changed.stories.read_together(B) == (B, newer)
    moved = with_copy.with_changes([replace(A, link=None)], [])
    assert moved.stories.read_together(B) == (B,)


def test_posts_of_feeds_are_no_translations() -> None:
    one = entry("1", "Harbour", None, language="en", path="/f/x/2024-05-06-a-2.md")
    two = entry("2", "Harbour", None, language="fr", path="/f/x/2024-05-06-b-2.md")
    posts = {post.path: post for post in (one, two)}
    assert not find_stories(list(posts.values()), posts.get, Languages())
