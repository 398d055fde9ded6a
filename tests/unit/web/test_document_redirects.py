"""Redirects: what is followed, what goes along, and what replaces the address of a feed."""

from __future__ import annotations

import pytest

from reader.web.credentials import Credentials
from reader.web.documents import DocumentClient, DocumentRequest
from reader.web.errors import FailureKind
from reader.web.redirects import Route
from tests.feed_server import PRIVATE_TARGET, FeedServer, document, redirect, status

from .test_documents import RSS, failure


@pytest.mark.parametrize(
    ("codes", "is_permanent"),
    [
        ([301], True),
        ([308], True),
        ([301, 308, 301], True),
        ([302], False),
        ([303], False),
        ([307], False),
        ([301, 302], False),
        ([302, 301], False),
    ],
)
def test_a_feed_has_moved_if_every_redirect_is_permanent(
    feeds: FeedServer, client: DocumentClient, codes: list[int], is_permanent: bool
) -> None:
    for number, code in enumerate(codes):
        feeds.answer(f"/{number}", redirect(f"/{number + 1}", code))
    end = f"/{len(codes)}"
    feeds.answer(end, document(RSS, etag='"1"'))
    for etag in (None, '"1"'):
        response = client.fetch(DocumentRequest(feeds.url("/0"), etag=etag))
        assert response.status == (304 if etag else 200)
        assert response.url == feeds.url(end)
        assert response.moved_to == (feeds.url(end) if is_permanent else None)


def test_a_feed_has_not_moved_to_an_address_that_does_not_exist(
    feeds: FeedServer, client: DocumentClient
) -> None:
    feeds.answer("/old", redirect("/gone", 301))
    response = client.fetch(DocumentRequest(feeds.url("/old")))
    assert (response.status, response.moved_to) == (404, None)


def test_a_redirect_without_a_target_is_an_answer(
    feeds: FeedServer, client: DocumentClient
) -> None:
    feeds.answer("/old", status(301))
    feeds.answer("/choice", status(300, Location="/other"))
    assert client.fetch(DocumentRequest(feeds.url("/old"))).status == 301
    assert client.fetch(DocumentRequest(feeds.url("/choice"))).status == 300


@pytest.mark.parametrize("target", ["feed?a=ü b", "/feed?a=%C3%BC%20b", "?a=ü b#top"])
def test_targets_are_relative_and_may_be_utf_8(
    feeds: FeedServer, client: DocumentClient, target: str
) -> None:
    feeds.answer("/feed", redirect(target.encode().decode("latin-1")))
    feeds.answer("/feed?a=%C3%BC%20b", document(RSS))
    assert client.fetch(DocumentRequest(feeds.url("/feed"))).data == RSS


def test_redirects_in_a_circle_end(feeds: FeedServer, client: DocumentClient) -> None:
    feeds.answer("/a", redirect("/b"))
    feeds.answer("/b", redirect("/a"))
    error = failure(client, DocumentRequest(feeds.url("/a")))
    assert error.kind is FailureKind.REDIRECTS
    assert error.reason == "it was redirected more than 3 times"
    assert feeds.paths == ["/a", "/b", "/a", "/b"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://127.0.0.1/feed", "only http and https"),
        ("data:text/xml,<rss/>", "only http and https"),
        ("http://anna:word@127.0.0.1/feed", "the new address contains a user name"),
        ("http://[::1", "the new address is not valid"),
        (PRIVATE_TARGET, "10.0.0.1 is not a public address"),
        ("http://169.254.169.254/latest/", "169.254.169.254 is not a public address"),
    ],
)
@pytest.mark.parametrize("allows_private", [False, True])
def test_some_redirects_are_refused(
    feeds: FeedServer, client: DocumentClient, target: str, reason: str, allows_private: bool
) -> None:
    """The first address is public, so that it does not help that a person has entered it."""
    feeds.answer("/feed", redirect(target))
    request = DocumentRequest(feeds.url("/feed"), allows_private=allows_private)
    error = failure(client, request)
    assert error.kind is FailureKind.REFUSED
    assert reason in error.reason


def test_a_private_address_may_redirect_to_a_private_one(feeds: FeedServer) -> None:
    feeds.answer("/old", redirect("/feed", 301))
    feeds.answer("/feed", document(RSS))
    with DocumentClient() as client:
        response = client.fetch(DocumentRequest(feeds.url("/old"), allows_private=True))
    assert (response.data, response.moved_to) == (RSS, feeds.url("/feed"))
    assert response.is_private


@pytest.mark.usefixtures("names")
def test_passwords_and_headers_are_not_sent_to_another_host(
    feeds: FeedServer, client: DocumentClient
) -> None:
    feeds.answer("/one", redirect(feeds.url("/two", "b.example")))
    feeds.answer("/two", redirect(feeds.url("/three", "a.example")))
    feeds.answer("/three", document(RSS))
    feeds.answer("/near", redirect("/three"))
    request = DocumentRequest(
        feeds.url("/one", "a.example"),
        user_agent="Zeitung",
        etag='"1"',
        headers={"X-Key": "secret"},
        credentials=Credentials("anna", "word"),
    )
    assert client.fetch(request).data == RSS
    assert {"authorization", "x-key"} <= feeds.headers("/one").keys()
    for path in ("/two", "/three"):  # not even if another host leads back
        sent = feeds.headers(path)
        assert not {"authorization", "x-key", "referer"} & sent.keys()
        assert (sent["user-agent"], sent["if-none-match"]) == ("Zeitung", '"1"')
    client.fetch(
        DocumentRequest(feeds.url("/near", "a.example"), credentials=Credentials("anna", "word"))
    )
    assert "authorization" in feeds.headers("/three")


@pytest.mark.parametrize(
    ("start", "target", "shares", "is_move"),
    [
        ("http://a.example/", "https://a.example/", True, True),
        ("https://a.example/", "https://A.example:443/b", True, True),
        ("https://a.example/", "http://a.example/", False, False),
        ("http://a.example:8000/", "https://a.example:8443/", False, True),
        ("https://a.example/", "https://a.example:8443/", False, True),
        ("https://a.example/", "https://www.a.example/", False, True),
        ("https://a.example/", "//b.example/", False, True),
    ],
)
def test_what_goes_along_a_permanent_redirect(
    start: str, target: str, shares: bool, is_move: bool
) -> None:
    route = Route(start, may_be_private=False).follow(301, target, is_private=False)
    assert (route.shares_secrets, route.is_permanent) == (shares, is_move)
