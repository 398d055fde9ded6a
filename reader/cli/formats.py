"""Posts in the formats that commands print: JSON objects and rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, get_type_hints

from rich.cells import cell_len, set_cell_size

from reader.library.library import Library
from reader.posts.errors import PostError
from reader.posts.post import Post, Problem
from reader.text.clean import clean_line
from reader.text.dates import NO_DATE, PostDate
from reader.text.wrap import truncate

_INTERNAL = frozenset(("is_description_written", "page", "aliases"))
"""Fields that are not printed. All others are keys of the object, in the order of the class, so a
new field becomes part of the output unless it is listed here."""


def _date(published: PostDate | None) -> str | None:
    return None if published is None else published.isoformat()


def _problems(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    return [{"line": problem.line, "message": problem.message} for problem in problems]


def _as_it_is(value: Any) -> Any:
    return value


_CODECS: Mapping[Any, Callable[[Any], Any]] = {
    str: _as_it_is,
    str | None: _as_it_is,
    bool: _as_it_is,
    int: _as_it_is,
    tuple[str, ...]: _as_it_is,
    PostDate | None: _date,
    tuple[Problem, ...]: _problems,
}
"""How a value of each type is written in JSON."""


def _codecs(kind: type[Post]) -> dict[str, Callable[[Any], Any]]:
    """Return the codec of each public field, by name.

    Raises:
        KeyError: The type of a field has no codec.
    """
    hints = get_type_hints(kind)
    return {
        field.name: _CODECS[hints[field.name]]
        for field in fields(kind)
        if field.name not in _INTERNAL
    }


_PUBLIC = _codecs(Post)


def post_object(post: Post) -> dict[str, Any]:
    """Return a post without its body as a JSON object.

    `date` has the form of ISO 8601: with the offset as written, without one if none was written,
    and the day alone if only a day was written. Missing values are null, or an empty array.
    """
    return {name: encode(getattr(post, name)) for name, encode in _PUBLIC.items()}


def post_object_with_body(post: Post, library: Library) -> dict[str, Any]:
    """Return a post with its `body`.

    If the file can no longer be read, `body` is null and `problems` has one more entry.
    """
    result = post_object(post)
    try:
        result["body"] = library.load_body(post)
    except PostError as error:
        result["body"] = None
        result["problems"].append({"line": None, "message": error.reason})
    return result


PostColumns = tuple[str, str, str, str]

HEADER: PostColumns = ("Date", "Categories", "▲", "Title")

_GAP = "  "
_DATE_WIDTH = len("2020-09-10")
_MARK_WIDTH = cell_len("▲")
_MAX_CATEGORIES_WIDTH = 24
"""Maximum width of the categories in cells, so that there is room for the title."""


def rows(posts: Sequence[Post]) -> Iterator[PostColumns]:
    """Yield a row for each post; the title of a hidden post ends in the reason."""
    for post in posts:
        title = f"{post.title} ({post.hidden})" if post.hidden else post.title
        yield day_text(post), ", ".join(post.categories), "▲" if post.featured else "", title


def day_text(post: Post) -> str:
    """Return the day of publication in the local time zone, in the form of ISO 8601, or
    `no date`."""
    return NO_DATE if post.day is None else post.day.isoformat()


def tabbed_lines(posts: Sequence[Post]) -> Iterator[str]:
    """Yield rows for a pipe: columns separated by tabs, nothing truncated, no header."""
    return ("\t".join(clean_line(cell) for cell in row) for row in rows(posts))


def aligned_lines(posts: Sequence[Post], width: int) -> Iterator[str]:
    """Yield rows for a terminal: aligned columns below a header, long cells truncated with `…`.

    Args:
        posts: The posts, one per row.
        width: Maximum width of a line in cells.
    """
    longest = max((cell_len(categories) for _, categories, _, _ in rows(posts)), default=0)
    categories_width = min(max(longest, len(HEADER[1])), _MAX_CATEGORIES_WIDTH)
    title_width = width - (_DATE_WIDTH + categories_width + _MARK_WIDTH + 3 * len(_GAP))
    for day, categories, mark, title in (HEADER, *rows(posts)):
        line = _GAP.join(
            (
                day.ljust(_DATE_WIDTH),
                set_cell_size(truncate(categories, categories_width), categories_width),
                set_cell_size(mark, _MARK_WIDTH),
                truncate(title, max(title_width, 1)),
            )
        )
        yield truncate(line.rstrip(), width)
