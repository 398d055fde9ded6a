"""Posts under the headings of their sections, numbered as rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from typing import TypeAlias

from reader.library.listing import Section
from reader.posts.post import Post


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A row with the heading of the section below it."""

    text: str
    count: int | None
    """Number of posts of the section; None while it is not known."""


ListRow: TypeAlias = SectionHeading | Post

_SCREEN = 50
"""Number of rows, about those of a tall screen."""
_categories = attrgetter("categories")


class SectionRows:
    """The headings and posts of sections, in reading order. Sections without posts are left out.

    Args:
        sections: In reading order.
    """

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = [section for section in sections if section.posts]
        self._rows: list[ListRow] = []
        self._headings: list[int] = []
        """Rows of the headings."""
        for section in self.sections:
            self._headings.append(len(self._rows))
            self._rows.append(SectionHeading(section.heading, section.count))
            self._rows.extend(section.posts)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> ListRow:
        return self._rows[row]

    @property
    def is_complete(self) -> bool:
        """Whether the sections have all posts that belong to them."""
        return all(section.is_complete and not section.total for section in self.sections)

    @property
    def posts(self) -> list[Post]:
        """All posts, in reading order."""
        return [post for section in self.sections for post in section.posts]

    @property
    def post_count(self) -> int:
        """Number of posts."""
        return len(self._rows) - len(self._headings)

    @cached_property
    def shared_categories(self) -> frozenset[str]:
        """The categories that all of several posts have, in lower case: no row has to name them."""
        shared: frozenset[str] | None = None
        # Neighbours often share their categories, which are then compared only once.
        for names, _ in groupby(chain(*(section.posts for section in self.sections)), _categories):
            folded = frozenset(name.casefold() for name in names)
            shared = folded if shared is None else shared & folded
            if not shared:
                break
        return (shared or frozenset()) if self.post_count > 1 else frozenset()

    def titles_near(self, row: int) -> Iterator[str]:
        """Yield the titles of the posts above and below a row, as far as a screen may show them."""
        for other in range(max(0, row - _SCREEN), min(len(self._rows), row + _SCREEN + 1)):
            content = self._rows[other]
            if other != row and isinstance(content, Post):
                yield content.title

    def section(self, row: int) -> Section:
        """Return the section that a row belongs to."""
        return self.sections[bisect_right(self._headings, row) - 1]

    def post(self, row: int) -> Post | None:
        """Return the post of a row; None for a heading, and for a row that does not exist."""
        if not 0 <= row < len(self._rows):
            return None
        content = self._rows[row]
        return content if isinstance(content, Post) else None

    def row_of_post(self, path: str) -> int:
        """Return the row of the post with that path; -1 if it is not listed."""
        for row, content in enumerate(self._rows):
            if isinstance(content, Post) and content.path == path:
                return row
        return -1

    def number(self, row: int) -> int:
        """Return the number of a row's post among the posts, counted from 1; for a heading, that
        of the post above it."""
        return row + 1 - bisect_right(self._headings, row)

    def next_post(self, row: int, step: int, matches: Callable[[Post], bool]) -> Post | None:
        """Return the first matching post after a row (step 1) or before it (step -1)."""
        end = len(self._rows) if step > 0 else -1
        posts = (self.post(other) for other in range(row + step, end, step))
        return next((post for post in posts if post is not None and matches(post)), None)
