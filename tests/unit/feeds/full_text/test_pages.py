"""Pages of entries: which are fetched, with what, and when their texts are used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.feeds.full_text.pages import MAX_PAGE_BYTES, MAX_PAGES, FullTexts
from reader.feeds.full_text.turns import HostTurns
from reader.feeds.markdown import ConvertedBody
from reader.feeds.model import Entry
from reader.web.credentials import Credentials
from reader.web.documents import DocumentClient, DocumentRequest
from tests.feed_server import FeedServer, document, endless, feed_server, redirect, status
from tests.image_server import allow_loopback

TEXT = "<p>The <b>whole</b> text of the entry, with many more words than the feed has.</p>"
SUMMARY = "<p>The text …</p>"


def entry(link: str) -> Entry:
    return Entry(title="Tides", link=link, summary=SUMMARY)


class Fetch:
    """Fetches the pages of entries of a feed on the same server."""

    def __init__(self, server: FeedServer) -> None:
        self.server = server
        self.waits: list[tuple[str, float]] = []
        self.titles: list[str] = []
        self.is_cancelled_after_page = False

    def find_text(self, page: str, url: str, title: str) -> str:
        self.titles.append(title)
        if "broken" in page:
            raise IndexError
        return page.partition("<main>")[2].partition("</main>")[0]

    def bodies(self, *paths: str) -> dict[str, ConvertedBody]:
        """Return the bodies by path."""
        entries = {entry(path if "://" in path else self.server.url(path)): path for path in paths}
        request = DocumentRequest(
            self.server.url("/feed"),
            etag='"1"',
            user_agent="Zeitung",
            headers={"X-Key": "secret"},
            credentials=Credentials("anna", "word"),
        )
        with DocumentClient(is_public=allow_loopback) as client:
            feed = client.fetch(request)
            texts = FullTexts(
                client,
                HostTurns(0.0),
                lambda: self.is_cancelled_after_page and bool(self.titles),
                lambda host, seconds: self.waits.append((host, seconds)),
                self.find_text,
            )
            found = texts.fetch_bodies(request, feed, entries)
        return {entries[each]: body for each, body in found.items()}


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with feed_server() as running:
        running.answer("/good", document(f"<main>{TEXT}</main>".encode(), "text/html"))
        yield running


def test_the_text_of_the_page_becomes_the_body(server: FeedServer) -> None:
    fetch = Fetch(server)
    [body] = fetch.bodies("/good").values()
    assert body.text.startswith("The **whole** text of the entry")
    assert body.is_full_text
    assert fetch.titles == ["Tides"]
    sent = server.headers("/good")
    assert sent["accept"].startswith("text/html")
    assert (sent["user-agent"], sent["x-key"]) == ("Zeitung", "secret")
    assert "authorization" in sent
    assert "if-none-match" not in sent


def test_passwords_are_only_sent_to_the_host_of_the_feed(server: FeedServer) -> None:
    assert list(Fetch(server).bodies(server.url("/good", "localhost")))
    assert not {"authorization", "x-key"} & server.headers("/good").keys()


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/gone", status(404, TEXT.encode(), Content_Type="text/html")),
        ("/error", status(500)),
        ("/image", document(b"\x89PNG", "image/png")),
        ("/untyped", status(200, b"<main>")),
        ("/short", document(b"<main><p>Three words only</p></main>", "text/html")),
        ("/empty", document(b"", "text/html")),
        ("/broken", document(b"broken", "text/html")),
        ("/large", document(bytes(MAX_PAGE_BYTES + 1), "text/html")),
        ("/endless", endless),
        ("/private", redirect("http://10.0.0.1/")),
    ],
)
def test_the_summary_stays_if_the_page_does_not_say_more(
    server: FeedServer, path: str, answer: object
) -> None:
    server.answer(path, answer)  # type: ignore[arg-type]
    assert list(Fetch(server).bodies(path, "/good")) == ["/good"]


def test_a_host_that_refuses_is_not_asked_again(server: FeedServer) -> None:
    server.answer("/busy", status(429, Retry_After="600"))
    fetch = Fetch(server)
    assert list(fetch.bodies("/good", "/busy", "/good?2", server.url("/good", "localhost"))) == [
        "/good",
        server.url("/good", "localhost"),
    ]
    assert fetch.waits == [(f"127.0.0.1:{server.server_port}", 600.0)]
    assert "/good?2" not in server.paths


def test_links_that_are_no_addresses_are_not_asked_for(server: FeedServer) -> None:
    assert Fetch(server).bodies("ftp://127.0.0.1/x", "http://anna@127.0.0.1/", "http://[/") == {}
    assert server.paths == ["/feed"]


def test_only_some_pages_are_fetched_at_a_time(server: FeedServer) -> None:
    Fetch(server).bodies(*(f"/{number}" for number in range(MAX_PAGES + 5)))
    assert len(server.paths) == 1 + MAX_PAGES


def test_nothing_is_fetched_after_cancelling(server: FeedServer) -> None:
    fetch = Fetch(server)
    fetch.is_cancelled_after_page = True
    assert list(fetch.bodies("/good", "/good?2")) == ["/good"]
    assert server.paths == ["/feed", "/good"]
