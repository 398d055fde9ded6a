"""The post's picture: a key, else the first image of the body."""

from __future__ import annotations

import re

from reader.posts.fields.manuscript import Manuscript
from reader.posts.fields.values import text_of
from reader.posts.front_matter import Value

_PARTS = ("src", "url", "path", "image", "file", "filename", "href", "feature", "relative", "name")
"""Where a mapping that describes a picture keeps its address."""

_IN_BODY = re.compile(
    r"""!\[(?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]){0,500}\]\(\s*<?(?P<markdown>[^\s)>]+)"""
    r"""|!\[\[(?P<wiki>[^\]|#\n]{1,300}\.(?:avif|bmp|gif|jpe?g|png|svg|webp))"""
    r"""|<img\s[^<>]{0,2000}?\bsrc\s*=\s*["']?(?P<html>[^"'\s>]+)""",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LIQUID = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")


def read_image(manuscript: Manuscript) -> str | None:
    """An http(s) address or a path, as written; None if there is none that may be fetched."""
    for _, value in manuscript.values("image"):
        image = _address(_address_in(value))
        if image is not None:
            return image
    for found in _IN_BODY.finditer(manuscript.body):
        image = _address(found["markdown"] or found["wiki"] or found["html"])
        if image is not None:
            return image
    return None


def _address_in(value: Value) -> str:
    """The address that a scalar, a mapping or the first item of a list gives; else nothing."""
    for _ in range(4):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = next((value[part] for part in _PARTS if part in value), "")
    return text_of(value)


def _address(written: str) -> str | None:
    address = _LIQUID.sub("", written).strip()
    if address.startswith("//"):
        address = f"https:{address}"
    scheme = _SCHEME.match(address)
    if scheme is not None and scheme[0].casefold() not in ("http:", "https:"):
        return None
    is_flag = address.casefold() in ("", "true", "false", "yes", "no", "none")
    return None if is_flag else address
