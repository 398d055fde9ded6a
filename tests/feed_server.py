"""A local HTTP server whose answers a test chooses, good and bad, and which records its requests.

    with feed_server() as server:
        server.answer("/feed", document(RSS, etag='"1"'))
        server.answer("/old", redirect("/feed", 301))
        server.answer("/busy", status(429, Retry_After="120"), document(RSS))
        ...
        assert server.paths == ["/old", "/feed"]

A path has one answer or several, which are used in turn; the last one is repeated. Other paths are
answered with 404.
"""

from __future__ import annotations

import gzip
import threading
import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.local_server import LocalHandler, LocalServer, running

PRIVATE_TARGET = "http://10.0.0.1/feed"
"""An address of a private network, which no test ever reaches."""


@dataclass(frozen=True)
class ReceivedRequest:
    """A request as the server received it."""

    path: str
    """With its query."""
    host: str
    """The header Host, with the port."""
    headers: Mapping[str, str]
    """By lower-case name."""
    connection: tuple[str, int]
    """Address and port of the client: the same for all requests of one connection."""


@dataclass(frozen=True)
class Answer:
    """A response with a body. Content-Length is added, unless a header overrides it."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, handler: FeedHandler) -> None:
        handler.send_response(self.status)
        sent = {name.lower() for name in self.headers}
        if self.status != 304 and not sent & {"content-length", "transfer-encoding"}:
            handler.send_header("Content-Length", str(len(self.body)))
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(self.body)


Behaviour: TypeAlias = "Callable[[FeedHandler], None]"
"""Answers one request: an `Answer`, or a function that writes to the handler."""


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    """Return a response with any status; `Retry_After="120"` becomes the header Retry-After."""
    return Answer(code, body, {name.replace("_", "-"): value for name, value in headers.items()})


def document(
    body: bytes,
    content_type: str = "application/rss+xml",
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    **headers: str,
) -> Behaviour:
    """Return an answer with status 200, or 304 if the request has one of its validators.

    If-None-Match is compared first, and If-Modified-Since is ignored beside it (RFC 9110, section
    13.2.2). Both are compared as text.
    """
    validators = {
        name: value for name, value in (("ETag", etag), ("Last-Modified", last_modified)) if value
    }
    whole = status(200, body, Content_Type=content_type, **headers)
    whole = Answer(200, body, {**whole.headers, **validators})

    def behave(handler: FeedHandler) -> None:
        match, since = (handler.headers[name] for name in ("If-None-Match", "If-Modified-Since"))
        is_known = match == etag if match else bool(since) and since == last_modified
        (Answer(304, headers=validators) if is_known else whole)(handler)

    return behave


def packed(body: bytes, encoding: str = "gzip", content_type: str = "text/xml") -> Answer:
    """Return an answer whose body is compressed already, with its Content-Encoding."""
    return status(200, body, Content_Type=content_type, Content_Encoding=encoding)


def gzip_bomb(size: int) -> bytes:
    """Return a few kilobytes that become `size` bytes of spaces."""
    return gzip.compress(b" " * size, 9, mtime=0)


def deflate_bomb(size: int) -> bytes:
    """Return a few kilobytes that become `size` bytes of spaces."""
    return zlib.compress(b" " * size, 9)


def login_page() -> Answer:
    """Return a page with status 200 in the place of a feed, as hotels and companies do."""
    page = b"<!DOCTYPE html><title>Log in</title><form><input type=password></form>"
    return status(200, page, Content_Type="text/html; charset=utf-8")


def redirect(target: str, code: int = 302) -> Answer:
    """Return a redirect to an address or a path."""
    return status(code, Location=target)


def with_password(user: str, password: str, then: Behaviour) -> Behaviour:
    """Return 401 unless the request has a user and a password (RFC 7617)."""
    expected = "Basic " + b64encode(f"{user}:{password}".encode()).decode()

    def behave(handler: FeedHandler) -> None:
        if handler.headers["Authorization"] == expected:
            then(handler)
        else:
            status(401, WWW_Authenticate='Basic realm="feeds"')(handler)

    return behave


def held(until: threading.Event, then: Behaviour) -> Behaviour:
    """Return an answer that comes only when a test sets an event, or when the server closes."""

    def behave(handler: FeedHandler) -> None:
        while not until.is_set() and not handler.server.closing.is_set():
            until.wait(0.01)
        then(handler)

    return behave


def stall(handler: FeedHandler) -> None:
    """Accept the request and answer nothing."""
    handler.wait()


def stall_in_body(handler: FeedHandler) -> None:
    """Send the header and the first bytes of a document, and then nothing."""
    handler.send_start(b"<rss>")
    handler.wait()


def drip(handler: FeedHandler) -> None:
    """Send a document one byte at a time, without an end."""
    handler.send_start(b"")
    handler.drip(b"<rss>")


def drip_headers(handler: FeedHandler) -> None:
    """Send a header one byte at a time, without an end."""
    handler.drip(b"HTTP/1.1 200 OK\r\nX: ")


def endless(handler: FeedHandler) -> None:
    """Send a document without an end."""
    handler.send_start(b"<rss>")
    handler.flood()


def cut_off(handler: FeedHandler) -> None:
    """Announce a hundred bytes, and close the connection after a few."""
    status(200, b"<rss>", Content_Type="text/xml", Content_Length="100")(handler)
    handler.close_connection = True


def hang_up(handler: FeedHandler) -> None:
    """Close the connection without an answer."""
    handler.close_connection = True


class FeedServer(LocalServer):
    """The server; `feed_server` runs it."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__(FeedHandler, host)
        self.requests: list[ReceivedRequest] = []
        self.max_at_once: Counter[str] = Counter()
        """By the header Host: the largest number of requests that were answered at one time."""
        self._at_once: Counter[str] = Counter()
        self._answers: dict[str, list[Behaviour]] = {}
        self._lock = threading.Lock()

    @property
    def paths(self) -> list[str]:
        """The paths that were requested, in order."""
        with self._lock:
            return [request.path for request in self.requests]

    def url(self, path: str, host: str | None = None) -> str:
        """Return the address of a path, with another name of this machine if `host` is given."""
        return f"http://{host or self.host}:{self.server_port}{path}"

    def answer(self, path: str, *answers: Behaviour) -> None:
        """Set the answers to a path, which are used in turn; the last one is repeated."""
        with self._lock:
            self._answers[path] = list(answers)

    def headers(self, path: str, index: int = -1) -> Mapping[str, str]:
        """Return the headers of a request for a path: of the last one, or of another."""
        with self._lock:
            return [each for each in self.requests if each.path == path][index].headers

    def forget(self) -> None:
        """Forget the requests that were received."""
        with self._lock:
            self.requests.clear()
            self.max_at_once.clear()

    def begin(self, request: ReceivedRequest) -> Behaviour:
        """Record a request and return the answer to it."""
        with self._lock:
            self.requests.append(request)
            self._at_once[request.host] += 1
            at_once = self._at_once[request.host]
            self.max_at_once[request.host] = max(at_once, self.max_at_once[request.host])
            answers = self._answers.get(request.path, [status(404)])
            return answers.pop(0) if len(answers) > 1 else answers[0]

    def end(self, request: ReceivedRequest) -> None:
        """Record that a request was answered."""
        with self._lock:
            self._at_once[request.host] -= 1


class FeedHandler(LocalHandler):
    """Lets the server choose the answer. Connections stay open for further requests."""

    protocol_version = "HTTP/1.1"
    server: FeedServer

    def respond(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = ReceivedRequest(
            self.path, headers.get("host", ""), headers, self.client_address[:2]
        )
        behave = self.server.begin(request)
        try:
            behave(self)
        finally:
            self.server.end(request)

    def send_start(self, body: bytes) -> None:
        """Send the headers of a document of unknown length, and its first bytes."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def feed_server(host: str = "127.0.0.1") -> Iterator[FeedServer]:
    """Run a server on an address of this machine."""
    with running(FeedServer(host)) as server:
        yield server
