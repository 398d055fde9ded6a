"""Layers that decorate the lines of an article: dead links, selection, matches, link hints."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from rich.segment import Segment
from rich.style import Style

from reader.article.layout import Anchor, ArticleLayout
from reader.article.line import Line, line_text
from reader.article.link_hints import LinkHint, draw_hints, find_hints
from reader.article.search import (
    ArticleSearch,
    Finder,
    MatchSpan,
    highlight,
    phrase_finder,
    text_finder,
)
from reader.article.selection import selected_text
from reader.posts.search.query import Phrase

if TYPE_CHECKING:
    from textual.selection import Selection

StyleLookup: TypeAlias = Callable[[str], Style]
"""Returns the style of a role."""


class ArticleLayer(Protocol):
    """One kind of decoration. A layer that has nothing to draw returns lines unchanged."""

    def decorate(self, line: Line, position: int) -> Line:
        """Return a line with the layer's decoration.

        Args:
            line: A line of the article, as the layers below have decorated it.
            position: Number of the line, counted from 0 at the top of the article.
        """

    def invalidate(self) -> None:
        """Drop everything computed from the lines: the same article has been laid out again."""


class DeadLinks:
    """Strikes through the links of one article that lead nowhere."""

    def __init__(self, style_for: StyleLookup) -> None:
        self._style_for = style_for
        self._is_dead: Callable[[str], bool] | None = None
        self._known: dict[str, bool] = {}
        """Answers by link target. There are no more entries than the article has links."""

    def mark(self, is_dead: Callable[[str], bool]) -> None:
        """Strike through the links whose targets `is_dead` returns true for."""
        self._is_dead = is_dead
        self._known.clear()

    def invalidate(self) -> None:
        """Do nothing: whether a link is dead does not depend on the lines."""

    def decorate(self, line: Line, position: int) -> Line:  # noqa: ARG002 - part of the protocol
        if self._is_dead is None:
            return line
        return tuple(map(self._decorate_segment, line))

    def _decorate_segment(self, segment: Segment) -> Segment:
        style = segment.style
        target = style.meta.get("href") if style else None
        if style is None or not isinstance(target, str) or not self._check(target):
            return segment
        return Segment(segment.text, style + self._style_for("dead-link"))

    def _check(self, target: str) -> bool:
        is_dead = self._known.get(target)
        if is_dead is None:
            is_dead = self._known[target] = self._is_dead is not None and self._is_dead(target)
        return is_dead


class SelectedText:
    """Draws the text that is selected with the mouse, and extracts it.

    Args:
        style_for: Returns the style of a role.
        get_left_margin: Returns the number of cells left of the text, which Textual's selections
            count and the lines of the article do not have.
    """

    def __init__(self, style_for: StyleLookup, get_left_margin: Callable[[], int]) -> None:
        self._style_for = style_for
        self._get_left_margin = get_left_margin
        self.selection: Selection | None = None

    def invalidate(self) -> None:
        """Do nothing: Textual keeps a selection until another one starts."""

    def decorate(self, line: Line, position: int) -> Line:
        if self.selection is None:
            return line
        start, end = self._span(self.selection, line, position)
        style = self._style_for("selection")
        return highlight(line, [MatchSpan(start, end, 0)] if end > start else [], lambda _: style)

    def extract(self, selection: Selection, layout: ArticleLayout) -> str:
        """Return the selected text as it was written.

        Args:
            selection: A selection in the pane, which may be another one than is drawn.
            layout: The lines of the article.
        """
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else layout.height - 1
        start, _ = self._span(selection, layout.line(first), first)
        _, end = self._span(selection, layout.line(last), last)
        return selected_text(layout, (first, start), (last, end))

    def _span(self, selection: Selection, line: Line, position: int) -> tuple[int, int]:
        """Return the start and end of the selected characters of a line."""
        start, end = selection.get_span(position) or (0, 0)
        length, left_margin = len(line_text(line)), self._get_left_margin()
        # Textual returns -1 for the end of the line.
        last = length if end == -1 else min(max(0, end - left_margin), length)
        return max(0, start - left_margin), last


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


class LinkHints:
    """Draws letters over the visible links; typing the letters of a link chooses it."""

    def __init__(self, style_for: StyleLookup) -> None:
        self._style_for = style_for
        self._hints: Sequence[LinkHint] = ()
        self._top = 0
        self._typed = ""

    @property
    def is_active(self) -> bool:
        """Whether letters are drawn, so that the next key belongs to them."""
        return bool(self._hints)

    def offer(self, lines: Sequence[Line], top: int) -> bool:
        """Draw letters over the links of some lines.

        Args:
            lines: The visible lines.
            top: Number of the first of them, counted from the top of the article.

        Returns:
            Whether there is any link.
        """
        self._hints, self._top, self._typed = find_hints(lines), top, ""
        return self.is_active

    def press(self, character: str) -> str | None:
        """Type a letter. A character that begins no label removes the letters.

        Args:
            character: The letter; empty for a key that types no character.

        Returns:
            The target of the link whose letters are complete, if any.
        """
        typed = self._typed + character.casefold()
        hints = [hint for hint in self._hints if hint.label.startswith(typed)]
        if character and hints and hints[0].label != typed:
            self._typed = typed
            return None
        self.invalidate()
        return hints[0].target if character and hints else None

    def invalidate(self) -> None:
        """Remove the letters: the lines that they were on have moved."""
        self._hints, self._typed = (), ""

    def decorate(self, line: Line, position: int) -> Line:
        if not self._hints:
            return line
        hints = [
            hint
            for hint in self._hints
            if hint.line == position - self._top and hint.label.startswith(self._typed)
        ]
        return draw_hints(line, hints, self._typed, self._style_for("hint"))
