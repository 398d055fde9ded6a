"""Posts under the headings of their sections, numbered as rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from typing import NamedTuple, TypeAlias

from reader.library.listing import Form, Section
from reader.posts.post import Post


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A row with the heading of the section below it."""

    text: str
    count: int | None
    """Number of posts of the section; None while it is not known."""


class ContinueRow(NamedTuple):
    """A row that offers to continue the article of a post."""

    post: Post


ListRow: TypeAlias = SectionHeading | ContinueRow | Post

_SCREEN = 50
"""Number of rows, about those of a tall screen."""


def row_names(post: Post) -> tuple[str, ...]:
    """Return what the row of a post says about where it belongs: its feed, or else its categories.

    A feed has its place in a category, so its name says more.
    """
    return post.categories if post.feed is None else (post.feed,)


class SectionRows:
    """The headings and posts of sections, in reading order. Sections without posts are left out.

    A row that offers to continue an article can come first. Its post is not counted or found there,
    because it is in another section as well.

    Args:
        sections: In reading order.
    """

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = [section for section in sections if section.posts]
        self._rows: list[ListRow] = []
        self._headings: list[int] = []
        """Rows of the headings, and the row to continue."""
        for section in self.sections:
            self._headings.append(len(self._rows))
            if section.form is Form.CONTINUE:
                self._rows.append(ContinueRow(section.posts[0]))
            else:
                self._rows.append(SectionHeading(section.heading, section.count))
                self._rows.extend(section.posts)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> ListRow:
        return self._rows[row]

    @property
    def posts(self) -> list[Post]:
        """All posts, in reading order."""
        return [row for row in self._rows if isinstance(row, Post)]

    @property
    def post_count(self) -> int:
        """Number of posts."""
        return len(self._rows) - len(self._headings)

    @cached_property
    def shared_categories(self) -> frozenset[str]:
        """The names of `row_names` that all of several posts have, in lower case: no row has to
        show them."""
        shared: frozenset[str] | None = None
        # Neighbours often share their categories, which are then compared only once.
        for names, _ in groupby(chain(*(section.posts for section in self.sections)), row_names):
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

    def first_rows(self) -> Iterator[tuple[int, Section]]:
        """Yield each section with the row of its first post."""
        for row, section in zip(self._headings, self.sections, strict=True):
            if section.form is not Form.CONTINUE:
                yield row + 1, section

    def section(self, row: int) -> Section:
        """Return the section that a row belongs to."""
        return self.sections[bisect_right(self._headings, row) - 1]

    def post(self, row: int) -> Post | None:
        """Return the post of a row; None for a heading, and for a row that does not exist."""
        if not 0 <= row < len(self._rows):
            return None
        content = self._rows[row]
        if isinstance(content, ContinueRow):
            return content.post
        return content if isinstance(content, Post) else None

    def is_continue_row(self, row: int) -> bool:
        """Return whether a row offers to continue an article."""
        return 0 <= row < len(self._rows) and isinstance(self._rows[row], ContinueRow)

    def found_posts(self, rows: range) -> Iterator[Post]:
        """Yield the posts of some rows that have an excerpt, which are those of a search."""
        if any(section.is_found for section in self.sections):
            yield from filter(None, map(self.post, rows))

    def row_of_post(self, path: str) -> int:
        """Return the row of the post with that path; -1 if it is not listed."""
        for row, content in enumerate(self._rows):
            if isinstance(content, Post) and content.path == path:
                return row
        return -1

    def number(self, row: int) -> int:
        """Return the number of a row's post among the posts, counted from 1; for a heading, that
        of the post above it; 0 for the row to continue."""
        return row + 1 - bisect_right(self._headings, row)

    def next_post(self, row: int, step: int, matches: Callable[[Post], bool]) -> Post | None:
        """Return the first matching post after a row (step 1) or before it (step -1)."""
        end = len(self._rows) if step > 0 else -1
        rows = (self._rows[other] for other in range(row + step, end, step))
        return next((post for post in rows if isinstance(post, Post) and matches(post)), None)
