"""Which posts a front page shows, and in which sections.

Only the newest posts are looked at, so that a page takes the same time however many posts there
are, and so that the preview of a catalogue that is still loading has the same page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from reader.library.front.groups import Group, group_by_category, group_by_name, group_by_period
from reader.library.listing import NEW_HEADING, Form, Section, newest_of
from reader.posts.catalogue import Catalogue, Preview
from reader.posts.post import Post, newest_first
from reader.text.natural_order import NameKey

MAX_POSTS = 96
"""Maximum number of posts in the streams of a page; previews have as many."""
_MAX_NEW = 24
_MAX_FEATURED = 6
_MAX_ROWS = 10
"""Maximum number of one-line rows of each of the sections at the end."""
_MAX_SECTIONS = 12
_MIN_SECTION_POSTS = 3
_MIN_SECTION_SHARE, _MAX_SECTION_POSTS = 8, 24
"""Number of posts of each section where there are many sections, and where there are few."""
_MIN_GROUPS = 2
"""Number of categories with current posts below which these do not divide the page."""
_MIN_PERIODS = 3
"""Number of periods below which feeds, tags or authors divide the posts better."""
_MAX_LEAD_POSTS = 12
"""Number of the newest posts among which the lead story has a picture, or else is the newest."""
_MAX_LOOKED_AT = 200
"""Number of posts of a group among which its newest unread post is looked for."""
_MAX_DATE_SEARCH = 50
_FEATURED_DAYS = 14
_SECTION_DAYS = 365

Test = Callable[[Post], bool]


class FrontTests(NamedTuple):
    """What a front page asks about posts besides their fields."""

    new: Set[str]
    """Paths of the posts that arrived after the last visit."""
    is_unread: Test
    has_picture: Test
    """Whether the picture of a post can be shown without fetching it."""
    new_heading: str = NEW_HEADING
    """The heading of the new posts."""


def front_sections(
    catalogue: Catalogue,
    tests: FrontTests,
    today: date,
    *,
    shows_pictures: bool = True,
) -> list[Section]:
    """Return the sections of a front page; no post is in two of them.

    What arrived since the last visit comes first, then the lead story and the featured posts of
    these two weeks, then streams. These are the categories in the order of their newest unread
    posts; without useful categories, they are the months or years, or else the feeds, tags or
    authors. At the end, what is too old for its place has one line: the other featured posts, and
    the newest post of each category that is quiet.

    Ages count from the newest post if that is older than today, so that old posts have a page too.

    Args:
        catalogue: The open posts.
        tests: What is new, unread, and has a picture.
        today: The current day.
        shows_pictures: Whether features have pictures.
    """
    newest_day = _newest_day(catalogue, today)
    page = _FrontPage(catalogue, tests, newest_day, today, shows_pictures=shows_pictures)
    return page.sections()


def _newest_day(catalogue: Catalogue, today: date) -> date:
    """Return the day of the newest post that is not in the future; today if no post is dated."""
    for post in islice(catalogue.posts, _MAX_DATE_SEARCH):
        day = post.day
        if day is not None and day <= today:
            return day
    return today


@dataclass
class _FrontPage:
    """Fills the sections of a page one after another.

    Args:
        catalogue: The open posts.
        tests: What is new, unread, and has a picture.
        newest_day: The day that ages count from.
        today: The current day.
        shows_pictures: Whether features have pictures.
    """

    catalogue: Catalogue
    tests: FrontTests
    newest_day: date
    today: date
    shows_pictures: bool = field(default=True, kw_only=True)
    _used: set[str] = field(default_factory=set)
    """Paths of the posts that have their place."""
    _streamed: int = 0
    """Number of posts in streams so far."""

    def __post_init__(self) -> None:
        self._is_preview = isinstance(self.catalogue, Preview)
        count = self.catalogue.count if isinstance(self.catalogue, Preview) else len(self.catalogue)
        # If most posts are featured, that distinguishes none of them.
        self._is_featured_rare = len(self.catalogue.featured) <= max(MAX_POSTS // 8, count // 4)

    def sections(self) -> list[Section]:
        lead = self._lead()
        self._use(lead)
        new = self._new()
        if not lead and not new.posts:
            lead = [post for post in self._unused(self.catalogue.posts, 1) if post.is_dated]
            self._use(lead)
        featured = self._featured()
        # Their place is at the end, so nothing in between shows them.
        earlier = self._earlier_featured()
        return [
            new,
            self._feature("Lead story", lead),
            self._feature("Featured", featured),
            *self._streams(),
            earlier,
        ]

    def _use(self, posts: Iterable[Post]) -> None:
        self._used.update(post.path for post in posts)

    def _unused(self, posts: Iterable[Post], limit: int) -> list[Post]:
        """Return the first posts without a place, at most `limit`, which may be below 0."""
        unused = (post for post in posts if post.path not in self._used)
        return list(islice(unused, max(0, limit)))

    def _is_older(self, post: Post, days: int) -> bool:
        day = post.day
        return day is None or day < self.newest_day - timedelta(days)

    # Above the streams.

    def _lead(self) -> list[Post]:
        """Return the lead story alone; nothing if no post is featured or has a picture."""
        featured = self._unused(self.catalogue.featured, _MAX_LEAD_POSTS)
        for post in featured:
            if post.path in self.tests.new or self._is_current(post):
                return [post]
        for post in self._unused(self.catalogue.posts, _MAX_LEAD_POSTS):
            is_earlier = post.featured and self._is_featured_rare
            # Undated posts are in the order of their names, of which none is the latest.
            if not is_earlier and post.is_dated and self.tests.has_picture(post):
                return [post]
        return []

    def _is_current(self, post: Post) -> bool:
        """Whether a featured post has not been read and is not old."""
        return self.tests.is_unread(post) and not self._is_older(post, _FEATURED_DAYS)

    def _new(self) -> Section:
        new = (self.tests.new & self.catalogue.listed_paths) - self._used
        posts = newest_of(self.catalogue, new, _MAX_NEW)
        self._use(posts)
        self._streamed += len(posts)
        is_complete = not self._is_preview
        return Section(
            self.tests.new_heading,
            posts,
            form=Form.STREAM,
            total=len(new),
            is_complete=is_complete,
        )

    def _featured(self) -> list[Post]:
        candidates = self._unused(self.catalogue.featured, 2 * _MAX_FEATURED)
        posts = list(filter(self._is_current, candidates))[:_MAX_FEATURED]
        self._use(posts)
        return posts

    def _feature(self, heading: str, posts: Sequence[Post]) -> Section:
        pictured = frozenset(
            post.path for post in posts if self.shows_pictures and self.tests.has_picture(post)
        )
        return Section(
            heading,
            posts,
            is_featured=True,
            form=Form.FEATURE,
            pictured=pictured,
        )

    def _earlier_featured(self) -> Section:
        posts: list[Post] = []
        total = 0
        if self._is_featured_rare:
            others = self._unused(self.catalogue.featured, len(self.catalogue.featured))
            posts, total = others[:_MAX_ROWS], len(others)
            self._use(others)
        return Section("Featured earlier", posts, is_featured=True, form=Form.ROWS, total=total)

    # Streams.

    def _streams(self) -> list[Section]:
        newest = self._unused(self.catalogue.posts, MAX_POSTS - self._streamed)
        groups = self._ordered(group_by_category(self.catalogue, newest))
        current = list(filter(self._is_current_group, groups))
        if len(current) < _MIN_GROUPS:
            periods = group_by_period(newest, self.today)
            names = group_by_name(self.catalogue, newest) if len(periods) < _MIN_PERIODS else []
            if not names:
                return [Section(group.name, group.posts, form=Form.STREAM) for group in periods]
            groups = current = self._ordered(names)
        sections = self._group_streams(current[:_MAX_SECTIONS])
        if self._is_preview:
            return sections
        rows = self._group_rows(groups)
        rest = self._unused(self.catalogue.posts, MAX_POSTS - self._streamed)
        form = Form.STREAM if len(rest) >= _MIN_SECTION_POSTS else Form.ROWS
        return [*sections, Section("More", rest, form=form), rows]

    def _is_current_group(self, group: Group) -> bool:
        is_large = len(group.posts) >= _MIN_SECTION_POSTS
        return is_large and not self._is_older(group.posts[0], _SECTION_DAYS)

    def _ordered(self, groups: Sequence[Group]) -> list[Group]:
        """Return the groups that have posts left, in the order of their newest unread posts."""
        return sorted(filter(None, map(self._rest_of, groups)), key=self._newest_unread)

    def _rest_of(self, group: Group) -> Group | None:
        """Return a group with the newest of its posts that have no place yet; None without any."""
        posts = self._unused(group.posts, _MAX_LOOKED_AT)
        return group._replace(posts=posts) if posts else None

    def _newest_unread(self, group: Group) -> tuple[int, tuple[float, NameKey, str, str]]:
        """Sort key: groups with an unread post first, the one with the newest at the top."""
        unread = next(filter(self.tests.is_unread, group.posts), None)
        return (1, newest_first(group.posts[0])) if unread is None else (0, newest_first(unread))

    def _group_streams(self, groups: Sequence[Group]) -> list[Section]:
        room = MAX_POSTS - self._streamed
        size = min(_MAX_SECTION_POSTS, max(_MIN_SECTION_SHARE, room // max(1, len(groups))))
        sections: list[Section] = []
        for group in groups:
            posts = self._unused(group.posts, size)
            if self._is_preview and len(posts) < size and not group.is_whole:
                break  # more of this section is going to come, and would move those below
            if len(posts) >= _MIN_SECTION_POSTS:
                self._use(posts)
                self._streamed += len(posts)
                sections.append(Section(group.name, posts, form=Form.STREAM, total=group.total))
        return sections

    def _group_rows(self, groups: Sequence[Group]) -> Section:
        """Return the newest post of each group that has no other post on the page."""
        posts: list[Post] = []
        for group in groups:
            is_shown = any(post.path in self._used for post in group.posts)
            if len(posts) < _MAX_ROWS and not is_shown:
                posts.append(group.posts[0])
                self._use(posts[-1:])
        return Section("Other sections", posts, form=Form.ROWS)
