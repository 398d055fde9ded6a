"""A ruler beside the scrollbar: at which height of a long list its years or months begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.library.timeline import period_starts, sections_by_date
from reader.text.dates import month_in_words
from reader.tui.rows.model import RowSource, RowStyles
from reader.tui.rows.sections import SectionRows

MIN_SCREENS = 3
"""Height of a list that has a ruler, in screens."""
_MAX_DRAWN_LINES = 500
"""Number of lines with a label that are kept to be painted again."""
_COLUMN_GAP = "  "
_MIN_CUT_CELLS = 8
"""Width from which on the beginning of a column is shown that a label covers the end of."""
_MIN_YEARS = 3
"""Number of years in a list from which on its months are not shown."""


class Tick(NamedTuple):
    """A label of the ruler."""

    label: str
    row: int
    """The row that the year or month begins with."""


class DateRuler:
    """The labels beside a list that is ordered by date. There are none beside a short list.

    Some twenty dates are looked at for each year or month that is labelled.

    Args:
        rows: The rows of the list, laid out.
        content: The posts of the rows.
        height: Number of lines that are visible at once.
    """

    def __init__(self, rows: RowSource, content: SectionRows, height: int) -> None:
        self.rows = rows
        self.height = height
        self._content = content
        self._ticks: dict[int, Tick] = {}
        """The labels by the line on the screen."""
        self._drawn: dict[tuple[int, str, bool], tuple[Strip, Strip]] = {}
        """Lines without and with their label, by the line of the list, the label and whether it is
        that of the first visible post. A strip that is painted again is rendered faster."""
        self._top = -1
        """First visible line of the list when it was last drawn."""
        self._here = -1
        """The line on the screen that the scrollbar was at then."""
        if self.is_long:
            self._place(self._starts())

    @property
    def is_long(self) -> bool:
        """Whether the list is so long that it has a ruler."""
        return self.height > 0 and self.rows.line_count >= MIN_SCREENS * self.height

    def tick_at(self, y: int, column: int, width: int) -> Tick | None:
        """Return the label at a cell of a list that is `width` cells wide."""
        tick = self._ticks.get(y)
        return tick if tick is not None and column >= width - _cells(tick.label) else None

    def draw(self, strip: Strip, y: int, top: int, width: int, styles: RowStyles) -> Strip:
        """Draw the label of a line over its end. The first visible post is labelled as well.

        Args:
            strip: The line as the list draws it.
            y: The line on the screen.
            top: First visible line of the list.
            width: Cells of the line.
            styles: The styles to draw in.
        """
        if top != self._top:  # the same for all lines of a paint
            self._top, self._here = top, self._screen_line(top)
        is_here = y == self._here
        tick = self._ticks.get(y)
        if not is_here and tick is None:
            return strip
        label = self._label_of(top) if is_here else ""
        if not label and tick is not None:
            label = tick.label
        if not label or width < _cells(label):
            return strip
        key = (top + y, label, is_here)
        without, labelled = self._drawn.get(key, (None, strip))
        if without is not strip:
            style = styles.ruler_here if is_here else styles.ruler
            labelled = _with_label(strip, label, width, style)
            if len(self._drawn) >= _MAX_DRAWN_LINES:
                self._drawn.clear()
            self._drawn[key] = (strip, labelled)
        return labelled

    def _label_of(self, line: int) -> str:
        post = self._content.post(self.rows.at(line)) or self._content.post(self.rows.at(line) + 1)
        return month_in_words(post.date) if post and post.date else ""

    def _screen_line(self, line: int) -> int:
        """Return the line on the screen that the scrollbar is at when a line is the first one."""
        count = self.rows.line_count
        thumb = max(1.0, self.height * self.height / count)
        return min(int((self.height - thumb) * line / max(1, count - self.height)), self.height - 1)

    def _place(self, ticks: Sequence[Tick]) -> None:
        # Between many labels, every second line stays free.
        distance = 1 if len(ticks) <= self.height // 2 else 2
        last = -distance
        for tick in ticks:
            y = self._screen_line(self.rows.top(tick.row))
            if y - last >= distance:
                self._ticks[y] = tick
                last = y

    def _starts(self) -> list[Tick]:
        years = [Tick(str(day.year), row) for row, day in self._period_rows(lambda day: day.year)]
        if len({tick.label for tick in years}) >= _MIN_YEARS:
            return years
        months = self._period_rows(lambda day: (day.year, day.month))
        return [Tick(month_in_words(day), row) for row, day in months]

    def _period_rows(self, period_of: Callable[[date], object]) -> Iterator[tuple[int, date]]:
        by_date = sections_by_date(self._content.sections)
        for row, section in self._content.first_rows():
            if any(section is other for other in by_date):
                for index, day in period_starts(section.posts, period_of):
                    yield row + index, day


def _with_label(strip: Strip, label: str, width: int, style: Style) -> Strip:
    kept = _before_label(strip, width - _cells(label))
    return Strip.join([kept, Strip([Segment(f" {label} ", style)])])


def _before_label(strip: Strip, cells: int) -> Strip:
    """Return the beginning of a line, in which no column ends within a word.

    Of a column with little room, such as that of the categories, nothing is left; a longer one ends
    with an ellipsis, as a title that is cut does.
    """
    kept = strip.crop(0, cells)
    following = strip.crop(cells, cells + 2).text  # a character may have two cells
    if not kept.text or kept.text[-1].isspace() or following[:1].isspace():
        return kept
    rest = cell_len(kept.text.rpartition(_COLUMN_GAP)[2])
    end = " " * rest if rest < _MIN_CUT_CELLS else "…"
    *_, last = kept
    return Strip.join([kept.crop(0, cells - cell_len(end)), Strip([Segment(end, last.style)])])


def _cells(label: str) -> int:
    return cell_len(label) + 2
