"""Finding the feeds of a site, with a server that is a table."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from reader.feeds.discovery import FoundFeed, find_feeds
from reader.feeds.errors import FeedError
from reader.web.documents import DocumentResponse
from reader.web.errors import DocumentError, FailureKind

FEED = (
    "<rss version='2.0'><channel><title>Figs</title><item><title>One</title></item></channel></rss>"
)
UNTITLED = "<rss version='2.0'><channel/></rss>"


class Web:
    """Pages by address; any other address is not found."""

    def __init__(self, pages: Mapping[str, str], **headers: str) -> None:
        self.pages = pages
        self.headers = headers
        self.asked: list[str] = []
        self.private: list[str] = []
        self.moved: dict[str, str] = {}
        self.failures: dict[str, FailureKind] = {}
        self.missing_status = 404

    def __call__(self, url: str, *, allows_private: bool) -> DocumentResponse:
        self.asked.append(url)
        if allows_private:
            self.private.append(url)
        if url in self.failures:
            raise DocumentError("the connection was refused", self.failures[url])
        text = self.pages.get(url)
        return DocumentResponse(
            status=self.missing_status if text is None else 200,
            url=url,
            data=(text or "").encode(),
            content_type="text/html",
            etag=None,
            last_modified=None,
            retry_after=None,
            max_age=None,
            moved_to=self.moved.get(url),
            headers=self.headers,
        )

    def find(self, text: str) -> list[FoundFeed]:
        return list(find_feeds(text, self))


def page(*links: str, body: str = "") -> str:
    return f"<!doctype html><html><head>{''.join(links)}</head><body>{body}</body></html>"


def link(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f"<link rel=alternate type='{kind}' href='{href}' title='{title}'>"


def test_the_address_of_a_feed_is_the_feed() -> None:
    web = Web({"https://example.org/feed": FEED})
    (found,) = web.find(" example.org/feed ")
    assert (found.url, found.title) == ("https://example.org/feed", "Figs")
    assert found.document.entries[0].title == "One"
    assert web.private == ["https://example.org/feed"]


@pytest.mark.parametrize(
    "text", ["feed:https://example.org/feed", "https://example.org/feed", "<https://example.org/feed>"]
)  # fmt: skip
def test_forms_of_an_address(text: str) -> None:
    (found,) = Web({"https://example.org/feed": FEED}).find(text)
    assert found.url == "https://example.org/feed"


def test_http_is_tried_where_a_server_has_no_https() -> None:
    web = Web({"http://example.org/feed": FEED})
    web.failures["https://example.org/feed"] = FailureKind.UNREACHABLE
    assert web.find("example.org/feed")[0].url == "http://example.org/feed"
    with pytest.raises(FeedError, match="refused"):
        web.find("https://example.org/feed")


def test_an_unknown_host_is_asked_once() -> None:
    web = Web({})
    web.failures["https://example.org"] = FailureKind.UNKNOWN_HOST
    with pytest.raises(FeedError):
        web.find("example.org")
    assert web.asked == ["https://example.org"]


def test_a_feed_that_has_moved_is_found_at_its_new_address() -> None:
    web = Web({"https://example.org/feed": FEED})
    web.moved["https://example.org/feed"] = "https://example.com/feed"
    assert web.find("https://example.org/feed")[0].url == "https://example.com/feed"


def test_the_feeds_that_a_page_names_with_comments_last() -> None:
    web = Web(
        {
            "https://example.org/": page(
                link("/comments/feed", "Comments"), link("/feed", "All"), link("/gone"),
                link("/page.html", "A page"),
            ),
            "https://example.org/feed": UNTITLED,
            "https://example.org/comments/feed": FEED,
            "https://example.org/page.html": page(),
        }
    )  # fmt: skip
    found = web.find("https://example.org/")
    assert [(each.url, each.title) for each in found] == [
        ("https://example.org/feed", "All"),
        ("https://example.org/comments/feed", "Figs"),
    ]
    assert web.private == ["https://example.org/"]


def test_a_link_that_looks_like_a_feed() -> None:
    body = "<a href='/about'>About</a><a href='https://feedly.com/feed'>x</a><a href='/my-rss'></a>"
    web = Web({"https://example.org/": page(body=body), "https://example.org/my-rss": FEED})
    assert [each.url for each in web.find("https://example.org/")] == ["https://example.org/my-rss"]
    assert web.asked == ["https://example.org/", "https://example.org/my-rss"]


def test_usual_addresses_are_tried_until_one_is_a_feed() -> None:
    web = Web({"https://example.org/": page(), "https://example.org/rss": FEED})
    assert [each.url for each in web.find("https://example.org/")] == ["https://example.org/rss"]
    assert web.asked[1:] == ["https://example.org/feed", "https://example.org/rss"]


def test_usual_addresses_of_a_blog_in_a_folder() -> None:
    web = Web({"https://example.org/blog/": page(), "https://example.org/blog/index.xml": FEED})
    assert web.find("https://example.org/blog/")[0].url == "https://example.org/blog/index.xml"


def test_few_addresses_are_guessed() -> None:
    web = Web({"https://example.org/": page()})
    with pytest.raises(FeedError, match=r"no feed|No feed"):
        web.find("https://example.org/")
    assert len(web.asked) == 6


def test_the_header_link_names_a_feed() -> None:
    header = '</style.css>; rel=preload, </feed>; rel="alternate"; type="application/atom+xml"'
    web = Web({"https://example.org/": page(), "https://example.org/feed": FEED}, link=header)
    assert web.find("https://example.org/")[0].url == "https://example.org/feed"


def test_a_rule_needs_no_page() -> None:
    address = "https://www.reddit.com/r/figs/.rss"
    web = Web({address: FEED})
    assert web.find("reddit.com/r/figs")[0].url == address
    assert web.asked == [address]


def test_an_empty_feed_of_a_rule_comes_last() -> None:
    project = "https://github.com/ada/figs"
    web = Web({f"{project}/releases.atom": UNTITLED, f"{project}/tags.atom": FEED})
    assert [each.url for each in web.find(project)] == [
        f"{project}/tags.atom",
        f"{project}/releases.atom",
    ]


def test_the_page_counts_where_a_rule_leads_nowhere() -> None:
    web = Web({"https://example.org/@ada": page(link("/feed")), "https://example.org/feed": FEED})
    assert web.find("https://example.org/@ada")[0].url == "https://example.org/feed"


def test_an_account_of_the_fediverse() -> None:
    web = Web({"https://example.social/@ada.rss": FEED})
    assert web.find("@ada@example.social")[0].url == "https://example.social/@ada.rss"


def test_a_page_of_youtube_names_its_channel() -> None:
    channel = "UC" + "a" * 22
    canonical = f"<link rel=canonical href='https://www.youtube.com/channel/{channel}'>"
    address = f"https://www.youtube.com/feeds/videos.xml?channel_id={channel}"
    web = Web({"https://www.youtube.com/@ada": page(canonical), address: FEED})
    assert web.find("https://www.youtube.com/@ada")[0].url == address


@pytest.mark.parametrize(
    ("text", "pages", "reason"),
    [
        ("ftp://example.org", {}, "does not begin with http"),
        ("example", {}, "does not name a site"),
        ("https://", {}, "does not name a site"),
        ("", {}, "does not name a site"),
        ("https://ada@example.org/", {}, "user name"),
        ("https://example.org/", {}, "no page"),
        ("https://example.org/", {"https://example.org/": page(link("/feed"))}, "names the feed"),
        ("https://example.org/", {"https://example.org/": ""}, "empty document"),
        ("https://example.org/", {"https://example.org/": '{"a": 1}'}, "JSON"),
    ],
)
def test_errors_have_a_remedy(text: str, pages: dict[str, str], reason: str) -> None:
    with pytest.raises(FeedError, match=reason) as raised:
        Web(pages).find(text)
    assert raised.value.remedy.endswith(".")


def test_an_address_that_is_gone_is_not_called_misspelt() -> None:
    web = Web({})
    web.missing_status = 410
    with pytest.raises(FeedError, match="is gone for good"):
        web.find("https://example.org/feed")


def test_a_cancelled_search_ends() -> None:
    web = Web({"https://example.org/": page(link("/one"), link("/two"))})
    web.failures["https://example.org/one"] = FailureKind.CANCELLED
    with pytest.raises(FeedError):
        web.find("https://example.org/")
    assert web.asked[-1] == "https://example.org/one"
