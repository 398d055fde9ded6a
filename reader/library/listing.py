"""Which posts a list shows, under which headings: of a category or of a search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from reader.library.title_order import title_key
from reader.posts.catalogue import Catalogue, Category, CategoryKind, Preview
from reader.posts.post import Post

_MAX_MISSES = 50
"""Number of posts in a row that are not new after which no new one is looked for."""


class Form(Enum):
    """How the posts of a section are arranged on a front page. In a list they are all rows."""

    FEATURE = "feature"
    """A block each: a picture with text beside it."""
    STREAM = "stream"
    """Flowing down columns of equal height."""
    ROWS = "rows"
    """One line each."""


@dataclass(frozen=True, slots=True)
class Section:
    """Posts under a heading."""

    heading: str
    posts: Sequence[Post]
    is_featured: bool = False
    is_found: bool = False
    """Whether a line of each post's text with the words searched for is shown under its title."""
    is_complete: bool = True
    """False for the first posts of a section that is still being loaded: their count is unknown."""
    form: Form | None = None
    """Arrangement of a section of a front page; None in a list."""
    total: int | None = None
    """Number of posts that belong here if the section shows only some of them."""
    pictured: frozenset[str] = frozenset()
    """Paths of the posts whose picture can be shown on a front page."""

    @property
    def count(self) -> int | None:
        """The number shown beside the heading; None for a single feature or an unknown count."""
        count = self.total or len(self.posts)
        if not self.is_complete or (self.form is Form.FEATURE and count == 1):
            return None
        return count


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


def found_sections(posts: Sequence[Post], *, is_newest_first: bool) -> list[Section]:
    """Return the posts that a search found, under a heading that names their order."""
    heading = "Found, newest first" if is_newest_first else "Found, best first"
    return [Section(heading, posts, is_found=True)]


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
    new, earlier = _split(others, newest_that(is_new, others))
    if not new:
        return [top, Section(sort.value, others)]
    return [top, Section("New since your last visit", new), Section("Earlier", earlier)]


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


def newest_that(is_new: Callable[[Post], bool], posts: Sequence[Post]) -> Iterator[Post]:
    """Yield the new posts among the newest; a few that are not new do not hide those after them."""
    misses = 0
    for post in posts:
        misses = 0 if is_new(post) else misses + 1
        if misses > _MAX_MISSES:
            return
        if not misses:
            yield post
