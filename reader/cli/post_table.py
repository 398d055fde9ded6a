"""Posts as rows: date, categories, ★ if featured, title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from reader.posts.post import Post
from reader.text.clean import clean_line
from reader.text.dates import wall_clock
from reader.text.wrap import truncate

PostColumns = tuple[str, str, str, str]

HEADER: PostColumns = ("Date", "Categories", "★", "Title")

_GAP = "  "
_DATE_WIDTH = len("2020-09-10")
_STAR_WIDTH = cell_len("★")
_MOST_CATEGORIES = 24
"""Cells; longer ones are cut, because the title is what rows are told apart by."""


def rows(posts: Sequence[Post]) -> Iterator[PostColumns]:
    """A row for each post."""
    for post in posts:
        title = f"{post.title} ({post.hidden})" if post.hidden else post.title
        yield day_of(post), ", ".join(post.categories), "★" if post.featured else "", title


def day_of(post: Post) -> str:
    """The day on which a post appeared, where the reader is; empty if it has no date."""
    return wall_clock(post.date).date().isoformat() if post.date is not None else ""


def tabbed_lines(posts: Sequence[Post]) -> Iterator[str]:
    """For a pipe: columns parted by tabs, nothing cut, no header."""
    return ("\t".join(clean_line(cell) for cell in row) for row in rows(posts))


def aligned_lines(posts: Sequence[Post], width: int) -> Iterator[str]:
    """For a terminal of `width` cells: columns under a header, long cells cut with `…`."""
    longest = max((cell_len(row[1]) for row in rows(posts)), default=0)
    named = min(max(longest, len(HEADER[1])), _MOST_CATEGORIES)
    taken = _DATE_WIDTH + named + _STAR_WIDTH + 3 * len(_GAP)
    for day, categories, star, title in (HEADER, *rows(posts)):
        line = _GAP.join(
            (
                day.ljust(_DATE_WIDTH),
                set_cell_size(truncate(categories, named), named),
                set_cell_size(star, _STAR_WIDTH),
                truncate(title, max(width - taken, 1)),
            )
        )
        yield truncate(line.rstrip(), width)
