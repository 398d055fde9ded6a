"""What a search may ask of a post besides its words: `in:sports`, `after:2024-05`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

from reader.posts.post import Post
from reader.posts.search.words import fold
from reader.text.dates import wall_clock

States: TypeAlias = Mapping[str, Callable[[Post], bool]]
"""Whether a post is in a state, by the state's name."""

NO_STATES: States = MappingProxyType({})

MARKED_STATES = ("unread", "read", "starred")
"""States that are no post's own; where nobody knows them, no post is in them."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing that posts must have, or must not."""

    field: str
    """One of `FIELDS`."""
    value: str
    """As it was typed; never empty."""
    is_excluded: bool = False

    def matches(self, post: Post, states: States = NO_STATES) -> bool:
        """Whether the post may be among the found ones.

        Args:
            post: Any post.
            states: What only the reader's marks can tell of it, by the names in `MARKED_STATES`.
        """
        if self.field == "is" and (state := states.get(fold(self.value))) is not None:
            return state(post) is not self.is_excluded
        return FIELDS[self.field].matches(post, self.value) is not self.is_excluded

    @property
    def error(self) -> str | None:
        """Why nothing can be found by it; None if it can be understood."""
        return FIELDS[self.field].find_error(self.value)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a search knows."""

    matches: Callable[[Post, str], bool]
    find_error: Callable[[str], str | None] = lambda _: None


def _begins_one(names: tuple[str, ...], value: str) -> bool:
    wanted = fold(value)
    return any(fold(name).startswith(wanted) for name in names)


def _in(post: Post, value: str) -> bool:
    """A category that begins so."""
    return _begins_one(post.categories, value)


def _tag(post: Post, value: str) -> bool:
    """A tag that begins so."""
    return _begins_one(post.tags, value.lstrip("#"))


def _by(post: Post, value: str) -> bool:
    """An author in whose name it is."""
    return any(fold(value) in fold(name) for name in post.authors)


def _lang(post: Post, value: str) -> bool:
    """The language that the front matter names."""
    return post.language is not None and fold(post.language).startswith(fold(value))


_STATES: States = {
    "featured": lambda post: post.featured,
    "faulty": lambda post: bool(post.problems),
}


STATE_NAMES = (*_STATES, *MARKED_STATES)
"""What may stand after `is:`."""


def _is(post: Post, value: str) -> bool:
    state = _STATES.get(fold(value))
    return state is not None and state(post)


def _state_error(value: str) -> str | None:
    known = ", ".join(f"is:{state}" for state in STATE_NAMES)
    return (
        None if fold(value) in STATE_NAMES else f"is:{value} is not a state; write one of {known}"
    )


def _after(post: Post, value: str) -> bool:
    """From that year, month or day on."""
    start = _moment(value)
    return start is not None and post.date is not None and wall_clock(post.date) >= start


def _before(post: Post, value: str) -> bool:
    """Until that year, month or day begins."""
    start = _moment(value)
    return start is not None and post.date is not None and wall_clock(post.date) < start


def _date_error(value: str) -> str | None:
    if _moment(value) is not None:
        return None
    return f"{value} is not a date; write 2024, 2024-05 or 2024-05-06"


def _moment(value: str) -> datetime | None:
    """The beginning of a year, a month or a day."""
    for shape in ("%Y", "%Y-%m", "%Y-%m-%d"):
        try:
            return datetime.strptime(value, shape)
        except ValueError:
            continue
    return None


FIELDS: Mapping[str, Field] = {
    "in": Field(_in),
    "tag": Field(_tag),
    "by": Field(_by),
    "is": Field(_is, _state_error),
    "lang": Field(_lang),
    "after": Field(_after, _date_error),
    "before": Field(_before, _date_error),
}
"""By name."""
