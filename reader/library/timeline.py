"""Where dates are in a list that is ordered by date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reader.library.listing import Form, Section
from reader.posts.post import Post

if TYPE_CHECKING:
    from reader.posts.periods import Period


class NearestPost(NamedTuple):
    """The post that a jump to a period leads to."""

    post: Post
    day: date
    """Its local date."""
    period: Period

    @property
    def is_inside(self) -> bool:
        """Whether the post is of the period."""
        return self.period.first <= self.day <= self.period.last

    @property
    def is_later(self) -> bool:
        """Whether all posts are later than the period."""
        return self.day > self.period.last


def nearest_post(sections: Sequence[Section], period: Period) -> NearestPost | None:
    """Return the first post of a period, else the nearest one before it, else the oldest of all.

    Some twenty dates of each section are looked at.

    Args:
        sections: The sections of a list. Each is ordered by date, with the undated posts at its
            end.
        period: The days to go to.

    Returns:
        None if no post has a date.
    """
    found = [
        nearest
        for section in sections_by_date(sections)
        if (nearest := _nearest_in(section.posts, period)) is not None
    ]
    return min(found, key=_rank, default=None)


def sections_by_date(sections: Sequence[Section]) -> Sequence[Section]:
    """Return the sections of a list in which dates are looked for.

    Featured posts count only if there are no others: their section is short, and its dates are far
    apart. The article that is to be continued is also in another section.
    """
    listed = [section for section in sections if section.form is not Form.CONTINUE]
    return [section for section in listed if not section.is_featured] or listed


def _rank(nearest: NearestPost) -> tuple[int, int]:
    """Sort key: posts of the period, then earlier ones, then later ones; the nearest ones first."""
    if nearest.is_inside:
        return 0, 0
    distance = nearest.day - nearest.period.last
    return (2 if nearest.is_later else 1), abs(distance.days)


def _nearest_in(posts: Sequence[Post], period: Period) -> NearestPost | None:
    count = dated_count(posts)
    if not count:
        return None
    if is_newest_first(posts, count):
        index = _first_where(count, lambda row: local_day(posts[row]) <= period.last)
        index = min(index, count - 1)
    else:
        index = _first_where(count, lambda row: local_day(posts[row]) >= period.first)
        # The post after an empty period is later than it.
        if index == count or (index and local_day(posts[index]) > period.last):
            index -= 1
    return NearestPost(posts[index], local_day(posts[index]), period)


def period_starts(
    posts: Sequence[Post], period_of: Callable[[date], object]
) -> Iterator[tuple[int, date]]:
    """Yield the first post of each period in a section: its index, and its local date.

    Args:
        posts: As those of a section in `nearest_post`.
        period_of: Returns what the dates of a period have in common, such as their year.
    """
    count = dated_count(posts)
    index = 0
    while index < count:
        day = local_day(posts[index])
        yield index, day
        index = _end_of_period(posts, period_of, index, count)


def _end_of_period(
    posts: Sequence[Post], period_of: Callable[[date], object], start: int, count: int
) -> int:
    period = period_of(local_day(posts[start]))
    return _first_where(count, lambda index: period_of(local_day(posts[index])) != period, start)


def dated_count(posts: Sequence[Post]) -> int:
    """Return the number of dated posts in a section, which are its first ones."""
    return _first_where(len(posts), lambda row: not posts[row].is_dated)


def is_newest_first(posts: Sequence[Post], dated: int) -> bool:
    """Return whether the dated posts of a section are in descending order."""
    return local_day(posts[0]) >= local_day(posts[dated - 1])


def local_day(post: Post) -> date:
    """Return the local date of a dated post."""
    day = post.day
    assert day is not None
    return day


def _first_where(count: int, is_true: Callable[[int], bool], start: int = 0) -> int:
    """Return the first index that a condition is true from on; `count` if there is none."""
    return bisect_left(range(count), True, lo=start, key=is_true)
