"""HTML elements without content of their own: images, line breaks, checkboxes, players."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from markdown_it.token import Token

from reader.markdown.html.names import EMBEDS
from reader.markdown.html.scripts import embedded_page, filled_page
from reader.text.urls import display_url, url_host

Attributes: TypeAlias = Mapping[str, str | None]
"""Attributes by name in lower case; the value is None where only the name is given."""

LEAVES = frozenset({"br", "img", "input", "wbr", "progress", "meter", "script", *EMBEDS})


def text_token(content: str) -> Token:
    """Return a token of plain text."""
    return Token("text", "", 0, content=content)


def leaf_tokens(name: str, attributes: Attributes, inner_source: str = "") -> list[Token]:
    """Return the inline tokens of an element in `LEAVES`; none if there is nothing to show.

    Args:
        name: The tag name in lower case.
        attributes: The element's attributes.
        inner_source: For a player, the `src` of a `<source>` or `<embed>` within it.
    """
    if name == "br":
        return [Token("hardbreak", "br", 0)]
    if name == "wbr":
        return [text_token("\u200b")]
    if name == "img":
        return _image(attributes)
    if name == "input":
        return _checkbox(attributes)
    if name == "script":
        return _player("embed", *embedded_page(attributes))
    if name in EMBEDS:
        names = ("src", "data") if attributes.get("src") != "about:blank" else ()
        sources = (attributes.get(key) for key in (*names, "data-src"))
        source = next(filter(None, sources), inner_source)
        return _player(EMBEDS[name], source, attributes.get("title") or "")
    value, maximum = attributes.get("value"), attributes.get("max")
    return [text_token(f"{value}/{maximum}" if maximum else value)] if value else []


def embed_tokens(attributes: Attributes) -> list[Token]:
    """Return the inline tokens of an empty element; none unless a script would fill it."""
    return _player("embed", filled_page(attributes), "")


def _image(attributes: Attributes) -> list[Token]:
    source = attributes.get("src") or attributes.get("data-src") or ""
    name = attributes.get("alt") or attributes.get("title") or ""
    is_tracking_pixel = attributes.get("width") in ("0", "1")
    if is_tracking_pixel or not (source or name):
        return []
    return [Token("image", "img", 0, attrs={"src": source}, content=name)]


def _checkbox(attributes: Attributes) -> list[Token]:
    if attributes.get("type") != "checkbox":
        return []
    return [Token("marker", "", 0, content="☑ " if "checked" in attributes else "☐ ")]


def _player(kind: str, source: str, title: str) -> list[Token]:
    """Return a link that names what would be played or embedded here."""
    if not source:
        return []
    target = f"https:{source}" if source.startswith("//") else source
    host = url_host(target).removeprefix("www.")
    if kind == "embed" and any(site in host for site in ("youtu", "vimeo", "dailymotion")):
        kind = "video"
    return [
        Token("link_open", "a", 1, attrs={"href": target}),
        Token("marker", "", 0, content="▸ "),
        text_token(f"{' '.join(title.split()) or kind} · {host or display_url(target)}"),
        Token("link_close", "a", -1),
    ]
