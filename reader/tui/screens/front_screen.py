"""The front page: all posts laid out as those of a newspaper, where there is room."""

from __future__ import annotations

from textual import on

from reader.library.events import LeadLoaded
from reader.posts.catalogue import CategoryKind
from reader.posts.post import Post
from reader.tui.controllers.panes import Pane, Spread
from reader.tui.jobs import start_reading_lead
from reader.tui.messages import ArticleRead, LeadRead
from reader.tui.notices import notify
from reader.tui.screens.returning_screen import ReturningScreen


class FrontScreen(ReturningScreen):
    """Knows when the list is a front page; a subclass lists its sections."""

    _wants_front: bool | None = None
    """What the reader has said of the front page since the start."""
    _is_left = False
    """Whether a post was gone to that is not on the front page."""
    _is_listed_as_front = False
    _lead: str | None = None
    """The post whose picture was last asked for."""

    @property
    def is_in_order(self) -> bool:
        """Whether the posts are listed with the newest first."""
        return True

    @property
    def is_front(self) -> bool:
        category = self.sidebar.selected
        is_all = category.kind is CategoryKind.ALL if category else not self.times_read
        is_plain = self.found is not None or self.only_unread or self.only_starred
        is_wanted = self.settings.front_page if self._wants_front is None else self._wants_front
        return (
            is_wanted
            and is_all
            and not is_plain
            and not self._is_left
            and self.is_in_order
            and self.spread is Spread.FULL
        )

    def panes_changed(self) -> None:
        super().panes_changed()
        if self.is_front is not self._is_listed_as_front:
            self.list_posts(is_new=False)

    def list_posts(self, *, is_new: bool) -> None:
        if is_new:
            self._is_left = False
        self.list_what_is_wanted(is_new=is_new)
        if self.is_front is not self._is_listed_as_front:
            self._is_listed_as_front = self.is_front
            self.arrange_panes()

    def list_what_is_wanted(self, *, is_new: bool) -> None:
        """Called to list what is to be listed now, as a front page where `is_front` says so."""

    def highlight_post(self, post: Post) -> None:
        if self.is_front and not self.post_list.highlight(post):
            self._is_left = True
            self.list_posts(is_new=False)
        super().highlight_post(post)

    def action_front_page(self) -> None:
        if self.spread is not Spread.FULL:
            notify(self.app, "The front page needs 120 columns.")
            return
        self._wants_front = not self.is_front
        self.end_search()
        self.only_unread = self.only_starred = False
        self.sidebar.select(0)
        self.enter(Pane.LIST)
        self.list_posts(is_new=True)

    def show_lead(self, post: Post) -> None:
        """Show the picture of the lead story, once it has been read."""
        if self.images.are_shown and post.image and post.path != self._lead:
            self._lead = post.path
            start_reading_lead(self, post, self.image_wishes(post))

    def pictures_changed(self) -> None:
        super().pictures_changed()
        self._lead = None
        if not self.images.are_shown:
            self.post_list.show_lead(None)
        elif self.is_front:
            self.list_posts(is_new=False)

    @on(ArticleRead)
    def _look_for_lead(self, message: ArticleRead) -> None:
        """What was fetched for the article of the lead story is there for the front page too."""
        is_lead = message.post.path == self._lead
        if is_lead and message.pictures and not self.post_list.has_lead:
            start_reading_lead(self, message.post, self.image_wishes(message.post))

    @on(LeadRead)
    def _take_lead(self, message: LeadRead) -> None:
        if self.images.are_shown:
            self.post_list.show_lead(LeadLoaded(message.post, message.picture))
