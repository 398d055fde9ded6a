"""Connections that reach public addresses only, and end when their time is over.

A name is looked up once, and what is connected to is the address that was looked at, so that no
second look-up can lead elsewhere.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from time import monotonic
from typing import Any, TypeAlias

import httpcore

Address: TypeAlias = IPv4Address | IPv6Address

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Addresses of NAT64, which end in one of the old kind (RFC 6052)."""


class AddressRefused(Exception):  # noqa: N818 - a fact, and what the reader is told
    """A host that is in no public network."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public network, also the one that is hidden in it."""
    if isinstance(address, IPv6Address):
        hidden = address.ipv4_mapped or address.sixtofour
        if hidden is None and address in _TRANSLATED:
            hidden = IPv4Address(address.packed[-4:])
        if hidden is not None:
            return is_public(hidden)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to allowed addresses, until a deadline.

    Args:
        is_allowed: Whether an address may be connected to.
        deadline: Of all reading and writing, by the monotonic clock, in seconds.
    """

    def __init__(self, is_allowed: Callable[[Address], bool], deadline: float) -> None:
        self._is_allowed = is_allowed
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of a host's addresses that can be reached.

        Raises:
            AddressRefused: One of them is not allowed; then none is tried.
        """
        addresses = _addresses_of(host, port)
        if not all(map(self._is_allowed, addresses)):
            raise AddressRefused(host)
        last: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = self._backend.connect_tcp(
                    str(address),
                    port,
                    _left(self._deadline, timeout),
                    local_address,
                    socket_options,
                )
                return _GuardedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last


class _GuardedStream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline: dripping bytes do not keep it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return _GuardedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _addresses_of(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from error
    texts = dict.fromkeys(str(it[4][0]).partition("%")[0] for it in found)
    return [ip_address(text) for text in texts]


def _left(deadline: float, timeout: float | None) -> float:
    """Seconds that may be waited for.

    Raises:
        httpcore.ReadTimeout: None are left.
    """
    left = deadline - monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return left if timeout is None else min(left, timeout)
