"""Filters of a search query, such as `in:sports` or `after:2024-05`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from reader.posts.facets import Facet, names_in
from reader.posts.post import DRAFT_REASONS, PAGE, Post
from reader.posts.search.minutes import parse_minutes
from reader.text.dates import wall_clock
from reader.text.folding import fold, fold_name

States: TypeAlias = Mapping[str, Callable[[Post], bool]]
"""Functions that return whether a post is in a state, by the name of the state."""

NO_STATES: States = MappingProxyType({})

MARKED_STATES = ("unread", "read", "starred", "later", "new")
"""Names of states that depend on what the user did: on marks, and on the last visit. Without them,
no post is in these states."""


class Filter(NamedTuple):
    """A condition that posts must meet, or must not meet."""

    field: str
    """A key of `FIELDS`."""
    value: str
    """The value as typed, never empty."""
    is_excluded: bool = False
    """Whether posts must not meet the condition."""
    is_exact: bool = False
    """Whether the value is a whole name, and not only its beginning: it was typed in quotes."""

    def matches(self, post: Post, states: States = NO_STATES) -> bool:
        """Whether a post passes the filter.

        Args:
            post: The post.
            states: The states of `MARKED_STATES` that are known.
        """
        if self.field == "is" and (state := states.get(fold(self.value))) is not None:
            return state(post) is not self.is_excluded
        field = FIELDS[self.field]
        if self.is_exact and field.facet is not None:
            is_met = _has_name(post, field.facet, self.value)
        else:
            is_met = field.matches(post, self.value)
        return is_met is not self.is_excluded

    @property
    def is_about_hidden(self) -> bool:
        """Whether only posts that are not listed can pass."""
        return self.field == "is" and not self.is_excluded and fold(self.value) in HIDDEN_STATES

    @property
    def error(self) -> str | None:
        """Why the value is invalid and how to fix it, or None if it is valid."""
        return FIELDS[self.field].find_error(self.value)


class Field(NamedTuple):
    """A field that can be filtered by."""

    matches: Callable[[Post, str], bool]
    """Whether a post has a value."""
    find_error: Callable[[str], str | None] = lambda _: None
    """Why a value is invalid and how to fix it, or None."""
    facet: Facet | None = None
    """The facet whose names are compared with a whole name; None if there are no names."""


def _has_name(post: Post, facet: Facet, name: str) -> bool:
    """Whether a post has exactly this name, apart from differences that a search ignores."""
    key = fold_name(name)
    return any(fold_name(other) == key for other in names_in(post, facet))


def _any_starts_with(names: tuple[str, ...], value: str) -> bool:
    prefix = fold(value)
    return any(fold(name).startswith(prefix) for name in names)


def _in(post: Post, value: str) -> bool:
    """Whether a category begins with the value."""
    return _any_starts_with(post.categories, value)


def _tag(post: Post, value: str) -> bool:
    """Whether a tag begins with the value."""
    return _any_starts_with(post.tags, value.lstrip("#"))


def _by(post: Post, value: str) -> bool:
    """Whether the name of an author contains the value."""
    return any(fold(value) in fold(name) for name in post.authors)


def _feed(post: Post, value: str) -> bool:
    """Whether the name of the feed begins with the value."""
    return post.feed is not None and fold(post.feed).startswith(fold(value))


def _lang(post: Post, value: str) -> bool:
    """Whether the language code begins with the value."""
    return post.language is not None and fold(post.language).startswith(fold(value))


HIDDEN_STATES: States = {
    "hidden": lambda post: post.hidden is not None and post.hidden != PAGE,
    "draft": lambda post: post.hidden in DRAFT_REASONS,
}
"""States of posts that are not listed. Only a search for one of them looks at such posts."""
POST_STATES: States = {
    "featured": lambda post: post.featured,
    "faulty": lambda post: bool(post.problems),
    **HIDDEN_STATES,
}
"""States that follow from the post alone."""

STATE_NAMES = (*POST_STATES, *MARKED_STATES)
"""The values of `is:`."""


def _is(post: Post, value: str) -> bool:
    state = POST_STATES.get(fold(value))
    return state is not None and state(post)


def _state_error(value: str) -> str | None:
    known = ", ".join(f"is:{state}" for state in STATE_NAMES)
    return (
        None if fold(value) in STATE_NAMES else f"is:{value} is not a state; write one of {known}"
    )


def _after(post: Post, value: str) -> bool:
    """Whether the date is in or after the year, month or day."""
    start = _parse_start(value)
    return start is not None and post.date is not None and wall_clock(post.date) >= start


def _before(post: Post, value: str) -> bool:
    """Whether the date is before the year, month or day."""
    start = _parse_start(value)
    return start is not None and post.date is not None and wall_clock(post.date) < start


def _on(post: Post, value: str) -> bool:
    """Whether a written date is in the year, the month or on the day."""
    start = _parse_start(value)
    if start is None or post.date is None:
        return False
    published = wall_clock(post.date)
    length = value.count("-") + 1
    given, wanted = published.timetuple()[:length], start.timetuple()[:length]
    return given == wanted


def _date_error(value: str) -> str | None:
    if _parse_start(value) is not None:
        return None
    return f"{value} is not a date; write 2024, 2024-05 or 2024-05-06"


def _parse_start(value: str) -> datetime | None:
    """Return the beginning of a year, a month or a day."""
    for format_ in ("%Y", "%Y-%m", "%Y-%m-%d"):
        try:
            return datetime.strptime(value, format_)
        except ValueError:
            continue
    return None


def _mins(post: Post, value: str) -> bool:
    """Whether the reading time is in the range of minutes."""
    minutes = parse_minutes(value)
    return minutes is not None and post.reading_minutes in minutes


def _minutes_error(value: str) -> str | None:
    if parse_minutes(value) is not None:
        return None
    return f"mins:{value} is not a number of minutes; write mins:5, mins:<5, mins:>10 or mins:5-10"


FIELDS: Mapping[str, Field] = {
    "in": Field(_in, facet=Facet.CATEGORY),
    "tag": Field(_tag, facet=Facet.TAG),
    "by": Field(_by, facet=Facet.AUTHOR),
    "is": Field(_is, _state_error),
    "feed": Field(_feed, facet=Facet.FEED),
    "lang": Field(_lang, facet=Facet.LANGUAGE),
    "on": Field(_on, _date_error),
    "after": Field(_after, _date_error),
    "before": Field(_before, _date_error),
    "mins": Field(_mins, _minutes_error),
}
"""The fields by name."""
