"""Facets: the properties that posts are selected by, and which posts have which of their values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import TypeAlias

from reader.posts.post import UNCATEGORISED, Post
from reader.posts.stories import NO_STORIES, Stories
from reader.text.dates import long_month, wall_clock
from reader.text.folding import fold_name
from reader.text.natural_order import NameKey, folded_key, path_key


class Facet(StrEnum):
    """A property of posts. The members have the order in which a reader meets them."""

    VIEW = "view"
    """The state of a post, such as unread, or a saved search."""
    CATEGORY = "category"
    FEED = "feed"
    TAG = "tag"
    AUTHOR = "author"
    LANGUAGE = "language"
    DATE = "date"
    """The year, and the month, in which a post was published."""


_FIELDS = {
    Facet.CATEGORY: "in",
    Facet.FEED: "feed",
    Facet.TAG: "tag",
    Facet.AUTHOR: "by",
    Facet.LANGUAGE: "lang",
}
"""Fields of the search language whose value is the name of a facet value, in quotes."""
_EXCLUSIVE = (Facet.FEED, Facet.LANGUAGE, Facet.DATE)
"""Facets of which no post has two values, apart from a year and a month in it."""
_FIRST_CATEGORY = "latest"
_YEAR_LENGTH = 4

FacetKey: TypeAlias = tuple[Facet, str]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that posts can be selected by, such as a category or a month."""

    facet: Facet
    name: str
    """As most posts spell it; `2025` for a year and `2025-03` for a month."""
    count: int = field(default=0, compare=False)
    """Number of listed posts with the value."""
    query: str = ""
    """What a view searches for; empty for all posts, and for the values of other facets."""
    group: str = field(default="", compare=False)
    """The category that a feed is listed in, such as `Tech/Apple`; empty without one."""
    key: FacetKey = field(init=False, repr=False, compare=False)
    """Identity of the value, independent of its spelling and its number of posts."""

    def __post_init__(self) -> None:
        # There can be thousands of values, and their keys are compared all the time.
        # A saved search may have the name of a view, or that of another one in capitals.
        name = fold_name(self.name)
        key = f"{name}\n{self.query}" if self.query else name
        object.__setattr__(self, "key", (self.facet, key))

    @property
    def term(self) -> str:
        """The term of the search language that finds the posts with the value."""
        if self.facet is Facet.VIEW:
            return self.query
        if self.facet is Facet.DATE:
            return f"on:{self.name}"
        # A name in quotes is matched regardless of the kind of its own quotation marks.
        return f'{_FIELDS[self.facet]}:"{self.name.replace(chr(34), chr(39))}"'

    @property
    def is_saved_search(self) -> bool:
        """Whether the value is a view that the person has made by saving a search."""
        return self.facet is Facet.VIEW and self != ALL and self not in VIEWS

    @property
    def is_year(self) -> bool:
        """Whether the value is a year, which contains months."""
        return self.facet is Facet.DATE and len(self.name) == _YEAR_LENGTH

    @property
    def label(self) -> str:
        """The name as it is shown in a list of its facet: `March 2025` for a month."""
        is_month = self.facet is Facet.DATE and not self.is_year
        return long_month(self.name) if is_month else self.name

    @property
    def description(self) -> str:
        """The name as it is shown without its facet, as in `author: Niko`."""
        is_clear = self.facet in (Facet.VIEW, Facet.CATEGORY, Facet.DATE)
        return self.label if is_clear else f"{self.facet.value}: {self.label}"

    def includes(self, other: FacetValue) -> bool:
        """Whether all posts with another value also have this one, because it is a year."""
        return self.is_year and other.facet is Facet.DATE and other.name.startswith(self.name)


ALL = FacetValue(Facet.VIEW, "All")
"""The view of all posts."""

HIDDEN = FacetValue(Facet.VIEW, "Hidden", query="is:hidden")
"""The view of the posts that are not listed elsewhere, such as drafts."""
NEW = FacetValue(Facet.VIEW, "New", query="is:new")
STARRED = FacetValue(Facet.VIEW, "Starred", query="is:starred")
LATER = FacetValue(Facet.VIEW, "Later", query="is:later")
UNREAD = FacetValue(Facet.VIEW, "Unread", query="is:unread")
FEATURED = FacetValue(Facet.VIEW, "Featured", query="is:featured")
VIEWS = (
    NEW,
    UNREAD,
    STARRED,
    LATER,
    FEATURED,
    HIDDEN,
)
"""The views of posts in a state."""

LISTED_FACETS = tuple(facet for facet in Facet if facet is not Facet.VIEW)
"""The facets whose values are in the posts."""


def names_in(post: Post, facet: Facet) -> Sequence[str]:
    """Return the names of the values that a post has, in its own spelling."""
    return _NAMES[facet](post)


