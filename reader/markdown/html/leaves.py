"""Elements that stand for one thing: images, breaks, boxes, players, raised digits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from markdown_it.token import Token

from reader.markdown.html.names import EMBEDS
from reader.text.urls import display_url, url_host

Attributes: TypeAlias = Mapping[str, str | None]

LEAVES = frozenset({"br", "img", "input", "wbr", "progress", "meter", *EMBEDS})

_RAISED = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}


def text(content: str) -> Token:
    """A token of plain text."""
    return Token("text", "", 0, content=content)


def leaf(name: str, attributes: Attributes, inner_source: str = "") -> list[Token]:
    """The inline tokens of an element of LEAVES; none where it says nothing.

    Args:
        name: The tag, in lower case.
        attributes: Its attributes.
        inner_source: For a player: the source that is named within it.
    """
    if name == "br":
        return [Token("hardbreak", "br", 0)]
    if name == "wbr":
        return [text("\u200b")]
    if name == "img":
        return _image(attributes)
    if name == "input":
        return _box(attributes)
    if name in EMBEDS:
        source = attributes.get("src") or attributes.get("data") or inner_source
        return _player(EMBEDS[name], source, attributes.get("title") or "")
    value, most = attributes.get("value"), attributes.get("max")
    return [text(f"{value}/{most}" if most else value)] if value else []


def _image(attributes: Attributes) -> list[Token]:
    source = attributes.get("src") or attributes.get("data-src") or ""
    name = attributes.get("alt") or attributes.get("title") or ""
    if attributes.get("width") in ("0", "1") or not (source or name):
        return []  # what counts visits is no image
    return [Token("image", "img", 0, attrs={"src": source}, content=name)]


def _box(attributes: Attributes) -> list[Token]:
    if attributes.get("type") != "checkbox":
        return []
    return [Token("marker", "", 0, content="☑ " if "checked" in attributes else "☐ ")]


def _player(kind: str, source: str, title: str) -> list[Token]:
    """A link that says what would play or be embedded here."""
    if not source:
        return []
    target = f"https:{source}" if source.startswith("//") else source
    host = url_host(target).removeprefix("www.")
    if kind == "embed" and any(site in host for site in ("youtu", "vimeo", "dailymotion")):
        kind = "video"
    return [
        Token("link_open", "a", 1, attrs={"href": target}),
        Token("marker", "", 0, content="▸ "),
        text(f"{' '.join(title.split()) or kind} · {host or display_url(target)}"),
        Token("link_close", "a", -1),
    ]


def raised(content: str, tag: str) -> str | None:
    """Digits in their raised (`sup`) or lowered (`sub`) form; None where there is no such form."""
    table = _RAISED[tag]
    content = content.strip()
    return content.translate(table) if all(ord(it) in table for it in content) else None
