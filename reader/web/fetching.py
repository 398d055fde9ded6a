"""Fetches one image over HTTP, limited in size, time and redirects."""

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
"""Status codes whose Location is followed (RFC 9110, section 15.4)."""


class FetchError(Exception):
    """An image was not fetched. The message is the reason, for the person reading."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one fetch."""

    max_bytes: int = 10 * 1024 * 1024
    """Size of the image."""
    max_seconds: float = 20.0
    """Duration of the whole fetch, including redirects."""
    max_idle_seconds: float = 5.0
    """Time without any data from the server."""
    max_redirects: int = 5


def fetch_image(
    url: str,
    limits: Limits | None = None,
    *,
    is_allowed: Callable[[Address], bool] = is_public,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> bytes:
    """Fetch an image and return its bytes, which are not decoded.

    Args:
        url: An http or https address.
        limits: The default limits if None.
        is_allowed: Returns whether an address may be connected to.
        is_cancelled: Called after every chunk of data; true ends the fetch.

    Raises:
        FetchError: The image is not available, exceeds a limit, or the fetch was cancelled.
    """
    limits = limits or Limits()
    backend = GuardedBackend(is_allowed, monotonic() + limits.max_seconds)
    try:
        with httpcore.ConnectionPool(network_backend=backend) as pool:
            for _ in range(limits.max_redirects + 1):
                result = _request(pool, _normalise(url), limits, is_cancelled)
                if isinstance(result, bytes):
                    return result
                url = urljoin(url, result)
    except AddressRefused as error:
        raise FetchError(f"{error} is not a public address") from error
    except httpcore.TimeoutException as error:
        raise FetchError("it took too long") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise FetchError(f"the server cannot be reached ({error})") from error
    raise FetchError(f"it was redirected more than {limits.max_redirects} times")


def _normalise(url: str) -> str:
    """Return an address in ASCII: the host in IDNA (RFC 3490), the rest percent-encoded (RFC 3986).

    Raises:
        FetchError: The address may not be fetched.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        raise FetchError("its address is not valid") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError("only http and https addresses are fetched")
    if not host or parts.username is not None:
        raise FetchError("its address has no host or contains a user name")
    host = f"[{host}]" if ":" in host else host
    path = "".join(map(_percent_encode, parts.path)) or "/"
    query = "".join(map(_percent_encode, parts.query))
    return (
        f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}{f'?{query}' if query else ''}"
    )


def _percent_encode(character: str) -> str:
    if "!" <= character <= "~":
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _request(
    pool: httpcore.ConnectionPool, url: str, limits: Limits, is_cancelled: Callable[[], bool]
) -> bytes | str:
    """Send one request and return the bytes of the image, or the address of a redirect."""
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), limits.max_idle_seconds)
    with pool.stream("GET", url, headers=_HEADERS, extensions={"timeout": timeouts}) as response:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers
        }
        if response.status in _REDIRECTS and "location" in headers:
            return headers["location"]
        if response.status != 200:
            raise FetchError(f"the server answered with status {response.status}")
        _check_headers(headers, limits)
        data = bytearray()
        for chunk in response.iter_stream():
            data += chunk
            if len(data) > limits.max_bytes:
                raise _too_large(limits)
            if is_cancelled():
                raise FetchError("the fetch was cancelled")
        return bytes(data)


def _check_headers(headers: dict[str, str], limits: Limits) -> None:
    """Check the response headers before any data is read.

    Raises:
        FetchError: The response is not an image, is compressed or is too large.
    """
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not media_type:
        raise FetchError("the server did not say what type of file it is")
    if not media_type.startswith("image/"):
        raise FetchError(f"it is not an image but {media_type}")
    if headers.get("content-encoding", "identity").lower() != "identity":
        # A compressed response could expand to any size; none was requested.
        raise FetchError("the server sent it compressed, which was not requested")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > limits.max_bytes:
        raise _too_large(limits)


def _too_large(limits: Limits) -> FetchError:
    return FetchError(f"it is larger than {limits.max_bytes / 1024 / 1024:,.0f} MB")
