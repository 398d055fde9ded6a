"""Which requests belong to one host."""

from __future__ import annotations

import pytest

from reader.feeds.fetching.hosts import HostQueues, host_of
from tests.unit.feeds.fetching.world import feed


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.ORG/feed", "example.org"),
        ("https://example.org:443/", "example.org"),
        ("http://example.org:80/", "example.org"),
        ("http://example.org:443/", "example.org:443"),
        ("http://user:word@example.org.:8080/", "example.org:8080"),
        ("http://[::1]:99999/", "http://[::1]:99999/"),
        ("feed", "feed"),
        ("", ""),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host


def test_nothing_is_to_be_waited_for_while_the_only_host_is_busy() -> None:
    queues = HostQueues([feed("one", "https://a.example/1"), feed("two", "https://a.example/2")])

    first = queues.take(0.0)

    assert first is not None
    assert queues.take(0.0) is None
    assert queues.seconds_to_next(0.0) is None
    queues.release(first, 5.0)
    assert queues.seconds_to_next(5.25) == 0.75
    assert queues.take(5.25) is None
    assert queues.take(6.0) is not None
    assert len(queues) == 0
