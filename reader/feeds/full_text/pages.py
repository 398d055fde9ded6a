"""Fetches the pages of entries, and takes their texts in the place of the summaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from reader.feeds.fetching.hosts import host_of
from reader.feeds.full_text.main_text import main_html
from reader.feeds.full_text.turns import HostTurns
from reader.feeds.markdown import ConvertedBody, plain_words, to_markdown
from reader.feeds.model import Entry
from reader.feeds.parsing.encodings import decode_document
from reader.web.addresses import may_share_secrets, normalise_url
from reader.web.documents import DocumentRequest, DocumentResponse
from reader.web.errors import DocumentError
from reader.web.headers import content_length, media_type

MAX_PAGES = 30
"""Number of pages that are fetched for a feed at a time; other entries keep their summaries."""
MAX_PAGE_BYTES = 1024 * 1024
"""Size of a page whose text is looked for, which takes some seconds per megabyte."""

_PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.1"
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_REFUSALS = frozenset({403, 429, 503})
"""Answers of hosts that want no further requests now."""


class PageClient(Protocol):
    """Sends requests, such as `reader.web.documents.DocumentClient`. Threads share it."""

    def fetch(
        self,
        request: DocumentRequest,
        is_cancelled: Callable[[], bool],
        check_headers: Callable[[Mapping[str, str]], None],
    ) -> DocumentResponse: ...


class NotAPage(Exception):  # noqa: N818 - an image or a film is no failure
    """What an entry links to is no page, or too large."""


class FullTexts:
    """Bodies for entries whose feeds have only summaries. Threads share it.

    Args:
        client: Sends the requests.
        turns: Whose turn it is to ask a host.
        is_cancelled: Called while a request waits; true ends it.
        on_wait: Called with a host, and the seconds in which it wants no request.
        find_text: Returns the HTML of the text of a page, given its HTML, its address and the title
            of the entry.
    """

    def __init__(
        self,
        client: PageClient,
        turns: HostTurns,
        is_cancelled: Callable[[], bool],
        on_wait: Callable[[str, float], None],
        find_text: Callable[[str, str, str], str] = main_html,
    ) -> None:
        self._client = client
        self._turns = turns
        self._is_cancelled = is_cancelled
        self._on_wait = on_wait
        self._find_text = find_text

    def fetch_bodies(
        self, request: DocumentRequest, feed: DocumentResponse, entries: Iterable[Entry]
    ) -> Mapping[Entry, ConvertedBody]:
        """Return the bodies of those entries whose pages say more than the feed does.

        The pages of a host that refuses one are not asked for again. A page that cannot be fetched
        is no failure of the feed: the post has the summary then.

        Args:
            request: The request for the feed, whose user agent is used again. Its password and
                headers are only sent to the host of the feed.
            feed: The answer to it. Pages may have private addresses if the feed has one.
            entries: The entries that are new or have changed, in the order of the feed.
        """
        bodies: dict[Entry, ConvertedBody] = {}
        refusing: set[str] = set()
        self._turns.rest(host_of(feed.url))
        with_pages = [entry for entry in entries if entry.link]
        for entry in with_pages[:MAX_PAGES]:
            host = host_of(entry.link)
            if host in refusing:
                continue
            with self._turns.take(host, self._is_cancelled) as has_turn:
                if not has_turn:
                    break
                page = self._fetch(_page_request(request, feed, entry.link))
            if page is None:
                continue
            if page.retry_after is not None:
                self._on_wait(host, page.retry_after)
            if page.status in _REFUSALS:
                refusing.add(host)
            body = self._body(entry, page)
            if body is not None:
                bodies[entry] = body
        return bodies

    def _fetch(self, request: DocumentRequest) -> DocumentResponse | None:
        try:
            return self._client.fetch(request, self._is_cancelled, _check_headers)
        except (DocumentError, NotAPage):
            return None

    def _body(self, entry: Entry, page: DocumentResponse) -> ConvertedBody | None:
        """Return the text of a page, if it has more words than the entry."""
        if page.status != 200 or len(page.data) > MAX_PAGE_BYTES:
            return None
        text = decode_document(page.data, page.content_type)
        try:
            html = self._find_text(text, page.url, entry.title)
        except Exception:  # last resort: a fault of a library in one page must not lose the feed
            return None
        known = plain_words(entry.content or entry.summary)
        if len(plain_words(html).split()) <= len(known.split()):
            return None
        return replace(to_markdown(html, page.url), is_full_text=True)


def _check_headers(headers: Mapping[str, str]) -> None:
    """Check the headers of a response before its body is read.

    Raises:
        NotAPage: It is not HTML, or too large.
    """
    is_too_large = (content_length(headers) or 0) > MAX_PAGE_BYTES
    if is_too_large or media_type(headers) not in _HTML_TYPES:
        raise NotAPage


def _page_request(request: DocumentRequest, feed: DocumentResponse, link: str) -> DocumentRequest:
    page = replace(
        request,
        url=link,
        etag=None,
        last_modified=None,
        accept=_PAGE_TYPES,
        allows_private=feed.is_private,
    )
    try:
        shares = may_share_secrets(normalise_url(request.url), normalise_url(link))
    except DocumentError:
        shares = False
    return page if shares else replace(page, headers={}, credentials=None)
