"""Subscriptions in a table, below the names of their categories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.posts.post import UNCATEGORISED
from reader.store.feeds.fetch_state import FeedState
from reader.text.clean import clean_line
from reader.text.dates import long_month_in_words, short_date
from reader.text.wrap import truncate, wrap_plain
from reader.tui.feeds.listed import ListedFeed
from reader.tui.rows.model import RowStyles, StackedRows, draw_row

_MARGIN = 1
_GAP = 2
_INDENT = 4
"""Indent of the lines that say what is wrong with a feed."""
_MIN_NAME = 12
_WEEK = 7
_MONTH = 31

FeedRow: TypeAlias = ListedFeed | str
"""A row; a string is the name of a category."""


@dataclass(frozen=True)
class _Column:
    """A column beside the names. Those that come first in `_COLUMNS` are left out first."""

    title: str
    cells: int
    is_number: bool = False


_FETCHED = _Column("Fetched", 9)
_NEXT = _Column("Next", 9)
_LATEST = _Column("Latest", 7)
_UNREAD = _Column("Unread", 6, is_number=True)
_STATE = _Column("State", 18)
_COLUMNS = (_UNREAD, _LATEST, _FETCHED, _NEXT, _STATE)
_LEFT_OUT = (_FETCHED, _NEXT, _LATEST)
"""Columns that give way on narrow terminals, in this order."""


def columns_for(width: int) -> tuple[_Column, ...]:
    """Return the columns that a width has room for beside the names."""
    columns = list(_COLUMNS)
    for column in _LEFT_OUT:
        if _name_cells(width, columns) < 2 * _MIN_NAME:
            columns.remove(column)
    return tuple(columns)


def _name_cells(width: int, columns: Sequence[_Column]) -> int:
    return width - 2 * _MARGIN - sum(_GAP + column.cells for column in columns)


def column_titles(width: int) -> str:
    """Return the titles of the columns as they stand above the rows."""
    columns = columns_for(width)
    cells = [_fit("Feed", max(1, _name_cells(width, columns)))]
    cells += [_fit(column.title, column.cells, is_number=column.is_number) for column in columns]
    return " " * _MARGIN + (" " * _GAP).join(cells)


def feed_rows(feeds: Sequence[ListedFeed]) -> list[FeedRow]:
    """Return the rows of some feeds, which are in the order of their categories."""
    rows: list[FeedRow] = []
    category = None
    for feed in feeds:
        if feed.category != category:
            category = feed.category
            rows.append(clean_line(category) or UNCATEGORISED)
        rows.append(feed)
    # One heading for everything says nothing.
    return rows[1:] if rows[:1] == [UNCATEGORISED] and len(rows) == len(feeds) + 1 else rows


class FeedRows(StackedRows):
    """Feeds, one per line; below it, what is wrong with it and the remedy, if that is shown.

    Args:
        width: Width of the rows, in cells.
        rows: The rows, from top to bottom.
        now: The local time, which dates are relative to.
        shows_remedies: Whether the lines about what is wrong are shown.
    """

    def __init__(
        self, width: int, rows: Sequence[FeedRow], now: datetime, *, shows_remedies: bool
    ) -> None:
        self._rows = rows
        self._shared_names = _shared_names(rows)
        self._now = now
        self._columns = columns_for(width)
        room = max(1, width - _INDENT - _MARGIN)
        self._faults = [_fault(row, room) if shows_remedies else [] for row in rows]
        super().__init__((1 + len(lines) for lines in self._faults), width)

    def is_selectable(self, row: int) -> bool:
        """Return whether the row is a feed."""
        return isinstance(self._rows[row], ListedFeed)

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw one line of a feed, or a category."""
        row = self.at(line)
        content, offset = self._rows[row], line - self.top(row)
        if isinstance(content, str):
            text = truncate(content, max(1, self.width - 2 * _MARGIN))
            segments = [Segment(" " * _MARGIN), Segment(text, styles.heading)]
        elif offset:
            text = self._faults[row][offset - 1]
            segments = [Segment(" " * _INDENT), Segment(text, styles.meta)]
        else:
            segments = self._feed(content, styles)
        is_cursor, lines = row == cursor, self.height(row)
        return draw_row(segments, self.width, styles, is_cursor=is_cursor, lines=lines)

    def _feed(self, feed: ListedFeed, styles: RowStyles) -> list[Segment]:
        name_style = styles.title if feed.unread else styles.read
        # The address tells feeds apart that a person has given the same name.
        is_shared = feed.name in self._shared_names
        text = f"{feed.name} · {feed.url.partition('://')[2]}" if is_shared else feed.name
        name = _fit(text, max(1, _name_cells(self.width, self._columns)))
        segments = [Segment(" " * _MARGIN), Segment(name, name_style)]
        for column in self._columns:
            text, style = self._cell(feed, column, styles)
            segments.append(Segment(" " * _GAP))
            segments.append(Segment(_fit(text, column.cells, is_number=column.is_number), style))
        return segments

    def _cell(self, feed: ListedFeed, column: _Column, styles: RowStyles) -> tuple[str, Style]:
        if column is _UNREAD:
            return f"{feed.unread:,}" if feed.unread else "", styles.unread
        if column is _LATEST:
            latest = feed.latest
            return "" if latest is None else short_date(latest, self._now.date()), styles.meta
        if column is _FETCHED:
            never = "" if feed.state is FeedState.NEW else "never"
            return moment(feed.succeeded, self._now) or never, styles.meta
        if column is _NEXT:
            return moment(feed.due, self._now), styles.meta
        return state_words(feed, self._now), _state_style(feed, styles)


