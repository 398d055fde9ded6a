"""Fetching documents: requests, responses, passwords and connections."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader._version import __version__
from reader.web.credentials import Credentials
from reader.web.documents import DocumentClient, DocumentRequest
from reader.web.errors import DocumentError, FailureKind
from tests.feed_server import (
    FeedServer,
    document,
    hang_up,
    held,
    login_page,
    redirect,
    status,
    with_password,
)

from .conftest import NOW

RSS = b"<rss><channel/></rss>"


def failure(client: DocumentClient, request: DocumentRequest) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        client.fetch(request)
    assert caught.value.remedy.endswith(".")
    return caught.value


def test_a_document_is_fetched_with_the_headers_of_a_feed_reader(
    feeds: FeedServer, client: DocumentClient
) -> None:
    feeds.answer("/feed", document(RSS, "text/xml; charset=utf-8"))
    response = client.fetch(DocumentRequest(feeds.url("/feed")))
    assert (response.status, response.data, response.url) == (200, RSS, feeds.url("/feed"))
    assert response.content_type == "text/xml; charset=utf-8"
    assert response.moved_to is None
    assert not response.is_private
    sent = dict(feeds.headers("/feed"))
    assert sent.pop("host") == f"127.0.0.1:{feeds.server_port}"
    assert sent.pop("user-agent") == f"Broadsheet/{__version__}"
    assert sent.pop("accept").startswith("application/atom+xml, application/rss+xml, ")
    assert sent == {"accept-encoding": "gzip, deflate"}


def test_validators_are_sent_exactly_as_they_were_received(
    feeds: FeedServer, client: DocumentClient
) -> None:
    etag, day = 'W/"a,b  \xe9-gzip"', "yesterday, about noon"
    feeds.answer("/feed", document(RSS, etag=etag, last_modified=day))
    first = client.fetch(DocumentRequest(feeds.url("/feed")))
    assert (first.etag, first.last_modified) == (etag, day)
    request = DocumentRequest(
        feeds.url("/feed"), etag=first.etag, last_modified=first.last_modified
    )
    second = client.fetch(request)
    assert (second.status, second.data) == (304, b"")
    sent = feeds.headers("/feed")
    assert (sent["if-none-match"], sent["if-modified-since"]) == (etag, day)


def test_a_changed_document_has_the_validators_of_its_own_answer(
    feeds: FeedServer, client: DocumentClient
) -> None:
    feeds.answer("/feed", document(RSS, last_modified="today"))
    request = DocumentRequest(feeds.url("/feed"), etag='"1"', last_modified="yesterday")
    response = client.fetch(request)
    assert (response.status, response.etag, response.last_modified) == (200, None, "today")


@pytest.mark.parametrize("code", [204, 400, 401, 403, 404, 410, 429, 500, 503])
def test_any_status_is_returned(feeds: FeedServer, client: DocumentClient, code: int) -> None:
    body = b"" if code == 204 else b"an explanation"
    feeds.answer("/feed", status(code, body))
    response = client.fetch(DocumentRequest(feeds.url("/feed")))
    assert (response.status, response.data, response.content_type) == (code, b"", "")


def test_a_page_in_the_place_of_a_feed_is_returned_with_its_type(
    feeds: FeedServer, client: DocumentClient
) -> None:
    feeds.answer("/feed", login_page())
    response = client.fetch(DocumentRequest(feeds.url("/feed")))
    assert (response.status, response.content_type) == (200, "text/html; charset=utf-8")
    assert response.data.startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("text", "seconds"), [("120", 120.0), ("Tue, 14 Nov 2023 22:14:20 GMT", 60.0)]
)
def test_the_server_says_when_to_come_back(
    feeds: FeedServer, client: DocumentClient, text: str, seconds: float
) -> None:
    assert NOW == 1_700_000_000
    feeds.answer("/feed", status(429, Retry_After=text, Cache_Control="max-age=600"))
    response = client.fetch(DocumentRequest(feeds.url("/feed")))
    assert (response.status, response.retry_after, response.max_age) == (429, seconds, 600.0)


def test_headers_and_user_agent_of_the_person_replace_ours(
    feeds: FeedServer, client: DocumentClient
) -> None:
    request = DocumentRequest(
        feeds.url("/feed"), user_agent="Zeitung", headers={"accept": "text/xml", "X-Key": "1"}
    )
    client.fetch(request)
    sent = feeds.headers("/feed")
    assert (sent["user-agent"], sent["accept"], sent["x-key"]) == ("Zeitung", "text/xml", "1")


def test_a_password_is_sent_to_the_host_of_the_feed(
    feeds: FeedServer, client: DocumentClient
) -> None:
    feeds.answer("/feed", with_password("anna", "pass:wörd", document(RSS)))
    url = feeds.url("/feed")
    assert client.fetch(DocumentRequest(url)).status == 401
    wrong = DocumentRequest(url, credentials=Credentials("anna", "x"))
    assert client.fetch(wrong).status == 401
    right = DocumentRequest(url, credentials=Credentials("anna", "pass:wörd"))
    assert client.fetch(right).data == RSS


def test_cookies_are_not_kept(feeds: FeedServer, client: DocumentClient) -> None:
    feeds.answer("/feed", document(RSS, Set_Cookie="id=1"))
    for _ in range(2):
        client.fetch(DocumentRequest(feeds.url("/feed")))
    assert "cookie" not in feeds.headers("/feed")


@pytest.mark.parametrize(
    ("request_with", "kind"),
    [
        ({"headers": {"X-Key": "1\r\nHost: other"}}, FailureKind.INVALID_HEADER),
        ({"headers": {"X-Key:": "1"}}, FailureKind.INVALID_HEADER),
        ({"headers": {"": "1"}}, FailureKind.INVALID_HEADER),
        ({"headers": {"hoSt": "other.example"}}, FailureKind.INVALID_HEADER),
        ({"headers": {"Content-Length": "5"}}, FailureKind.INVALID_HEADER),
        ({"user_agent": "Mozilla\nX: 1"}, FailureKind.INVALID_HEADER),
        ({"user_agent": "Mozilla\x00"}, FailureKind.INVALID_HEADER),
        ({"user_agent": "\ud800"}, FailureKind.INVALID_HEADER),
        ({"etag": '"1"\r\nX: 1'}, FailureKind.INVALID_HEADER),
        ({"credentials": Credentials("a:b", "")}, FailureKind.INVALID_HEADER),
        ({"url": "http://anna:word@127.0.0.1/feed"}, FailureKind.INVALID_ADDRESS),
        ({"url": "ftp://127.0.0.1/feed"}, FailureKind.INVALID_ADDRESS),
        ({"url": "127.0.0.1/feed"}, FailureKind.INVALID_ADDRESS),
    ],
)
def test_requests_that_are_not_valid_are_not_sent(
    feeds: FeedServer, client: DocumentClient, request_with: dict[str, object], kind: FailureKind
) -> None:
    values = {"url": feeds.url("/feed"), **request_with}
    assert failure(client, DocumentRequest(**values)).kind is kind  # type: ignore[arg-type]
    assert feeds.paths == []


def test_a_password_in_an_address_has_a_remedy(client: DocumentClient) -> None:
    error = failure(client, DocumentRequest("https://anna:word@feeds.example/a"))
    assert error.reason == "its address contains a user name"
    assert "user and password_command" in error.remedy


def test_a_private_address_is_fetched_only_if_a_person_entered_it(feeds: FeedServer) -> None:
    feeds.answer("/feed", document(RSS))
    url = feeds.url("/feed")
    with DocumentClient() as client:
        assert client.fetch(DocumentRequest(url, allows_private=True)).data == RSS
        # The connection is still open, and must not be used for this request.
        for refused in (url, feeds.url("/feed", "localhost"), feeds.url("/feed", "2130706433")):
            assert failure(client, DocumentRequest(refused)).kind is FailureKind.REFUSED
    assert feeds.paths == ["/feed"]


def test_requests_use_the_same_connection(feeds: FeedServer, client: DocumentClient) -> None:
    feeds.answer("/feed", document(RSS, etag='"1"'))
    feeds.answer("/old", redirect("/feed"))
    for path in ("/feed", "/old", "/gone", "/feed"):
        client.fetch(DocumentRequest(feeds.url(path), etag='"1"'))
    assert len({request.connection for request in feeds.requests}) == 1


def test_a_request_is_repeated_if_an_open_connection_was_closed(
    feeds: FeedServer, client: DocumentClient
) -> None:
    feeds.answer("/feed", document(RSS), hang_up, document(RSS))
    for _ in range(2):
        assert client.fetch(DocumentRequest(feeds.url("/feed"))).data == RSS
    assert len(feeds.paths) == 3


def test_a_request_on_a_new_connection_is_not_repeated(
    feeds: FeedServer, client: DocumentClient
) -> None:
    feeds.answer("/feed", hang_up)
    error = failure(client, DocumentRequest(feeds.url("/feed")))
    assert error.kind is FailureKind.UNREACHABLE
    assert error.reason.startswith("the server gave no valid answer")
    assert feeds.paths == ["/feed"]


def test_threads_fetch_at_the_same_time(feeds: FeedServer, client: DocumentClient) -> None:
    """Each of sixteen answers waits until all requests have arrived."""
    count = 16
    everyone = threading.Barrier(count, timeout=20)
    for number in range(count):
        body = str(number).encode()

        def together(handler: object, answer: object = document(body)) -> None:
            everyone.wait()
            answer(handler)  # type: ignore[operator]

        feeds.answer(f"/{number}", together)
    urls = [feeds.url(f"/{number}") for number in range(count)]
    with ThreadPoolExecutor(count) as threads:
        responses = list(threads.map(client.fetch, map(DocumentRequest, urls)))
    assert [int(response.data) for response in responses] == list(range(count))
    assert feeds.max_at_once.total() == count


def test_cancelling_one_fetch_leaves_another_alone(
    feeds: FeedServer, client: DocumentClient
) -> None:
    go_on, cancelled = threading.Event(), threading.Event()
    feeds.answer("/slow", held(go_on, document(RSS)))
    feeds.answer("/silent", held(threading.Event(), document(RSS)))
    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(client.fetch, DocumentRequest(feeds.url("/slow")))
        silent = threads.submit(
            client.fetch, DocumentRequest(feeds.url("/silent")), cancelled.is_set
        )
        cancelled.set()
        error = silent.exception(timeout=20)
        assert isinstance(error, DocumentError)
        assert error.kind is FailureKind.CANCELLED
        assert not slow.done()
        go_on.set()
        assert slow.result(timeout=20).data == RSS
