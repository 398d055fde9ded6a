"""The images of an article from the web: finding those fetched before, fetching the others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reader.article.image_files import PictureError, load_picture, not_shown_message
from reader.article.pictures import Picture
from reader.graphics.canvas import Canvas
from reader.library.events import ArticleLoaded, Emit, IsCancelled
from reader.library.requests import ImageRequest
from reader.text.urls import url_host
from reader.web.image_cache import ImageCache


def find_cached(
    files: Mapping[int, Path], urls: Mapping[int, str], cache: ImageCache
) -> tuple[dict[int, Path], dict[int, str]]:
    """Return the files of the images, fetched ones included, and the URLs of the others."""
    cached = {index: path for index, url in urls.items() if (path := cache.find(url))}
    remote = {index: url for index, url in urls.items() if index not in cached}
    return {**files, **cached}, remote


def image_placeholder(url: str, images: ImageRequest) -> str:
    """Return the sentence in place of a remote image; empty if it is not going to be fetched."""
    if images.fetch:
        return f"Fetching it from {url_host(url)} …"
    return f"Press {images.fetch_key} to fetch it from {url_host(url)}." if images.fetch_key else ""


def fetch_images(
    article: ArticleLoaded,
    remote: Mapping[int, str],
    cache: ImageCache,
    canvas: Canvas,
    emit: Emit,
    is_cancelled: IsCancelled,
) -> None:
    """Fetch images one after another, and emit the article again with each of them."""
    pictures = dict(article.pictures)
    for index, url in remote.items():
        if is_cancelled():
            return
        pictures[index] = _fetch_image(url, cache, canvas, is_cancelled)
        emit(article._replace(pictures=dict(pictures)))


def _fetch_image(
    url: str, cache: ImageCache, canvas: Canvas, is_cancelled: IsCancelled
) -> Picture | str:
    """Return an image from the web, or the reason why there is none."""
    # Late: the first load imports this module while the first frame is painted, and the HTTP client
    # would keep it waiting (`make bench ARGS=start`).
    from reader.web.fetching import FetchError, fetch_image

    try:
        data = fetch_image(url, is_cancelled=is_cancelled)
        picture = load_picture(data, canvas)
    except FetchError as error:
        return f"It was not fetched from {url_host(url)}: {error}."
    except PictureError as error:
        return not_shown_message(error)
    cache.keep(url, data)
    return picture
