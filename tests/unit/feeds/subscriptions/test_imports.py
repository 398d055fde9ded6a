"""Lists of other programs are imported: OPML, and the urls file of newsboat."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.errors import FeedError
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.imports import ImportedFeed, parse_list, plan_import
from reader.feeds.subscriptions.newsboat import UrlsLine, parse_urls
from reader.text.slugs import make_slug

URLS = r"""
# my feeds
https://a.example/feed
https://b.example/feed  tech "~The \"B\" feed" apple   # the best
http://c.example/feed "two words" !
feed:https://d.example/feed Tech/Apple
https://ada:secret@e.example/feed
"query:Unread:unread = \"yes\""
exec:~/bin/feed.py
filter:~/bin/f.py:https://f.example/feed
file:///home/ada/feed.xml
https://a.example/feed/ again
"""


def test_lines_have_an_address_tags_and_a_title() -> None:
    assert parse_urls(URLS)[:3] == [
        UrlsLine(3, "https://a.example/feed"),
        UrlsLine(4, "https://b.example/feed", 'The "B" feed', ("tech", "apple")),
        UrlsLine(5, "http://c.example/feed", "", ("two words",)),
    ]


def test_what_newsboat_has_becomes_subscriptions() -> None:
    listed = parse_list(URLS.encode())
    assert [feed for feed in listed if feed.refusal is None] == [
        ImportedFeed("https://a.example/feed"),
        ImportedFeed("https://b.example/feed", 'The "B" feed', "tech"),
        ImportedFeed("http://c.example/feed", "", "two words"),
        ImportedFeed("https://d.example/feed", "", "Tech/Apple"),
        ImportedFeed("https://e.example/feed", user="ada"),
        ImportedFeed("https://a.example/feed/", "", "again"),
    ]
    assert [feed.refusal.partition(";")[0] for feed in listed if feed.refusal] == [
        "a query feed",
        "the output of a program",
        "a feed that a program changes",
        "a file",
    ]


def test_an_outline_is_in_its_folder_else_in_its_first_category() -> None:
    listed = parse_list(
        b'<opml><outline text="F"><outline xmlUrl="https://a.example" category="x"/></outline>'
        b'<outline xmlUrl="https://b.example" category="x,y"/>'
        b'<outline xmlUrl="c.example/a b" text="C"/><outline xmlUrl="exec:x"/></opml>'
    )
    assert [(feed.url, feed.category) for feed in listed] == [
        ("https://a.example", "F"),
        ("https://b.example", "x"),
        ("https://c.example/a%20b", ""),
        ("exec:x", ""),
    ]
    assert listed[-1].refusal is not None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a list of feeds"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a list of feeds"),
        (b"Dear Ada,\nhttps://a.example is nice.\nYours\n", "not a list of feeds"),
        (b"e.g. this\n", "not a list of feeds"),
        (b"<opml><body/></opml>", "has no feeds"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "is a feed and not a list"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "is a feed and not a list"),
        (b"<!DOCTYPE html><html></html>", "is a web page"),
        (b'[[feed]]\nurl = "https://a.example"\n', "Copy it into your feeds folder"),
        (b" " * 10_000_001, "larger than 10 MB"),
    ],
)
def test_what_is_no_list_is_reported(data: bytes, message: str) -> None:
    with pytest.raises(FeedError, match=message):
        parse_list(data)


def test_feeds_that_are_there_keep_their_names() -> None:
    there = Subscription("a", "My A", "http://www.a.example/feed", "Mine")
    plan = plan_import(parse_list(URLS.encode()), [there])
    assert plan.existing == (there,)
    assert [feed.url for feed in plan.duplicates] == ["https://a.example/feed/"]
    assert [(new.id, new.name, new.category, new.user) for new in plan.new] == [
        ("the-b-feed", 'The "B" feed', "tech", None),
        ("c-example", "c.example", "two words", None),
        ("d-example", "d.example", "Tech/Apple", None),
        ("e-example", "e.example", "", "ada"),
    ]
    assert len(plan.refused) == 4


def test_feeds_of_the_same_name_get_different_ids() -> None:
    listed = [ImportedFeed(f"https://{host}.example", "Android") for host in "abc"]
    plan = plan_import(listed, [Subscription("ANDROID", "x", "https://x.example")])
    assert [new.id for new in plan.new] == ["android-2", "android-3", "android-4"]


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    parse_urls(text)
    with suppress(FeedError):
        parse_list(text.encode(errors="replace"))


def test_long_names_get_ids_whose_folders_differ() -> None:
    listed = [ImportedFeed(f"https://{host}.example", "word " * 30) for host in "abc"]
    ids = [new.id for new in plan_import(listed, []).new]
    assert len({make_slug(identity) for identity in ids}) == 3
