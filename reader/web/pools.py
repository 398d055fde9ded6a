"""Connections that are kept open and used again, for all threads of a client."""

from __future__ import annotations

import ssl
from threading import Lock

import httpcore

from reader.web.network import GuardedBackend
from reader.web.proxies import parse_proxy

_MAX_IDLE = 16
"""Connections that are kept open after their request. The pool looks at each of them whenever a
request begins or ends."""
_IDLE_SECONDS = 20.0


class ConnectionPools:
    """Pools of connections, created when they are needed.

    Connections that may lead to a private address are in pools of their own. A request that may
    not go to such an address could otherwise use one that is already open, and no address is
    checked then.
    """

    def __init__(self) -> None:
        self._backend = GuardedBackend()
        self._pools: dict[tuple[str | None, bool, bool], httpcore.ConnectionPool] = {}
        self._ssl_context: ssl.SSLContext | None = None
        self._lock = Lock()

    def get(self, url: str, proxy: str | None, *, allows_private: bool) -> httpcore.ConnectionPool:
        """Return the pool for a request.

        Raises:
            DocumentError: The proxy cannot be used.
        """
        is_encrypted = url.startswith("https:")
        key = proxy, allows_private, is_encrypted
        with self._lock:
            if key not in self._pools:
                self._pools[key] = self._create(proxy, is_encrypted)
            return self._pools[key]

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for pool in self._pools.values():
                pool.close()
            self._pools.clear()

    def _create(self, proxy: str | None, is_encrypted: bool) -> httpcore.ConnectionPool:
        if is_encrypted and self._ssl_context is None:
            # Reading the certificates takes longer than a request, so that they are shared.
            self._ssl_context = httpcore.default_ssl_context()
        return httpcore.ConnectionPool(
            ssl_context=self._ssl_context if is_encrypted else None,
            proxy=None if proxy is None else parse_proxy(proxy),
            max_connections=None,
            max_keepalive_connections=_MAX_IDLE,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=self._backend,
        )
