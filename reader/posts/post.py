"""A post, and the problems found in its file."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from math import inf

from reader.text.dates import PostDate, wall_clock
from reader.text.natural_order import NameKey, path_key

UNCATEGORISED = "Uncategorised"
"""The category of a post without categories."""


PAGE = "page"
"""Why a page of a site, which has no date and is not in a posts folder, is not listed."""


DRAFT_REASONS = frozenset(("draft", "auto-draft"))
"""Why drafts are not listed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a file, and how to fix it."""

    path: str
    """The file, as an absolute path."""
    line: int | None
    """Line of the file, counted from 1. None if the problem concerns no single line."""
    field: str | None
    """The front matter key, as written. None if the problem concerns the whole file."""
    message: str
    """What is wrong and how it was handled, on one line."""
    remedy: str
    """What the author can do about it, on one line."""


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file among the posts that is not a post."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Post:
    """The front matter of a post as typed values, without the body.

    All text except `path` is safe to show in a terminal: one line without control characters.
    Posts with the same `path` are the same post.
    """

    id: str
    """The path relative to the opened folder, separated by `/`."""
    path: str
    """The file, as an absolute path. Bytes that cannot be decoded are escaped by `os.fsdecode`."""
    slug: str
    title: str
    description: str
    date: PostDate | None
    categories: tuple[str, ...]
    """Names that are unique regardless of case, in their first spelling. Never empty: a post
    without categories has `Uncategorised`."""
    tags: tuple[str, ...] = ()
    featured: bool = False
    hidden: str | None = None
    """Why the post is not listed, such as `draft` or `expired`. None if it is listed."""
    image: str | None = None
    authors: tuple[str, ...] = ()
    link: str | None = None
    """Address of the post's page on the web (http or https)."""
    language: str | None = None
    words: int = 0
    """Number of words in the body. In scripts without spaces, two characters count as a word."""
    problems: tuple[Problem, ...] = ()
    is_description_written: bool = True
    """Whether the front matter has a description. Otherwise it is an extract of the body."""
    translation_key: str | None = None
    """What the translations of a post have in common: they are posts with the same key in other
    languages. None if not in front matter."""
    page: str | None = None
    """Path of the post's page on its site, with a leading slash. None if not in front matter."""
    aliases: tuple[str, ...] = ()
    """Other names of the post, and paths and addresses at which its page has been before."""
    updated: PostDate | None = None
    """When the post was last changed. None if the front matter does not say it, or if that is not
    after `date`."""
    enclosures: tuple[str, ...] = ()
    """Addresses (http or https) of files that come with the post, such as that of a podcast."""
    feed: str | None = None
    """Name of the feed that the post was written from; None if it is not from a feed."""
    guid: str | None = None
    """What identifies the entry of the feed that the post was written from; None without it."""

    @property
    def is_html(self) -> bool:
        """Whether the body is HTML throughout, and not Markdown: site generators convert a file of
        HTML no further."""
        return self.path.lower().endswith((".html", ".htm"))

    @property
    def is_dated(self) -> bool:
        """Whether the post or its path names a date."""
        return self.date is not None

    @property
    def day(self) -> datetime.date | None:
        """The local date of the post; None without a date."""
        return None if self.date is None else wall_clock(self.date).date()

    @property
    def named_categories(self) -> tuple[str, ...]:
        """The categories, or an empty tuple if the post is uncategorised."""
        return () if self.categories == (UNCATEGORISED,) else self.categories

    @property
    def reading_minutes(self) -> int:
        """Minutes it takes to read the body at 230 words a minute, at least 1."""
        return max(1, round(self.words / 230))


def newest_first(post: Post) -> tuple[float, NameKey, str, str]:
    """Sort key that puts the newest post first.

    Posts without a date follow all others, by folder and name: `part 2.md` precedes `part 10.md`.
    Posts of the same time are ordered by path, so that the order is total. Suffixes count last:
    `a.md` precedes its conflicted copy `a (conflicted copy).md`.
    """
    name = post.path.rpartition(".")[0]
    if post.date is None:
        return (inf, path_key(post.id.rpartition(".")[0]), name, post.path)
    age = datetime.datetime.max - wall_clock(post.date)
    return (age.total_seconds(), (), name, post.path)
