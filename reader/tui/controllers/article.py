"""The current article: its post, its blocks, its connections and its links."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from reader.library.events import ArticleFailed, ArticleLoaded, ConnectionsFound
from reader.library.requests import ArticleRequest, ConnectionsRequest, LinksRequest
from reader.posts.catalogue import Catalogue
from reader.posts.facets import FacetValue
from reader.posts.links.internal import target_fragment, target_value
from reader.posts.post import Post
from reader.text.dates import DateForm
from reader.tui.controllers.image_preferences import ImagePreferences
from reader.tui.controllers.library import LibraryController, StartJob
from reader.tui.controllers.list import NextPost
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.controllers.reading.link_history import LinkHistory
from reader.tui.debounce import Wait
from reader.tui.jobs import JobGroup
from reader.tui.notices import slow_article_notice, unreadable_notice

if TYPE_CHECKING:
    from reader.article.blocks import Block
    from reader.article.document import Heading
    from reader.article.positions import ScrollPosition
    from reader.library.reading.quotes import Quote


class ArticleDisplay(Protocol):
    """What the controller needs of the article pane."""

    @property
    def position(self) -> ScrollPosition | None:
        """The position at the top; None if there is no article."""

    def progress_to(self, end: int) -> int | None:
        """Return how much was read of the text, which ends above a block, in per cent."""

    @property
    def max_picture_rows(self) -> int:
        """Maximum height of a picture in rows."""

    def show(
        self,
        path: str,
        title: str,
        blocks: Sequence[Block],
        *,
        headings: Sequence[int] = (),
        is_complete: bool = True,
        start: ScrollPosition | None = None,
        minutes: int = 0,
    ) -> None:
        """Show an article."""

    def show_notice(self, *lines: str) -> None:
        """Show a notice instead of an article."""

    def extend(self, blocks: Sequence[Block]) -> None:
        """Add blocks at the end of the article."""

    def mark_dead_links(self, is_dead: Callable[[str], bool]) -> None:
        """Strike through the links whose target does not exist."""

    def go_to_block(self, block: int) -> None:
        """Scroll to a block."""

    def go_to_position(self, position: ScrollPosition) -> None:
        """Scroll to a position."""

    def offer_links(self) -> bool:
        """Put letters on the links in sight; return False if there is none."""


class ArticleController:
    """Holds the current article, loads it and follows its links.

    Args:
        pane: Shows the article.
        posts: The open posts, and the library that loads their articles.
        start: Starts background jobs.
        notify: Shows a message.
        images: Which images are shown and fetched.
        marks: Where the person stopped reading each post.
        history: The positions of followed links, to go back to.
        next_post_of: What the end of a post's article leads to.
        today: Returns the day that relative dates count from.
        dates: How the byline shows the date.
        create_wait: Creates the timer for an article that takes long, from what it calls back.
        clock: Returns the current time, in seconds since 1970.
    """

    def __init__(
        self,
        pane: ArticleDisplay,
        posts: LibraryController,
        start: StartJob,
        notify: Callable[[str], object],
        images: ImagePreferences,
        marks: ReadMarks,
        history: LinkHistory,
        next_post_of: Callable[[Post], NextPost],
        today: Callable[[], date],
        dates: DateForm,
        create_wait: Callable[[Callable[[], object]], Wait],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.post: Post | None = None
        """The post whose article is shown or being loaded."""
        self.fragment = ""
        """The fragment to scroll to once the article is loaded; empty for its beginning."""
        self._pane = pane
        self._posts = posts
        self._library = posts.library
        self._start = start
        self._notify = notify
        self._images = images
        self._marks = marks
        self._history = history
        self._next_post_of = next_post_of
        self._today = today
        self._dates = dates
        self._clock = clock
        self._asked_at = 0.0
        """When the file of the current article was last asked for, in seconds since 1970."""
        self._shown_at = 0.0
        """When the file of the article that is shown was asked for."""
        self._seen_before: float | None = None
        """When the version was loaded that the person saw before this visit of the article."""
        self._shown: ArticleLoaded | None = None
        self._ending: Sequence[Block] = ()
        self._header_length = 0
        self._picture_rows = 0
        self._translations: Mapping[str, Post] = {}
        self._connections: ConnectionsFound | None = None
        self._is_missing = False
        self._wait = create_wait(self._show_wait)
        self.has_failed = False
        """Whether the current article could not be loaded, so that it is to be tried again."""

    # Loading and showing.

    def open(self, post: Post) -> None:
        """Load the article of a post. Only the last of several requests is shown."""
        self.save_position()
        self.post = post
        self.has_failed = False
        self._asked_at = self._clock()
        self._wait.stop()
        if post.path != self.shown_path:
            self._is_missing = False
            self._wait.restart()
        request = ArticleRequest(post, self._images.request(post))
        self._start(JobGroup.ARTICLE, self._library.open_article, request)

    def reopen(self) -> None:
        """Load the current article again."""
        if self.post is not None:
            self.open(self.post)

    def on_loaded(self, event: ArticleLoaded) -> bool:
        """Show a loaded article if it is the current one and differs from what is shown.

        Returns:
            Whether it is the current article.
        """
        if event.post != self.post:
            return False
        self._wait.stop()
        ending = self._ending_of(event) if event.is_complete else []
        is_same = self._shown is not None and event.looks_like(self._shown)
        if self._seen_before is None or event.post.path != self.shown_path:
            self._seen_before = self._marks.mark_for(event.post).seen_at
        self._shown_at = self._asked_at
        if self._is_missing:
            self._is_missing = False
            self._notify(f"{event.post.id} is back.")
        if not is_same or ending != self._ending:
            self._shown, self._ending = event, ending
            self._show(event)
        if event.is_complete:
            self._history.arrived()
        self._mark_dead_links()
        return True

    def _show_wait(self) -> None:
        """Say that the current article takes long, in the place of the one before."""
        if self.post is not None:
            self.show_notice(*slow_article_notice(self.post))

    def on_failed(self, event: ArticleFailed) -> None:
        """Show why the current article cannot be loaded.

        One that is shown stays: the next load of its folder finds out what became of the file.
        """
        if event.post == self.post and event.post.path != self.shown_path:
            self.show_notice(*unreadable_notice(event.post, event.reason))
            self.has_failed = True

    def keep_missing(self) -> bool:
        """Keep the article that is shown although its file is missing.

        Returns:
            Whether this is news.
        """
        was_missing, self._is_missing = self._is_missing, self._shown is not None
        return self._is_missing and not was_missing

    @property
    def renamed(self) -> Post | None:
        """The post that the file of the current one has become; None if that is not known."""
        return None if self.post is None else self._marks.moved.get(self.post.path)

    @property
    def missing(self) -> str:
        """The file of the article that is shown if it is missing, in a few words."""
        return "file missing" if self._is_missing else ""

    def show_notice(self, *lines: str) -> None:
        """Show a notice instead of an article."""
        self._wait.stop()
        self._shown = None
        self._is_missing = self.has_failed = False
        self._pane.show_notice(*lines)

    @property
    def has_pictures(self) -> bool:
        """Whether the article that is shown has images, or sentences in place of them."""
        return self._shown is not None and bool(self._shown.pictures)

    def use_dates(self, dates: DateForm) -> None:
        """Show the dates of articles in another form."""
        self._dates = dates
        if self._shown is not None:
            self._show(self._shown)

    def fit_pictures(self) -> None:
        """Draw pictures at another size if the height of the pane changed."""
        shown = self._shown
        if shown and shown.pictures and self._pane.max_picture_rows != self._picture_rows:
            self._show(shown)

    def _show(self, event: ArticleLoaded) -> None:
        post = event.post
        self._picture_rows = self._pane.max_picture_rows
        self._translations = self._posts.catalogue.by_language(post)
        article = self._library.articles.assemble(
            event,
            self._ending,
            self._today(),
            self._dates,
            self._picture_rows,
            self._translations,
        )
        self._header_length = article.header_length
        self._pane.show(
            post.path,
            post.title,
            article.blocks,
            headings=[article.header_length + block for block in event.document.heading_indices],
            is_complete=event.is_complete,
            start=self._history.position_in(post) or self._marks.position_in(post),
            minutes=post.reading_minutes,
        )

    @property
    def shown_path(self) -> str | None:
        """Path of the post whose article is shown."""
        return self._shown.post.path if self._shown else None

    def save_position(self) -> None:
        """Save how far the article that is shown has been read."""
        position, path = self._pane.position, self.shown_path
        # As the post is now: the marks of one that was moved have moved with it.
        post = self._posts.catalogue.get_by_path(path) if path else None
        if self._shown is not None and post is not None and position is not None:
            end = self._header_length + len(self._shown.document.blocks)
            self._marks.save_position(post, position, self._pane.progress_to(end))
            self._marks.save_seen(post, self._shown_at)

    def seen_at(self, post: Post) -> float | None:
        """Return when the version of a post was loaded that the person has seen.

        For the article that is shown, it is the version that was seen before this visit.

        Returns:
            Seconds since 1970; None if it is unknown.
        """
        is_shown = post.path == self.shown_path
        return self._seen_before if is_shown else self._marks.mark_for(post).seen_at

    @property
    def has_remote_images(self) -> bool:
        """Whether the article that is shown has images on the web."""
        return self._shown is not None and self._shown.has_remote_images

    # Headings.

    @property
    def headings(self) -> Sequence[Heading]:
        """The headings of the article that is shown."""
        return self._shown.document.headings if self._shown else ()

    def go_to_document_block(self, block: int | None) -> None:
        """Scroll to a block of the document. None does not scroll."""
        if block is not None:
            self._pane.go_to_block(self._header_length + block)

    def go_to_fragment(self) -> str | None:
        """Scroll to the part of the article that was asked for, if any.

        Returns:
            The name of a part that the whole article does not have; None otherwise.
        """
        if not self.fragment or self._shown is None:
            return None
        block = self._shown.document.find_anchor(self.fragment)
        if block is None and not self._shown.is_complete:
            return None
        fragment, self.fragment = self.fragment, ""
        self.go_to_document_block(block)
        return fragment if block is None else None

    # Connections.

    def find_connections(self, catalogue: Catalogue) -> None:
        """Look for the posts that the whole article is connected to."""
        shown = self._shown
        is_current = shown is not None and self.post is not None and shown.post == self.post
        if shown is not None and is_current and shown.is_complete:
            request = ConnectionsRequest(shown.post, shown.body, catalogue)
            self._start(JobGroup.CONNECTIONS, self._library.find_connections, request)

    def on_connections_found(self, event: ConnectionsFound) -> None:
        """Show the connections of the current article at its end."""
        if self._shown is None or event.post.path != self._shown.post.path:
            return
        is_first = self._connections_of(event.post) is None
        self._connections = event
        self._mark_dead_links()
        if is_first:
            next_post = self._next_post_of(event.post).post
            blocks = self._library.articles.connection_blocks(event, next_post)
            self._pane.extend(blocks)
            self._ending = [*self._ending, *blocks]

    def update_ending(self) -> None:
        """Show the next post and the languages again if they have changed, because the list, the
        marks or the catalogue have."""
        shown = self._shown
        if shown is None or shown.post != self.post or not shown.is_complete:
            return
        ending = self._ending_of(shown)
        translations = self._posts.catalogue.by_language(shown.post)
        if ending != self._ending or translations != self._translations:
            self._ending = ending
            self._show(shown)

    def _connections_of(self, post: Post) -> ConnectionsFound | None:
        known = self._connections
        return known if known is not None and known.post.path == post.path else None

    def _ending_of(self, event: ArticleLoaded) -> list[Block]:
        next_post = self._next_post_of(event.post)
        blocks = self._library.articles.next_blocks(next_post.heading, next_post.post)
        connections = self._connections_of(event.post)
        if connections is not None:
            blocks += self._library.articles.connection_blocks(connections, next_post.post)
        return blocks

    def _mark_dead_links(self) -> None:
        known = self._shown and self._connections_of(self._shown.post)
        if known:
            self._pane.mark_dead_links(lambda target: known.links.is_dead(target, known.post))

    # Quotes.

    @property
    def document_blocks(self) -> range:
        """Indices of the blocks of the document among those that are shown; none without one."""
        first = self._header_length
        return range(first, first + len(self._shown.document.blocks)) if self._shown else range(0)

    def quote(self, selected: range) -> Quote | None:
        """Return a quote of some blocks of the article that is shown; None for none of them.

        Args:
            selected: Indices among the blocks that are shown.
        """
        shown, first = self._shown, self._header_length
        if shown is None or not selected:
            return None
        known = self._connections_of(shown.post)
        blocks = range(selected.start - first, selected.stop - first)
        return self._library.articles.quote(
            shown.post, shown.document, blocks, known.links if known else None
        )

    # Links.

    @property
    def is_complete(self) -> bool:
        """Whether the whole of the current article is shown."""
        shown = self._shown
        return shown is not None and shown.is_complete and shown.post == self.post

    def links_request(self, catalogue: Catalogue) -> LinksRequest | None:
        """Return the request for the links of the article that is shown; None without one."""
        shown = self._shown
        if shown is None:
            return None
        known = self._connections_of(shown.post)
        links = known.links if known else None
        return LinksRequest(shown.post, shown.document, catalogue, links)

    def offer_links(self) -> bool:
        """Put letters on the links in sight; return False if there is none."""
        return self._pane.offer_links()

    def follow(self, target: str, catalogue: Catalogue) -> FacetValue | Post | str:
        """Return where a link of the current article leads, and remember the way back.

        Returns:
            A category or feed, a post, or the address of anything else. The fragment of a link to a
            post is scrolled to once the article is loaded.
        """
        named = target_value(target)
        value = None if named is None else catalogue.facets.get(*named)
        post = None if value else self._resolve(target, catalogue)
        if value is None and post is None:
            return self._library.articles.address(target, self.post) if self.post else target
        if self._shown is not None and self._pane.position is not None:
            self._history.remember(self._shown.post, self._pane.position)
        if value is not None:
            return value
        assert post is not None
        self.fragment = target_fragment(target)
        return post

    def _resolve(self, target: str, catalogue: Catalogue) -> Post | None:
        if self.post is None:
            return None
        known = self._connections_of(self.post)
        if known is not None and known.links.covers(target, catalogue):
            return known.links.resolve(target, self.post)
        return self._library.articles.resolve(target, self.post, catalogue)

    def go_back(self, catalogue: Catalogue) -> Post | None:
        """Return the post to go back to. Its position is restored once it is loaded."""
        found = self._history.back(catalogue)
        if found is None:
            return None
        post, point = found
        if self._shown is not None and self._shown.post.path == post.path:
            self._pane.go_to_position(point.position)
        else:
            self._history.return_to(point)
        return post
