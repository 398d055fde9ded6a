"""Fetches documents over HTTP, such as feeds and pages, within limits.

A document is asked for only if it has changed, with the validators of the last answer. Connections
are kept open for further requests. Cookies are not kept, and no request has a Referer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

from reader._version import __version__
from reader.web.addresses import Address, is_public, literal_address, normalise_url
from reader.web.content_coding import ACCEPTED_CODINGS
from reader.web.credentials import Credentials
from reader.web.errors import DocumentError, FailureKind
from reader.web.exchange import CheckHeaders, Exchange, RawResponse, refused
from reader.web.headers import RequestFields, max_age, retry_after
from reader.web.limits import DOCUMENT_LIMITS, Limits
from reader.web.network import RequestGuard
from reader.web.pools import ConnectionPools
from reader.web.proxies import Proxies
from reader.web.redirects import REDIRECTS, Route

USER_AGENT = f"Broadsheet/{__version__}"
FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, "
    "*/*;q=0.1"
)
"""What Accept says for feeds. Some servers send a feed as anything else."""


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """What to fetch, and how."""

    url: str
    """An http or https address, without a user name."""
    etag: str | None = None
    """ETag of the last answer with status 200, exactly as it was received."""
    last_modified: str | None = None
    """Last-Modified of the last answer with status 200, exactly as it was received."""
    user_agent: str | None = None
    """`USER_AGENT` if None. It is sent to every host."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Further headers, for the host of `url` only."""
    credentials: Credentials | None = None
    """For the host of `url` only."""
    accept: str = FEED_TYPES
    accept_encoding: str = ACCEPTED_CODINGS
    allows_private: bool = False
    """Whether a person has entered this address, which may therefore be a private one."""


@dataclass(frozen=True, slots=True)
class DocumentResponse:
    """The answer of a server, with any status."""

    status: int
    url: str
    """The address that answered, after redirects, normalised."""
    data: bytes
    """The body, decompressed; empty unless the status is 2xx."""
    content_type: str
    """With parameters such as the charset; empty if the server does not say it."""
    etag: str | None
    last_modified: str | None
    retry_after: float | None
    """Seconds in which the server wants no request."""
    max_age: float | None
    """Seconds in which the server will not have anything new."""
    moved_to: str | None
    """The address that replaces the one of the request: `url` after permanent redirects, if the
    status is 2xx or 304."""
    headers: Mapping[str, str]
    """By lower-case name, decoded as Latin-1."""
    is_private: bool = False
    """Whether a private address has answered, as far as it is known. Only then may the addresses in
    the document be private as well, such as that of the feed of a page."""


class DocumentClient:
    """Fetches documents from several threads at once; a context manager.

    Args:
        limits: Limits of each fetch.
        is_public: Returns whether an address belongs to the public internet.
        clock: Returns the time in seconds since 1970, which dates of servers are compared with.
    """

    def __init__(
        self,
        limits: Limits = DOCUMENT_LIMITS,
        *,
        is_public: Callable[[Address], bool] = is_public,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._limits = limits
        self._is_public = is_public
        self._clock = clock
        self._proxies = Proxies()
        self._pools = ConnectionPools()

    def fetch(
        self,
        request: DocumentRequest,
        is_cancelled: Callable[[], bool] = lambda: False,
        check_headers: CheckHeaders = lambda _: None,
    ) -> DocumentResponse:
        """Fetch a document, and follow redirects.

        Args:
            request: What to fetch.
            is_cancelled: Called while the fetch waits; true ends it.
            check_headers: Called with the headers of a 2xx answer before its body is read. It can
                raise an exception.

        Raises:
            DocumentError: There is no answer, it exceeds a limit, it is damaged, its address may
                not be requested, or the fetch was cancelled.
        """
        fields = _request_fields(request)
        route = Route(normalise_url(request.url), may_be_private=request.allows_private)
        deadline = monotonic() + self._limits.max_seconds
        for _ in range(self._limits.max_redirects + 1):
            guard = RequestGuard(deadline, is_cancelled, self._is_public)
            response, is_private = self._send(route, fields, guard, check_headers)
            if response.status not in REDIRECTS or "location" not in response.headers:
                return self._document(request, route, response, is_private=is_private)
            location = response.headers["location"]
            route = route.follow(response.status, location, is_private=is_private)
        reason = f"it was redirected more than {self._limits.max_redirects} times"
        raise DocumentError(reason, FailureKind.REDIRECTS)

    def _send(
        self, route: Route, fields: RequestFields, guard: RequestGuard, check_headers: CheckHeaders
    ) -> tuple[RawResponse, bool]:
        """Return the response of one server, and whether it has a private address.

        A proxy looks up the name of a host, which may not even be possible here. Then only those
        private addresses are recognised that need no lookup, and the rest is left to the proxy.
        The address of the proxy itself is not restricted: the person has chosen it.
        """
        proxy = self._proxies.proxy_for(route.url)
        literal = literal_address(route.url)
        is_private = literal is not None and not self._is_public(literal)
        if proxy is not None and is_private and not route.may_be_private:
            raise refused(str(literal))
        if proxy is not None or route.may_be_private:
            guard.is_allowed = lambda _: True
        pool = self._pools.get(route.url, proxy, allows_private=route.may_be_private)
        exchange = Exchange(pool, proxy is not None, self._limits, guard, check_headers)
        response = exchange.send(route.url, fields.build(shares_secrets=route.shares_secrets))
        if proxy is not None and response.status == 407:
            raise DocumentError("the proxy wants another password", FailureKind.PROXY)
        if proxy is None and response.peer is not None:
            is_private = not self._is_public(response.peer)
        return response, is_private

    def _document(
        self, request: DocumentRequest, route: Route, response: RawResponse, *, is_private: bool
    ) -> DocumentResponse:
        headers = response.headers
        is_document = 200 <= response.status < 300 or response.status == 304
        was_moved = is_document and route.is_permanent and route.url != normalise_url(request.url)
        return DocumentResponse(
            status=response.status,
            url=route.url,
            data=response.body,
            content_type=headers.get("content-type", ""),
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            retry_after=retry_after(headers, self._clock()),
            max_age=max_age(headers),
            moved_to=route.url if was_moved else None,
            headers=headers,
            is_private=is_private,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pools.close()

    def __enter__(self) -> DocumentClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _request_fields(request: DocumentRequest) -> RequestFields:
    common = {
        "User-Agent": request.user_agent or USER_AGENT,
        "Accept": request.accept,
        "Accept-Encoding": request.accept_encoding,
    }
    validators = {
        "If-None-Match": request.etag,
        "If-Modified-Since": request.last_modified,
    }
    secret = dict(request.headers)
    if request.credentials is not None:
        secret["Authorization"] = request.credentials.authorization()
    return RequestFields(common, validators, secret)
