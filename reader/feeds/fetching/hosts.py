"""The order of a fetch: hosts in turn, one request per host at a time, a second apart."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from reader.feeds.model import Subscription

MIN_GAP = 1.0
"""Seconds between the end of a request and the next one to the same host."""

_DEFAULT_PORTS = {"http": 80, "https": 443}


def host_of(url: str) -> str:
    """Return the host and port of an address, which requests to one server have in common.

    The default port is left out. An address that is not valid is its own host.
    """
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    if not name:
        return url
    return name if port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{name}:{port}"


@dataclass(slots=True)
class _Host:
    waiting: deque[Subscription] = field(default_factory=deque)
    is_busy: bool = False
    free_at: float = 0.0


class HostQueues:
    """Feeds that wait to be fetched, by host. Times are seconds of a monotonic clock."""

    def __init__(self, subscriptions: Iterable[Subscription]) -> None:
        self._hosts: dict[str, _Host] = {}
        for subscription in subscriptions:
            host = self._hosts.setdefault(host_of(subscription.url), _Host())
            host.waiting.append(subscription)
        self._turn = deque(self._hosts.values())
        self._count = sum(len(host.waiting) for host in self._turn)

    def __len__(self) -> int:
        """Return how many feeds wait."""
        return self._count

    def take(self, now: float) -> Subscription | None:
        """Return the next feed that may be requested now, if there is one; its host is busy then.

        The host of the feed is the last one in the next turn.
        """
        for _ in range(len(self._turn)):
            host = self._turn.popleft()
            if not host.waiting:
                continue
            self._turn.append(host)
            if not host.is_busy and host.free_at <= now:
                host.is_busy = True
                self._count -= 1
                return host.waiting.popleft()
        return None

    def seconds_to_next(self, now: float) -> float | None:
        """Return how long to wait until `take` has a feed; None if a request must end before."""
        times = [host.free_at for host in self._turn if host.waiting and not host.is_busy]
        return max(min(times) - now, 0.0) if times else None

    def release(self, subscription: Subscription, now: float) -> None:
        """Note that the request of a feed has ended."""
        host = self._hosts[host_of(subscription.url)]
        host.is_busy = False
        host.free_at = now + MIN_GAP

    def drop_host(self, subscription: Subscription) -> list[Subscription]:
        """Return the feeds that wait for the host of a feed, which are not fetched any more."""
        host = self._hosts[host_of(subscription.url)]
        dropped = list(host.waiting)
        host.waiting.clear()
        self._count -= len(dropped)
        return dropped
