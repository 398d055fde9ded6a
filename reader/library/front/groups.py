"""Ways to divide the posts of a front page: by category, feed, tag, author or period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from reader.library.timeline import local_day
from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.text.dates import long_month_in_words, weekday_in_words

_MIN_POSTS = 4
"""Number of posts below which a group is not worth a section of its own."""
_MAX_OTHER_CATEGORIES = 24
"""Number of categories that are looked at besides those of the newest posts."""
_MAX_TAGGED_POSTS = 500
"""Number of the newest posts that are grouped by feeds, tags or authors."""
_POSTS_PER_DAY = 8
_POSTS_PER_MONTH = 3
"""Number of posts in a day or a month, on average, for which these are periods of their own."""


class Group(NamedTuple):
    """Posts that belong together, newest first."""

    name: str
    posts: Sequence[Post]
    """At least one."""
    total: int | None = None
    """Number of posts in the complete catalogue, if it is known."""
    is_whole: bool = False
    """Whether these are certainly all posts of the complete catalogue that belong here."""


def group_by_category(catalogue: Catalogue, newest: Sequence[Post]) -> list[Group]:
    """Return the categories if they divide the newest posts usefully, else nothing.

    Args:
        catalogue: The open posts.
        newest: The newest of them, by which the division is judged.
    """
    if not _divides(newest, lambda post: post.categories, max_share=0.75):
        return []
    return _categories(catalogue, newest)


def group_by_name(catalogue: Catalogue, newest: Sequence[Post]) -> list[Group]:
    """Return the feeds if they divide the newest posts usefully, else the tags, else the authors,
    else nothing.

    Args:
        catalogue: The open posts.
        newest: The newest of them, by which the division is judged.
    """
    for names_of, max_share in ((_feed, 0.75), (_tags, 0.6), (_authors, 0.5)):
        if _divides(newest, names_of, max_share=max_share):
            posts = catalogue.posts[:_MAX_TAGGED_POSTS]
            return _group(posts, names_of, _common_names(newest, names_of))
    return []


def _feed(post: Post) -> Iterable[str]:
    return () if post.feed is None else (post.feed,)


def _tags(post: Post) -> Iterable[str]:
    return post.tags


def _authors(post: Post) -> Iterable[str]:
    return post.authors


def _counts(posts: Sequence[Post], names_of: Callable[[Post], Iterable[str]]) -> Counter[str]:
    return Counter(name for post in posts for name in {name.casefold() for name in names_of(post)})


def _common_names(
    posts: Sequence[Post], names_of: Callable[[Post], Iterable[str]]
) -> frozenset[str]:
    counts = _counts(posts, names_of).items()
    return frozenset(name for name, count in counts if count >= _MIN_POSTS)


def _divides(
    posts: Sequence[Post], names_of: Callable[[Post], Iterable[str]], *, max_share: float
) -> bool:
    """Whether a few large groups contain most of the posts, and none of them nearly all."""
    common = _common_names(posts, names_of)
    if len(common) < 2:
        return False
    largest = _counts(posts, names_of).most_common(1)[0][1]
    covered = sum(any(name.casefold() in common for name in names_of(post)) for post in posts)
    return largest <= max_share * len(posts) and covered >= 0.7 * len(posts)


def _categories(catalogue: Catalogue, newest: Sequence[Post]) -> list[Group]:
    recent = _counts(newest, lambda post: post.categories)
    named = catalogue.categories
    quiet = [category for category in named if category.key[1] not in recent]
    ignored = {category.key for category in quiet[_MAX_OTHER_CATEGORIES:]}
    groups = [
        Group(category.name, posts, category.count, is_whole=len(posts) == category.count)
        for category in named
        if category.key not in ignored and (posts := catalogue.in_category(category))
    ]
    # The whole page shows what is latest.
    others = [group for group in groups if group.name.casefold() != "latest"]
    return others if len(others) > 1 else groups


def _group(
    posts: Sequence[Post],
    names_of: Callable[[Post], Iterable[str]],
    names: Collection[str],
) -> list[Group]:
    """Return the groups of those names, regardless of case, with the spelling of their first."""
    groups: dict[str, tuple[str, list[Post]]] = {}
    for post in posts:
        for name in names_of(post):
            if name.casefold() in names:
                groups.setdefault(name.casefold(), (name, []))[1].append(post)
    return [Group(name, members) for name, members in groups.values()]


def group_by_period(posts: Sequence[Post], today: date) -> list[Group]:
    """Divide posts by days, months or years, whichever has some posts in each.

    Small periods beside each other are one group. Posts without a written date are the last group.

    Args:
        posts: Newest first.
        today: The current day.
    """
    dated = [post for post in posts if post.is_dated]
    undated = [post for post in posts if not post.is_dated]
    groups = _periods(dated, today)
    if undated:
        groups.append(Group("No date", undated))
    return groups


def _periods(posts: Sequence[Post], today: date) -> list[Group]:
    if not posts:
        return []
    days = [local_day(post) for post in posts]
    if len(days) >= _POSTS_PER_DAY * len(set(days)):
        return _merged(posts, lambda day: (day.year, day.month, day.day), _name_day(today))
    if len(days) >= _POSTS_PER_MONTH * len({(day.year, day.month) for day in days}):
        return _merged(posts, lambda day: (day.year, day.month), long_month_in_words)
    groups = _merged(posts, lambda day: (day.year,), lambda day: str(day.year))
    return groups if len(groups) > 1 else [Group("Latest", posts)]


def _name_day(today: date) -> Callable[[date], str]:
    def name(day: date) -> str:
        days = (today - day).days
        return {0: "Today", 1: "Yesterday"}.get(days) or weekday_in_words(day, today)

    return name


def _merged(
    posts: Sequence[Post],
    period_of: Callable[[date], tuple[int, ...]],
    name_of: Callable[[date], str],
) -> list[Group]:
    """Return groups of whole periods with at least `_MIN_POSTS` posts each."""
    groups: list[list[Post]] = []
    for _, period in groupby(posts, key=lambda post: period_of(local_day(post))):
        members = list(period)
        if groups and (len(groups[-1]) < _MIN_POSTS):
            groups[-1] += members
        else:
            groups.append(members)
    if len(groups) > 1 and len(groups[-1]) < _MIN_POSTS:
        last = groups.pop()
        groups[-1] += last
    return [Group(_range_name(members, name_of), members) for members in groups]


def _range_name(posts: Sequence[Post], name_of: Callable[[date], str]) -> str:
    """Return `May 2024`, or `March – May 2024` for posts of several periods."""
    newest, oldest = name_of(local_day(posts[0])), name_of(local_day(posts[-1]))
    if newest == oldest:
        return newest
    year = newest.rpartition(" ")[2]
    return f"{oldest.removesuffix(f' {year}')} – {newest}"
