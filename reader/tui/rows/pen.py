"""Draws the lines of the rows of posts and their headings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.posts.post import UNCATEGORISED, Post
from reader.text.dates import NO_DATE, day_in_words, short_date, time_or_day
from reader.text.shorten import truncate_apart, wrap_apart
from reader.text.wrap import truncate, wrap_plain
from reader.tui.rows.model import RowStyles
from reader.tui.rows.sections import SectionHeading, row_names

if TYPE_CHECKING:
    from reader.posts.search.excerpt import Excerpt, TextSpan
    from reader.posts.search.hits import Hit
    from reader.store.marks import Mark

MARGIN = 4
"""Cells at the left of a row that hold its marks."""
RIGHT_MARGIN = 1
_SHORT_DATE_CELLS = 7
_CATEGORY_CELLS = 14
_MIN_WIDTH_FOR_CATEGORY = 52
_MIN_WIDTH_FOR_BOTH = 76
_MAX_LANGUAGES = 3


class PostFacts(NamedTuple):
    """What rows show besides the fields of the posts."""

    today: date
    mark_for: Callable[[Post], Mark]
    """Whether a post is read and starred."""
    hits: Mapping[str, Hit]
    """Excerpts of posts that a search found, by path."""
    shared_categories: frozenset[str] = frozenset()
    """Feeds or categories that all listed posts have, in lower case. Rows do not name them."""
    is_picked: Callable[[Post], bool] = lambda _: False
    """Whether a post is picked for the next command."""
    languages_of: Callable[[Post], Sequence[str]] = lambda _: ()
    """The languages of a post that is translated, its own first; empty for any other post."""


class PostText(NamedTuple):
    """The wrapped text of a post in the list."""

    title: Sequence[str] = ()
    description: Sequence[str] = ()


class RowPen(NamedTuple):
    """Draws rows of one width, as the segments of a line."""

    styles: RowStyles
    width: int
    facts: PostFacts

    def heading(self, heading: SectionHeading) -> list[Segment]:
        """`Featured ───────── 6`"""
        count = " " if heading.count is None else f" {heading.count:,} "
        text = truncate(f" {heading.text} ", max(1, self.width - len(count)))
        rule = "─" * max(0, self.width - cell_len(text) - len(count))
        return [
            Segment(text, self.styles.heading),
            Segment(rule, self.styles.meta),
            Segment(count, self.styles.heading),
        ]

    def compact(
        self, post: Post, others: Iterable[str] = (), *, is_featured: bool = False
    ) -> list[Segment]:
        """`●★  10 Sep  Headline that is cut where it must be …      sports`

        Args:
            post: The post.
            others: Titles of the posts around it, from which its own is to differ.
            is_featured: Whether the row is among the featured posts.
        """
        detail = self._compact_details(post)
        room = self.width - MARGIN - _SHORT_DATE_CELLS - 2 - cell_len(detail) - RIGHT_MARGIN
        title = truncate_apart(post.title, max(1, room), others)
        gap = " " * max(0, room - cell_len(title))
        published = short_date(post.date, self.facts.today) if post.date else NO_DATE
        return [
            self._mark(post, is_featured=is_featured),
            Segment(f"{published:>{_SHORT_DATE_CELLS}}  ", self.styles.meta),
            Segment(title, self._title_style(post)),
            Segment(f"{gap}{detail}", self.styles.meta),
        ]

    def _compact_detail(self, post: Post) -> str:
        """Why the post is hidden, or its feed or a category that not all listed posts have."""
        if self.width < _MIN_WIDTH_FOR_CATEGORY:
            return ""
        shared = self.facts.shared_categories
        names = _names(post, shared)
        detail = post.hidden or next(iter(names), "")
        return f"  {truncate(detail, _CATEGORY_CELLS)}" if detail else ""

    def _compact_details(self, post: Post) -> str:
        """The languages and the detail; where there is little room, the languages only."""
        detail = self._compact_detail(post)
        languages = languages_text(self.facts.languages_of(post))
        if not languages or self.width < _MIN_WIDTH_FOR_CATEGORY:
            return detail
        return f"  {languages}{detail if self.width >= _MIN_WIDTH_FOR_BOTH else ''}"

    def wrap(self, post: Post, others: Iterable[str] = (), *, is_featured: bool) -> PostText:
        """Wrap the title of a post in a list, and its description if it is among the featured ones.

        Args:
            post: The post.
            others: Titles of the posts around it, from which its own is to differ.
            is_featured: Whether the row is among the featured posts.
        """
        title = wrap_apart(post.title, self._text_width, 2, others)
        has_description = is_featured and post.description
        description = (
            wrap_plain(post.description, self._text_width, max_lines=2) if has_description else []
        )
        return PostText(title, description)

    def offer(self, post: Post) -> list[Segment]:
        """`▸  Continue: Headline that is cut where it must be …, 63 %`"""
        progress = self.facts.mark_for(post).progress
        end = "" if progress is None else f", {progress} %"
        label = "Continue: "
        room = self._text_width - cell_len(label) - cell_len(end)
        return [
            Segment(" ▸  ", self.styles.mark),
            Segment(label, self.styles.meta),
            Segment(truncate(post.title, max(1, room)), self.styles.title),
            Segment(end, self.styles.meta),
        ]

    def stacked(
        self,
        post: Post,
        text: PostText,
        line: int,
        *,
        heading: str = "",
        is_lead: bool = False,
        is_featured: bool = False,
    ) -> list[Segment]:
        """Draw a line of a post whose text is wrapped already.

        Args:
            post: The post.
            text: Lines of its title and of its description.
            line: Line of the row. Date and categories follow the text; lines below are empty.
            heading: Heading above the post; a category of the same name is not repeated.
            is_lead: Whether it is the lead story.
            is_featured: Whether the row is among the featured posts.
        """
        if line < len(text.title):
            mark = self._mark(post, is_featured=is_featured) if line == 0 else _margin()
            return [mark, Segment(text.title[line], self._title_style(post, is_lead=is_lead))]
        line -= len(text.title)
        if line < len(text.description):
            return [_margin(), Segment(text.description[line], self.styles.description)]
        if line == len(text.description):
            return [_margin(), Segment(self._details(post, heading), self.styles.meta)]
        return []

    def _details(self, post: Post, heading: str) -> str:
        """Return date and categories, and the languages at the right.

        Where there is no room for all, the languages take the place of the categories.
        """
        today = self.facts.today
        hidden = {heading.casefold(), *self.facts.shared_categories}
        details = truncate(when_and_categories(post, hidden, today), self._text_width)
        languages = languages_text(self.facts.languages_of(post))
        if not languages:
            return details
        names = set(map(str.casefold, row_names(post)))
        for text in (details, when_and_categories(post, names, today)):
            gap = self._text_width - cell_len(text) - len(languages)
            if gap > 1:
                return f"{text}{' ' * gap}{languages}"
        return details

    def excerpt(self, post: Post) -> list[Segment]:
        """Draw the line of a found post's text with the words that were searched for; empty until
        the text is available."""
        hit = self.facts.hits.get(post.path)
        if hit is None:
            return []
        text, spans = cut_excerpt(hit.snippet, self._text_width)
        segments = [_margin()]
        position = 0
        for start, end in spans:
            segments.append(Segment(text[position:start], self.styles.description))
            segments.append(Segment(text[start:end], self.styles.match))
            position = end
        return [*segments, Segment(text[position:], self.styles.description)]

    @property
    def _text_width(self) -> int:
        return text_width(self.width)

    def _title_style(self, post: Post, *, is_lead: bool = False) -> Style:
        if self.facts.mark_for(post).is_read:
            return self.styles.read
        return self.styles.lead if is_lead else self.styles.title

    def _mark(self, post: Post, *, is_featured: bool) -> Segment:
        """A tick for a picked post, a dot for an unread one, then the star of the person, else a
        clock for a post in the reading queue, else a triangle for a featured post that is not among
        the featured ones."""
        mark = self.facts.mark_for(post)
        tick = "✓" if self.facts.is_picked(post) else " "
        featured = "▲" if post.featured and not is_featured else " "
        sign = "★" if mark.is_starred else "◷" if mark.later is not None else featured
        return Segment(f"{tick}{' ' if mark.is_read else '●'}{sign} ", self.styles.mark)


def text_width(width: int) -> int:
    """Return the cells for text in a row of a width: those between its margins, at least 1."""
    return max(1, width - MARGIN - RIGHT_MARGIN)


def cut_excerpt(excerpt: Excerpt, width: int) -> tuple[str, list[TextSpan]]:
    """Cut an excerpt to a width, starting a little before its first match.

    Args:
        excerpt: The text and its matches.
        width: Maximum number of cells.

    Returns:
        The text, and the matches in it as pairs of start and end.
    """
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


def languages_text(languages: Sequence[str]) -> str:
    """Return the languages of a story, as in `en ja fr +4`."""
    # A number in place of a single language would save no room.
    shown = languages if len(languages) <= _MAX_LANGUAGES + 1 else languages[:_MAX_LANGUAGES]
    more = len(languages) - len(shown)
    return " ".join([*shown, *([f"+{more}"] if more else [])])


def _names(post: Post, without: Collection[str]) -> list[str]:
    """Return the names of `row_names` apart from some, which are given in lower case."""
    names = (name for name in row_names(post) if name != UNCATEGORISED)
    return [name for name in names if name.casefold() not in without]


def when_and_categories(
    post: Post, without: Collection[str] = (), today: date | None = None
) -> str:
    """Return date and categories, as in `10 Sep 2020 · latest, sports`.

    A hidden post has the reason between them. A post from a feed has the name of the feed in place
    of the categories.

    Args:
        post: The post.
        without: Names to leave out, in lower case.
        today: The current day, of which a post has its time in place of the date. None for the
            date of every post.
    """
    if post.date is None:
        day = NO_DATE
    else:
        day = day_in_words(post.date) if today is None else time_or_day(post.date, today)
    names = _names(post, without)
    hidden = f"hidden: {post.hidden}" if post.hidden else ""
    return " · ".join(filter(None, (day, hidden, ", ".join(names))))
