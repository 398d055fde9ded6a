"""Beginning where the reader means to: at a file that was named, else where they left off."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from reader.posts.catalogue import Category, CategoryKind, Preview
from reader.posts.errors import PostError
from reader.posts.post import Post
from reader.settings import Settings
from reader.text.dates import wall_clock
from reader.tui.controllers.images import ImagePreferences
from reader.tui.controllers.panes import Pane
from reader.tui.messages import CategorySelected
from reader.tui.notices import notify
from reader.tui.screens.article_screen import ArticleScreen

_NOTING = 1.0
"""Seconds after which it is noted where the reader is, if that is elsewhere."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Where in the opened folders the reader was, and when."""

    kind: str
    category: str
    path: str
    is_reading: bool
    """Whether the article was in focus."""
    time: str
    """In the form of ISO 8601, by the reader's clock."""


def visit_of(text: str | None) -> Visit | None:
    """A visit as it was noted; None where nothing usable was."""
    try:
        kept = json.loads(text or "")
    except ValueError:
        return None
    match kept:
        case {
            "kind": str(kind),
            "category": str(category),
            "path": str(path),
            "is_reading": bool(is_reading),
            "time": str(time),
        }:
            visit = Visit(kind, category, path, is_reading, time)
            return visit if _is_usable(visit) else None
    return None


def _is_usable(visit: Visit) -> bool:
    try:
        CategoryKind(visit.kind)
        return datetime.fromisoformat(visit.time).tzinfo is None
    except ValueError:
        return False


class ReturningScreen(ArticleScreen):
    """Notes where the reader is, and takes them back there at the next start."""

    def __init__(
        self,
        folders: Sequence[Path],
        cache_folder: Path | None,
        marks_path: Path | None,
        today: date,
        settings: Settings,
        images: ImagePreferences,
    ) -> None:
        super().__init__(folders, cache_folder, marks_path, today, settings, images)
        self._opened: Post | None = None
        """The post that was opened by its file, until it is met among the posts of its folder."""
        self._last: Visit | None = visit_of(self.marks.last_session(folders))
        self._noted = self._last
        self._waits_to_return = self._last is not None

    def on_mount(self) -> None:
        self.set_interval(_NOTING, self.note_visit)

    # A file that was named.

    def open_file(self, path: Path) -> None:
        """Read a post by its file, before the folder around it has been read."""
        from reader.posts.loading.loader import load_post  # late, with the parsers behind it

        self._waits_to_return = False
        try:
            self._opened = load_post(path)
        except PostError as error:
            notify(self.app, str(error), is_warning=True)
        else:
            self.enter(Pane.ARTICLE)
            self.read_article(self._opened)

    def meet_reader(self) -> None:
        """Now that there are posts, stand on the one that was opened by its file, or go back to
        where the reader left off."""
        if self._opened is not None:
            self._meet_opened(self._opened)
        elif self._waits_to_return and self._last is not None:
            self._return_to(self._last)

    def _meet_opened(self, opened: Post) -> None:
        # What the cursor stands on is not what the reader has asked for.
        self.leave_article_alone()
        post = self.catalogue.get_by_path(opened.path)
        if post is not None:
            self._opened = None
            self.highlight_post(post)
            self.read_article(post)
        elif self.progress is None:
            self._opened = None

    # Where the reader left off.

    def _return_to(self, visit: Visit) -> None:
        if not self._is_untouched:
            self._waits_to_return = False
            return
        post = self.catalogue.get_by_path(visit.path)
        if isinstance(self.catalogue, Preview) or (post is None and self.progress is not None):
            return
        self._waits_to_return = False
        with self.sidebar.prevent(CategorySelected):
            self.sidebar.select_category(Category(visit.category, 0, CategoryKind(visit.kind)))
        self.list_posts(is_new=True)
        if post is None or not self.post_list.highlight(post):
            return
        if visit.is_reading:
            self.enter(Pane.ARTICLE)
            self.read_article(post)

    @property
    def _is_untouched(self) -> bool:
        """Whether the reader has not gone anywhere since the start."""
        return self.pane is Pane.LIST and self.sidebar.cursor <= 0 and self.post_list.is_untouched

    def note_visit(self) -> None:
        """Note where the reader is, if that is elsewhere than it was noted last."""
        here = self._visit_now()
        if here is not None and (self._noted is None or _place_of(here) != _place_of(self._noted)):
            self._write(here)

    def leave(self) -> None:
        """Note where and when the reader leaves."""
        self.note_place()
        here = self._visit_now()
        if here is not None:
            self._write(here)

    def _write(self, visit: Visit) -> None:
        self._noted = visit
        self.marks.set_last_session(self.folders, json.dumps(asdict(visit)))

    def _visit_now(self) -> Visit | None:
        category, post = self.sidebar.selected, self.post_list.highlighted
        if category is None or post is None or self._waits_to_return or self.found is not None:
            return None
        now = datetime.now().isoformat(timespec="seconds")
        is_reading = self.pane is Pane.ARTICLE
        return Visit(category.kind.value, category.name, post.path, is_reading, now)

    # What has come since.

    def is_new(self, post: Post) -> bool:
        """Whether a post has appeared since the last visit; of one of that very day that has no
        time, whether it is unread."""
        if self._last is None or post.date is None:
            return False
        last, when = datetime.fromisoformat(self._last.time), wall_clock(post.date)
        if when.date() > self.today:
            return False
        if isinstance(post.date, datetime) or when.date() != last.date():
            return when > last
        return self.is_unread(post)


def _place_of(visit: Visit) -> tuple[str, str, str, bool]:
    return visit.kind, visit.category, visit.path, visit.is_reading