def _shared_names(rows: Sequence[FeedRow]) -> frozenset[str]:
    counts = Counter(row.name for row in rows if isinstance(row, ListedFeed))
    return frozenset(name for name, count in counts.items() if count > 1)


def _fit(text: str, cells: int, *, is_number: bool = False) -> str:
    shown = truncate(text, cells)
    space = " " * (cells - cell_len(shown))
    return space + shown if is_number else shown + space


def _fault(row: FeedRow, width: int) -> list[str]:
    """Return the lines about what is wrong with a feed; none for others."""
    if isinstance(row, str) or not row.needs_attention:
        return []
    return wrap_plain(" ".join(filter(None, (row.message, row.remedy, row.url))), width)


def _state_style(feed: ListedFeed, styles: RowStyles) -> Style:
    if feed.has_gap:
        return styles.warning
    return {
        FeedState.OK: styles.good,
        FeedState.NEW: styles.meta,
        FeedState.FAILING: styles.warning,
        FeedState.GONE: styles.error,
    }[feed.state]


def state_words(feed: ListedFeed, now: datetime) -> str:
    """Return the state of a feed in at most 18 cells, such as `retry 14:20`.

    Args:
        feed: The feed.
        now: The local time.
    """
    if feed.state is FeedState.GONE:
        return f"gone since {_since(feed.failing_since, now)}" if feed.failing_since else "gone"
    if feed.state is FeedState.FAILING:
        if feed.due is None:
            return "failing"
        return "retry due" if feed.due <= now.timestamp() else f"retry {moment(feed.due, now)}"
    if feed.state is FeedState.NEW:
        return "not fetched yet"
    return "ok, some missed" if feed.has_gap else "ok"


def _since(time: float, now: datetime) -> str:
    """Return a past time in at most 6 cells: `14:20`, `Mon`, `5 Dec`, or the month if it is longer
    ago."""
    day = datetime.fromtimestamp(time).date()
    days = (now.date() - day).days
    if days < _WEEK:
        return moment(time, now).partition(" ")[0]
    if days < _MONTH:
        return moment(time, now)
    month, _, year = long_month_in_words(day).partition(" ")
    if day.year == now.year:
        return month if len(month) <= 6 else month[:3]
    return f"{month[:3]} ’{year[2:]}"


def moment(time: float | None, now: datetime) -> str:
    """Return a time in at most 9 cells: `14:20`, `Mon 14:20`, `5 Dec`; empty without one.

    Args:
        time: In seconds since 1970.
        now: The local time.
    """
    if time is None:
        return ""
    local = datetime.fromtimestamp(time)
    days = abs((local.date() - now.date()).days)
    if not days:
        return f"{local:%H:%M}"
    if days < _WEEK:
        return f"{_DAYS[local.weekday()]} {local:%H:%M}"
    return short_date(local, now.date()).strip()


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
