"""Keeping the article on the post that the reader wants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.timer import Timer

from reader.library.article import ImageRequest
from reader.posts.catalogue import Category
from reader.posts.post import Post
from reader.settings import RemoteImages, Settings
from reader.tui.controllers.images import ImagePreferences
from reader.tui.controllers.panes import Pane
from reader.tui.jobs import start_reading_article
from reader.tui.messages import (
    ArticleFinished,
    ArticleRead,
    ArticleUnreadable,
    CategorySelected,
    PostHighlighted,
)
from reader.tui.notices import notify, unreadable_notice
from reader.tui.screens.search_screen import SearchScreen

if TYPE_CHECKING:
    from reader.article.blocks import Block
    from reader.article.document import Document
    from reader.article.positions import ScrollPosition

_TOO_FEW_COLOURS = "This terminal has too few colours for images."
_PREVIEW_DELAY = 0.05
"""Seconds that the cursor rests on a post before its article is read."""


class ReadingScreen(SearchScreen):
    """Reads the post under the list's cursor where its article is on show, or another that is
    asked for; a subclass says where else the cursor's place is told."""

    def __init__(
        self,
        folders: Sequence[Path],
        cache_folder: Path | None,
        today: date,
        settings: Settings,
        images: ImagePreferences,
    ) -> None:
        super().__init__(folders, cache_folder)
        self.settings = settings
        """As they were when the reader started."""
        self.images = images
        self.today = today
        self.wanted: Post | None = None
        """The post whose article is on show, or on its way."""
        self._followed: Post | None = None
        """The post of the list's cursor when an article was last read for it."""
        self._preview: Timer | None = None
        self._shown: ArticleRead | None = None
        """What was shown last."""
        self._rows_of_pictures = 0
        """Most rows of a picture in it."""
        self.tail: Sequence[Block] = ()
        """What stands below its body."""
        self.document: Document | None = None
        """What the article on show was made from."""
        self.head_length = 0
        """Blocks of the article on show that stand above its document."""

    def list_posts(self, *, is_new: bool) -> None:
        """Called to list what is to be listed now.

        Args:
            is_new: From its top; else the cursor stays on its post.
        """

    def cursor_moved(self) -> None:
        """Called when the list's cursor stands on another post."""

    def action_images(self) -> None:
        if not self.images.has_colours:
            notify(self.app, _TOO_FEW_COLOURS)
            return
        self.images.are_wanted = not self.images.are_wanted
        self.pictures_changed()
        notify(self.app, "Images are shown." if self.images.are_shown else "Images are not shown.")

    def pictures_changed(self) -> None:
        """Called when images are to be shown otherwise than they are."""
        if self.wanted is not None:
            self.read_article(self.wanted)

    @property
    def fetch_key(self) -> str:
        """What the key is called that fetches images from the web."""
        return ""

    def image_wishes(self, post: Post) -> ImageRequest:
        """What the reader wants to see of the images of a post."""
        return self.images.wishes(post, self.fetch_key)

    def action_fetch_images(self) -> None:
        from reader.article.image_files import find_images  # late: most starts fetch nothing

        if not self.images.has_colours:
            notify(self.app, _TOO_FEW_COLOURS)
        elif self.images.remote is RemoteImages.NEVER:
            notify(self.app, "Images are never fetched: remote_images in config.toml says so.")
        elif (
            self.wanted is None
            or self.document is None
            or Pane.ARTICLE not in self.panes_shown
            or not find_images(self.wanted, self.document.blocks)[1]
        ):
            notify(self.app, "There is no article on show with images on the web.")
        else:
            self.images.ask_for(self.wanted)
            self.read_article(self.wanted)

    @on(events.Resize)
    def _draw_pictures_again(self) -> None:
        if self.images.take_canvas():
            self.pictures_changed()
        if self._shown is not None and self._shown.pictures:
            self.call_after_refresh(self._fit_pictures, self._shown)

    def _fit_pictures(self, shown: ArticleRead) -> None:
        """Let pictures take what there is room for now, in an article that was shown before."""
        is_on_show = shown is self._shown and self.article.path == shown.post.path
        if is_on_show and self.article.max_picture_rows != self._rows_of_pictures:
            self._show(shown, self.tail)

    def tail_of(self, post: Post) -> list[Block]:  # noqa: ARG002 - for those who know
        """What is to stand below a post's body."""
        return []

    def article_shown(self, *, is_whole: bool) -> None:
        """Called when an article is on show, or more of it."""

    def place_of(self, post: Post) -> ScrollPosition | None:  # noqa: ARG002 - for those who know
        """Where in its article a post is to be opened; None for its beginning."""
        return None

    def folders_reread(self, changed: frozenset[str]) -> None:
        post = self.wanted and self.catalogue.get_by_path(self.wanted.path)
        if post and post.path in changed:
            self.read_article(post)
        elif Pane.ARTICLE in self.panes_shown:
            self.read_highlighted()

    @on(PostHighlighted)
    def _follow_cursor(self, message: PostHighlighted) -> None:
        self.cursor_moved()
        if Pane.ARTICLE not in self.panes_shown or message.post != self.post_list.highlighted:
            return
        if self._preview is not None:
            self._preview.stop()
        self._preview = self.set_timer(_PREVIEW_DELAY, self.read_highlighted)

    def read_highlighted(self) -> None:
        """Read the post under the list's cursor, unless that was done when it came there."""
        post = self.post_list.highlighted
        if post is not None and post != self._followed:
            self.read_article(post)

    def leave_article_alone(self) -> None:
        """Keep the article on show although the list's cursor stands on another post."""
        self._followed = self.post_list.highlighted

    def read_article(self, post: Post) -> None:
        """Read a post's body; of several asked for, only the last is shown."""
        self.wanted, self._followed = post, self.post_list.highlighted
        start_reading_article(self, post, self.image_wishes(post))

    @on(ArticleRead)
    def _show_article(self, message: ArticleRead) -> None:
        if message.post != self.wanted:
            return
        tail = self.tail_of(message.post) if message.is_whole else []
        if not self._is_on_show(message, tail):
            self._show(message, tail)
        self.article_shown(is_whole=message.is_whole)

    def _is_on_show(self, message: ArticleRead, tail: Sequence[Block]) -> bool:
        """Whether nothing would be other than it is: a file that was touched has not changed."""
        shown = self._shown
        if shown is None or self.article.path != message.post.path:
            return False
        return message.says_the_same(shown) and tail == self.tail

    def _show(self, message: ArticleRead, tail: Sequence[Block]) -> None:
        from reader.article.header import header_blocks  # late: the first paint shows no article

        self._shown, self.tail = message, tail
        post, document = message.post, message.document
        head = header_blocks(post, self.today, self.settings.dates, document.blocks)
        body: Sequence[Block] = document.blocks
        if message.pictures:
            from reader.article.pictures import with_lead, with_pictures  # late, as above

            rows = self._rows_of_pictures = self.article.max_picture_rows
            head = with_lead(head, message.pictures, rows)
            body = with_pictures(body, message.pictures, rows)
        self.document, self.head_length = document, len(head)
        self.article.show(
            post.path,
            post.title,
            [*head, *body, *tail],
            headings=[len(head) + block for block in document.heading_indices],
            is_complete=message.is_whole,
            start=self.place_of(post),
        )

    @on(ArticleUnreadable)
    def _tell_unreadable(self, message: ArticleUnreadable) -> None:
        if message.post == self.wanted:
            self.article.show_notice(*unreadable_notice(message.post, message.reason))

    @property
    def post_at_hand(self) -> Post | None:
        """The post that an action is about: the one on show, else the one under the cursor."""
        return self.wanted if self.pane is Pane.ARTICLE else self.post_list.highlighted

    @property
    def following_post(self) -> Post | None:
        """The post that an article leads on to: the next of the list."""
        return self.post_list.next_post(1, lambda _: True)

    @on(ArticleFinished)
    def _go_on(self) -> None:
        if (post := self.following_post) is not None:
            self.post_list.highlight(post)
            self.read_highlighted()
        else:
            notify(self.app, "This is the last post of the list.")

    def action_next_post(self) -> None:
        self.post_list.move_cursor(1)
        self.read_highlighted()

    def action_previous_post(self) -> None:
        self.post_list.move_cursor(-1)
        self.read_highlighted()

    # Going to a post from elsewhere.

    def highlight_post(self, post: Post) -> None:
        """Put the list's cursor on a post; the list shows all posts where its category has not
        got it."""
        if not self.post_list.highlight(post):
            with self.sidebar.prevent(CategorySelected):
                self.sidebar.select(0)
            self.list_posts(is_new=True)
            self.post_list.highlight(post)

    def open_post(self, post: Post) -> None:
        """Go to a post and read it; the list shows all posts where its category has not got it."""
        self.highlight_post(post)
        self.enter(Pane.ARTICLE)
        # A draft is in no list, and can be read all the same.
        self.read_article(post)

    def open_category(self, category: Category) -> None:
        """Go to the list of a category."""
        self.sidebar.select_category(category)
        self.enter(Pane.LIST)
