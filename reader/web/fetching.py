"""Fetching one file, bounded in size, time and redirects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin, urlsplit

import httpcore

from reader._version import __version__
from reader.web.network import Address, AddressRefused, GuardedBackend, is_public

_HEADERS: Mapping[bytes | str, bytes | str] = {
    "Accept": "image/png, image/jpeg, image/gif, image/webp",
    "Accept-Encoding": "identity",
    "User-Agent": f"broadsheet/{__version__}",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class FetchError(Exception):
    """Why something was not fetched, in plain words."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take."""

    max_bytes: int = 10 * 1024 * 1024
    """Bytes."""
    max_seconds: float = 20.0
    """For all of it, redirects included."""
    max_idle_seconds: float = 5.0
    """Seconds in which something must arrive."""
    max_redirects: int = 5


def fetch_image(
    url: str,
    limits: Limits | None = None,
    *,
    is_allowed: Callable[[Address], bool] = is_public,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> bytes:
    """The bytes of an image.

    Args:
        url: With http or https.
        limits: The usual ones, if none are given.
        is_allowed: Which addresses may be connected to.
        is_cancelled: Asked between the pieces.

    Raises:
        FetchError: It cannot be had, or not within the limits.
    """
    limits = limits or Limits()
    backend = GuardedBackend(is_allowed, monotonic() + limits.max_seconds)
    try:
        with httpcore.ConnectionPool(network_backend=backend) as pool:
            for _ in range(limits.max_redirects + 1):
                result = _request(pool, _checked(url), limits, is_cancelled)
                if isinstance(result, bytes):
                    return result
                url = urljoin(url, result)
    except AddressRefused as error:
        raise FetchError(f"{error} is an address of a private network") from error
    except httpcore.TimeoutException as error:
        raise FetchError("it took too long") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise FetchError(f"the server cannot be reached ({error})") from error
    raise FetchError(f"it leads on and on, more than {limits.max_redirects} times")


def _checked(url: str) -> str:
    """An address that may be asked for, in the letters of the protocol.

    Raises:
        FetchError: It is none.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        raise FetchError("its address cannot be read") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError("only http and https are fetched")
    if not host or parts.username is not None:
        raise FetchError("its address names no host, or hides it")
    host = f"[{host}]" if ":" in host else host
    path = "".join(_escaped(it) for it in parts.path) or "/"
    query = "".join(_escaped(it) for it in parts.query)
    return (
        f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}{f'?{query}' if query else ''}"
    )


def _escaped(character: str) -> str:
    if "!" <= character <= "~":
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _request(
    pool: httpcore.ConnectionPool, url: str, limits: Limits, is_cancelled: Callable[[], bool]
) -> bytes | str:
    """The bytes, or where they are instead."""
    waits = dict.fromkeys(("connect", "read", "write", "pool"), limits.max_idle_seconds)
    with pool.stream("GET", url, headers=_HEADERS, extensions={"timeout": waits}) as response:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers
        }
        if response.status in _REDIRECTS and "location" in headers:
            return headers["location"]
        if response.status != 200:
            raise FetchError(f"the server says {response.status}")
        _check(headers, limits)
        data = bytearray()
        for piece in response.iter_stream():
            data += piece
            if len(data) > limits.max_bytes:
                raise _too_large(limits)
            if is_cancelled():
                raise FetchError("it is not wanted any more")
        return bytes(data)


def _check(headers: dict[str, str], limits: Limits) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind.startswith("image/"):
        raise FetchError(f"it is no image but {kind or 'of a kind that the server does not tell'}")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise FetchError("it is packed, which was not asked for")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > limits.max_bytes:
        raise _too_large(limits)


def _too_large(limits: Limits) -> FetchError:
    return FetchError(f"it is larger than {limits.max_bytes / 1024 / 1024:,.0f} MB")
