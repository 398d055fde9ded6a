"""Local servers, clients and host names for tests that fetch."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reader.web.documents import DocumentClient
from reader.web.limits import Limits
from tests.feed_server import FeedServer, feed_server
from tests.image_server import allow_loopback, image_server

SHORT = Limits(
    max_bytes=100_000,
    max_seconds=5.0,
    max_connect_seconds=1.0,
    max_idle_seconds=2.0,
    max_redirects=3,
)
NOW = 1_700_000_000.0
"""The time that clients of tests are at: 14 November 2023, 22:13:20 in UTC."""


@pytest.fixture
def server() -> Iterator[str]:
    """Return the address of a running server of images, without a slash at the end."""
    with image_server() as address:
        yield address


@pytest.fixture
def feeds() -> Iterator[FeedServer]:
    """Return a running server of feeds."""
    with feed_server() as running:
        yield running


@pytest.fixture
def client() -> Iterator[DocumentClient]:
    """Return a client for which this machine is the public internet."""
    with DocumentClient(SHORT, is_public=allow_loopback, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all names that end in `.example` lead to this machine."""
    resolve: Callable[..., Any] = socket.getaddrinfo

    def local(host: str, *arguments: Any, **options: Any) -> Any:
        found = "127.0.0.1" if host.endswith(".example") else host
        return resolve(found, *arguments, **options)

    monkeypatch.setattr("reader.web.network.socket.getaddrinfo", local)
