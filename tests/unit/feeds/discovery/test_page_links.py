"""The feeds that a page names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.discovery.page_links import page_links

URL = "https://example.org/blog/page.html"


def declared(html: str) -> list[str]:
    return [link.url for link in page_links(html, URL).declared]


@pytest.mark.parametrize(
    "html",
    [
        "<link rel='alternate' type='application/rss+xml' href='https://example.org/blog/feed'>",
        "<LINK REL='ALTERNATE home' TYPE='Application/Atom+XML; charset=utf-8' HREF='feed'/>",
        "<link href=//example.org/blog/feed type=application/feed+json rel='x alternate'>",
        "<base href='/blog/'><link rel=alternate type=application/rdf+xml href=feed>",
        "<base href='https://example.org/'><link rel=alternate type=text/xml href='blog&#47;feed'>",
        "<body><p>x<link rel=alternate type=application/rss+xml href='  /blog/feed  '></body>",
        "<link rel=feed href=feed>",
        "<link rel=feed href='feed:https://example.org/blog/feed'>",
        "<link rel=alternate type=application/json href=feed>",
    ],
)
def test_link_elements(html: str) -> None:
    assert declared(html) == ["https://example.org/blog/feed"]


@pytest.mark.parametrize(
    "html",
    [
        "<link rel='stylesheet alternate' type='application/rss+xml' href=feed>",
        "<link rel=alternate hreflang=de href=/de>",
        "<link rel=alternate type=application/json href=/wp-json/posts/1>",
        "<link rel=alternate type=application/json+oembed href=/oembed>",
        "<link rel=alternate type=application/rss+xml href=javascript:x>",
        "<link rel=alternate type=application/rss+xml>",
        "<!-- <link rel=alternate type=application/rss+xml href=feed> -->",
        "<script>'<link rel=alternate type=application/rss+xml href=feed>'</script>",
    ],
)
def test_other_link_elements(html: str) -> None:
    assert declared(html) == []


def test_the_scheme_feed_may_stand_instead_of_http() -> None:
    assert declared("<link rel=feed href=' Feed://example.org/feed'>") == [
        "http://example.org/feed"
    ]
    links = page_links("<a href='feed://example.org/blog/feed'>x</a>", URL).likely
    assert [link.url for link in links] == ["http://example.org/blog/feed"]


def test_each_address_once_and_comments_last() -> None:
    kind = "rel=alternate type=application/rss+xml"
    html = f"""<link {kind} href=c title='Kommentare'><link {kind} href=a title='A &amp; B'>
    <link {kind} href=a><link {kind} href=/blog/comments/feed><link {kind} href=b>"""
    links = page_links(html, URL).declared
    assert [link.url.removeprefix("https://example.org/blog/") for link in links] == [
        "a", "b", "c", "comments/feed",
    ]  # fmt: skip
    assert links[0].title == "A & B"


def test_ordinary_links() -> None:
    html = """<a href="/feed.xml">x</a> <a href="/news">RSS</a> <a href="/feedback">Feedback</a>
    <a href="https://example.com/atom">x</a> <a href="https://feedly.com/feed">x</a>
    <a href="/tags/rss-readers/">x</a> <a href="mailto:rss@example.org">RSS</a>"""
    assert [link.url for link in page_links(html, URL).likely] == [
        "https://example.org/feed.xml",
        "https://example.org/news",
        "https://example.org/tags/rss-readers/",
        "https://example.com/atom",
    ]


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_page_has_links_or_none(html: str, header: str) -> None:
    for link in (*page_links(html, URL, header).declared, *page_links(html, URL).likely):
        assert link.url.startswith(("http://", "https://"))
