"""One request for one feed, as a thread sends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from reader.feeds.fetching.answers import WAIT, FetchFailure, sentence
from reader.feeds.model import Subscription
from reader.store.feeds.fetch_state import FetchState
from reader.web.credentials import load_credentials
from reader.web.documents import DocumentRequest, DocumentResponse
from reader.web.errors import DocumentError, FailureKind

_NETWORK_FAULTS = {
    FailureKind.UNKNOWN_HOST: "no connection",
    FailureKind.UNREACHABLE: "no connection",
    FailureKind.TIMEOUT: "no answer",
    FailureKind.PROXY: "no proxy",
    FailureKind.TLS: "no secure connection",
}
"""What every request meets while the network of this machine is off or wants a login first."""


class Client(Protocol):
    """Sends requests, such as `reader.web.documents.DocumentClient`. Threads share it."""

    def fetch(
        self, request: DocumentRequest, is_cancelled: Callable[[], bool]
    ) -> DocumentResponse: ...


@dataclass(frozen=True, slots=True)
class Download:
    """A feed to request."""

    subscription: Subscription
    state: FetchState
    """What is remembered of the feed at its address."""
    is_conditional: bool
    """Whether validators are sent."""


@dataclass(frozen=True, slots=True)
class FinishedDownload:
    """The answer to a request."""

    download: Download
    answer: DocumentResponse | FetchFailure


def make_request(
    subscription: Subscription, *, etag: str | None = None, last_modified: str | None = None
) -> DocumentRequest:
    """Return the request for a feed. If it has a `password_command`, that command runs.

    Raises:
        DocumentError: The command gives no password.
    """
    user = subscription.user
    credentials = None
    if user is not None:
        credentials = load_credentials(user, subscription.password_command)
    return DocumentRequest(
        subscription.url,
        etag=etag,
        last_modified=last_modified,
        user_agent=subscription.user_agent,
        headers=subscription.headers,
        credentials=credentials,
        # The person wrote the address to feeds.toml.
        allows_private=True,
    )


def send(client: Client, download: Download, is_cancelled: Callable[[], bool]) -> FinishedDownload:
    """Send a request and return its answer. It does not raise."""
    return FinishedDownload(download, _answer(client, download, is_cancelled))


def _answer(
    client: Client, download: Download, is_cancelled: Callable[[], bool]
) -> DocumentResponse | FetchFailure:
    validators = download.state if download.is_conditional else FetchState()
    try:
        request = make_request(
            download.subscription,
            etag=validators.etag,
            last_modified=validators.last_modified,
        )
        return client.fetch(request, is_cancelled)
    except DocumentError as error:
        fault = _NETWORK_FAULTS.get(error.kind, "")
        return FetchFailure(sentence(error.reason), error.remedy, network_fault=fault)
    except Exception as error:  # last resort: the thread would end, and the fetch wait for it
        return unexpected(error)


def unexpected(error: Exception) -> FetchFailure:
    """Return the failure for an error of Broadsheet itself."""
    kind = type(error).__name__
    return FetchFailure(
        f"Broadsheet failed on this feed ({kind}: {error}).", f"{WAIT} Please report it."
    )
