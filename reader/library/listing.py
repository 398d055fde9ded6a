"""Which posts a list shows, under which headings: of a category or of a search."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import compress, islice
from operator import not_
from typing import TYPE_CHECKING

from reader.library.title_order import title_key
from reader.posts.catalogue import Catalogue, Preview
from reader.posts.post import Post, newest_first

if TYPE_CHECKING:
    from reader.library.events import PostsFound

NEW_HEADING = "New since your last visit"
FIRST_NEW_HEADING = "New"
"""The same during the first visit, before which there was none."""


class Form(Enum):
    """How the posts of a section are arranged on a front page. In a list they are all rows."""

    FEATURE = "feature"
    """A block each: a picture with text beside it."""
    STREAM = "stream"
    """Flowing down columns of equal height."""
    ROWS = "rows"
    """One line each."""
    CONTINUE = "continue"
    """One row without a heading, in a list as well, that offers to continue an article. The same
    post may be in another section."""


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
    """Arrangement of a section of a front page; None or `CONTINUE` in a list."""
    total: int | None = None
    """Number of posts that belong here if the section shows only some of them."""
    pictured: frozenset[str] = frozenset()
    """Paths of the posts whose picture can be shown on a front page."""

    @property
    def count(self) -> int | None:
        """The number shown beside the heading; None for a single feature or an unknown count."""
        count = self.total or len(self.posts)
        is_single = self.form is Form.CONTINUE or (self.form is Form.FEATURE and count == 1)
        if not self.is_complete or is_single:
            return None
        return count


def are_complete(sections: Iterable[Section]) -> bool:
    """Return whether sections have all posts that belong to them."""
    return all(
        section.is_complete and (section.total or 0) <= len(section.posts) for section in sections
    )


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


def continue_section(post: Post) -> Section:
    """Return the section that offers to continue the article of a post."""
    return Section("Continue", (post,), form=Form.CONTINUE)


def found_sections(found: PostsFound, *, is_newest_first: bool) -> list[Section]:
    """Return the posts that a search found, under headings that name their order.

    Posts with a word only within other words are in a section of their own. What is found without a
    word is sorted by date.
    """
    is_by_date = is_newest_first or not found.query.required
    order = "newest first" if is_by_date else "best first"
    whole = len(found.posts) - found.inside
    groups = {"Found": found.posts[:whole], "Within longer words": found.posts[whole:]}
    return [
        Section(f"{name}, {order}", posts, is_found=True, is_complete=found.is_complete)
        for name, posts in groups.items()
    ]


def later_sections(posts: Sequence[Post], count: int) -> list[Section]:
    """Return the posts of the reading queue, in their order.

    Args:
        posts: The posts, with those that have left the queue since it was listed.
        count: Number of posts in the queue.
    """
    return [Section("In the order of reading", posts, total=count)]


def post_sections(
    catalogue: Catalogue,
    posts: Sequence[Post],
    sort: Sort,
    is_listed: Callable[[Post], bool] | None = None,
    new: Collection[str] = (),
    is_unread: Callable[[Post], bool] = lambda _: True,
    new_heading: str = NEW_HEADING,
) -> list[Section]:
    """Return the sections of a list of posts; each post is in exactly one of them.

    Args:
        catalogue: The open posts.
        posts: Those of them that are selected, newest first.
        sort: The order.
        is_listed: Which of the posts pass the filters; None for all.
        new: Paths of the posts that arrived after the last visit: they get a section of their own
            above all others under `Sort.NEWEST`.
        is_unread: Which posts come first under `Sort.UNREAD`, the newest of them first.
        new_heading: The heading of the new posts.
    """
    if is_listed is not None:
        posts = [post for post in posts if is_listed(post)]
    is_complete = not isinstance(catalogue, Preview)
    arrived: Sequence[Post] = ()
    if new and sort is Sort.NEWEST:
        arrived, posts = split_new(catalogue, new, posts)
    head = [Section(new_heading, arrived, is_complete=is_complete)] if arrived else []
    featured = [post for post in posts if post.featured]
    others = [post for post in posts if not post.featured] if featured else posts
    top = Section("Featured", _ordered(featured, sort), is_featured=True, is_complete=is_complete)
    if is_complete and sort is Sort.UNREAD:
        unread, read = _split(others, filter(is_unread, others))
        return [top, Section(sort.value, unread), Section("Read", read)]
    heading = "Earlier" if arrived else sort.value
    rest = [
        Section(name, group, is_complete=is_complete)
        for name, group in _dated_first(heading, _ordered(others, sort), sort)
    ]
    return [*head, top, *rest]


def _dated_first(
    heading: str, posts: Sequence[Post], sort: Sort
) -> list[tuple[str, Sequence[Post]]]:
    """Return posts under a heading; those without a date are last, under one of their own."""
    if sort is Sort.TITLE or not posts or posts[-1].is_dated:
        return [(heading, posts)]
    count = bisect_left(posts, True, key=lambda post: not post.is_dated)
    return [(heading, posts[:count]), ("No date, by name", posts[count:])]


_SCANNED_PER_SEARCH = 1_000
"""Number of posts that are compared with a set in the time in which one post is searched for."""


def split_new(
    catalogue: Catalogue, new: Collection[str], posts: Sequence[Post]
) -> tuple[Sequence[Post], Sequence[Post]]:
    """Return the new ones of some posts, and the others, both newest first.

    The cost depends on the number of new posts, and hardly on that of all posts, as long as the
    new ones are few. They are not while feeds are fetched for the first time.

    Args:
        catalogue: The open posts.
        new: Paths of the posts that arrived after the last visit, a set if they are thousands. Some
            of them may be gone.
        posts: Listed posts of the catalogue, newest first.
    """
    found: list[Post] = []
    others: list[Post] = []
    if not _are_few(new, posts):
        are_new = [post.path in new for post in posts]
        found = list(compress(posts, are_new))
        others = list(compress(posts, map(not_, are_new)))
        return (found, others) if found else ((), posts)
    end = 0
    for post in _sorted(catalogue, new):
        position = bisect_left(posts, newest_first(post), lo=end, key=newest_first)
        if position < len(posts) and posts[position].path == post.path:
            found.append(post)
            others += posts[end:position]
            end = position + 1
    return (found, [*others, *posts[end:]]) if found else ((), posts)


def newest_of(catalogue: Catalogue, paths: Collection[str], limit: int) -> list[Post]:
    """Return the newest of some posts, at most `limit`, the newest first.

    Args:
        catalogue: The open posts.
        paths: Paths of listed posts of the catalogue. A set, if they are thousands.
        limit: Maximum number of posts.
    """
    if _are_few(paths, catalogue.posts):
        return _sorted(catalogue, paths)[:limit]
    return list(islice((post for post in catalogue.posts if post.path in paths), limit))


def _are_few(paths: Collection[str], posts: Sequence[Post]) -> bool:
    """Whether it is faster to search for some of the posts than to go through all of them."""
    return len(paths) * _SCANNED_PER_SEARCH <= len(posts)


def _sorted(catalogue: Catalogue, paths: Iterable[str]) -> list[Post]:
    """Return the posts of some paths, newest first."""
    return sorted(filter(None, map(catalogue.get_by_path, paths)), key=newest_first)


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
