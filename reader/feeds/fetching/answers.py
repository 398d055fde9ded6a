"""What the answer of a server means for a feed, in words for the person."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from reader.feeds.errors import FeedError
from reader.feeds.fetching.hosts import host_of
from reader.feeds.model import Subscription
from reader.text.sentences import as_sentence


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """Why a feed was not fetched."""

    message: str
    """What is wrong, as a sentence."""
    remedy: str
    """What the person can do about it, as a sentence."""
    retry_after: float = 0.0
    """Seconds that the server asked to wait for."""
    is_gone: bool = False
    """Whether the server answered that the feed is gone for good."""
    network_fault: str = ""
    """What the network of this machine may have done: it may be off, or want a login first. If it
    did, the failures of all hosts have the same text here. Empty if it is the feed's own failure.
    """


WAIT = "Nothing to do: Broadsheet tries again."

_MESSAGES = {
    403: (
        "The server refuses to give out this feed (status 403).",
        "Open the address in a browser. If it works there, set `user_agent` for this feed in "
        "feeds.toml.",
    ),
    404: (
        "There is no feed at this address any more (status 404).",
        "Look for the new address on the website, and change `url` in feeds.toml.",
    ),
    408: ("The server waited too long for the request (status 408).", WAIT),
    429: (
        "The server asks for fewer requests (status 429).",
        "Nothing to do: Broadsheet waits as long as the server asks for.",
    ),
}

_WRONG_PASSWORD = (
    "The server does not accept the user name and password (status 401).",
    "Check `user` and `password_command` of this feed in feeds.toml.",
)
_NO_PASSWORD = (
    "The server asks for a user name and a password (status 401).",
    "Set `user` and `password_command` for this feed in feeds.toml.",
)


def failure_of_status(
    status: int, subscription: Subscription, *, retry_after: float = 0.0, was_conditional: bool
) -> FetchFailure | None:
    """Return why an answer with a status brings no feed; None if it does, or nothing has changed.

    Args:
        status: The status code (RFC 9110, section 15).
        subscription: The feed.
        retry_after: Seconds that the server asked to wait for.
        was_conditional: Whether validators were sent, without which 304 makes no sense.
    """
    if status in (200, 203) or (status == 304 and was_conditional):
        return None
    if status == 410:
        return FetchFailure(
            "The feed is gone for good (status 410), and is not fetched any more.",
            f"Remove it with `broadsheet feed remove {subscription.id}`, or change `url` in "
            "feeds.toml if it has a new address.",
            is_gone=True,
        )
    message, remedy = _describe(status, subscription)
    return FetchFailure(message, remedy, retry_after)


def _describe(status: int, subscription: Subscription) -> tuple[str, str]:
    if status == 401:
        return _NO_PASSWORD if subscription.user is None else _WRONG_PASSWORD
    if status in _MESSAGES:
        return _MESSAGES[status]
    if status >= 500:
        return f"The server has a fault (status {status}).", WAIT
    return (
        f"The server answered without a feed (status {status}).",
        "Open the address in a browser, and change `url` in feeds.toml if the feed has moved.",
    )


def failure_of_document(
    error: FeedError, data: bytes, url: str, subscription: Subscription
) -> FetchFailure:
    """Return why the content of an answer is no feed.

    Args:
        error: What the parser reported.
        data: The content.
        url: Where it came from, after redirects.
        subscription: The feed.
    """
    fault = ""
    if is_web_page(data):
        # A network that wants a login leads every host to one place, or sends one page for all.
        host = host_of(url)
        is_elsewhere = host != host_of(subscription.url)
        fault = f"page of {host}" if is_elsewhere else f"page {sha256(data).hexdigest()}"
    return FetchFailure(as_sentence(error.reason), error.remedy, network_fault=fault)


def is_web_page(data: bytes) -> bool:
    """Return whether the content of an answer begins like a web page, such as that of a login."""
    start = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))
