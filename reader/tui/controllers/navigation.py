"""Going to posts, links and values of the sidebar, from wherever the person is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from reader.posts.errors import PostError
from reader.posts.facets import FacetValue
from reader.posts.post import Post
from reader.tui.controllers.article import ArticleController
from reader.tui.controllers.last_session import LastSession, SessionKeeper
from reader.tui.controllers.library import LibraryController
from reader.tui.controllers.list import ListController
from reader.tui.controllers.panes import PaneController
from reader.tui.controllers.sidebar import SidebarController
from reader.tui.notices import missing_file
from reader.tui.panes import Pane


class PostCursor(Protocol):
    """What the controller needs of the list."""

    @property
    def highlighted(self) -> Post | None:
        """The post under the cursor."""

    @property
    def is_untouched(self) -> bool:
        """Whether the person has not moved the cursor yet."""

    def move_cursor(self, steps: int) -> None:
        """Move the cursor by a number of posts."""

    def highlight(self, post: Post) -> bool:
        """Move the cursor to a post; return whether it is listed."""


class Navigator:
    """Takes the person to posts, links and values of the sidebar.

    Args:
        library: The open posts.
        sidebar: What is selected.
        post_list: The posts listed.
        listing: Decides which posts are listed.
        panes: The pane with the focus.
        article: The current article.
        notify: Shows a message.
        warn: Shows a warning.
        on_open: Called when an article is opened.
    """

    def __init__(
        self,
        library: LibraryController,
        sidebar: SidebarController,
        post_list: PostCursor,
        listing: ListController,
        panes: PaneController,
        article: ArticleController,
        notify: Callable[[str], object],
        warn: Callable[[str], object],
        on_open: Callable[[], object],
    ) -> None:
        self._library = library
        self._sidebar = sidebar
        self._post_list = post_list
        self._listing = listing
        self._panes = panes
        self._article = article
        self._notify = notify
        self._warn = warn
        self._on_open = on_open
        self._followed: Post | None = None
        """The post under the cursor when an article was opened last."""
        self._opened: Post | None = None
        """The post that was opened by its file, until its folder is loaded."""
        self._is_going = False
        """Whether the list and the panes are changing on the way to a post."""

    @property
    def actions(self) -> Mapping[str, Callable[..., object]]:
        """The actions of the controller, by the names that bindings use."""
        return {
            "step_post": self.step,
            "go_back": self.go_back,
            "select_number": self.select_number,
            "follow": self.offer_links,
            "step_section": self.step_section,
        }

    @property
    def current_post(self) -> Post | None:
        """The post that an action is about: the article in use, else the one under the cursor."""
        is_reading = self._panes.current is Pane.ARTICLE
        return self._article.post if is_reading else self._post_list.highlighted

    # Opening articles.

    def open_article(self, post: Post) -> None:
        """Open the article of a post. Only the last of several requests is shown."""
        self._followed = self._post_list.highlighted
        self._article.open(post)
        self._on_open()

    def open_highlighted(self) -> None:
        """Open the post under the cursor, unless it was opened when the cursor came there.

        If that failed, its file may be back by now.
        """
        post = self._post_list.highlighted
        is_due = post != self._followed or (self._article.has_failed and post == self._article.post)
        if post is not None and is_due and not self._is_going:
            self.open_article(post)

    @contextmanager
    def _going(self) -> Iterator[None]:
        """Open no post that the cursor passes while the list and the panes change.

        The article that is gone to is opened afterwards, so that its file is loaded once.
        """
        self._is_going = True
        try:
            yield
        finally:
            self._is_going = False

    def reopen_changed(self, changed: frozenset[str]) -> None:
        """Open the current article again if its file is among those that changed.

        The article that is being read stays open if its file is gone, and is opened again if the
        file returns, as when an editor saves it, or a program that copies files. If the file was
        renamed, it is opened under its new name.
        """
        current = self._article.post
        post = current and self._library.catalogue.get_by_path(current.path)
        is_reading = self._panes.current is Pane.ARTICLE
        is_lost = bool(self._article.missing) or self._article.has_failed
        if post and (post.path in changed or is_lost):
            # The cursor may have moved on just now: its post is still to be opened.
            if self._article.missing and self._post_list.highlighted == self._followed:
                with self._going():
                    self._post_list.highlight(post)
            self._article.open(post)
            self._on_open()
        elif current is not None and is_reading and (renamed := self._article.renamed):
            self._follow_renamed(current, renamed)
        elif current is not None and post is None and is_reading:
            self._followed = self._post_list.highlighted
            if self._article.keep_missing():
                self._warn(missing_file(current))
        elif self._panes.shows_article:
            self.open_highlighted()

    def _follow_renamed(self, former: Post, post: Post) -> None:
        """Open the post that another one has become; the cursor goes with it if it was there."""
        if self._followed is not None and self._followed.path == former.path:
            with self._going():
                self._post_list.highlight(post)
        self.open_article(post)

    # From post to post.

    def open_post(self, post: Post) -> None:
        """Go to a post and open its article."""
        with self._going():
            # A file outside of the open folders is in no list, and leaves it as it is.
            if self._library.catalogue.get_by_path(post.path) is not None:
                self._listing.highlight(post)
            self._panes.enter(Pane.ARTICLE)
        # A draft is in no list, but can be opened.
        self.open_article(post)

    def open_path(self, path: str) -> None:
        """Go to the post of a file, if there is one."""
        if post := self._library.catalogue.get_by_path(path):
            self.open_post(post)
        else:
            self._notify("This file is not a post and cannot be opened here.")

    def step(self, steps: int) -> None:
        """Go to the post a number of rows down, or up if it is negative."""
        self._post_list.move_cursor(steps)
        self.open_highlighted()

    def open_following(self) -> None:
        """Go to the post that the current article leads to."""
        post = self._listing.following_post()
        if post is None:
            self._notify("This is the last post of the list.")
        else:
            self._listing.highlight(post)
            self.open_highlighted()

    def go_to_unread(self, step: int) -> None:
        """Go to the next unread post in a direction, in the list or in the article."""
        post = self._listing.unread_post(step)
        if post is None:
            self._notify("There is no unread post.")
        elif self._panes.current is Pane.ARTICLE:
            self.open_post(post)
        else:
            self._listing.highlight(post)

    def open_value(self, value: FacetValue) -> None:
        """Go to the list of a category or of another facet value."""
        self._sidebar.select_only(value)
        self._panes.enter(Pane.LIST)

    # From pane to pane.

    def go_in(self) -> None:
        """Select in the sidebar and go to the list, or go from the list to the article."""
        if self._panes.current is Pane.SIDEBAR:
            if self._sidebar.go_in():
                self._panes.enter(Pane.LIST)
            else:
                self._panes.update()
        elif self._panes.current is Pane.LIST and (post := self._post_list.highlighted):
            session = self._listing.take_offer()
            if session is None:
                # The cursor stays on a post that was opened, also if newer ones are loaded.
                self._listing.highlight(post)
                self._panes.enter(Pane.ARTICLE)
            else:
                self._restore(session)

    def select_number(self, number: int) -> None:
        """Select the value with a number in the sidebar, if there is one; 0 selects all posts."""
        if not self._sidebar.select_number(number):
            self._notify(f"No row of the sidebar has the number {number}.")
        elif self._panes.current is Pane.ARTICLE:
            self._panes.enter(Pane.LIST)

    def step_section(self, step: int) -> None:
        """Move to the next section of the sidebar, or to the one above if negative."""
        if self._panes.current is Pane.ARTICLE:
            self._notify("{ and } go from section to section of the sidebar. h leads there.")
            return
        self._panes.enter(Pane.SIDEBAR)
        if not self._sidebar.step_section(step):
            self._notify(f"There is no section {'below' if step > 0 else 'above'}.")

    # Links.

    def offer_links(self) -> None:
        """Put letters on the links in sight; the next keys choose one."""
        if not self._panes.shows_article:
            self._notify("Open an article to follow its links.")
            return
        self._panes.enter(Pane.ARTICLE)
        if not self._article.offer_links():
            self._notify("No link is visible.")

    def follow(self, target: str) -> str | None:
        """Go to the target of a link of the article.

        Returns:
            The address of a link that leads out of the open folders; None for any other link.
        """
        destination = self._article.follow(target, self._library.catalogue)
        if isinstance(destination, str):
            return destination
        if isinstance(destination, FacetValue):
            self.open_value(destination)
        elif self._article.post is not None and destination.path == self._article.post.path:
            self._panes.enter(Pane.ARTICLE)
            self.go_to_fragment()
        else:
            self.open_post(destination)
        return None

    def go_to_fragment(self) -> None:
        """Scroll to the part of the article that the followed link names, if any."""
        missing = self._article.go_to_fragment()
        if missing is not None:
            self._notify(f"There is no heading called “{missing}” here.")

    def go_back(self) -> None:
        """In an article, go back to where the last link was followed; else remove a chip.

        Without chips, the list also leads back to a followed link, then to all posts.
        """
        pane = self._panes.current
        shows_chips = pane is not Pane.ARTICLE and not self._listing.shows_results
        if shows_chips and self._sidebar.remove_last(keep_row=pane is Pane.SIDEBAR):
            return
        post = self._article.go_back(self._library.catalogue)
        if post is None:
            self._leave_value(pane)
        elif post.path == self._article.shown_path:
            with self._going():
                self._panes.enter(Pane.ARTICLE)
        else:
            self.open_post(post)

    def _leave_value(self, pane: Pane) -> None:
        if pane is Pane.LIST and self._sidebar.preview is not None:
            self._sidebar.clear()
        else:
            filters = "" if pane is Pane.ARTICLE else "No filter is above the list. "
            self._notify(f"{filters}There is no followed link to go back from.")

    # The start.

    def open_file(self, path: Path) -> None:
        """Open the article of a file before the folder around it is loaded."""
        try:
            self._opened = self._library.library.load_post(path)
        except PostError as error:
            self._warn(str(error))
        else:
            with self._going():
                self._panes.enter(Pane.ARTICLE)
            self.open_article(self._opened)

    def open_outside(self, path: Path, missing: str) -> None:
        """Open the article of a file that may be outside of the open folders.

        Args:
            path: The file.
            missing: The message if there is no such file.
        """
        if not os.path.exists(path):
            self._notify(missing)
            return
        try:
            post = self._library.catalogue.get_by_path(str(path))
            self.open_post(post or self._library.library.load_post(path))
        except PostError as error:
            self._warn(str(error))

    def begin(self, sessions: SessionKeeper) -> None:
        """Go to the post that was opened by its file, else to where the last session ended.

        Call it whenever there is another catalogue: the post may be missing from the first ones.
        """
        if self._opened is not None:
            self._find_opened(self._opened)
            return
        is_untouched = (
            self._panes.current is Pane.LIST
            and self._sidebar.is_untouched
            and self._post_list.is_untouched
        )
        session = sessions.to_restore(
            self._library.catalogue, is_loading=self._library.is_busy, is_untouched=is_untouched
        )
        if session is not None:
            self._restore(session)

    def _restore(self, session: LastSession) -> None:
        with self._going():
            self._listing.restore(session)
        post = self._library.catalogue.get_by_path(session.path)
        if post is not None and session.is_reading:
            self.open_post(post)

    def save_session(
        self, sessions: SessionKeeper, *, is_leaving: bool = False, is_reading: bool = True
    ) -> None:
        """Save the position in the article and, unless posts are searched for, the session.

        Args:
            sessions: Where sessions are saved.
            is_leaving: Whether the program ends, so that the time is saved in any case.
            is_reading: False if the next start must not open the article again.
        """
        self._article.save_position()
        if not self._listing.shows_results:
            is_reading = is_reading and self._panes.current is Pane.ARTICLE
            here = self._sidebar.session(self._post_list.highlighted, is_reading=is_reading)
            sessions.save(here, is_leaving=is_leaving)

    def _find_opened(self, opened: Post) -> None:
        # The post under the cursor is not the one that was asked for.
        self._followed = self._post_list.highlighted
        post = self._library.catalogue.get_by_path(opened.path)
        if post is not None:
            with self._going():
                self._listing.highlight(post)
            self.open_article(post)
        if post is not None or not self._library.is_busy:
            self._opened = None
