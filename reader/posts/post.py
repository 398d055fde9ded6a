"""A post, and what is worth saying about its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reader.text.dates import PostDate, wall_clock

UNCATEGORISED = "Uncategorised"
"""The category of a post that names none."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about a file that was not read as its author meant it, or only with a guess."""

    path: str
    """The file, as an absolute path."""
    line: int | None
    """Line of the file, counted from 1; None where the fault has no line."""
    field: str | None
    """The front matter key in question, as written; None where it is about the whole file."""
    message: str
    """What is wrong and how it was read, in plain words, one line."""
    remedy: str
    """What the author can do about it, one line."""


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that lies among the posts and is not one."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its front matter as typed values, without its body.

    All text but the path is safe to show: no control character and one line.
    Two posts are the same post when their `path` is the same.
    """

    id: str
    """The path relative to the folder that was opened, with `/` between its parts."""
    path: str
    """The file, as an absolute path; bytes that are no text as `os.fsdecode` escapes them."""
    slug: str
    title: str
    description: str
    date: PostDate | None
    categories: tuple[str, ...]
    """As spelled first, unique without regard to case, never empty: `Uncategorised` if none."""
    tags: tuple[str, ...] = ()
    featured: bool = False
    hidden: str | None = None
    """Why the post is not listed (draft, unpublished, expired …); None when it is."""
    image: str | None = None
    authors: tuple[str, ...] = ()
    link: str | None = None
    """The post's own page on the web (http or https)."""
    language: str | None = None
    words: int = 0
    """Length of the body; a character of a script without blanks counts as half a word."""
    problems: tuple[Problem, ...] = ()
    is_description_written: bool = True
    """Whether someone wrote the description; if not, it is the beginning of the body."""
    is_date_written: bool = True
    """Whether someone wrote the date down; if not, `date` is when the file was last changed."""
    page: str | None = None
    """The path of its page on its site, with a slash at its beginning; None where the front matter
    says nothing of it."""

    @property
    def named_categories(self) -> tuple[str, ...]:
        """The categories worth telling: none where the post names none."""
        return () if self.categories == (UNCATEGORISED,) else self.categories

    @property
    def reading_minutes(self) -> int:
        """Minutes to read the body at 230 words a minute, at least 1."""
        return max(1, round(self.words / 230))


def newest_first(post: Post) -> tuple[bool, float, str]:
    """Sort key: newest first, undated last, ties by path, so that the order is total."""
    if post.date is None:
        return (True, 0.0, post.path)
    age = datetime.max - wall_clock(post.date)
    return (False, age.total_seconds(), post.path)
