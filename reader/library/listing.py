"""Which posts a list shows, under which headings: of a category, of a search, of a front page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING

from reader.library.title_order import title_key
from reader.posts.catalogue import Catalogue, Category, CategoryKind, Preview
from reader.posts.post import Post, newest_first

if TYPE_CHECKING:
    from reader.library.events import PostsFound

NEW_HEADING = "New since your last visit"
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

    @property
    def count(self) -> int | None:
        """The number shown beside the heading; None for a lead story or an unknown count."""
        if not self.is_complete or self.form in (Form.LEAD, Form.CONTINUE):
            return None
        return self.total or len(self.posts)


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


def category_sections(
    catalogue: Catalogue,
    category: Category,
    sort: Sort,
    is_listed: Callable[[Post], bool] | None = None,
    new: Collection[str] = (),
    is_unread: Callable[[Post], bool] = lambda _: True,
) -> list[Section]:
    """Return the sections of a category; each of its posts is in exactly one of them.

    Args:
        catalogue: The open posts.
        category: The category that is selected.
        sort: The order.
        is_listed: Which of its posts pass the filters; None for all.
        new: Paths of the posts that arrived after the last visit: they get a section of their own
            above all others under `Sort.NEWEST`.
        is_unread: Which posts come first under `Sort.UNREAD`, the newest of them first.
    """
    posts: Sequence[Post] = catalogue.in_category(category)
    if is_listed is not None:
        posts = [post for post in posts if is_listed(post)]
    is_complete = not isinstance(catalogue, Preview)
    arrived: Sequence[Post] = ()
    if new and sort is Sort.NEWEST:
        arrived, posts = split_new(catalogue, new, posts)
    head = [Section(NEW_HEADING, arrived, is_complete=is_complete)] if arrived else []
    if category.kind is CategoryKind.FEATURED:
        ordered = _ordered(posts, sort)
        return [*head, Section("Featured", ordered, is_featured=True, is_complete=is_complete)]
    featured = [post for post in posts if post.featured]
    others = [post for post in posts if not post.featured] if featured else posts
    top = Section("Featured", _ordered(featured, sort), is_featured=True, is_complete=is_complete)
    if is_complete and sort is Sort.UNREAD:
        unread, read = _split(others, filter(is_unread, others))
        return [top, Section(sort.value, unread), Section("Read", read)]
    heading = "Earlier" if arrived else sort.value
    rest = Section(heading, _ordered(others, sort), is_complete=is_complete)
    return [*head, top, rest]


def split_new(
    catalogue: Catalogue, new: Collection[str], posts: Sequence[Post]
) -> tuple[Sequence[Post], Sequence[Post]]:
    """Return the new ones of some posts, and the others, both newest first.

    The cost depends on the number of new posts, which are few, and hardly on that of all posts.

    Args:
        catalogue: The open posts.
        new: Paths of the posts that arrived after the last visit. Some of them may be gone.
        posts: Listed posts of the catalogue, newest first.
    """
    found: list[Post] = []
    others: list[Post] = []
    end = 0
    candidates = filter(None, map(catalogue.get_by_path, new))
    for post in sorted(candidates, key=newest_first):
        position = bisect_left(posts, newest_first(post), lo=end, key=newest_first)
        if position < len(posts) and posts[position].path == post.path:
            found.append(post)
            others += posts[end:position]
            end = position + 1
    return (found, [*others, *posts[end:]]) if found else ((), posts)


def front_sections(catalogue: Catalogue, new: Collection[str]) -> list[Section]:
    """Return the sections of a front page; no post is in two of them.

    The lead story is the newest featured post, else the newest of all. It has a written date if
    any post has one. The other featured posts follow, then what arrived after the last visit, then
    the newest posts of the first twelve categories.
    """
    lead = _lead(catalogue)
    featured = [post for post in catalogue.featured[:_MAX_FEATURED] if post not in lead]
    is_complete = not isinstance(catalogue, Preview)
    seen = {post.path for post in (*lead, *featured)}
    arrived = [
        post for post in split_new(catalogue, new, catalogue.posts)[0] if post.path not in seen
    ][:_MAX_NEW]
    seen.update(post.path for post in arrived)
    return [
        Section("Lead story", lead, is_featured=True, form=Form.LEAD),
        Section("Featured", featured, is_featured=True, is_complete=is_complete, form=Form.CARDS),
        Section(NEW_HEADING, arrived, is_complete=is_complete, form=Form.BRIEFS),
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