def _feeds(post: Post) -> Sequence[str]:
    return (post.feed,) if post.feed else ()


def _languages(post: Post) -> Sequence[str]:
    return (post.language,) if post.language else ()


def _dates(post: Post) -> Sequence[str]:
    """Return the year and the month of a post with a date of its own."""
    published = post.date
    if published is None:
        return ()
    if isinstance(published, datetime) and published.tzinfo is not None:
        published = wall_clock(published)
    year = f"{published.year:04}"
    return year, f"{year}-{published.month:02}"


_NAMES: Mapping[Facet, Callable[[Post], Sequence[str]]] = MappingProxyType(
    {
        Facet.CATEGORY: attrgetter("categories"),
        Facet.FEED: _feeds,
        Facet.TAG: attrgetter("tags"),
        Facet.AUTHOR: attrgetter("authors"),
        Facet.LANGUAGE: _languages,
        Facet.DATE: _dates,
    }
)


def keys_of(post: Post) -> Iterator[FacetKey]:
    """Yield the keys of all values that a post has, each once."""
    for facet in LISTED_FACETS:
        for key in dict.fromkeys(map(fold_name, names_in(post, facet))):
            yield facet, key


class FacetTable:
    """The values of the facets of some posts, each with its posts.

    A facet is indexed when it is asked for, in one pass through the posts.

    Each translation of a post is in the table, as a search finds each, but counts as one post with
    the others. The values are those of the translations that are shown, and all languages.

    Args:
        posts: The posts, newest first, with all their translations.
        values: Values with known counts, if the posts are only some of those that have them.
        stories: Which posts are translations of each other.
    """

    def __init__(
        self,
        posts: Sequence[Post],
        values: Iterable[FacetValue] | None = None,
        stories: Stories = NO_STORIES,
    ) -> None:
        self.posts = posts
        self.stories = stories
        self._known = None if values is None else tuple(values)
        self._indexes: dict[Facet, Mapping[str, FacetValue]] = {}
        self._positions: dict[FacetKey, Sequence[int]] = {}

    def index_all(self) -> None:
        """Index all facets now, so that nothing has to be indexed later."""
        _ = self._exclusive, self.position_by_path, self.featured

    def values(self, facet: Facet) -> tuple[FacetValue, ...]:
        """Return the values of a facet in the order of a list of them.

        Dates are newest first, each year before its months. Feeds are sorted by their categories,
        then by name, so that each has its place; those without a category are last. Other values
        are sorted by count, then by name; the category `latest` precedes all others.
        """
        return tuple(self._index(facet).values())

    def get(self, facet: Facet, name: str) -> FacetValue | None:
        """Return the value of a name, however it is spelled; None if no post has it."""
        return self._index(facet).get(fold_name(name))

    def positions(self, value: FacetValue) -> Sequence[int]:
        """Return the indices in `posts` of the posts with a value, in order."""
        self._index(value.facet)
        return self._positions.get(value.key, ())

    @cached_property
    def position_by_path(self) -> Mapping[str, int]:
        """Index in `posts` of each post, by its path."""
        return {post.path: position for position, post in enumerate(self.posts)}

    @cached_property
    def featured(self) -> Sequence[int]:
        """The indices in `posts` of the featured posts, in order."""
        return [position for position, post in enumerate(self.posts) if post.featured]

    def posts_with(self, value: FacetValue) -> tuple[Post, ...]:
        """Return the posts with a value, newest first."""
        return tuple(self.posts_at(self.positions(value)))

    def posts_at(self, positions: Iterable[int]) -> Sequence[Post]:
        """Return the posts at some positions, without all but one translation of each."""
        return self.stories.one_each(tuple(map(self.posts.__getitem__, positions)))

    def count(self, positions: Collection[int]) -> int:
        """Count the posts at some positions; those that are translations count as one."""
        if not self.stories:
            return len(positions)
        return len(set(map(self._first_positions.__getitem__, positions)))

    @cached_property
    def _first_positions(self) -> Sequence[int]:
        """For each position, that of the post that is shown of the same story."""
        first = (self.stories.posts_of(post)[0] for post in self.posts)
        return [self.position_by_path[post.path] for post in first]

    def _is_listed(self, facet: Facet, positions: Sequence[int]) -> bool:
        """Whether a value of the posts at some positions is listed, and not only searched for."""
        if facet is Facet.LANGUAGE or not self.stories:
            return True
        return any(self._first_positions[position] == position for position in positions)

    def is_exclusive(self, facet: Facet) -> bool:
        """Whether no post has two values of a facet, apart from a year and a month in it."""
        return facet in _EXCLUSIVE or facet in self._exclusive

    @cached_property
    def _exclusive(self) -> frozenset[Facet]:
        counts = {facet: list(map(self.positions, self.values(facet))) for facet in LISTED_FACETS}
        return frozenset(
            facet
            for facet, positions in counts.items()
            if sum(map(len, positions)) == len(set().union(*positions))
        )

    def listed(self, facet: Facet) -> tuple[FacetValue, ...]:
        """Return the values of a facet that a list of it begins with.

        These are all but the months, which are listed under their years; if there is only one year,
        they are the months.
        """
        values = self.values(facet)
        if facet is not Facet.DATE:
            return values
        years = tuple(value for value in values if value.is_year)
        return years if len(years) > 1 else tuple(value for value in values if not value.is_year)

    def matching(self, facet: Facet, text: str) -> tuple[FacetValue, ...]:
        """Return the values of a facet whose names contain a text, however it is spelled.

        Args:
            facet: The facet. Months are found by their names and by their numbers.
            text: The text; an empty one is in every name.
        """
        part, index = fold_name(text), self._index(facet)
        if facet is Facet.DATE:
            return tuple(
                value for key, value in index.items() if part in f"{key} {value.label.lower()}"
            )
        return tuple(value for key, value in index.items() if part in key)

    def months(self, year: FacetValue) -> tuple[FacetValue, ...]:
        """Return the months of a year, newest first."""
        values = self.values(Facet.DATE)
        return tuple(value for value in values if year.includes(value) and not value.is_year)

    def divides(self, facet: Facet) -> bool:
        """Whether a facet tells posts apart: not if all posts share its only value."""
        values = self.listed(facet)
        if self._known is not None:
            return bool(values)
        if len(values) != 1 or facet is Facet.LANGUAGE:
            return len(values) > 1
        return values[0].name != UNCATEGORISED and values[0].count < self._post_count

    @cached_property
    def _post_count(self) -> int:
        return self.count(range(len(self.posts)))

    def _index(self, facet: Facet) -> Mapping[str, FacetValue]:
        index = self._indexes.get(facet)
        if index is None:
            index = self._indexes[facet] = self._make_index(facet)
        return index

    def _group(self, facet: Facet, positions: Sequence[int]) -> str:
        """Return the category that a feed is listed in, which is that of its newest post."""
        if facet is not Facet.FEED:
            return ""
        return "/".join(self.posts[positions[0]].named_categories)

    def _make_index(self, facet: Facet) -> Mapping[str, FacetValue]:
        spellings = _spellings(self.posts, facet)
        values = []
        for key, by_name in spellings.items():
            name = max(by_name, key=lambda spelling: len(by_name[spelling]))
            positions = by_name[name]
            if len(by_name) > 1:
                positions = sorted(set().union(*by_name.values()))
            self._positions[facet, key] = positions
            if self._is_listed(facet, positions):
                count, group = self.count(positions), self._group(facet, positions)
                values.append(FacetValue(facet, name, count, group=group))
        if self._known is not None:
            values = [value for value in self._known if value.facet is facet]
        elif facet is Facet.DATE:
            values.sort(key=_newest_date_first)
        elif facet is Facet.FEED:
            values.sort(key=_by_category)
        elif facet is Facet.CATEGORY and self._index(Facet.FEED):
            # The numbers of posts change with every fetch, but not the keys for the categories.
            values.sort(key=_by_name)
        else:
            values.sort(key=_most_frequent_first)
        return {value.key[1]: value for value in values}


