"""An article in which something is found, lit, and walked from place to place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.reactive import reactive

from reader.tui.selecting_view import SelectingView
from reader.tui.widgets.article_styles import component_class

if TYPE_CHECKING:
    from rich.style import Style

    from reader.article.layout import Anchor
    from reader.article.line import Line
    from reader.article.search import ArticleSearch, MatchSpan
    from reader.posts.search.query import Phrase


class FindingView(SelectingView):
    """Lights what was typed to be found, else what the catalogue was searched for."""

    phrases: reactive[Sequence[Phrase]] = reactive(())
    """What the catalogue was searched for."""
    wanted: reactive[str] = reactive("")
    """What is to be found in the article; it goes before the phrases."""

    def __init__(self) -> None:
        super().__init__()
        self._finding: ArticleSearch | None = None
        self._current: int | None = None
        """The number of the find that the reader was taken to."""
        self._step = 0
        """Direction in which the next find is still looked for."""
        self._origin: Anchor | None = None
        """Where the reader was when something was first wanted."""

    @property
    def is_finding(self) -> bool:
        """Whether there is something to walk through."""
        return self._finding is not None

    # What is looked for.

    def begin_finding(self) -> None:
        """Take note of the place to start from, and to go back to."""
        if self.layout_shown is not None:
            self._origin = self.layout_shown.anchor_at(self.scroll_offset.y)

    def end_finding(self, *, goes_back: bool) -> None:
        """Look for nothing; who has only tried it is taken back to where they were."""
        self.wanted = ""
        if goes_back and self._origin is not None and self.layout_shown is not None:
            self._go_to_line(self.layout_shown.offset_of(self._origin))
        self._origin = None

    def watch_wanted(self) -> None:
        self._look_anew()
        if self.wanted.strip():
            self._go_to_find(1, self._origin)

    def watch_phrases(self) -> None:
        self._look_anew()

    def layout_changed(self, *, is_same: bool) -> None:
        if is_same:
            self._finding = self._new_finding()
        else:
            self._look_anew()

    def _look_anew(self) -> None:
        self._current, self._step = None, 0
        self._finding = self._new_finding()
        if self._finding is not None:
            self.keep_working()
        self.tell_progress()
        self.refresh()

    def _new_finding(self) -> ArticleSearch | None:
        wanted = self.wanted.strip()
        if self.layout_shown is None or not (wanted or self.phrases):
            return None
        from reader.article.search import (  # late: the first paint finds nothing
            ArticleSearch,
            phrase_finder,
            text_finder,
        )

        find = text_finder(wanted) if wanted else phrase_finder(self.phrases)
        return ArticleSearch(self.layout_shown, find)

    # Looking.

    def work_on(self, until: Callable[[], bool]) -> bool:
        return self._finding is None or self._finding.search_more(until)

    def worked_on(self) -> None:
        if self._finding is not None:
            if self._step:
                self._go_to_find(self._step, self._origin)
            self.tell_progress()

    # Walking.

    def go_to_found(self, step: int) -> None:
        """Bring the next find in that direction into sight, round and round."""
        self._go_to_find(step, None)

    def _go_to_find(self, step: int, origin: Anchor | None) -> None:
        finding = self._finding
        if finding is None:
            return
        target = self._following(finding, step, origin)
        # Beyond what has been looked through there may be more of it.
        is_known = 0 <= target < len(finding.anchors) or finding.is_complete
        self._step = 0 if is_known else step
        if is_known and finding.anchors:
            self._current = target % len(finding.anchors)
            self._bring_into_sight(finding.anchors[self._current])
        self.tell_progress()

    def _following(self, finding: ArticleSearch, step: int, origin: Anchor | None) -> int:
        """The number of the find that follows the current one where that is in sight, else the
        place to start from."""
        if origin is None and self._current is not None and self._is_in_sight(finding):
            return self._current + step
        start = origin or self._top_anchor
        first = bisect_left(finding.anchors, start)
        return first if step > 0 else first - 1

    @property
    def _top_anchor(self) -> Anchor:
        assert self.layout_shown is not None
        return self.layout_shown.anchor_at(self.scroll_offset.y)

    def _line_of(self, anchor: Anchor) -> int:
        assert self.layout_shown is not None
        line = self.layout_shown.offset_of(anchor)
        self._take_height()
        return line

    def _is_in_sight(self, finding: ArticleSearch) -> bool:
        if self._current is None or self._current >= len(finding.anchors):
            return False
        line = self._line_of(finding.anchors[self._current])
        return 0 <= line - self.scroll_offset.y < self.size.height

    def _bring_into_sight(self, anchor: Anchor) -> None:
        """Leave the article where it is if it can be seen there, with a line to spare."""
        line, height = self._line_of(anchor), self.size.height
        if not 0 < line - self.scroll_offset.y < height - 1:
            self._go_to_line(line - height // 4)
        self.refresh()

    def _go_to_line(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, immediate=True)

    # Showing.

    def progress_parts(self) -> list[str]:
        parts = super().progress_parts()
        finding = self._finding
        if finding is None:
            return parts
        count = len(finding.anchors)
        more = "" if finding.is_complete and self.is_whole else "+"
        if self._current is not None and count:
            return [f"{self._current + 1:,} of {count:,}{more}", *parts]
        return [f"{count:,}{more} found" if count or more else "not found", *parts]

    def drawn(self, line: Line, y: int) -> Line:
        line = super().drawn(line, y)
        finding, layout = self._finding, self.layout_shown
        if finding is None or layout is None or not line:
            return line
        from reader.article.search import highlight  # late, as above

        block, within = layout.anchor_at(y)
        spans = finding.matches_in(block).get(within, ())

        def style_of(span: MatchSpan) -> Style:
            number = finding.match_number(block, span.number)
            is_current = number is not None and number == self._current
            return self.component(component_class("found" if is_current else "lit"))

        return highlight(line, spans, style_of)
