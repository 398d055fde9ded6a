"""One request for one feed, and what its answer contains, as a thread does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from reader.feeds.errors import FeedError
from reader.feeds.fetching.answers import (
    WAIT,
    FetchFailure,
    failure_of_document,
    failure_of_status,
)
from reader.feeds.fetching.preparing import PreparedDocument, RawDocument
from reader.feeds.model import Subscription
from reader.store.feeds.fetch_state import FetchState
from reader.text.sentences import as_sentence
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
    response: DocumentResponse | None = None
    """Without its content; None if there was no answer."""
    prepared: PreparedDocument | None = None
    """The feed; None if nothing has changed, and after a failure."""
    failure: FetchFailure | None = None


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


FetchPages: TypeAlias = Callable[
    [str, DocumentRequest, DocumentResponse, PreparedDocument], PreparedDocument
]
"""Returns a feed with the full texts of its entries, given the id of the subscription, the request
for the feed, the answer to it, and the feed."""


class Downloader:
    """Fetches feeds and parses what comes. Threads share it.

    Args:
        client: Sends the requests.
        prepare: Parses the content of an answer; raises FeedError if it is no feed.
        is_cancelled: Called while a request waits; true ends it.
        fetch_pages: Returns the feed with the full texts of its entries. It is called for feeds
            with `full_text`.
    """

    def __init__(
        self,
        client: Client,
        prepare: Callable[[RawDocument], PreparedDocument],
        is_cancelled: Callable[[], bool],
        fetch_pages: FetchPages | None = None,
    ) -> None:
        self._client = client
        self._prepare = prepare
        self._is_cancelled = is_cancelled
        self._fetch_pages = fetch_pages

    def fetch(self, download: Download) -> FinishedDownload:
        """Fetch a feed. It does not raise."""
        try:
            return self._fetch(download)
        except DocumentError as error:
            fault = _NETWORK_FAULTS.get(error.kind, "")
            failure = FetchFailure(as_sentence(error.reason), error.remedy, network_fault=fault)
        except Exception as error:  # last resort: the thread would end, and the fetch wait for it
            failure = unexpected(error)
        return FinishedDownload(download, failure=failure)

    def _fetch(self, download: Download) -> FinishedDownload:
        validators = download.state if download.is_conditional else FetchState()
        request = make_request(
            download.subscription,
            etag=validators.etag,
            last_modified=validators.last_modified,
        )
        response = self._client.fetch(request, self._is_cancelled)
        bare = replace(response, data=b"")
        failure = failure_of_status(
            response.status,
            download.subscription,
            retry_after=response.retry_after or 0.0,
            was_conditional=download.is_conditional,
        )
        if failure is not None or response.status == 304:
            return FinishedDownload(download, bare, failure=failure)
        is_new = download.state.succeeded is None
        raw = RawDocument(response.data, response.content_type, response.url, is_new)
        try:
            prepared = self._prepare(raw)
        except FeedError as error:
            failure = failure_of_document(error, raw.data, raw.url, download.subscription)
            return FinishedDownload(download, bare, failure=failure)
        if self._fetch_pages is not None and download.subscription.full_text:
            prepared = self._fetch_pages(download.subscription.id, request, bare, prepared)
        return FinishedDownload(download, bare, prepared)


def unexpected(error: Exception) -> FetchFailure:
    """Return the failure for an error of Broadsheet itself."""
    kind = type(error).__name__
    return FetchFailure(
        f"Broadsheet failed on this feed ({kind}: {error}).", f"{WAIT} Please report it."
    )
