"""Parsing JSON Feed, whose values may have any type."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.feeds.errors import FeedError
from reader.feeds.model import Enclosure, Entry, FeedDocument
from reader.feeds.parsing import parse_feed
from tests.property.effort import examples

URL = "https://example.org/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def parse(feed: object) -> FeedDocument:
    return parse_feed(json.dumps(feed).encode(), "application/feed+json", URL)


def entry(**item: Any) -> Entry:
    (found,) = parse({"version": VERSION, "items": [item or {"id": "x"}]}).entries
    return found


def test_a_feed_of_version_1_1() -> None:
    document = parse(
        {
            "version": VERSION,
            "title": "Figs",
            "home_page_url": "/",
            "language": "en-GB",
            "authors": [{"name": "Ada"}],
            "items": [
                {
                    "id": "7",
                    "url": "/figs",
                    "external_url": "https://example.com/",
                    "title": "Figs & <dates>",
                    "content_html": "<p>Ripe</p>",
                    "content_text": "Ripe",
                    "summary": "1 < 2",
                    "image": "/i.png",
                    "date_published": "2024-05-06T07:08:09Z",
                    "date_modified": "2024-05-07T07:08:09Z",
                    "tags": ["Fruit", "fruit", 7],
                    "attachments": [
                        {"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12.5},
                        {"url": "/b.mp3", "size_in_bytes": 12},
                    ],
                }
            ],
        }
    )
    assert (document.title, document.link) == ("Figs", "https://example.org/")
    assert document.entries == (
        Entry(
            guid="7",
            title="Figs & <dates>",
            link="https://example.org/figs",
            published=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC),
            updated=datetime(2024, 5, 7, 7, 8, 9, tzinfo=UTC),
            authors=("Ada",),
            tags=("Fruit", "7"),
            summary="<p>1 &lt; 2</p>",
            content="<p>Ripe</p>",
            base="https://example.org/figs",
            image="https://example.org/i.png",
            enclosures=(
                Enclosure("https://example.org/a.mp3", "audio/mpeg"),
                Enclosure("https://example.org/b.mp3", length=12),
            ),
            language="en-GB",
        ),
    )


def test_forms_of_version_1_0() -> None:
    assert entry(author={"name": "Ada"}).authors == ("Ada",)
    assert entry(external_url="https://example.com/a").link == "https://example.com/a"
    assert entry(content_text="One\n\nTwo & 3").content == "<p>One</p>\n<p>Two &amp; 3</p>"
    assert entry(banner_image="/b.png").image == "https://example.org/b.png"
    assert entry(date_modified="2024-05-06").published is not None


@pytest.mark.parametrize(
    ("number", "guid"),
    [("7", "7"), ("3.1415", "3.1415"), ("1e3", "1e3"), ("1" * 5_000, "1" * 4_000)],
    ids=range(4),
)
def test_numbers_stay_as_they_are_written(number: str, guid: str) -> None:
    data = f'{{"version": "{VERSION}", "items": [{{"id": {number}}}]}}'.encode()
    assert parse_feed(data, "", URL).entries[0].guid == guid


def test_control_characters_in_strings() -> None:
    data = '\ufeff {"items": [{"id": "a\tb", "title": "x\\u001b[31m\\ud800\ny"}]}'.encode()
    (found,) = parse_feed(data, "text/plain", URL).entries
    assert found.title == "x␛[31m\ufffd y"


def test_items_that_are_no_objects_are_left_out() -> None:
    feed: dict[str, Any] = {"version": VERSION, "items": [None, 7, "x", [], {}, {"id": "a"}]}
    assert [each.guid for each in parse(feed).entries] == ["a"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"version": "https://jsonfeed.org/version/1", "items": [}', "not valid JSON (line 1)"),
        ('{"a": 1}', "not a JSON Feed"),
        ("[1, 2]", "not a JSON Feed"),
        ("[" * 100_000, "JSON"),
        ('{"items": 7}', "not a JSON Feed"),
    ],
)
def test_other_json(text: str, reason: str) -> None:
    with pytest.raises(FeedError) as raised:
        parse_feed(text.encode(), "", URL)
    assert reason in raised.value.reason


KEYS = st.sampled_from(
    [
        "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image",
        "banner_image", "date_published", "date_modified", "authors", "author", "tags", "language",
        "attachments", "name", "mime_type", "size_in_bytes", "items", "home_page_url",
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES), st.lists(VALUES, max_size=2))
@settings(max_examples=examples(50))
def test_values_of_any_type(feed: dict[str, Any], items: list[Any]) -> None:
    document = parse({**feed, "version": VERSION, "items": items})
    assert len(document.entries) == sum(isinstance(item, dict) and bool(item) for item in items)
