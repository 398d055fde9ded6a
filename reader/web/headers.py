"""Headers of requests and responses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from reader.web.errors import DocumentError, FailureKind

MAX_SECONDS = 365 * 24 * 3600.0
"""Longest time that a server can ask for; more is a mistake."""

HEADER_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
"""A token (RFC 9110, section 5.6.2)."""
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
RESERVED_HEADERS = frozenset(
    {
        "accept-encoding", "connection", "content-length", "expect", "host", "if-match",
        "if-modified-since", "if-none-match", "if-range", "keep-alive", "proxy-authorization",
        "proxy-connection", "range", "te", "trailer", "transfer-encoding", "upgrade",
    }
)  # fmt: skip
"""Headers that a person cannot set, in lower case. The framing, the connection or the validators of
a request depend on them."""
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d+)", re.IGNORECASE)
_UNCACHED = re.compile(r"(?:^|[,\s])no-(?:store|cache)\b", re.IGNORECASE)
_MAX_DIGITS = 20
_SECONDS = re.compile(r"\d+(?:\.\d+)?")


Fields: TypeAlias = list[tuple[bytes, bytes]]
"""Headers as they are sent."""


class RequestFields:
    """The headers of a request, which are checked and then built for each server on its way.

    Args:
        common: Headers for every server.
        validators: Headers for every server whose values were received from one. They are sent
            exactly as they were received, decoded as Latin-1.
        secret: Headers for the first server only. They replace others of the same name.

    Raises:
        DocumentError: A header is not valid, or may not be set.
    """

    def __init__(
        self,
        common: Mapping[str, str],
        validators: Mapping[str, str | None],
        secret: Mapping[str, str],
    ) -> None:
        self._common = {name: _encode(name, value, "utf-8") for name, value in common.items()}
        self._common |= {
            name: _encode(name, value, "latin-1") for name, value in validators.items() if value
        }
        self._secret = {}
        for name, value in secret.items():
            _check_name(name)
            self._secret[name] = _encode(name, value, "utf-8")

    def build(self, *, shares_secrets: bool) -> Fields:
        """Return the headers for one server."""
        secret = self._secret if shares_secrets else {}
        replaced = {name.lower() for name in secret}
        common = {
            name: value for name, value in self._common.items() if name.lower() not in replaced
        }
        return [(name.encode("ascii"), value) for name, value in (common | secret).items()]


def _check_name(name: str) -> None:
    if not HEADER_NAME.fullmatch(name):
        reason = f"{name!a} is not the name of a header"
        raise DocumentError(reason, FailureKind.INVALID_HEADER)
    if name.lower() in RESERVED_HEADERS:
        reason = f"the header {name} cannot be set"
        raise DocumentError(reason, FailureKind.INVALID_HEADER)


def _encode(name: str, value: str, encoding: str) -> bytes:
    """Return the value of a header, which must not begin another header or end them all."""
    if _CONTROL.search(value):
        reason = f"the header {name} contains a line break or another control character"
        raise DocumentError(reason, FailureKind.INVALID_HEADER)
    try:
        return value.strip(" \t").encode(encoding)
    except UnicodeError:
        reason = f"the header {name} contains a character that is not possible"
        raise DocumentError(reason, FailureKind.INVALID_HEADER) from None


def response_headers(raw: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Return headers by lower-case name, as Latin-1 and so without loss.

    Values of the same name are joined with commas (RFC 9110, section 5.3).
    """
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def media_type(headers: Mapping[str, str]) -> str:
    """Return the type in Content-Type, such as `text/html`, in lower case; empty without one."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def content_length(headers: Mapping[str, str]) -> int | None:
    """Return the number of bytes in Content-Length; None without a valid header.

    Of a number with too many digits, the first ones are enough to exceed every limit.
    """
    text = headers.get("content-length", "").strip()
    return int(text[:_MAX_DIGITS]) if text.isascii() and text.isdecimal() else None


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return for how many seconds the server wants no further request.

    Args:
        headers: Response headers; Retry-After has seconds or a date (RFC 9110, section 10.2.3).
        now: The current time in seconds since 1970.

    Returns:
        At most `MAX_SECONDS`; 0 if the date has passed; None without a valid header.
    """
    text = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), MAX_SECONDS)
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)  # like all dates of HTTP
        return min(max(moment.timestamp() - now, 0.0), MAX_SECONDS)
    except (ValueError, TypeError, OverflowError):
        return None


def max_age(headers: Mapping[str, str]) -> float | None:
    """Return for how many more seconds a response is fresh (RFC 9111, section 4.2).

    Returns:
        `max-age` of Cache-Control minus Age, between 0 and `MAX_SECONDS`; None if the response
        does not have it, or must not be cached.
    """
    control = headers.get("cache-control", "")
    found = _MAX_AGE.search(control)
    if found is None or _UNCACHED.search(control):
        return None
    age = headers.get("age", "").strip()
    seconds = float(found[1][:12]) - (float(age[:12]) if age.isdecimal() and age.isascii() else 0.0)
    return min(max(seconds, 0.0), MAX_SECONDS)
