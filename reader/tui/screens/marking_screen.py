"""Read and unread, stars, and the place where the reader left off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer

from reader.posts.catalogue import CategoryKind, Preview
from reader.posts.post import Post
from reader.settings import Settings
from reader.store.marks import Marks
from reader.tui.controllers.images import ImagePreferences
from reader.tui.controllers.panes import Pane
from reader.tui.messages import ArticleFinished
from reader.tui.notices import notify
from reader.tui.screens.reading_screen import ReadingScreen

_LEAST_DWELL = 0.001
"""Seconds that stand for none, which is no time for a timer."""
_NOTING = 1.0
"""Seconds after which the place in the article is noted, if it is another."""

if TYPE_CHECKING:
    from reader.article.positions import ScrollPosition
    from reader.posts.search.filters import States

CategoryKey = tuple[CategoryKind, str]


class MarkingScreen(ReadingScreen):
    """Keeps the marks of the posts; a subclass lists them by these, and is told of changes."""

    def __init__(
        self,
        folders: Sequence[Path],
        cache_folder: Path | None,
        marks_path: Path | None,
        today: date,
        settings: Settings,
        images: ImagePreferences,
    ) -> None:
        super().__init__(folders, cache_folder, today, settings, images)
        self.marks = Marks(marks_path, self._complain)
        self.unread = 0
        """Unread posts of the whole catalogue, when they were last counted."""
        self.only_unread = False
        self.only_starred = False
        self._just_read: set[str] = set()
        """Paths of posts that were read since they were listed, and stay in the list until then."""
        self._dwelling: Timer | None = None

    def marks_changed(self) -> None:
        """Called when posts have other marks than before."""

    def on_mount(self) -> None:
        self.set_interval(_NOTING, self._note)

    def _complain(self, why: str) -> None:
        self.call_later(notify, self.app, why, is_warning=True)

    def _note(self) -> None:
        self.note_place()
        if self.marks.refresh():
            self.marks_changed()

    # Which posts are listed.

    def search_states(self) -> States:
        return self.marks.states

    def is_unread(self, post: Post) -> bool:
        """Whether a post has not been read."""
        return not self.marks.of(post).is_read

    def counts_as_unread(self, post: Post) -> bool:
        """Whether a post is unread, or has been read only since it was listed."""
        return self.is_unread(post) or post.path in self._just_read

    def is_listed(self, post: Post) -> bool:
        """Whether a post passes what the list is narrowed down to."""
        mark = self.marks.of(post)
        if self.only_starred and not mark.is_starred:
            return False
        return not self.only_unread or self.counts_as_unread(post)

    @property
    def following_post(self) -> Post | None:
        # What has been found is gone through as it is; else what has been read is passed over, as
        # long as there is something else.
        unread = None if self.found else self.post_list.next_post(1, self.is_unread)
        return unread or super().following_post

    def forget_just_read(self) -> None:
        """Let the posts that were just read go from a list of unread ones."""
        self._just_read.clear()

    def count_unread(self) -> dict[CategoryKey, int]:
        """Unread posts of each category, by its key: all of them but those that have been read."""
        if isinstance(self.catalogue, Preview):  # too few posts to count them
            return {}
        read: Counter[CategoryKey] = Counter()
        for path in self.marks.read_paths:
            post = self.catalogue.with_path(path)
            if post is not None and post.hidden is None:
                read[CategoryKind.ALL, "all"] += 1
                read[CategoryKind.FEATURED, "featured"] += post.featured
                read.update((CategoryKind.NAMED, name.casefold()) for name in post.categories)
        self.unread = len(self.catalogue) - read[CategoryKind.ALL, "all"]
        return {it.key: it.count - read[it.key] for it in self.catalogue.all_categories}

    # Reading.

    def dwell(self) -> None:
        """Count the post on show as read if it is stayed with from now on."""
        if self._dwelling is not None:
            self._dwelling.stop()
        post = self.wanted
        if self.pane is Pane.ARTICLE and post is not None:
            self._dwelling = self.set_timer(
                max(self.settings.dwell, _LEAST_DWELL), lambda: self._stayed_with(post)
            )

    def _stayed_with(self, post: Post) -> None:
        if self.pane is Pane.ARTICLE and post == self.wanted:
            self._read([post])

    @on(ArticleFinished)
    def _take_finished(self) -> None:
        if self.wanted is not None:
            self._read([self.wanted])

    def _read(self, posts: Sequence[Post]) -> None:
        unread = list(filter(self.is_unread, posts))
        if unread:
            self._just_read.update(post.path for post in unread)
            self.marks.set_read(unread, is_read=True)
            self.marks_changed()

    # The place in the article.

    def read_article(self, post: Post) -> None:
        self.note_place()
        super().read_article(post)
        self.dwell()

    def place_of(self, post: Post) -> ScrollPosition | None:
        return self._noted_place(post)

    def _noted_place(self, post: Post) -> ScrollPosition | None:
        from reader.article.positions import (
            ScrollPosition,  # late: the first paint shows no article
        )

        mark = self.marks.of(post)
        return None if mark.block is None else ScrollPosition(mark.block, mark.block_text or "")

    def note_place(self) -> None:
        """Note how far the article on show has been read."""
        place, path = self.article.position, self.article.path
        post = self.catalogue.with_path(path) if path else None
        if post is None or place is None:
            return
        known = self._noted_place(post)
        if known is not None and known[:2] == place[:2]:
            return
        # Who has only glanced at the beginning has got nowhere.
        if place.block or known is not None:
            self.marks.set_place(post, place.block, place.text)

    # Actions.

    def action_next_match(self, step: int) -> None:
        if self.pane is Pane.ARTICLE and self.article.is_finding:
            self.article.go_to_match(step)
        elif self.found is None:
            self._go_to_unread(step)
        else:
            self.post_list.move_cursor(step)

    def _go_to_unread(self, step: int) -> None:
        """The next unread post of the list in that direction, else the newest of all categories."""
        post = self.post_list.next_post(step, self.is_unread)
        if post is None:
            post = next(filter(self.is_unread, self.catalogue.posts), None)
        if post is None:
            notify(self.app, "There is no unread post.")
        elif self.pane is Pane.ARTICLE:
            self.open_post(post)
        else:
            self.highlight_post(post)

    def action_toggle_read(self) -> None:
        if post := self.post_at_hand:
            if self.is_unread(post):
                self._read([post])
            else:
                self.marks.set_read([post], is_read=False)
                self.marks_changed()

    def action_toggle_star(self) -> None:
        if post := self.post_at_hand:
            self.marks.set_starred([post], is_starred=not self.marks.of(post).is_starred)
            self.marks_changed()

    def action_only_unread(self) -> None:
        self.only_unread = not self.only_unread
        self.list_posts(is_new=True)

    def action_only_starred(self) -> None:
        self.only_starred = not self.only_starred
        self.list_posts(is_new=True)

    def action_mark_listed_read(self) -> None:
        unread = list(filter(self.is_unread, self.post_list.posts))
        if unread:
            self._read(unread)
            posts = "1 post" if len(unread) == 1 else f"{len(unread):,} posts"
            notify(self.app, f"{posts} marked read. U undoes it.")
        else:
            notify(self.app, "Every post of this list is read already.")

    def action_undo(self) -> None:
        undone = self.marks.undo()
        if undone is None:
            notify(self.app, "There is nothing to undo.")
        else:
            self.marks_changed()
            notify(self.app, f"Undone: {undone}")
