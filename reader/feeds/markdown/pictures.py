"""Images of an entry: their addresses behind placeholders, and which of them only count visits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from reader.feeds.markdown.addresses import web_address
from reader.text.clean import one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_Attributes: TypeAlias = Mapping[str, str | None]

_LAZY = (
    "data-src", "data-lazy-src", "data-original", "data-orig-src", "data-original-src",
    "data-actualsrc", "data-hi-res-src", "data-url",
)  # fmt: skip
"""Attributes in which scripts that load images late keep the address."""
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|placeholder|spacer|lazy(?:load)?|transparent|1x1|pixel|loading|grey|gray)"
    r"(?:[_.-][\w-]*)?\.(?:gif|png|svg|webp)(?:\?|$)",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(
    r"[\s,]*([^\s,](?:\S*[^\s,])?)(?:\s+(\d{1,5}(?:\.\d{1,3})?)([wx]))?\s*(?:,|$)"
)
"""An image of a `srcset`: https://html.spec.whatwg.org/multipage/images.html#srcset-attributes."""
_MAX_CANDIDATES = 40
_MAX_SET = 20_000
"""Maximum number of characters of a `srcset`."""
_BEST_WIDTH = 1_600
"""Width in pixels above which a larger image of a set is no better."""
_MAX_PIXEL = 2
"""Maximum width or height in pixels of an image that only counts visits."""
_NUMBER = re.compile(r"\s*(\d{1,5})")
_TRACKER = re.compile(
    r"//(?:[\w.-]*\.)?(?:feedburner\.com/~|feedburner\.google\.com/~|feedsportal\.com/|doubleclick\.net/"
    r"|pixel\.wp\.com/|stats\.wordpress\.com/|feeds\.wordpress\.com/1\.0/|google-analytics\.com/"
    r"|quantserve\.com/|scorecardresearch\.com/|pheedo\.com/|pheedcontent\.com/|feedblitz\.com/_/"
    r"|rss\.buysellads\.com/|statcounter\.com/|list-manage\.com/track/|sendgrid\.net/wf/open"
    r"|ad\.|ads\.|analytics\.)"
    r"|//feeds\.[\w.-]+/~[a-z]{1,2}/|/~r/|/_/stat\?|/tracking[-_]?pixel|/pixel\.(?:gif|png)|/b\.gif\?"
    r"|//medium\.com/_/|/piwik\.php|/matomo\.php|/wp-json/pixel|blogger\.googleusercontent\.com/tracker/",
    re.IGNORECASE,
)
"""Addresses of images that only count visits."""
_EMOJI = re.compile(r"(?:^|\s)(?:wp-smiley|emoji|emojione|twemoji)(?:\s|$)")
_MAX_EMOJI_NAME = 12


def picture_address(image: LexborNode, base: str) -> str:
    """Return the absolute address of an image; empty if it has none, or only counts visits."""
    attributes = image.attributes
    if _is_pixel(attributes):
        return ""
    for candidate in _candidates(image, attributes):
        address = web_address(candidate, base)
        if address and not _PLACEHOLDER.search(address):
            return "" if _TRACKER.search(address) else address
    return ""


def picture_name(image: LexborNode) -> str:
    """Return the name of an image: its alternative text, else its title."""
    attributes = image.attributes
    return one_line(attributes.get("alt") or attributes.get("title") or "")


def emoji_text(attributes: _Attributes) -> str:
    """Return the text of an image that is an emoji in a line; empty if it is none."""
    name = attributes.get("alt") or ""
    is_emoji = _EMOJI.search(attributes.get("class") or "") and len(name) <= _MAX_EMOJI_NAME
    return name if is_emoji else ""


def _is_pixel(attributes: _Attributes) -> bool:
    for name in ("width", "height"):
        size = _NUMBER.match(attributes.get(name) or "")
        has_unit = (attributes.get(name) or "").strip().endswith("%")
        if size is not None and int(size[1]) <= _MAX_PIXEL and not has_unit:
            return True
    return False


def _candidates(image: LexborNode, attributes: _Attributes) -> Iterator[str]:
    for name in _LAZY:
        yield attributes.get(name) or ""
    yield attributes.get("src") or ""
    for name in _SETS:
        yield _best_of_set(attributes.get(name) or "")
    parent = image.parent
    if parent is not None and parent.tag == "picture":
        for source in parent.css("source"):
            for name in _SETS:
                yield _best_of_set(source.attributes.get(name) or "")


def _best_of_set(images: str) -> str:
    """Return the largest image of a `srcset` that is not larger than needed."""
    images = images[:_MAX_SET]
    best, best_size = "", -1.0
    position = 0
    for _ in range(_MAX_CANDIDATES):
        match = _CANDIDATE.match(images, position)
        if match is None:
            break
        size = float(match[2] or 1) * (_BEST_WIDTH / 2 if match[3] != "w" else 1)
        is_better = best_size < size <= _BEST_WIDTH or size < best_size > _BEST_WIDTH
        if not best or is_better:
            best, best_size = match[1], size
        position = match.end()
    return best
