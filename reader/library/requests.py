"""Requests for the jobs of a library: frozen values, so that nothing changes while a job runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reader.graphics.canvas import HALF_BLOCKS, Canvas
from reader.posts.catalogue import Catalogue
from reader.posts.post import Post

if TYPE_CHECKING:
    from reader.article.document import Document
    from reader.posts.links.resolve import LinkResolver
    from reader.posts.search.filters import States


class LoadRequest(NamedTuple):
    """Load the folders.

    Emits `PostsLoaded` or `LoadFailed`, then `WordsIndexed`.
    """

    load_id: int
    paths: frozenset[str] | None = None
    """The files that changed, if they are known; None for all files."""


class WatchRequest(NamedTuple):
    """Watch the folders until `stop` is set. Emits `FoldersChanged` or `WatchFailed`."""

    stop: Event


class SearchRequest(NamedTuple):
    """Search the posts of a catalogue. Emits `PostsFound`: the first posts at once, then all."""

    text: str
    """The query as typed."""
    catalogue: Catalogue
    states: States
    """Tests of the mark of a post, by name of the state."""
    is_indexed: bool
    """Whether the index has the words of every post."""
    is_newest_first: bool = False


class ExcerptRequest(NamedTuple):
    """Extract lines with the words of a query from posts. Emits `ExcerptsBuilt`."""

    text: str
    """The query as typed."""
    posts: Sequence[Post]
    """In the order in which the excerpts are needed."""


class SearchCountsRequest(NamedTuple):
    """Count the unread posts of some searches. Emits `SearchesCounted`."""

    texts: tuple[str, ...]
    """The queries as typed."""
    catalogue: Catalogue
    states: States
    """Tests of the mark of a post, by name of the state."""
    marked: frozenset[str]
    """Paths of all posts that have a mark."""
    is_indexed: bool
    """Whether the index has the words of every post."""


class ImageRequest(NamedTuple):
    """Which images of an article to load, and the canvas to draw them on."""

    visible: bool
    fetch: bool = False
    """Whether remote images are fetched."""
    is_explicit: bool = False
    """Whether the person has just pressed the key for that."""
    fetch_key: str = ""
    """Name of the key that fetches them; empty if none does."""
    cache_folder: Path | None = None
    """Where fetched images are kept."""
    canvas: Canvas = HALF_BLOCKS


class ArticleRequest(NamedTuple):
    """Open the article of a post. Emits `ArticleLoaded`, again when images arrive, or
    `ArticleFailed`."""

    post: Post
    images: ImageRequest


class PicturesRequest(NamedTuple):
    """Load the own pictures of posts, those on the disk. Emits `PictureLoaded` for each."""

    posts: tuple[Post, ...]
    images: ImageRequest


class ConnectionsRequest(NamedTuple):
    """Find the posts that an article is connected to. Emits `ConnectionsFound`."""

    post: Post
    body: str
    """The body of the article, as it was loaded."""
    catalogue: Catalogue


class LinksRequest(NamedTuple):
    """List the links of an article. Emits `LinksFound`."""

    post: Post
    document: Document
    """The whole article."""
    catalogue: Catalogue
    links: LinkResolver | None = None
    """Resolves the links, if the connections of the article are known already."""


class ChangesRequest(NamedTuple):
    """Compare a post with a former version of it. Emits `ChangesFound`."""

    post: Post
    former: Path
    """The file with the former version."""


Request: TypeAlias = (
    LoadRequest
    | WatchRequest
    | SearchRequest
    | ExcerptRequest
    | SearchCountsRequest
    | ArticleRequest
    | PicturesRequest
    | ConnectionsRequest
    | LinksRequest
    | ChangesRequest
)
