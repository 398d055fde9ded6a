"""The layer that highlights what is searched for in an article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.style import Style

from reader.article.layout import Anchor, ArticleLayout
from reader.article.line import Line
from reader.article.search import (
    ArticleSearch,
    Finder,
    MatchSpan,
    highlight,
    phrase_finder,
    text_finder,
)
from reader.posts.search.query import Phrase
from reader.tui.widgets.layers.layer import StyleLookup


class _PendingStep(NamedTuple):
    """A step to a match that has not been found yet: the arguments of `Matches.go`."""

    step: int
    start: Anchor | None


class Matches:
    """Highlights what is searched for in the article, and steps from match to match.

    Args:
        style_for: Returns the style of a role.
        get_layout: Returns the current layout of the article.
    """

    def __init__(self, style_for: StyleLookup, get_layout: Callable[[], ArticleLayout]) -> None:
        self._style_for = style_for
        self._get_layout = get_layout
        self._finder: Finder | None = None
        self._search: ArticleSearch | None = None
        self._current: int | None = None
        """Number of the current match, counted from 0 at the top of the article."""
        self._pending: _PendingStep | None = None
        self.origin: Anchor | None = None
        """Where the search was started, to return to."""

    @property
    def is_active(self) -> bool:
        """Whether anything is searched for."""
        return self._search is not None

    @property
    def current_anchor(self) -> Anchor | None:
        """Where the current match begins; None if there is no current match."""
        if self._search is None or self._current is None:
            return None
        anchors = self._search.anchors
        return anchors[self._current] if self._current < len(anchors) else None

    def search_for(self, text: str, phrases: Sequence[Phrase]) -> None:
        """Start a new search.

        Args:
            text: What to search for.
            phrases: What to search for if the text is blank. If both are empty, nothing is
                searched for.
        """
        text = text.strip()
        if text:
            self._finder = text_finder(text)
        else:
            self._finder = phrase_finder(phrases) if phrases else None
        self._current = self._pending = None
        self.invalidate()

    def invalidate(self) -> None:
        """Search the new lines. The current match keeps its number."""
        finder = self._finder
        self._search = None if finder is None else ArticleSearch(self._get_layout(), finder)

    def search_more(self, until: Callable[[], bool]) -> bool:
        """Search further blocks until `until` returns true; return whether all are searched."""
        return self._search is None or self._search.search_more(until)

    def go(self, step: int, start: Anchor | None = None) -> Anchor | None:
        """Make the next match in a direction the current one.

        After the last match follows the first, and before the first the last. If the blocks that
        have been searched do not hold the next match, the step is kept for `resume`.

        Args:
            step: 1 to go forward, -1 to go backward.
            start: Where to start from; None for the current match.

        Returns:
            Where the match begins; None if there is none, or none yet.
        """
        search = self._search
        if search is None:
            return None
        if start is None and self._current is not None:
            target = self._current + step
        else:
            first = bisect_left(search.anchors, start or Anchor(0, 0))
            target = first if step > 0 else first - 1
        if not search.is_complete and not 0 <= target < len(search.anchors):
            self._pending = _PendingStep(step, start)
            return None
        self._pending = None
        self._current = target % len(search.anchors) if search.anchors else None
        return self.current_anchor

    def resume(self) -> Anchor | None:
        """Repeat the step that `go` has kept; return the same as `go`."""
        return None if self._pending is None else self.go(*self._pending)

    def summary(self, *, is_article_complete: bool) -> str:
        """Return the number of matches, and which is the current one, in words.

        Args:
            is_article_complete: False while the end of the article is missing, so that more
                matches may follow.
        """
        search = self._search
        if search is None:
            return ""
        count = len(search.anchors)
        more = "" if search.is_complete and is_article_complete else "+"
        if self._current is not None and count:
            return f"{self._current + 1:,} of {count:,}{more}"
        return f"{count:,}{more} found" if count or more else "not found"

    def decorate(self, line: Line, position: int) -> Line:
        if self._search is None or not line:
            return line
        block, line_in_block = self._get_layout().anchor_at(position)
        spans = self._search.matches_in(block).get(line_in_block, ())
        return highlight(line, spans, lambda span: self._style_of(block, span))

    def _style_of(self, block: int, span: MatchSpan) -> Style:
        assert self._search is not None
        number = self._search.match_number(block, span.number)
        is_current = number is not None and number == self._current
        return self._style_for("current-match" if is_current else "match")
