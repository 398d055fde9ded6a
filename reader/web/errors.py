"""Why a document could not be fetched, and what the person can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class FailureKind(Enum):
    """What kept a document from being fetched."""

    INVALID_ADDRESS = "invalid address"
    INVALID_HEADER = "invalid header"
    """A request header, the user agent or a user name that HTTP does not allow."""
    CREDENTIALS = "credentials"
    """No password could be found."""
    REFUSED = "refused"
    """The address is private, or leads to a scheme other than http and https."""
    UNKNOWN_HOST = "unknown host"
    UNREACHABLE = "unreachable"
    """No connection, or one that ended before the response."""
    PROXY = "proxy"
    TLS = "tls"
    TIMEOUT = "timeout"
    REDIRECTS = "redirects"
    TOO_LARGE = "too large"
    DAMAGED = "damaged"
    """The response is incomplete, or cannot be decompressed."""
    CANCELLED = "cancelled"


_REMEDIES: Mapping[FailureKind, str] = {
    FailureKind.INVALID_ADDRESS: "Correct the address.",
    FailureKind.INVALID_HEADER: "Correct user_agent, user or headers in feeds.toml.",
    FailureKind.CREDENTIALS: "Run password_command in a terminal to see what it prints.",
    FailureKind.REFUSED: "If you trust it, subscribe to the address that it leads to.",
    FailureKind.UNKNOWN_HOST: "Check its spelling and the connection to the internet.",
    FailureKind.UNREACHABLE: "Check the connection to the internet, or try again later.",
    FailureKind.PROXY: "Check the variables http_proxy, https_proxy, all_proxy and no_proxy.",
    FailureKind.TLS: "Open the address in a browser to see what is wrong with its certificate.",
    FailureKind.TIMEOUT: "Check the connection to the internet, or try again later.",
    FailureKind.REDIRECTS: "Open the address in a browser, and use the address where it ends.",
    FailureKind.TOO_LARGE: "Ask the publisher for a document with fewer entries.",
    FailureKind.DAMAGED: "Try again later. If it happens again, tell the publisher.",
    FailureKind.CANCELLED: "Fetch it again.",
}


class DocumentError(Exception):
    """A document was not fetched.

    Attributes:
        reason: What is wrong, as a clause without capital and full stop.
        kind: What kept it from being fetched.
        remedy: What the person can do about it, as a sentence.
    """

    def __init__(self, reason: str, kind: FailureKind, remedy: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.kind = kind
        self.remedy = remedy or _REMEDIES[kind]
