"""Articles: loaded, put together, and connected with other posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import sleep

from reader.article.blocks import Block
from reader.article.code import lexer_for, load_lexers
from reader.article.document import Document
from reader.article.ending.cut_text import cut_section
from reader.article.ending.enclosures import enclosure_section
from reader.article.ending.related import related_section
from reader.article.extract.links import find_links
from reader.article.header import NO_TRANSLATIONS, header_blocks
from reader.article.image_files import (
    are_small,
    find_images,
    load_pictures,
)
from reader.article.pictures import LEAD, Picture, with_lead, with_pictures
from reader.library.documents import parse_post_body
from reader.library.events import (
    ArticleFailed,
    ArticleLoaded,
    ConnectionsFound,
    Emit,
    IsCancelled,
    LinksFound,
    PictureLoaded,
)
from reader.library.open_folders import OpenFolders
from reader.library.reading.changes import compare_versions
from reader.library.reading.commonplace import append_quote
from reader.library.reading.images import fetch_images, find_cached, image_placeholder
from reader.library.reading.links import describe_links
from reader.library.reading.quotes import Quote, make_quote
from reader.library.requests import (
    ArticleRequest,
    ChangesRequest,
    ConnectionsRequest,
    LinksRequest,
    PicturesRequest,
)
from reader.markdown.parser import first_piece
from reader.posts.catalogue import Catalogue
from reader.posts.errors import PostError
from reader.posts.links.related import related_posts
from reader.posts.links.resolve import LinkResolver
from reader.posts.links.targets import link_targets
from reader.posts.loading.loaded_body import LoadedBody
from reader.posts.loading.loader import load_limited_body
from reader.posts.post import Post
from reader.posts.site import find_site
from reader.runtime import collector_paused
from reader.store.links import PostLinks
from reader.text.dates import DateForm
from reader.text.urls import absolute_url
from reader.web.image_cache import ImageCache

_HEAD_START = 0.1
"""Seconds to paint the first screen of a long article before its rest is parsed."""
_FIRST_BLOCKS = 12
"""Number of blocks that are visible at most when an article opens."""
MAX_RELATED = 3
_MAX_LINKING = 5
"""Number of related and of linking posts that the end of an article names."""
_FETCH_DELAY = 0.5
"""Seconds an article is open before images are fetched that no key was pressed for."""


@dataclass(frozen=True, slots=True)
class AssembledArticle:
    """The blocks of an article from its headline to its end."""

    blocks: Sequence[Block]
    header_length: int
    """Number of blocks above the document."""


class Articles:
    """Loads articles, puts them together, and finds the posts that they are connected to.

    Args:
        opened: The open folders. Without an index, it is not known who links to a post.
    """

    def __init__(self, opened: OpenFolders) -> None:
        self._site = opened.site
        self._sites: dict[str, str | None] = {}
        """Addresses by the opened folder of their posts."""
        path = opened.index_path
        self._post_links = None if path is None else PostLinks(path, opened.folders, opened.options)

    def warm_up(self) -> None:
        """Import the lexers of code, so that no key waits for it in the first article."""
        lexer_for("text")

    # Loading.

    def open(self, request: ArticleRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Load the article of a post: its file is read and its front matter parsed once.

        The beginning of a long article is emitted before the whole of it is parsed, and an article
        with images again when they arrive.
        """
        post = request.post
        try:
            loaded = load_limited_body(post)
        except PostError as error:
            emit(ArticleFailed(post, error.reason))
            return
        beginning = first_piece(loaded.text)
        if len(beginning) == len(loaded.text):
            _load_whole(request, loaded, emit, is_cancelled)
            return
        document = _parse(post, beginning)
        has_remote_images = bool(find_images(post, document.blocks)[1])
        emit(ArticleLoaded(post, document, beginning, False, has_remote_images, {}))
        sleep(_HEAD_START)
        if not is_cancelled():
            with collector_paused("article"):
                _load_whole(request, loaded, emit, is_cancelled)

    def load_pictures(
        self, request: PicturesRequest, emit: Emit, is_cancelled: IsCancelled
    ) -> None:
        """Load the own image of each post if it is beside the post or in the cache."""
        images = request.images
        cache = ImageCache(images.cache_folder)
        for post in request.posts:
            if is_cancelled():
                return
            files, _ = find_cached(*find_images(post, ()), cache)
            picture = load_pictures(files, images.canvas).get(LEAD)
            emit(PictureLoaded(post, picture if isinstance(picture, Picture) else None))

    # Putting together.

    def assemble(
        self,
        article: ArticleLoaded,
        ending: Sequence[Block],
        today: date,
        dates: DateForm,
        picture_rows: int,
        translations: Mapping[str, Post] = NO_TRANSLATIONS,
    ) -> AssembledArticle:
        """Put a loaded article together: header, document, pictures, enclosures and ending.

        Args:
            article: The post, its document and its pictures.
            ending: Blocks below the document.
            today: The day that relative dates count from.
            dates: How the byline shows the date.
            picture_rows: Maximum height of a picture in rows.
            translations: The post and then its translations, by language.
        """
        document = article.document
        header = header_blocks(article.post, today, dates, document.blocks, translations)
        body: Sequence[Block] = document.blocks
        if article.pictures:
            header = with_lead(header, article.pictures, picture_rows)
            body = with_pictures(body, article.pictures, picture_rows)
        below: list[Block] = []
        if article.is_complete:
            below = [
                *cut_section(article.cut),
                *enclosure_section(article.post, article.body),
            ]
        return AssembledArticle([*header, *body, *below, *ending], len(header))

    def next_blocks(self, heading: str, post: Post | None) -> list[Block]:
        """Return the blocks at the end of an article that name the next post, if there is one."""
        return related_section(heading, [] if post is None else [post])

    def connection_blocks(
        self, connections: ConnectionsFound, next_post: Post | None
    ) -> list[Block]:
        """Return the blocks at the end of an article that name its connections.

        Args:
            connections: Related and linking posts.
            next_post: A post that is named already.
        """
        related = [post for post in connections.related if post != next_post][:MAX_RELATED]
        return [
            *related_section("Related", related),
            *related_section("Linked from", connections.linking),
        ]

    # Connections.

    def find_connections(
        self, request: ConnectionsRequest, emit: Emit, is_cancelled: IsCancelled
    ) -> None:
        """Find the connections of an article from its body, without reading its file again."""
        post, catalogue = request.post, request.catalogue
        links = LinkResolver(catalogue, link_targets(request.body), self._site_of(post))
        if is_cancelled():
            return
        # One more than is shown: the next post of the list may be among them.
        related = related_posts(catalogue, post, MAX_RELATED + 1)
        linking = []
        if self._post_links is not None and not is_cancelled():
            linking = self._post_links.linking_to(post, catalogue, _MAX_LINKING, is_cancelled)
        if not is_cancelled():
            emit(ConnectionsFound(post, links, related, linking))

    def list_links(self, request: LinksRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Find the links of an article, and the posts that they lead to."""
        post, resolver, catalogue = request.post, request.links, request.catalogue
        # What the text links to as well is listed once, at its place there.
        blocks = (*request.document.blocks, *enclosure_section(post, ""))
        found = find_links(blocks, is_cancelled)
        if resolver is None or not all(resolver.covers(link.target, catalogue) for link in found):
            targets = [link.target for link in found]
            resolver = LinkResolver(catalogue, targets, self._site_of(post))
        if not is_cancelled():
            emit(LinksFound(post, describe_links(found, post, resolver, self._site_of(post))))

    def find_changes(self, request: ChangesRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Compare a post with a former version of it. See `ChangesRequest`."""
        found = compare_versions(request.post, request.former)
        if not is_cancelled():
            emit(found)

    def quote(
        self, post: Post, document: Document, selected: range, links: LinkResolver | None
    ) -> Quote:
        """Return a quote from an article.

        Args:
            post: The post of the article.
            document: The whole article.
            selected: Indices of neighbouring blocks of the document.
            links: Resolves the links in the article, if its connections are known.
        """
        blocks = document.blocks[selected.start : selected.stop]
        site = self._site_of(post)
        resolver = links or LinkResolver(Catalogue(), (), site)
        return make_quote(post, document, selected, blocks, resolver, site)

    def append_quote(self, path: Path, quote: Quote, note: str) -> None:
        """Append a quote to the commonplace book.

        Raises:
            CommonplaceError: The file cannot be written.
        """
        append_quote(path, quote, note)

    def resolve(self, target: str, post: Post, catalogue: Catalogue) -> Post | None:
        """Return the post that a link in a post leads to; None if it leads to none."""
        return LinkResolver(catalogue, [target], self._site_of(post)).resolve(target, post)

    def address(self, target: str, post: Post) -> str:
        """Return the URL that a link in a post leads to on the web; see `absolute_url`."""
        return absolute_url(target, post.link, self._site_of(post))

    def _site_of(self, post: Post) -> str | None:
        """Return the URL of the site of a post, by the settings or by the site's configuration."""
        folder = post.path.removesuffix(post.id)
        if self._site is None and folder not in self._sites:
            self._sites[folder] = find_site(folder).address
        return self._site or self._sites[folder]


def _parse(post: Post, body: str) -> Document:
    document = parse_post_body(post, body)
    load_lexers(document.blocks[:_FIRST_BLOCKS])
    return document


def _load_whole(
    request: ArticleRequest, loaded: LoadedBody, emit: Emit, is_cancelled: IsCancelled
) -> None:
    """Emit the whole article, and again when images arrive that take longer."""
    post, images = request.post, request.images
    body, cut = loaded
    document = _parse(post, body)
    cache = ImageCache(images.cache_folder)
    files, urls = find_images(post, document.blocks)
    local, remote = find_cached(files, urls, cache) if images.visible else ({}, {})
    is_light = are_small(local)
    pictures = {
        **(load_pictures(local, images.canvas) if is_light else {}),
        **{
            index: text for index, url in remote.items() if (text := image_placeholder(url, images))
        },
    }
    article = ArticleLoaded(post, document, body, True, bool(urls), pictures, cut)
    emit(article)
    if not is_light:
        article = article._replace(pictures={**pictures, **load_pictures(local, images.canvas)})
        emit(article)
    load_lexers(document.blocks)
    if images.fetch and remote:
        if not images.is_explicit:
            sleep(_FETCH_DELAY)
        fetch_images(article, remote, cache, images.canvas, emit, is_cancelled)
