"""Players and embedded pages, in whose place an entry has a link that says what they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.feeds.markdown.addresses import web_address
from reader.markdown.html.names import EMBEDS
from reader.markdown.html.scripts import embedded_page, filled_page
from reader.text.clean import one_line
from reader.text.urls import url_host

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_PAGES = (
    (re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})(?![\w-]).*"),
     "https://www.youtube.com/watch?v={}"),
    (re.compile(r"https?://player\.vimeo\.com/video/(\d+).*"), "https://vimeo.com/{}"),
)  # fmt: skip
"""Addresses of players, and the page on which a person sees the same."""
_VIDEO_SITES = ("youtu", "vimeo", "dailymotion", "loom.com", "wistia")
_MAX_TITLE = 200


class Embed(NamedTuple):
    """A link in the place of something embedded."""

    label: str
    address: str


def embed_of(node: LexborNode, base: str) -> Embed | None:
    """Return the link in the place of an element; None if it embeds nothing that has an address."""
    attributes = node.attributes
    tag = node.tag or ""
    title = one_line(attributes.get("title") or "")[:_MAX_TITLE]
    if tag == "script":
        source, title = embedded_page(attributes)
    elif tag in EMBEDS:
        names = ("src", "data", "data-src", "data-lazy-src")
        sources = [attributes.get(name) or "" for name in names]
        inner = node.css_first("source[src], embed[src]")
        sources.append((inner.attributes.get("src") or "") if inner is not None else "")
        source = next((each for each in sources if each and each != "about:blank"), "")
    else:
        source = filled_page(attributes)
    address = web_address(source, base)
    for pattern, page in _PAGES:
        if match := pattern.fullmatch(address):
            address = page.format(match[1])
    return Embed(_label(tag, title, url_host(address)), address) if address else None


def _label(tag: str, title: str, host: str) -> str:
    host = host.removeprefix("www.")
    kind = tag.title() if tag in ("video", "audio") else "Embedded page"
    if any(site in host for site in _VIDEO_SITES):
        kind = "Video"
    return f"{kind}: {title} ({host})" if title else f"{kind} ({host})"
