"""Servers that are slow, endless, broken or not there."""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from collections.abc import Callable
from typing import Any

import httpcore
import pytest

from reader.web.documents import DocumentClient, DocumentRequest
from reader.web.errors import FailureKind
from reader.web.limits import Limits
from tests import feed_server as answers
from tests.feed_server import Behaviour, FeedServer, packed, redirect, status
from tests.image_server import allow_loopback

from .test_documents import RSS, failure

LARGE = "it is larger than 0 MB"
CUT = "the connection ended before the whole document had arrived"


def failure_within(limits: Limits, url: str) -> tuple[FailureKind, str]:
    with DocumentClient(limits, is_public=allow_loopback) as client:
        error = failure(client, DocumentRequest(url))
        return error.kind, error.reason


@pytest.mark.parametrize("behaviour", [answers.stall, answers.stall_in_body])
def test_a_silent_server(feeds: FeedServer, behaviour: Behaviour) -> None:
    feeds.answer("/feed", behaviour)
    expected = FailureKind.TIMEOUT, "the server sent nothing for 0.2 seconds"
    assert failure_within(Limits(max_idle_seconds=0.2), feeds.url("/feed")) == expected


@pytest.mark.parametrize("behaviour", [answers.drip, answers.drip_headers])
def test_a_slow_server(feeds: FeedServer, behaviour: Behaviour) -> None:
    feeds.answer("/feed", behaviour)
    expected = FailureKind.TIMEOUT, "it took more than 0.2 seconds"
    assert failure_within(Limits(max_seconds=0.2), feeds.url("/feed")) == expected


def test_one_deadline_covers_all_redirects(feeds: FeedServer) -> None:
    def late(handler: answers.FeedHandler) -> None:
        handler.server.closing.wait(0.02)
        redirect("/feed")(handler)

    feeds.answer("/feed", late)
    limits = Limits(max_seconds=0.2, max_redirects=1_000)
    expected = FailureKind.TIMEOUT, "it took more than 0.2 seconds"
    assert failure_within(limits, feeds.url("/feed")) == expected


def cut_off_in_chunk(handler: answers.FeedHandler) -> None:
    status(200, b"5\r\n<rss>\r\nx", Transfer_Encoding="chunked")(handler)
    handler.close_connection = True


@pytest.mark.parametrize(
    ("behaviour", "kind", "reason"),
    [
        (answers.endless, FailureKind.TOO_LARGE, LARGE),
        (status(200, b"x", Content_Length="99999999999"), FailureKind.TOO_LARGE, LARGE),
        (packed(answers.gzip_bomb(10_000_000)), FailureKind.TOO_LARGE, LARGE),
        (packed(answers.deflate_bomb(10_000_000), "deflate"), FailureKind.TOO_LARGE, LARGE),
        (answers.cut_off, FailureKind.DAMAGED, CUT),
        (cut_off_in_chunk, FailureKind.DAMAGED, CUT),
        (
            packed(gzip.compress(RSS, mtime=0)[:-6]),
            FailureKind.DAMAGED,
            "its compressed data is incomplete",
        ),
        (
            packed(b"\x1f\x8b\x08 nonsense"),
            FailureKind.DAMAGED,
            "its compressed data is damaged",
        ),
        (
            packed(RSS, "br"),
            FailureKind.DAMAGED,
            "the server sent it compressed with br, which was not requested",
        ),
    ],
)
def test_documents_that_are_too_large_or_damaged(
    feeds: FeedServer,
    client: DocumentClient,
    behaviour: Behaviour,
    kind: FailureKind,
    reason: str,
) -> None:
    feeds.answer("/feed", behaviour)
    error = failure(client, DocumentRequest(feeds.url("/feed")))
    assert (error.kind, error.reason) == (kind, reason)


def test_a_length_that_is_too_small_ends_the_document(
    feeds: FeedServer, client: DocumentClient
) -> None:
    feeds.answer("/feed", status(200, RSS, Content_Length="5"))
    feeds.answer("/next", status(200, RSS))
    assert client.fetch(DocumentRequest(feeds.url("/feed"))).data == RSS[:5]
    assert client.fetch(DocumentRequest(feeds.url("/next"))).data == RSS


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(RSS, mtime=0), "gzip"),
        (gzip.compress(RSS, mtime=0), "x-gzip"),
        (zlib.compress(RSS), "deflate"),
        (RSS, "utf-8"),
    ],
)
def test_compressed_documents(
    feeds: FeedServer, client: DocumentClient, body: bytes, encoding: str
) -> None:
    feeds.answer("/feed", packed(body, encoding))
    assert client.fetch(DocumentRequest(feeds.url("/feed"))).data == RSS


def test_a_server_that_is_not_there(client: DocumentClient) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        error = failure(client, DocumentRequest(f"http://127.0.0.1:{taken.getsockname()[1]}/"))
    assert error.kind is FailureKind.UNREACHABLE
    assert error.reason == "the server cannot be reached (connection refused)"


def test_a_host_that_is_not_known(client: DocumentClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("reader.web.network.socket.getaddrinfo", fail)
    error = failure(client, DocumentRequest("https://feeds.example/"))
    assert error.kind is FailureKind.UNKNOWN_HOST
    assert error.reason == "the server feeds.example is not known"


def not_http(handler: answers.FeedHandler) -> None:
    handler.wfile.write(b"220 ready\r\n")
    handler.close_connection = True


def test_something_that_does_not_speak_http(feeds: FeedServer, client: DocumentClient) -> None:
    feeds.answer("/feed", not_http)
    error = failure(client, DocumentRequest(feeds.url("/feed")))
    assert error.kind is FailureKind.UNREACHABLE
    assert error.reason.startswith("the server gave no valid answer")


def test_https_on_a_port_of_http(feeds: FeedServer, client: DocumentClient) -> None:
    error = failure(client, DocumentRequest(feeds.url("/feed").replace("http:", "https:")))
    assert error.kind is FailureKind.TLS
    assert error.reason.startswith("no encrypted connection is possible")


class UntrustedStream(httpcore.NetworkStream):
    """A connection to a server whose certificate has expired."""

    def start_tls(self, *_: object, **__: object) -> httpcore.NetworkStream:
        error = ssl.SSLCertVerificationError(1, "certificate verify failed")
        error.verify_message = "certificate has expired."
        raise httpcore.ConnectError(error) from error

    def close(self) -> None: ...


@pytest.mark.usefixtures("names")
def test_a_certificate_that_is_not_valid(
    client: DocumentClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect: Callable[..., Any] = lambda *_, **__: UntrustedStream()  # noqa: E731
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    error = failure(client, DocumentRequest("https://feeds.example/"))
    assert error.kind is FailureKind.TLS
    assert error.reason == "its certificate is not valid (certificate has expired)"


def test_the_addresses_of_a_host_share_the_time_to_connect(
    client: DocumentClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[float] = []

    def connect(_: object, __: str, ___: int, timeout: float, *____: object) -> Any:
        times.append(timeout)
        raise httpcore.ConnectTimeout

    results = [(2, 1, 6, "", (f"127.0.0.{number}", 80)) for number in range(1, 5)]
    monkeypatch.setattr("reader.web.network.socket.getaddrinfo", lambda *_, **__: results)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    error = failure(client, DocumentRequest("http://feeds.example/"))
    assert error.reason == "the server accepted no connection for 1 seconds"
    assert len(times) == 4
    assert 0.2 < times[0] <= 0.25
