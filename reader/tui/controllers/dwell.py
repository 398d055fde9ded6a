"""Marking an article as read once the person has stayed with it."""

from __future__ import annotations

from collections.abc import Callable

from reader.tui.controllers.article import ArticleController
from reader.tui.controllers.panes import PaneController
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.debounce import Wait
from reader.tui.panes import Pane


class DwellController:
    """Decides when an article counts as read.

    The wait starts again whenever an article is opened or the panes change. The article must be
    the pane in use: nothing is marked while the cursor passes over the list.

    Args:
        article: The current article.
        panes: The pane in use.
        marks: Where the post is marked as read.
        create_wait: Creates the timer from what it calls back.
    """

    def __init__(
        self,
        article: ArticleController,
        panes: PaneController,
        marks: ReadMarks,
        create_wait: Callable[[Callable[[], object]], Wait],
    ) -> None:
        self._article = article
        self._panes = panes
        self._marks = marks
        self._wait = create_wait(self._on_elapsed)

    def restart(self) -> None:
        """Wait for the person to stay with the article, if it is in use."""
        self._wait.stop()
        if self._panes.current is Pane.ARTICLE:
            self._wait.restart()

    def _on_elapsed(self) -> None:
        if self._panes.current is Pane.ARTICLE:
            self.mark_read()

    def mark_read(self) -> None:
        """Mark the current article as read."""
        if self._article.post is not None:
            self._marks.mark_read([self._article.post])
