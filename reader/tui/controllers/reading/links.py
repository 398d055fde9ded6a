"""The list of the links of the current article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.library.events import LinksFound
from reader.library.library import Library
from reader.posts.post import Post
from reader.text.clean import clean_line
from reader.text.dates import day_in_words
from reader.text.urls import display_address, url_host
from reader.tui.controllers.article import ArticleController
from reader.tui.controllers.library import StartJob
from reader.tui.jobs import JobGroup

if TYPE_CHECKING:
    from reader.library.reading.links import ArticleLink
    from reader.posts.catalogue import Catalogue


class VisitedAddresses(Protocol):
    """What the controller needs of the marks of all posts."""

    def is_visited(self, address: str) -> bool:
        """Return whether an address was opened in the browser."""

    def mark_visited(self, addresses: Sequence[str]) -> None:
        """Remember that addresses were opened in the browser."""


class LinksController:
    """Lists the links of the current article, and knows which of them were followed before.

    Args:
        article: The current article.
        library: Lists the links.
        start: Starts background jobs.
        is_unread: Whether a post is not marked as read.
        visits: Which addresses were opened in the browser.
    """

    def __init__(
        self,
        article: ArticleController,
        library: Library,
        start: StartJob,
        is_unread: Callable[[Post], bool],
        visits: VisitedAddresses,
    ) -> None:
        self._article = article
        self._library = library
        self._start = start
        self._is_unread = is_unread
        self.mark_visited = visits.mark_visited
        self._is_visited = visits.is_visited
        self._show: Callable[[Sequence[ArticleLink]], object] | None = None
        self._post: Post | None = None

    def list_links(
        self, catalogue: Catalogue, show: Callable[[Sequence[ArticleLink]], object]
    ) -> None:
        """List the links of the article that is shown.

        Args:
            catalogue: The open posts.
            show: Called with the links once they are found.
        """
        request = self._article.links_request(catalogue)
        if request is not None:
            self._show, self._post = show, request.post
            self._start(JobGroup.LINKS, self._library.list_links, request)

    def on_found(self, event: LinksFound) -> None:
        """Pass the links on, if they were asked for last."""
        show = self._show
        if show is not None and event.post == self._post:
            self._show = None
            show(event.links)

    def is_visited(self, link: ArticleLink) -> bool:
        """Whether a link was opened in the browser, or leads to a post that is read."""
        if link.post is not None:
            return not link.is_in_article and not self._is_unread(link.post)
        return self._is_visited(link.address)

    def describe(self, link: ArticleLink) -> str:
        """Return what a link leads to: the date and title of a post, an address, or why it is dead.

        It is preceded by whether the link was followed before. A label that is the address itself
        has only the host beside it.
        """
        if link.is_in_article:
            return "in this article"
        if link.is_dead:
            return f"dead link · {clean_line(link.target)}"
        visited = self.is_visited(link)
        if link.post is None:
            parts = ["visited" if visited else "", _address(link)]
        else:
            post = link.post
            title = "" if post.title.casefold() == link.label.casefold() else post.title
            day = day_in_words(post.date) if post.date else "no date"
            parts = ["read" if visited else "", day, title]
        return " · ".join(filter(None, parts))


def _address(link: ArticleLink) -> str:
    if not link.is_external:
        return clean_line(link.address)
    address, host = display_address(link.address), url_host(link.address)
    is_label = link.label.partition("://")[2].rstrip("/") == address or link.label == address
    if not host:
        return "email" if is_label else f"email · {address}"
    return host if is_label else address
