"""Find feeds: fetch what a person typed, and what the page says, until a feed is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from reader.feeds.discovery.page_links import FeedLink, page_links
from reader.feeds.discovery.rules import handle_address, known_feeds
from reader.feeds.errors import FeedError
from reader.feeds.model import FeedDocument
from reader.feeds.parsing import parse_feed
from reader.feeds.parsing.encodings import decode_document
from reader.feeds.subscriptions.addresses import check_address, complete_address
from reader.text.clean import clean_text
from reader.text.normal_links import normal_link
from reader.web.documents import DocumentClient, DocumentRequest, DocumentResponse
from reader.web.errors import DocumentError, FailureKind

MAX_FEEDS = 8
"""Number of feeds of a page that are fetched."""
MAX_LIKELY = 3
"""Number of ordinary links of a page that are fetched."""
MAX_GUESSES = 5
"""Number of usual addresses that are tried."""

_AT_ROOT = ("/feed", "/rss", "/index.xml", "/feed.json", "/atom.xml")
_IN_FOLDER = ("feed", "index.xml", "/feed", "/rss", "/index.xml")
_PAGE_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"
)

_NO_HTTPS = frozenset((FailureKind.UNREACHABLE, FailureKind.TLS, FailureKind.TIMEOUT))


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that was found, fetched and parsed."""

    url: str
    """The address to subscribe to."""
    title: str
    """The title of the feed, else the one that the page gives it; may be empty."""
    document: FeedDocument


class Fetch(Protocol):
    """Fetches one document."""

    def __call__(self, url: str, *, allows_private: bool) -> DocumentResponse:
        """Fetch a document.

        Args:
            url: An http or https address.
            allows_private: Whether the address may be private: a person typed it, or the page that
                contains it is private as well.

        Raises:
            DocumentError: There is no answer.
        """


def fetch_with(client: DocumentClient, is_cancelled: Callable[[], bool] = lambda: False) -> Fetch:
    """Return a `Fetch` that uses a client."""

    def fetch(url: str, *, allows_private: bool) -> DocumentResponse:
        request = DocumentRequest(url, accept=_PAGE_TYPES, allows_private=allows_private)
        return client.fetch(request, is_cancelled)

    return fetch


def find_feeds(text: str, fetch: Fetch) -> Sequence[FoundFeed]:
    """Return the feeds of a site, the best first, and feeds of comments last.

    In this order, the first that leads to a feed counts: the rules for well-known sites, the
    address itself, what its page says, links that look like feeds, and usual addresses.

    Args:
        text: An address as a person types it, with or without a scheme.
        fetch: Called for one address after the other, at most about 20 times.

    Raises:
        FeedError: There is none, the address is not valid, or the site does not answer.
    """
    url = handle_address(text) or complete_address(text)
    check_address(url)
    finder = _Finder(fetch)
    found = finder.try_all(map(FeedLink, known_feeds(url)), allows_private=True)
    if found:
        # A project without releases has an empty feed of them.
        return sorted(found, key=lambda feed: not feed.document.entries)
    url, response = _fetch_typed(text, url, fetch)
    try:
        return [_found(response, response.moved_to or url)]
    except FeedError as error:
        return finder.search_page(response, error)


def _fetch_typed(text: str, url: str, fetch: Fetch) -> tuple[str, DocumentResponse]:
    """Fetch what a person typed, by http if a server without https may be meant.

    Returns:
        The address that answered, without redirects, and the response.
    """
    attempts = [url]
    if url.startswith("https://") and "://" not in text:
        attempts.append(f"http://{url.removeprefix('https://')}")
    for attempt in attempts:
        try:
            response = fetch(attempt, allows_private=True)
        except DocumentError as error:
            if attempt is attempts[-1] or error.kind not in _NO_HTTPS:
                raise FeedError(error.reason, error.remedy) from error
            continue
        _check_status(response)
        return attempt, response
    raise AssertionError("there is at least one attempt")


def _check_status(response: DocumentResponse) -> None:
    status = response.status
    if 200 <= status < 300:
        return
    if status in (401, 403):
        raise FeedError(
            f"the server does not allow access to {response.url} (status {status})",
            "If it needs a password, add the feed with `broadsheet feed add --as-is`, and write "
            "user and password_command into feeds.toml.",
        )
    if status == 410:
        raise FeedError(
            f"{response.url} is gone for good", "Look on the site for the address of another feed."
        )
    if status == 404:
        raise FeedError(f"there is no page at {response.url}", "Check the spelling of the address.")
    raise FeedError(f"the server answered with status {status}", "Try again later.")


def _found(response: DocumentResponse, url: str, title: str = "") -> FoundFeed:
    """Return the feed of a response.

    Raises:
        FeedError: It is none.
    """
    _check_status(response)
    document = parse_feed(response.data, response.content_type, response.url)
    return FoundFeed(url, document.title or title, document)


class _Finder:
    """One search, which asks for no address twice."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._tried: set[str] = set()
        self._error: FeedError | None = None

    def try_all(self, links: Iterable[FeedLink], *, allows_private: bool) -> list[FoundFeed]:
        """Return what of some links is a feed."""
        return list(self._try_each(links, allows_private=allows_private))

    def search_page(self, page: DocumentResponse, error: FeedError) -> list[FoundFeed]:
        """Return the feeds that a page names, or that are where feeds usually are.

        Args:
            page: The response that is not a feed.
            error: Why it is not.

        Raises:
            FeedError: There are none.
        """
        html = clean_text(decode_document(page.data, page.content_type))
        if "<" not in html:
            raise error
        self._tried.add(normal_link(page.url))
        links = page_links(html, page.url, page.headers.get("link", ""))
        known = map(FeedLink, known_feeds(page.url))
        declared = [*known, *links.declared][:MAX_FEEDS]
        found = self.try_all(declared, allows_private=page.is_private)
        guesses = map(FeedLink, _guesses(page.url))
        for others, limit in ((links.likely, MAX_LIKELY), (guesses, MAX_GUESSES)):
            if found:
                break
            attempts = self._try_each(islice(others, limit), allows_private=page.is_private)
            found = list(islice(attempts, 1))
        if not found:
            raise self._nothing_found(page, links.declared)
        return found

    def _try_each(self, links: Iterable[FeedLink], *, allows_private: bool) -> Iterator[FoundFeed]:
        for link in links:
            key = normal_link(link.url)
            if key in self._tried:
                continue
            self._tried.add(key)
            try:
                response = self._fetch(link.url, allows_private=allows_private)
                yield _found(response, response.moved_to or link.url, link.title)
            except DocumentError as error:
                if error.kind is FailureKind.CANCELLED:
                    raise FeedError(error.reason, error.remedy) from error
                self._error = self._error or FeedError(error.reason, error.remedy)
            except FeedError as error:
                self._error = self._error or error

    def _nothing_found(self, page: DocumentResponse, declared: Sequence[FeedLink]) -> FeedError:
        if declared and self._error is not None:
            reason = f"the page names the feed {declared[0].url}, but {self._error.reason}"
            return FeedError(reason, self._error.remedy)
        return FeedError(
            f"no feed was found at {page.url}",
            "Look for a link called RSS, Atom or Feed on the site, and give its address.",
        )


def _guesses(url: str) -> Iterator[str]:
    """Yield the addresses that feeds of a site usually have."""
    folder = urljoin(url, ".")
    at_root = urlsplit(folder).path in ("", "/")
    for path in _AT_ROOT if at_root else _IN_FOLDER:
        yield urljoin(folder, path)