def _spellings(posts: Sequence[Post], facet: Facet) -> Mapping[str, dict[str, list[int]]]:
    """Return the positions of the posts with a name, by key and by spelling of the name."""
    if facet is Facet.VIEW:
        return {}
    names_of = _NAMES[facet]
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    # Posts are many and names are few: a name is folded once, and not for every post.
    for position, post in enumerate(posts):
        for name in names_of(post):
            by_name[name].append(position)
    by_key: dict[str, dict[str, list[int]]] = {}
    for name, positions in by_name.items():
        by_key.setdefault(fold_name(name), {})[name] = positions
    return by_key


def _most_frequent_first(value: FacetValue) -> tuple[bool, int, str]:
    key = value.key[1]
    is_first = value.facet is Facet.CATEGORY and key == _FIRST_CATEGORY
    return not is_first, -value.count, key


def _by_name(value: FacetValue) -> tuple[bool, bool, NameKey]:
    key = value.key[1]
    return key != _FIRST_CATEGORY, value.name == UNCATEGORISED, folded_key(key)


def _by_category(value: FacetValue) -> tuple[bool, NameKey, NameKey]:
    return not value.group, path_key(value.group), folded_key(value.key[1])


def _newest_date_first(value: FacetValue) -> tuple[int, int]:
    year, _, month = value.name.partition("-")
    return -int(year), -int(month or 13)
