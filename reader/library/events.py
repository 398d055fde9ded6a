"""What the jobs of a library emit: plain, frozen facts in the past tense.

Each event carries the identity of what it is about (a load, a query, a post), so that the receiver
can ignore events that are no longer needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reader.posts.catalogue import Catalogue
from reader.posts.errors import FolderError
from reader.posts.post import Post, Problem, SkippedFile

if TYPE_CHECKING:
    from reader.article.document import Document
    from reader.article.extract.changes import Changes
    from reader.article.pictures import Picture, Pictures
    from reader.library.found_posts import FoundPosts
    from reader.library.reading.links import ArticleLink
    from reader.posts.links.resolve import LinkResolver
    from reader.posts.loading.loaded_body import Cut
    from reader.posts.search.hits import Hit
    from reader.posts.search.query import Query


class PostsLoaded(NamedTuple):
    """More of the folders was loaded; the catalogue is complete when `is_complete`."""

    load_id: int
    catalogue: Catalogue
    problems: tuple[Problem, ...]
    files_done: int
    files_found: int
    is_complete: bool
    changed: frozenset[str] = frozenset()
    """Paths of the files that were parsed and not taken from the index: their text may differ."""
    is_from_index: bool = False
    """Whether these are the posts of the last run, still to be checked against the disk."""
    skipped: tuple[SkippedFile, ...] = ()
    """Files that are not posts, each with the reason. None are known from the last run."""
    arrivals: Mapping[str, float] = MappingProxyType({})
    """When the posts that complete loads have added so far were first seen, in seconds since 1970,
    by path."""


class LoadFailed(NamedTuple):
    """The folders cannot be loaded at all."""

    load_id: int
    error: FolderError


class WordsIndexed(NamedTuple):
    """The words of more posts can be searched; all of them when `indexed` equals `total`."""

    indexed: int
    total: int
    """Number of posts that were waiting when indexing began."""


class FoldersChanged(NamedTuple):
    """A program changed, added or removed files of the folders."""

    paths: frozenset[str] | None
    """Absolute paths of the files; None if it may be any file."""


class WatchFailed(NamedTuple):
    """Changes in the folders are no longer noticed, or only later."""

    reason: str
    interval: float | None = None
    """Seconds after which changes are noticed at the latest; None if they never are."""


class PostsFound(NamedTuple):
    """A search found posts."""

    text: str
    """The query as typed."""
    query: Query
    posts: Sequence[Post]
    """In the order in which they are listed."""
    inside: int = 0
    """How many of them, at the end, contain some of the words only within other words."""
    is_complete: bool = True
    """False for the first posts while the others are still being searched for."""


class ExcerptsBuilt(NamedTuple):
    """More found posts have excerpts."""

    text: str
    """The query as typed."""
    hits: Mapping[str, Hit]
    """Title and excerpt with the words marked, by path."""


class SearchesCounted(NamedTuple):
    """The unread posts of some searches were counted."""

    catalogue: Catalogue
    unread: Mapping[str, int]
    """Number of unread posts by the text of a search."""
    found: Mapping[str, FoundPosts]
    """What a search finds, by its text."""


class ArticleLoaded(NamedTuple):
    """A post's article can be shown."""

    post: Post
    document: Document
    body: str
    """The text that the document was parsed from."""
    is_complete: bool
    """False for the beginning of a long article whose rest is still being parsed."""
    has_remote_images: bool
    """Whether it has images on the web, fetched or not."""
    pictures: Pictures
    """The images that are available, or a sentence in place of one, by index of the block."""
    cut: Cut | None = None
    """How much of a text that is too long is shown; None for all of it."""

    def looks_like(self, other: ArticleLoaded) -> bool:
        """Whether both would be shown in the same way."""
        return (self.post, self.is_complete, self.body, self.pictures, self.cut) == (
            other.post,
            other.is_complete,
            other.body,
            other.pictures,
            other.cut,
        )


class ArticleFailed(NamedTuple):
    """The file of a post can no longer be read."""

    post: Post
    reason: str


class PictureLoaded(NamedTuple):
    """The picture of a post was loaded."""

    post: Post
    picture: Picture | None
    """None if its file cannot be shown."""


class ConnectionsFound(NamedTuple):
    """The posts that a post is connected to are known."""

    post: Post
    links: LinkResolver
    """Resolves the links of its body."""
    related: Sequence[Post]
    linking: Sequence[Post]
    """Posts that link to it."""


class LinksFound(NamedTuple):
    """The links of an article are known."""

    post: Post
    links: Sequence[ArticleLink]
    """In order, each once."""


class ChangesFound(NamedTuple):
    """A post was compared with a former version of it."""

    post: Post
    former_title: str = ""
    """The title of the former version."""
    changes: Changes | None = None
    """None if one of the versions can no longer be read."""


Event: TypeAlias = (
    PostsLoaded
    | LoadFailed
    | WordsIndexed
    | FoldersChanged
    | WatchFailed
    | PostsFound
    | ExcerptsBuilt
    | SearchesCounted
    | ArticleLoaded
    | ArticleFailed
    | PictureLoaded
    | ConnectionsFound
    | LinksFound
    | ChangesFound
)

Emit: TypeAlias = Callable[[Event], object]
"""Receives the events of a job, in the job's thread."""

IsCancelled: TypeAlias = Callable[[], bool]
"""Whether the result of a job is no longer needed. It is called often, so it must be fast."""
