"""What the list shows of a category: the featured posts, then the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from reader.posts.catalogue import Catalogue, Category, CategoryKind, Preview
from reader.posts.post import Post

_MISSED = 50
"""Posts in a row that are not new, after which none is looked for."""

_MOST_FEATURED = 7
_MOST_NEW = 9
_MOST_COLUMNS = 12
_LEAST_OF_COLUMN = 4
_OF_ALL_COLUMNS = 24
"""Posts of the sections of a front page."""


class Form(Enum):
    """How the posts of a section stand on a front page; in a list all stand below each other."""

    LEAD = "lead"
    """One story over the whole width."""
    CARDS = "cards"
    """Side by side, with their standfirsts."""
    BRIEFS = "briefs"
    """Side by side, without."""
    COLUMN = "column"
    """Below each other, beside the next section of that form."""


@dataclass(frozen=True, slots=True)
class Section:
    """Posts under a heading."""

    heading: str
    posts: Sequence[Post]
    is_featured: bool = False
    is_found: bool = False
    """Whether each post has a line of its text under its title, with what was searched for."""
    is_whole: bool = True
    """False for the first posts of a section that is still being read, whose count is unknown."""
    form: Form | None = None
    """Of a section of a front page."""
    total: int | None = None
    """How many posts it is about, where not all of them stand in it."""

    @property
    def count(self) -> int | None:
        """How many posts its heading counts; None while that is not known, and of a single one."""
        if not self.is_whole or self.form is Form.LEAD:
            return None
        return self.total or len(self.posts)


class Sort(Enum):
    """An order of the list; the value is the heading over the posts in that order."""

    NEWEST = "Latest"
    OLDEST = "Oldest first"
    TITLE = "By title"
    UNREAD = "Unread first"

    @property
    def following(self) -> Sort:
        """The order after this one, round and round."""
        every = list(Sort)
        return every[(every.index(self) + 1) % len(every)]


def _as_they_are(posts: Sequence[Post]) -> Sequence[Post]:
    return posts


def _reversed(posts: Sequence[Post]) -> Sequence[Post]:
    dated = [post for post in posts if post.date is not None]
    undated = [post for post in posts if post.date is None]
    return [*reversed(dated), *undated]


def _by_title(posts: Sequence[Post]) -> Sequence[Post]:
    return sorted(posts, key=lambda post: (post.title.casefold(), post.path))


_ORDERS: dict[Sort, Callable[[Sequence[Post]], Sequence[Post]]] = {
    Sort.NEWEST: _as_they_are,
    Sort.OLDEST: _reversed,
    Sort.TITLE: _by_title,
    Sort.UNREAD: _as_they_are,
}


def found_sections(posts: Sequence[Post], *, is_newest_first: bool) -> list[Section]:
    """What a search has found, under the order that it is in."""
    heading = "Found, newest first" if is_newest_first else "Found, best first"
    return [Section(heading, posts, is_found=True)]


def sections_of(
    catalogue: Catalogue,
    category: Category,
    sort: Sort,
    is_listed: Callable[[Post], bool] | None = None,
    is_new: Callable[[Post], bool] = lambda _: False,
    is_unread: Callable[[Post], bool] = lambda _: True,
) -> list[Section]:
    """The sections of a category, in that order; every post of it stands in just one of them.

    Args:
        catalogue: What is open.
        category: Which of its posts.
        sort: In which order.
        is_listed: Which of those, if not all.
        is_new: Which have appeared since the last visit, and stand apart among the newest.
        is_unread: Which go first in the order that asks for it; of both, the newest first.
    """
    posts: Sequence[Post] = catalogue.in_category(category)
    if is_listed is not None:
        posts = [post for post in posts if is_listed(post)]
    order = _ORDERS[sort]
    is_whole = not isinstance(catalogue, Preview)
    if category.kind is CategoryKind.FEATURED:
        return [Section("Featured", order(posts), is_featured=True, is_whole=is_whole)]
    featured = [post for post in posts if post.featured]
    others = [post for post in posts if not post.featured] if featured else posts
    top = Section("Featured", order(featured), is_featured=True, is_whole=is_whole)
    if sort is Sort.UNREAD and is_whole:
        unread = [post for post in others if is_unread(post)]
        met = {post.path for post in unread}
        read = [post for post in others if post.path not in met]
        return [top, Section(sort.value, unread), Section("Read", read)]
    new = _first(others, is_new) if sort is Sort.NEWEST and is_whole else []
    if not new:
        return [top, Section(sort.value, order(others), is_whole=is_whole)]
    met = {post.path for post in new}
    before = [post for post in others if post.path not in met]
    return [top, Section("New since your last visit", new), Section("Earlier", before)]


def front_sections(catalogue: Catalogue, is_new: Callable[[Post], bool]) -> list[Section]:
    """The sections of a front page; no post stands in two of them.

    The lead story is the newest featured post, else the newest of all. Then come the other featured
    ones, what has appeared since the last visit, and the newest of each category, as many
    categories as the sidebar has numbers for and some more.
    """
    featured = catalogue.featured[:_MOST_FEATURED]
    lead = (featured or catalogue.posts)[:1]
    is_whole = not isinstance(catalogue, Preview)
    met = {post.path for post in (*lead, *featured)}
    new = [it for it in _first(catalogue.posts, is_new) if it.path not in met] if is_whole else []
    new = new[:_MOST_NEW]
    met.update(post.path for post in new)
    return [
        Section("Lead story", lead, is_featured=True, form=Form.LEAD),
        Section("Featured", featured[1:], is_featured=True, is_whole=is_whole, form=Form.CARDS),
        Section("New since your last visit", new, form=Form.BRIEFS),
        *(_columns(catalogue, met) if is_whole else ()),
    ]


def _columns(catalogue: Catalogue, met: set[str]) -> Iterator[Section]:
    """The newest posts of each category that stand nowhere yet."""
    named = catalogue.categories[:_MOST_COLUMNS]
    # Where there are few categories, each has more of the page.
    most = max(_LEAST_OF_COLUMN, _OF_ALL_COLUMNS // max(1, len(named)))
    for category in named:
        others = (it for it in catalogue.in_category(category) if it.path not in met)
        posts = list(islice(others, most))
        met.update(post.path for post in posts)
        yield Section(category.name, posts, form=Form.COLUMN, total=category.count)


def _first(posts: Sequence[Post], is_new: Callable[[Post], bool]) -> list[Post]:
    """The new posts among the newest; some that are older in between do not hide them."""
    new: list[Post] = []
    missed = 0
    for post in posts:
        missed = 0 if is_new(post) else missed + 1
        if missed > _MISSED:
            break
        if not missed:
            new.append(post)
    return new
