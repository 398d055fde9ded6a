"""Network connections to public addresses only, with an overall deadline.

A host name is resolved once, and the connection goes to the address that was checked. A second
lookup can therefore not lead to a private address (DNS rebinding).
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

_NAT64_PREFIX = IPv6Network("64:ff9b::/96")
"""Prefix of IPv6 addresses that embed an IPv4 address in their last 32 bits (RFC 6052)."""


class AddressRefused(Exception):  # noqa: N818 - a refusal, not a failure
    """A host has an address outside the public internet. The message is the host."""


def is_public(address: Address) -> bool:
    """Return whether an address belongs to the public internet.

    An IPv4 address embedded in an IPv6 address must be public as well: IPv4-mapped (RFC 4291), 6to4
    (RFC 3056) and NAT64 (RFC 6052). Teredo addresses (RFC 4380) are never public.
    """
    if isinstance(address, IPv6Address):
        embedded = address.ipv4_mapped or address.sixtofour
        if embedded is None and address in _NAT64_PREFIX:
            embedded = IPv4Address(address.packed[-4:])
        if embedded is not None:
            return is_public(embedded)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


class GuardedBackend(httpcore.NetworkBackend):
    """Network backend of httpcore that connects to allowed addresses, until a deadline.

    Args:
        is_allowed: Returns whether an address may be connected to.
        deadline: Time at which all reading and writing ends, in seconds of `time.monotonic`.
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
        """Connect to the first address of a host that accepts a connection.

        Raises:
            AddressRefused: Not all addresses of the host are allowed; none is tried.
            httpcore.ConnectError: The host is unknown or no address accepts a connection.
            httpcore.ConnectTimeout: The last address did not answer in time.
            httpcore.ReadTimeout: The deadline has passed.
        """
        addresses = _resolve(host, port)
        if not all(map(self._is_allowed, addresses)):
            raise AddressRefused(host)
        last_error: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = self._backend.connect_tcp(
                    str(address),
                    port,
                    _remaining(self._deadline, timeout),
                    local_address,
                    socket_options,
                )
                return _GuardedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last_error = error
        raise last_error


class _GuardedStream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline, so that slow bytes do not keep it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _remaining(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _remaining(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        remaining = _remaining(self._deadline, timeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, remaining)
        return _GuardedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolve(host: str, port: int) -> list[Address]:
    """Return the addresses of a host, without duplicates and without IPv6 scopes."""
    try:
        results = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from error
    texts = dict.fromkeys(str(result[4][0]).partition("%")[0] for result in results)
    return [ip_address(text) for text in texts]


def _remaining(deadline: float, timeout: float | None) -> float:
    """Return the seconds that an operation may wait.

    Raises:
        httpcore.ReadTimeout: The deadline has passed.
    """
    remaining = deadline - monotonic()
    if remaining <= 0:
        raise httpcore.ReadTimeout("the deadline has passed")
    return remaining if timeout is None else min(remaining, timeout)
