"""Network connections to allowed addresses only, which end at the deadline of a request.

A host name is resolved once, and the connection goes to the address that was checked. A second
lookup can therefore not lead to a private address (DNS rebinding).

Connections stay open between requests, so that a deadline cannot belong to a connection. The
backend uses the limits of the request that the current thread is making (`RequestGuard`).
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import ip_address
from time import monotonic
from typing import Any

import httpcore

from reader.web.addresses import Address

_CHECK_SECONDS = 0.25
"""How often a thread that waits for data looks whether the request was cancelled."""


class AddressRefused(Exception):  # noqa: N818 - a refusal, not a failure
    """A host has an address outside the public internet. The message is the host."""


class RequestCancelled(Exception):  # noqa: N818 - what was asked for, not a failure
    """A request was cancelled while it waited."""


class DeadlinePassed(httpcore.ReadTimeout):
    """The time for the whole request has passed."""


class HostUnknown(httpcore.ConnectError):
    """The name of a host cannot be resolved. The message is the host."""


class TlsFailed(httpcore.ConnectError):
    """No encrypted connection can be made. The message is what is wrong."""


@dataclass(slots=True)
class RequestGuard:
    """What the connections of one request may do."""

    deadline: float
    """Time at which all connecting, reading and writing ends, in seconds of `time.monotonic`."""
    is_cancelled: Callable[[], bool]
    """Called while the request waits for data, and after each piece of data."""
    is_allowed: Callable[[Address], bool]
    """Returns whether an address may be connected to."""
    has_connected: bool = False
    """Whether a new connection was made, unlike a request on one that was open."""

    def check(self) -> None:
        """Raise an exception if the request is over.

        Raises:
            RequestCancelled: It was cancelled.
            DeadlinePassed: Its time has passed.
        """
        if self.is_cancelled():
            raise RequestCancelled
        self.remaining(None)

    def remaining(self, timeout: float | None) -> float:
        """Return the seconds that an operation may take.

        Raises:
            DeadlinePassed: The deadline has passed.
        """
        remaining = self.deadline - monotonic()
        if remaining <= 0:
            raise DeadlinePassed
        return remaining if timeout is None else min(remaining, timeout)


_current: ContextVar[RequestGuard] = ContextVar("request guard")


@contextmanager
def guarded(guard: RequestGuard) -> Iterator[None]:
    """Make requests of the current thread within the limits of a guard."""
    token = _current.set(guard)
    try:
        yield
    finally:
        _current.reset(token)


class GuardedBackend(httpcore.NetworkBackend):
    """Network backend of httpcore for threads whose requests are made with `guarded`."""

    def __init__(self) -> None:
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

        The addresses share the timeout, so that one that never answers does not use up the time of
        the others. The lookup of the name ends when the system gives up, which can be later.

        Raises:
            AddressRefused: Not all addresses of the host are allowed; none is tried.
            HostUnknown: The host has no address.
            httpcore.ConnectError: No address accepts a connection.
            httpcore.ConnectTimeout: The last address did not answer in time.
            DeadlinePassed: The deadline of the request has passed.
        """
        guard = _current.get()
        guard.has_connected = True
        addresses = _resolve(host, port)
        if not all(map(guard.is_allowed, addresses)):
            raise AddressRefused(host)
        end = monotonic() + guard.remaining(timeout)
        last_error: Exception = HostUnknown(host)
        for index, address in enumerate(addresses):
            guard.check()
            share = max(end - monotonic(), 0.01) / (len(addresses) - index)
            try:
                stream = self._backend.connect_tcp(
                    str(address), port, guard.remaining(share), local_address, socket_options
                )
                return _GuardedStream(stream)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last_error = error
        raise last_error


class _GuardedStream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline, so that slow bytes do not keep it open."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        guard = _current.get()
        end = monotonic() + guard.remaining(timeout)
        while True:
            guard.check()
            wait = min(guard.remaining(end - monotonic()), _CHECK_SECONDS)
            try:
                return self._stream.read(max_bytes, max(wait, 0.001))
            except httpcore.ReadTimeout:
                if end <= monotonic() < guard.deadline:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _current.get().remaining(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Encrypt the connection.

        Raises:
            TlsFailed: The certificate is not valid, or the server has no encryption in common.
        """
        remaining = _current.get().remaining(timeout)
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, remaining)
        except httpcore.ConnectError as error:
            cause = error.__cause__
            if isinstance(cause, ssl.SSLCertVerificationError):
                what = cause.verify_message.rstrip(".")
                raise TlsFailed(f"its certificate is not valid ({what})") from error
            if isinstance(cause, ssl.SSLError):
                what = (cause.reason or str(cause)).replace("_", " ").lower()
                raise TlsFailed(f"no encrypted connection is possible ({what})") from error
            raise
        return _GuardedStream(stream)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolve(host: str, port: int) -> list[Address]:
    """Return the addresses of a host, without duplicates and without IPv6 scopes.

    Raises:
        HostUnknown: The host has no address.
    """
    try:
        results = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise HostUnknown(host) from error
    texts = dict.fromkeys(str(result[4][0]).partition("%")[0] for result in results)
    return [ip_address(text) for text in texts]
