"""The list of subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from reader.tui.feeds.listed import ListedFeed
from reader.tui.rows.feed_rows import FeedRow, FeedRows, feed_rows
from reader.tui.widgets.line_list import LineList, row_classes


class FeedTable(LineList):
    """Lists feeds by category. The cursor stays on its feed when others are shown."""

    ROLES = (*LineList.ROLES, "read", "unread", "good", "warning", "error", "tint", "bar")
    COMPONENT_CLASSES: ClassVar[set[str]] = row_classes(ROLES)

    def __init__(self) -> None:
        super().__init__()
        self._content: Sequence[FeedRow] = ()

    @property
    def highlighted(self) -> ListedFeed | None:
        """The feed under the cursor; None if none is listed."""
        row = self._content[self.cursor] if 0 <= self.cursor < len(self._content) else None
        return row if isinstance(row, ListedFeed) else None

    def show_feeds(
        self, feeds: Sequence[ListedFeed], now: datetime, *, shows_remedies: bool
    ) -> None:
        """Show feeds.

        Args:
            feeds: The feeds in the order of their categories.
            now: The local time.
            shows_remedies: Whether lines say what is wrong with a feed, and the remedy.
        """
        former = self.highlighted
        self._content = feed_rows(feeds)
        layout = partial(FeedRows, rows=self._content, now=now, shows_remedies=shows_remedies)
        self.show_rows(layout)
        self.cursor = self._row_of(former)
        self.scroll_to_cursor()

    def _row_of(self, former: ListedFeed | None) -> int:
        """Return the row of the feed that was under the cursor; else the nearest row to it."""
        rows = range(len(self._content))
        feeds = [row for row in rows if isinstance(self._content[row], ListedFeed)]
        if not feeds:
            return -1
        for row in feeds:
            feed = self._content[row]
            if isinstance(feed, ListedFeed) and former is not None and feed.id == former.id:
                return row
        return next((row for row in feeds if row >= self.cursor), feeds[-1])
