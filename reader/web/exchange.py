"""One HTTP request and its response, on a connection that is new or still open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TypeAlias

import httpcore

from reader.web.addresses import Address
from reader.web.content_coding import decoder_for, too_large
from reader.web.errors import DocumentError, FailureKind
from reader.web.headers import Fields, content_length, response_headers
from reader.web.limits import Limits
from reader.web.network import (
    AddressRefused,
    DeadlinePassed,
    HostUnknown,
    RequestCancelled,
    RequestGuard,
    TlsFailed,
    guarded,
)

CheckHeaders: TypeAlias = Callable[[Mapping[str, str]], None]

_BROKEN = (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError)
"""What happens if a server closes an open connection at the moment of the next request."""

_MAX_DRAINED = 16 * 1024


@dataclass(frozen=True, slots=True)
class RawResponse:
    """The response of one server."""

    status: int
    headers: Mapping[str, str]
    """By lower-case name, decoded as Latin-1."""
    body: bytes
    """Decompressed; empty unless the status is 2xx."""
    peer: Address | None
    """The address of the server, or of the proxy; None if it is not known."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a request needs beside its address and headers."""

    pool: httpcore.ConnectionPool
    is_proxied: bool
    limits: Limits
    guard: RequestGuard
    check_headers: CheckHeaders
    """Called with the headers of a 2xx response before its body is read."""

    def send(self, url: str, fields: Fields) -> RawResponse:
        """Send a GET request.

        Raises:
            DocumentError: There is no response, it exceeds a limit, or it is damaged.
        """
        try:
            with guarded(self.guard):
                while True:
                    response = self._try(url, fields)
                    if response is not None:
                        return response
        except (AddressRefused, RequestCancelled, httpcore.LocalProtocolError) as error:
            raise _refusal(error) from error
        except httpcore.TimeoutException as error:
            raise self._timeout(error) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
            raise self._failure(error) from error
        except OSError as error:
            raise self._failure(httpcore.ConnectError(error)) from error

    def _try(self, url: str, fields: Fields) -> RawResponse | None:
        """Send the request once; return None if an open connection turns out to be closed.

        A GET request may then be repeated (RFC 9110, section 9.2.2).
        """
        limits = self.limits
        timeouts = dict.fromkeys(("read", "write", "pool"), limits.max_idle_seconds)
        timeouts["connect"] = limits.max_connect_seconds
        self.guard.has_connected = False
        has_response = False
        try:
            with self.pool.stream(
                "GET", url, headers=fields, extensions={"timeout": timeouts}
            ) as response:
                has_response = True
                return self._read(response)
        except _BROKEN as error:
            if has_response:
                reason = "the connection ended before the whole document had arrived"
                raise DocumentError(reason, FailureKind.DAMAGED) from error
            if self.guard.has_connected:
                raise
            return None

    def _read(self, response: httpcore.Response) -> RawResponse:
        headers = response_headers(response.headers)
        body = b""
        if 200 <= response.status < 300:
            self.check_headers(headers)
            body = self._read_body(response, headers)
        else:
            self._drain(response, headers)
        return RawResponse(response.status, headers, body, _peer(response))

    def _read_body(self, response: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        max_bytes = self.limits.max_bytes
        decoder = decoder_for(headers.get("content-encoding", ""), max_bytes)
        if (content_length(headers) or 0) > max_bytes:
            raise too_large(max_bytes)
        for chunk in response.iter_stream():
            self.guard.check()
            decoder.add(chunk)
        return decoder.finish()

    def _drain(self, response: httpcore.Response, headers: Mapping[str, str]) -> None:
        """Read a short body that is not needed, so that the connection can be used again."""
        length = content_length(headers)
        if response.status == 304 or (length is not None and length <= _MAX_DRAINED):
            with suppress(httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
                for _ in response.iter_stream():
                    self.guard.check()

    def _timeout(self, error: httpcore.TimeoutException) -> DocumentError:
        limits = self.limits
        if isinstance(error, DeadlinePassed):
            reason = f"it took more than {limits.max_seconds:g} seconds"
        elif isinstance(error, httpcore.ConnectTimeout):
            reason = (
                f"{self._who} accepted no connection for {limits.max_connect_seconds:g} seconds"
            )
        else:
            reason = f"{self._who} sent nothing for {limits.max_idle_seconds:g} seconds"
        return DocumentError(reason, FailureKind.TIMEOUT)

    def _failure(self, error: Exception) -> DocumentError:
        if isinstance(error, TlsFailed):
            return DocumentError(str(error), FailureKind.TLS)
        kind = FailureKind.PROXY if self.is_proxied else FailureKind.UNREACHABLE
        if isinstance(error, httpcore.ProxyError):
            return DocumentError(f"the proxy refuses the connection ({error})", kind)
        if isinstance(error, HostUnknown):
            kind = kind if self.is_proxied else FailureKind.UNKNOWN_HOST
            return DocumentError(f"{self._who} {error} is not known", kind)
        if isinstance(error, httpcore.ConnectError):
            return DocumentError(f"{self._who} cannot be reached ({_system_reason(error)})", kind)
        reason = f"{self._who} gave no valid answer ({_system_reason(error)})"
        return DocumentError(reason, FailureKind.UNREACHABLE)

    @property
    def _who(self) -> str:
        return "the proxy" if self.is_proxied else "the server"


def _refusal(error: Exception) -> DocumentError:
    if isinstance(error, AddressRefused):
        return refused(str(error))
    if isinstance(error, RequestCancelled):
        return DocumentError("the fetch was cancelled", FailureKind.CANCELLED)
    return DocumentError(f"the request is not valid ({error})", FailureKind.INVALID_HEADER)


def refused(host: str) -> DocumentError:
    """Return the error for a host that is not on the public internet."""
    return DocumentError(f"{host} is not a public address", FailureKind.REFUSED)


def _system_reason(error: Exception) -> str:
    """Return what an error says, such as `connection refused`, without numbers and full stop."""
    cause = error.args[0] if error.args else error
    text = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(error)
    return f"{text[:1].lower()}{text[1:]}".rstrip(".") or type(error).__name__


def _peer(response: httpcore.Response) -> Address | None:
    """Return the address at the other end of the connection."""
    try:
        stream = response.extensions["network_stream"]
        host = str(stream.get_extra_info("server_addr")[0])
        return ip_address(host.partition("%")[0])
    except (KeyError, TypeError, ValueError, OSError):
        return None
