"""Posts that were written from a feed: which ones are, and that their text is plain."""

from __future__ import annotations

from datetime import date

import pytest

from reader.posts.parsing import parse_post
from reader.posts.post import Post


def parse(front_matter: str, post_id: str = "tech/harbour/2024-05-06-crab.md") -> Post:
    data = f"---\n{front_matter}\n---\n\nIt was early. ![](https://example.org/crab.jpg)\n"
    return parse_post(data.encode(), path=f"/feeds/{post_id}", post_id=post_id).post


@pytest.mark.parametrize(
    ("front_matter", "feed", "guid"),
    [
        ('feed: "Harbour News"\nguid: "tag:1"', "Harbour News", "tag:1"),
        ('feed: "Harbour News"\nguid: ""', "Harbour News", None),
        ('feed: "1843"\nguid: "no"', "1843", "no"),
        ('feed: "Harbour News"', None, None),
        ("guid: https://example.org/?p=12", None, None),
        ("feed: true\nguid: x", None, None),
        ("feed: no\nguid: x", None, None),
        ("feed: https://example.org/feed.xml\nguid: x", None, None),
        ("feed: /feed.xml\nguid: x", None, None),
        ("feed: {excerpt_only: true}\nguid: x", None, None),
        ("feed: [a, b]\nguid: x", None, None),
        ("feed:\nguid: x", None, None),
        ('feed: "{{ feed }}"\nguid: x', None, None),
    ],
)
def test_a_post_is_from_a_feed_if_it_has_its_name_and_a_guid(
    front_matter: str, feed: str | None, guid: str | None
) -> None:
    post = parse(front_matter)
    assert (post.feed, post.guid) == (feed, guid)


TEXTS = 'title: "*args* and <b>"\ndescription: "`x` & &amp;"\ntags: ["#a_b_", "~", "[x](y)"]\n'


def test_the_text_of_a_post_from_a_feed_is_not_markdown() -> None:
    post = parse(f'{TEXTS}feed: "F"\nguid: "g"')
    assert (post.title, post.description) == ("*args* and <b>", "`x` & &amp;")
    assert post.tags == ("#a_b_", "~", "[x](y)")
    assert parse(TEXTS).title == "args and"


def test_a_folder_says_nothing_of_a_post_from_a_feed() -> None:
    post = parse('feed: "F"\nguid: "g"\ncategories: []', "it/harbour/2024-05-06-crab.md")
    assert (post.categories, post.named_categories) == (("Uncategorised",), ())
    assert post.language is None
    assert parse("title: x", "it/harbour/2024-05-06-crab.md").language == "it"


def test_a_tag_of_the_entry_does_not_feature_the_post() -> None:
    assert not parse('tags: ["Featured"]\nfeed: "F"\nguid: "g"').featured
    assert parse('featured: true\nfeed: "F"\nguid: "g"').featured


def test_what_a_person_removed_or_changed_is_read_as_in_any_post() -> None:
    post = parse("title:\ncategories: travel, food\ntags: one\nfeed: F\nguid: g")
    assert (post.title, post.description) == ("Crab", "It was early.")
    assert (post.categories, post.tags) == (("travel", "food"), ("one",))


@pytest.mark.parametrize(
    ("value", "enclosures"),
    [
        ('\n- url: "https://example.org/a.mp3"\n  length: 12\n- url: http://example.org/b',
         ("https://example.org/a.mp3", "http://example.org/b")),
        (" [https://example.org/a, https://example.org/a]", ("https://example.org/a",)),
        (" https://example.org/a", ("https://example.org/a",)),
        (" [/a.mp3, javascript:x, {length: 1}, [x]]", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_enclosures_are_web_addresses(value: str, enclosures: tuple[str, ...]) -> None:
    assert parse(f"enclosures:{value}").enclosures == enclosures


@pytest.mark.parametrize(
    ("front_matter", "updated"),
    [
        ("date: 2024-05-06\nupdated: 2024-05-08", date(2024, 5, 8)),
        ("date: 2024-05-06\nlastmod: 2024-05-06", None),
        ("date: 2024-05-06\nupdated: 2024-05-01", None),
        ("date: 2024-05-06\nupdated: soon", None),
        ("date: 2024-05-06", None),
    ],
)
def test_an_update_is_later_than_the_date(front_matter: str, updated: date | None) -> None:
    post = parse(front_matter)
    assert (post.updated, post.problems) == (updated, ())
