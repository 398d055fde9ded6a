"""Which posts a list shows, under which headings: of a category, of a search, of a front page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING

from reader.library.title_order import title_key
from reader.posts.catalogue import Catalogue, Category, CategoryKind, Preview
from reader.posts.post import Post

if TYPE_CHECKING:
    from reader.library.events import PostsFound

_MAX_MISSES = 50
"""Number of posts in a row that are not new after which no new one is looked for."""
_MAX_FEATURED = 7
_MAX_NEW = 9
_MAX_COLUMNS = 12
_MIN_COLUMN_POSTS = 4
_MAX_COLUMN_POSTS = 24
"""Number of posts in all columns of a front page together."""


class Form(Enum):
    """How the posts of a section are arranged on a front page. In a list they are all rows."""

    LEAD = "lead"
    """One story over the whole width."""
    CARDS = "cards"
    """Side by side, with their descriptions."""
    BRIEFS = "briefs"
    """Side by side, without descriptions."""
    COLUMN = "column"
    """Below each other, beside the next section of this form."""


@dataclass(frozen=True, slots=True)
class Section:
    """Posts under a heading."""

    heading: str
    posts: Sequence[Post]
    is_featured: bool = False
    is_found: bool = False
    """Whether a line of each post's text with the words searched for is shown under its title."""
    is_complete: bool = True
    """False for the first posts of a section whose others are still being loaded or searched for:
    their count is unknown."""
    form: Form | None = None
    """Arrangement of a section of a front page; None in a list."""
    total: int | None = None
    """Number of posts that belong here if the section shows only some of them."""

    @property
    def count(self) -> int | None:
        """The number shown beside the heading; None for a lead story or an unknown count."""
        if not self.is_complete or self.form is Form.LEAD:
            return None
        return self.total or len(self.posts)


class Sort(Enum):
    """An order of the list; the value is the heading over the posts in that order."""

    NEWEST = "Latest"
    OLDEST = "Oldest first"
    TITLE = "By title"
    UNREAD = "Unread first"

    @property
    def next(self) -> Sort:
        """The order after this one; the first after the last."""
        sorts = list(Sort)
        return sorts[(sorts.index(self) + 1) % len(sorts)]


def found_sections(found: PostsFound, *, is_newest_first: bool) -> list[Section]:
    """Return the posts that a search found, under headings that name their order.

    Posts with a word only within other words are in a section of their own.
    """
    order = "newest first" if is_newest_first else "best first"
    whole = len(found.posts) - found.inside
    groups = {"Found": found.posts[:whole], "Within longer words": found.posts[whole:]}
    return [
        Section(f"{name}, {order}", posts, is_found=True, is_complete=found.is_complete)
        for name, posts in groups.items()
    ]


def category_sections(
    catalogue: Catalogue,
    category: Category,
    sort: Sort,
    is_listed: Callable[[Post], bool] | None = None,
    is_new: Callable[[Post], bool] = lambda _: False,
    is_unread: Callable[[Post], bool] = lambda _: True,
) -> list[Section]:
    """Return the sections of a category; each of its posts is in exactly one of them.

    Args:
        catalogue: The open posts.
        category: The category that is selected.
        sort: The order.
        is_listed: Which of its posts pass the filters; None for all.
        is_new: Which posts appeared since the last session: they get a section of their own under
            `Sort.NEWEST`.
        is_unread: Which posts come first under `Sort.UNREAD`, the newest of them first.
    """
    posts: Sequence[Post] = catalogue.in_category(category)
    if is_listed is not None:
        posts = [post for post in posts if is_listed(post)]
    is_complete = not isinstance(catalogue, Preview)
    if category.kind is CategoryKind.FEATURED:
        ordered = _ordered(posts, sort)
        return [Section("Featured", ordered, is_featured=True, is_complete=is_complete)]
    featured = [post for post in posts if post.featured]
    others = [post for post in posts if not post.featured] if featured else posts
    top = Section("Featured", _ordered(featured, sort), is_featured=True, is_complete=is_complete)
    if not is_complete or sort in (Sort.OLDEST, Sort.TITLE):
        return [top, Section(sort.value, _ordered(others, sort), is_complete=is_complete)]
    if sort is Sort.UNREAD:
        unread, read = _split(others, filter(is_unread, others))
        return [top, Section(sort.value, unread), Section("Read", read)]
    new, earlier = _split(others, _newest_that(is_new, others))
    if not new:
        return [top, Section(sort.value, others)]
    return [top, Section("New since your last visit", new), Section("Earlier", earlier)]


def front_sections(catalogue: Catalogue, is_new: Callable[[Post], bool]) -> list[Section]:
    """Return the sections of a front page; no post is in two of them.

    The lead story is the newest featured post, else the newest of all. It has a written date if
    any post has one. The other featured posts follow, then what appeared since the last session,
    then the newest posts of the first twelve categories.
    """
    lead = _lead(catalogue)
    featured = [post for post in catalogue.featured[:_MAX_FEATURED] if post not in lead]
    is_complete = not isinstance(catalogue, Preview)
    seen = {post.path for post in (*lead, *featured)}
    new: list[Post] = []
    if is_complete:
        others = (post for post in _newest_that(is_new, catalogue.posts) if post.path not in seen)
        new = list(islice(others, _MAX_NEW))
    seen.update(post.path for post in new)
    return [
        Section("Lead story", lead, is_featured=True, form=Form.LEAD),
        Section("Featured", featured, is_featured=True, is_complete=is_complete, form=Form.CARDS),
        Section("New since your last visit", new, form=Form.BRIEFS),
        *(_columns(catalogue, seen) if is_complete else ()),
    ]


def _lead(catalogue: Catalogue) -> Sequence[Post]:
    """Return the lead story alone, or nothing. Dated posts are first in both sequences."""
    featured, posts = catalogue.featured[:1], catalogue.posts[:1]
    if not featured or (posts[0].is_dated and not featured[0].is_dated):
        return posts
    return featured


def _columns(catalogue: Catalogue, seen: set[str]) -> Iterator[Section]:
    """Yield the newest posts of each category that are in no other section."""
    categories = catalogue.categories[:_MAX_COLUMNS]
    # Few categories get more of the page each.
    max_posts = max(_MIN_COLUMN_POSTS, _MAX_COLUMN_POSTS // max(1, len(categories)))
    for category in categories:
        others = (post for post in catalogue.in_category(category) if post.path not in seen)
        posts = list(islice(others, max_posts))
        seen.update(post.path for post in posts)
        yield Section(category.name, posts, form=Form.COLUMN, total=category.count)


def _ordered(posts: Sequence[Post], sort: Sort) -> Sequence[Post]:
    """Return posts, of which the newest are first, in another order; undated posts stay last."""
    if sort is Sort.TITLE:
        return sorted(posts, key=lambda post: title_key(post.title))
    if sort is Sort.OLDEST:
        dated = [post for post in posts if post.is_dated]
        undated = [post for post in posts if not post.is_dated]
        return [*reversed(dated), *undated]
    return posts


def _split(posts: Sequence[Post], some: Iterator[Post]) -> tuple[list[Post], list[Post]]:
    """Return some of the posts, and the rest of them."""
    first = list(some)
    paths = {post.path for post in first}
    return first, [post for post in posts if post.path not in paths]


def _newest_that(is_new: Callable[[Post], bool], posts: Sequence[Post]) -> Iterator[Post]:
    """Yield the new posts among the newest; a few that are not new do not hide those after them."""
    misses = 0
    for post in posts:
        misses = 0 if is_new(post) else misses + 1
        if misses > _MAX_MISSES:
            return
        if not misses:
            yield post
