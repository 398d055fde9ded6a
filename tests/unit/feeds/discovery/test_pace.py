"""The pace at which a site is searched for feeds, with a clock that only waiting moves."""

from __future__ import annotations

import pytest

from reader.feeds.discovery import paced
from reader.web.documents import DocumentResponse
from reader.web.errors import DocumentError, FailureKind


class Clock:
    """A clock that stands still, but for waiting and for requests of a quarter of a second."""

    def __init__(self) -> None:
        self.time = 100.0
        self.requests: list[tuple[str, float]] = []

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def fetch(self, url: str, *, allows_private: bool) -> DocumentResponse:
        self.requests.append((url, self.time - 100))
        self.time += 0.25
        raise DocumentError("the connection was refused", FailureKind.UNREACHABLE)


def test_a_host_is_asked_twice_at_once_and_then_a_second_apart() -> None:
    clock = Clock()
    fetch = paced(clock.fetch, lambda: clock.time, clock.sleep)
    for url in (
        "http://a.org/",
        "http://a.org/1",
        "http://a.org/2",
        "http://b.org/",
        "http://a.org/3",
    ):
        with pytest.raises(DocumentError):
            fetch(url, allows_private=False)
    assert clock.requests == [
        ("http://a.org/", 0.0),
        ("http://a.org/1", 0.25),
        ("http://a.org/2", 1.5),
        ("http://b.org/", 1.75),
        ("http://a.org/3", 2.75),
    ]
