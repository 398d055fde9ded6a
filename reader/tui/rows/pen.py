"""What a row of the post list says, line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.library.listing import Form
from reader.posts.post import Post
from reader.text.dates import day_in_words, short_date
from reader.text.wrap import truncate, wrap_plain
from reader.tui.rows.front_page import Card
from reader.tui.rows.post_rows import MARGIN, RIGHT_MARGIN, SectionHeading

if TYPE_CHECKING:
    from reader.posts.search.excerpt import Excerpt, TextSpan
    from reader.posts.search.hits import Hit
    from reader.store.marks import Mark

STYLES = (
    "row--cursor",
    "row--heading",
    "row--mark",
    "row--title",
    "row--read",
    "row--standfirst",
    "row--meta",
    "row--lit",
    "row--lead",
    "row--rule",
)
"""The component classes that rows are drawn with."""

_SHORT_DATE_CELLS = 7
_CATEGORY_CELLS = 14
_ROOM_FOR_CATEGORY = 52


@dataclass(frozen=True, slots=True)
class RowPen:
    """Draws rows: the styles by component class, the width of a line, today's date, and what is
    known of each post."""

    styles: Mapping[str, Style]
    width: int
    today: date
    mark_of: Callable[[Post], Mark]

    def heading(self, heading: SectionHeading) -> list[Segment]:
        """`Featured ───────── 6`"""
        count = " " if heading.count is None else f" {heading.count:,} "
        text = truncate(f" {heading.text} ", max(1, self.width - len(count)))
        rule = "─" * max(0, self.width - cell_len(text) - len(count))
        style = self.styles["row--heading"]
        return [
            Segment(text, style),
            Segment(rule, self.styles["row--meta"]),
            Segment(count, style),
        ]

    def compact(self, post: Post) -> list[Segment]:
        """`●★  10 Sep  Headline that is cut where it must be …      sports`"""
        category = self._compact_category(post)
        room = self.width - MARGIN - _SHORT_DATE_CELLS - 2 - cell_len(category) - RIGHT_MARGIN
        title = truncate(post.title, max(1, room))
        gap = " " * max(0, room - cell_len(title))
        when = short_date(post.date, self.today) if post.date else ""
        return [
            self._mark(post),
            Segment(f"{when:>{_SHORT_DATE_CELLS}}  ", self.styles["row--meta"]),
            Segment(title, self._title_style(post)),
            Segment(f"{gap}{category}", self.styles["row--meta"]),
        ]

    def _compact_category(self, post: Post) -> str:
        if self.width < _ROOM_FOR_CATEGORY or not post.named_categories:
            return ""
        return "  " + truncate(post.named_categories[0], _CATEGORY_CELLS)

    def roomy(self, post: Post, line: int, *, is_featured: bool) -> list[Segment]:
        """Line `line` of a row: title, standfirst (if featured), date and categories."""
        room = max(1, self.width - MARGIN - RIGHT_MARGIN)
        title = wrap_plain(post.title, room, max_lines=2)
        has_standfirst = is_featured and post.description
        standfirst = wrap_plain(post.description, room, max_lines=2) if has_standfirst else []
        return self._stacked(post, line, title, standfirst)

    def card(self, post: Post, card: Card, line: int) -> list[Segment]:
        """Line `line` of a post on the front page: title, standfirst, date and categories."""
        return self._stacked(
            post, line, card.title, card.standfirst, under=card.under, form=card.form
        )

    def _stacked(
        self,
        post: Post,
        line: int,
        title: Sequence[str],
        standfirst: Sequence[str],
        *,
        under: str = "",
        form: Form | None = None,
    ) -> list[Segment]:
        if line < len(title):
            mark = self._mark(post) if line == 0 else _margin()
            return [mark, Segment(title[line], self._title_style(post, form))]
        line -= len(title)
        if line < len(standfirst):
            return [_margin(), Segment(standfirst[line], self.styles["row--standfirst"])]
        if line == len(standfirst):
            room = max(1, self.width - MARGIN - RIGHT_MARGIN)
            meta = truncate(when_and_categories(post, without=under), room)
            return [_margin(), Segment(meta, self.styles["row--meta"])]
        return []

    def found(self, hit: Hit | None) -> list[Segment]:
        """The line of a post's text in which the words stand that were searched for; empty until
        it has been read."""
        if hit is None:
            return []
        text, spans = window(hit.snippet, max(1, self.width - MARGIN - RIGHT_MARGIN))
        segments = [_margin()]
        place = 0
        for start, end in spans:
            segments.append(Segment(text[place:start], self.styles["row--standfirst"]))
            segments.append(Segment(text[start:end], self.styles["row--lit"]))
            place = end
        return [*segments, Segment(text[place:], self.styles["row--standfirst"])]

    def _title_style(self, post: Post, form: Form | None = None) -> Style:
        if self.mark_of(post).is_read:
            return self.styles["row--read"]
        return self.styles["row--lead" if form is Form.LEAD else "row--title"]

    def _mark(self, post: Post) -> Segment:
        """A dot for unread, then the reader's star, else that of a featured post."""
        mark = self.mark_of(post)
        star = "◆" if mark.is_starred else "★" if post.featured else " "
        return Segment(f" {' ' if mark.is_read else '●'}{star} ", self.styles["row--mark"])


def window(excerpt: Excerpt, width: int) -> tuple[str, list[TextSpan]]:
    """As much of an excerpt as fits into so many cells, from a little before its first mark on,
    and the marks that are left in it."""
    text, first = excerpt.text, excerpt.spans[0][0] if excerpt.spans else 0
    start = text.rfind(" ", 0, max(0, first - width // 3)) + 1
    left = "… " if start and not text[start:].startswith("…") else ""
    shown = truncate(left + text[start:], width)
    shift = start - len(left)
    last = len(shown) - shown.endswith("…")
    moved = ((begin - shift, min(end - shift, last)) for begin, end in excerpt.spans)
    return shown, [(begin, end) for begin, end in moved if 0 <= begin < end]


def _margin() -> Segment:
    return Segment(" " * MARGIN)


def when_and_categories(post: Post, without: str = "") -> str:
    """As in `10 Sep 2020 · latest, sports`, without a category that is said elsewhere."""
    parts = [day_in_words(post.date)] if post.date else []
    names = [it for it in post.named_categories if it.casefold() != without.casefold()]
    return " · ".join([*parts, ", ".join(names)]).removesuffix(" · ")
