"""Reading an article in a thread: its text at once, then its images as they come."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from reader.graphics.canvas import HALF_BLOCKS, Canvas
from reader.library.folder_loader import Emit
from reader.posts.errors import PostError
from reader.posts.post import Post
from reader.runtime import collector_paused
from reader.tui.messages import ArticleRead, ArticleUnreadable, LeadRead

if TYPE_CHECKING:
    from reader.article.blocks import Block
    from reader.article.pictures import Picture
    from reader.web.image_cache import ImageCache

_HEAD_START = 0.1
"""Seconds in which the first screen of a long article is painted, before the rest is parsed."""
_FIRST_BLOCKS = 12
"""More of an article are hardly in sight when it opens."""
_UNASKED = 0.5
"""Seconds that an article is on show before images are fetched for which no key was pressed."""


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """What the reader wants to see of images."""

    are_shown: bool
    fetches: bool = False
    """Whether those on the web are fetched."""
    is_asked: bool = False
    """Whether the reader has just pressed the key for that."""
    key: str = ""
    """The key that fetches them, as it is to be named; nothing where none does."""
    cache_folder: Path | None = None
    """Where fetched images are kept."""
    canvas: Canvas = HALF_BLOCKS
    """What they are drawn on."""


def read_article(
    post: Post, wishes: ImageRequest, tell: Emit, is_cancelled: Callable[[], bool]
) -> None:
    """Read a post's body; of a long one the first piece is told before the whole is parsed."""
    from reader.markdown.parser import first_piece  # late: the first paint shows no article
    from reader.posts.loading.loader import read_body

    try:
        body = read_body(post)
    except PostError as error:
        tell(ArticleUnreadable(post, error.reason))
        return
    piece = first_piece(body)
    is_whole = len(piece) == len(body)
    if is_whole:
        _tell_article(post, piece, wishes, tell, is_cancelled)
        return
    _tell_beginning(post, piece, tell)
    sleep(_HEAD_START)
    if not is_cancelled():
        with collector_paused("article"):
            _tell_article(post, body, wishes, tell, is_cancelled)


def _tell_beginning(post: Post, piece: str, tell: Emit) -> None:
    from reader.article.code import load_lexers  # late, as above
    from reader.article.document import parse_document

    document = parse_document(piece, title=post.title)
    load_lexers(document.blocks[:_FIRST_BLOCKS])
    tell(ArticleRead(post, document, False, {}, hash(piece)))


def _tell_article(
    post: Post, body: str, wishes: ImageRequest, tell: Emit, is_cancelled: Callable[[], bool]
) -> None:
    """Emit an article; where its images take their time, again when there are more of them."""
    from reader.article.code import load_lexers  # late, as above
    from reader.article.document import parse_document
    from reader.article.image_files import are_small, load_pictures
    from reader.web.image_cache import ImageCache

    document = parse_document(body, title=post.title)
    load_lexers(document.blocks[:_FIRST_BLOCKS])
    blocks = document.blocks
    kept = ImageCache(wishes.cache_folder)
    files, waiting = _images_of(post, blocks, kept) if wishes.are_shown else ({}, {})
    is_light = are_small(files)
    pictures = {
        **(load_pictures(files, wishes.canvas) if is_light else {}),
        **{at: said for at, url in waiting.items() if (said := _said_of(url, wishes))},
    }
    article = ArticleRead(post, document, True, pictures, hash(body))
    tell(article)
    if not is_light:
        loaded = load_pictures(files, wishes.canvas)
        article = replace(article, pictures={**pictures, **loaded})
        tell(article)
    load_lexers(blocks)
    if wishes.fetches and waiting:
        if not wishes.is_asked:
            sleep(_UNASKED)
        _fetch(article, waiting, kept, wishes.canvas, tell, is_cancelled)


def _images_of(
    post: Post, blocks: Sequence[Block], kept: ImageCache
) -> tuple[dict[int, Path], dict[int, str]]:
    """The files of the images that are at hand, and the addresses of the others on the web."""
    from reader.article.image_files import find_images  # late, as above

    files, addresses = find_images(post, blocks)
    fetched = {index: path for index, url in addresses.items() if (path := kept.find(url))}
    waiting = {index: url for index, url in addresses.items() if index not in fetched}
    return files | fetched, waiting


def _said_of(url: str, wishes: ImageRequest) -> str:
    """The sentence in the place of an image that is not there yet; nothing where none will be."""
    from reader.text.urls import host_of  # late, as above

    if wishes.fetches:
        return f"Fetching it from {host_of(url)} …"
    return f"Press {wishes.key} to fetch it from {host_of(url)}." if wishes.key else ""


def _fetch(
    article: ArticleRead,
    waiting: Mapping[int, str],
    kept: ImageCache,
    canvas: Canvas,
    tell: Emit,
    is_cancelled: Callable[[], bool],
) -> None:
    """Fetch images one after the other, and tell the article again with each of them."""
    pictures = dict(article.pictures)
    for index, url in waiting.items():
        if is_cancelled():
            return
        pictures[index] = _fetched(url, kept, canvas, is_cancelled)
        tell(replace(article, pictures=dict(pictures)))


def _fetched(
    url: str, kept: ImageCache, canvas: Canvas, is_cancelled: Callable[[], bool]
) -> Picture | str:
    """An image from the web, or why it is not there."""
    from reader.article.image_files import PictureError, load_picture, not_shown_message
    from reader.text.urls import host_of  # late, as above
    from reader.web.fetching import FetchError, fetch_image

    try:
        data = fetch_image(url, is_cancelled=is_cancelled)
        picture = load_picture(data, canvas)
    except FetchError as error:
        return f"It was not fetched from {host_of(url)}: {error}."
    except PictureError as error:
        return not_shown_message(error)
    kept.keep(url, data)
    return picture


def read_lead(
    post: Post, wishes: ImageRequest, tell: Emit, _is_cancelled: Callable[[], bool]
) -> None:
    """Read a post's own image where it is beside the post, or has been fetched."""
    from reader.article.image_files import load_pictures  # late, as above
    from reader.article.pictures import LEAD, Picture
    from reader.web.image_cache import ImageCache

    files, _ = _images_of(post, (), ImageCache(wishes.cache_folder))
    picture = load_pictures(files, wishes.canvas).get(LEAD)
    if isinstance(picture, Picture):
        tell(LeadRead(post, picture))
