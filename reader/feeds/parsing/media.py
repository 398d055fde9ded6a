"""Enclosures and images of entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from reader.feeds.model import Enclosure
from reader.feeds.parsing.fields import whole_number
from reader.feeds.parsing.limits import MAX_ENCLOSURES
from reader.feeds.parsing.urls import web_url

_Object = Mapping[str, Any]

_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}")
_IMAGE_NAME = re.compile(r"\.(?:avif|gif|jpe?g|png|webp)$", re.IGNORECASE)
_RELATIONS = "http://www.iana.org/assignments/relation/"
_FLASH = "application/x-shockwave-flash"
MAX_DIGITS = 15
"""Digits of a size in bytes, or of a width in pixels."""


def make_enclosure(url: str, media_type: object, length: object) -> Enclosure | None:
    """Return an enclosure, or None without an address; a wrong type or length counts as missing."""
    if not url:
        return None
    kind = media_type.partition(";")[0].strip().lower() if isinstance(media_type, str) else ""
    size = whole_number(length, MAX_DIGITS)
    return Enclosure(url, kind if _MEDIA_TYPE.fullmatch(kind) else "", size or None)


def find_enclosures(entry: _Object, bases: Sequence[str]) -> tuple[Enclosure, ...]:
    """Return the enclosures of an entry of feedparser, and its sounds and films of Media RSS."""
    found: dict[str, Enclosure] = {}
    for url, media_type, length in _attached(entry):
        enclosure = make_enclosure(web_url(url, *bases), media_type, length)
        if enclosure is not None and enclosure.media_type != _FLASH:
            known = found.get(enclosure.url)
            if known is None or (enclosure.media_type and not known.media_type):
                found[enclosure.url] = enclosure
        if len(found) >= MAX_ENCLOSURES:
            break
    return tuple(found.values())


def _attached(entry: _Object) -> Iterator[tuple[object, object, object]]:
    for link in links_of(entry, "enclosure"):
        yield link.get("href"), link.get("type"), link.get("length")
    for media in objects(entry.get("media_content")):
        if not _is_image(media):
            yield media.get("url"), media.get("type"), media.get("filesize")
    for content in objects(entry.get("content")):
        if str(content.get("type", "")).startswith(("audio/", "video/")):
            yield content.get("src"), content.get("type"), None


def find_image(entry: _Object, bases: Sequence[str]) -> str:
    """Return the address of the image of an entry of feedparser; empty without one.

    The widest image of Media RSS is taken, then the image of a podcast, then an enclosure.
    """
    return next((url for url in _images(entry, bases) if url), "")


def _images(entry: _Object, bases: Sequence[str]) -> Iterator[str]:
    images = [media for media in objects(entry.get("media_content")) if _is_image(media)]
    for media in (*_widest_first(images), *_widest_first(objects(entry.get("media_thumbnail")))):
        yield web_url(media.get("url"), *bases)
    image = entry.get("image")
    yield web_url(image.get("href") if isinstance(image, Mapping) else image, *bases)
    for link in links_of(entry, "enclosure"):
        if str(link.get("type", "")).startswith("image/"):
            yield web_url(link.get("href"), *bases)


def _is_image(media: _Object) -> bool:
    kind = str(media.get("type") or "")
    if kind and "/" in kind:
        return kind.startswith("image/")
    medium = media.get("medium")
    if medium:
        return bool(medium == "image")
    if "duration" in media or "bitrate" in media:
        return False
    return "width" in media or _has_image_name(media.get("url"))


def _has_image_name(url: object) -> bool:
    try:
        return isinstance(url, str) and _IMAGE_NAME.search(urlsplit(url).path) is not None
    except ValueError:
        return False


def _widest_first(images: Iterable[_Object]) -> list[_Object]:
    return sorted(images, key=lambda image: -(whole_number(image.get("width"), MAX_DIGITS) or 0))


def links_of(values: _Object, relation: str) -> list[_Object]:
    """Return the links of a feed or an entry of feedparser with that relation.

    It may be written as its whole address: https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2.
    """
    spellings = (relation, f"{_RELATIONS}{relation}")
    return [link for link in objects(values.get("links")) if link.get("rel") in spellings]


def objects(values: object) -> list[_Object]:
    """Return the mappings in a list; an empty list for anything else."""
    if not isinstance(values, list):
        return []
    return [value for value in values if isinstance(value, Mapping)]
