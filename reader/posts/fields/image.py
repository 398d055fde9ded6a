"""The post's picture: a key, else the first image of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.posts.fields.source import PostSource
from reader.posts.fields.values import first_text
from reader.posts.front_matter import Value
from reader.posts.markup import strip_code

PARTS = (
    "src", "url", "path", "image", "file", "filename", "href", "feature", "relative",
    "overlay_image", "teaser", "name",
)  # fmt: skip
"""Where a mapping that describes a picture keeps its address."""

_ALT = r"!\[(?P<alt>(?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]){0,500})\]"
_TEMPLATE = r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}"
_TARGET = (
    rf"(?:<(?P<angled>[^<>\n]+)>|(?P<plain>(?:{_TEMPLATE}|[^\s()<>{{])+(?:\([^\s()]*\)[^\s()]*)*))"
)
_IMAGE_FILE = r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)"
_SRC = r"""(?<![\w-])src\s*=\s*(?:"(?P<{0}1>[^"<>]*)"|'(?P<{0}2>[^'<>]*)'|(?P<{0}3>[^\s"'<>]+))"""
_IN_BODY = re.compile(
    rf"{_ALT}(?:\(\s*{_TARGET}|\[(?P<label>[^\[\]\n]*)\])"
    rf"|!\[\[(?P<wiki>[^\]|#\n]{{1,300}}{_IMAGE_FILE})"
    rf"|<img\s[^<>]{{0,2000}}?{_SRC.format('html')}"
    rf"|\{{\{{[<%]\s*(?:figure|image|img|picture)\s[^{{}}]{{0,1000}}?{_SRC.format('code')}"
    rf"|\{{%-?\s*(?:figure|image|img|picture)\w*\b[^%{{}}]{{0,60}}?"
    rf"[\"'\s=](?P<liquid>[^\s\"'%{{}}]+{_IMAGE_FILE})",
    re.IGNORECASE,
)
_ADDRESSES = (
    "angled", "plain", "wiki", "html1", "html2", "html3", "code1", "code2", "code3", "liquid",
)  # fmt: skip
_CODE_SPAN = re.compile(r"(?<!`)(`++)[^`\n]+\1(?!`)")
_DEFINITION = r"^ {{0,3}}\[{label}\]:\s*<?(?P<target>[^\s>]+)"
_PIXEL = re.compile(r"""\b(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>]""", re.IGNORECASE)

_WRAPPED = re.compile(
    r"!?\[\[(?P<wiki>[^\[\]|]+)(?:\|[^\[\]]*)?\]\]|!\[[^\[\]]*\]\((?P<plain>[^\s()]+).*\)"
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FILLED_IN = re.compile(
    r"""\{[{%]-?\s*(?:(?:asset_path|link|url_for)?\s*["'](?P<path>[^"'{}]*/[^"'{}]*)["'])?[^{}]*[%}]\}"""
)
"""A template tag within an address; it may have the path in it, else it stands for the site's."""
_BADGE = re.compile(r"//img\.shields\.io/|/badges?[./]", re.IGNORECASE)
_LIKELY = re.compile(rf"[^\s<>]*[./][^\s<>]*|[^<>]+{_IMAGE_FILE}", re.IGNORECASE)
"""What can be an address: with a point or slash and no blank, or with the ending of an image."""


def extract_image(source: PostSource) -> str | None:
    """An http(s) address or a path, as written; None if there is none that may be fetched."""
    for _, value in source.values("image"):
        image = _address(_address_in(value))
        if image is not None:
            return image
    return next(_images_of(source.body), None)


def _address_in(value: Value) -> str:
    """The address that a scalar, a mapping or the first item of a list gives; else nothing."""
    for _ in range(4):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = next((value[part] for part in PARTS if part in value), "")
    text = first_text(value)
    wrapped = _WRAPPED.fullmatch(text) if text.endswith(("]", ")")) else None
    return text if wrapped is None else wrapped["wiki"] or wrapped["plain"]


def _images_of(body: str) -> Iterator[str]:
    """The addresses of the images that a body shows, without badges and counters of readers."""
    if not _IN_BODY.search(body):
        return
    shown = _CODE_SPAN.sub("", strip_code(body))
    for found in _IN_BODY.finditer(shown):
        written = next(filter(None, found.group(*_ADDRESSES)), None)
        if written is None and found["label"] is not None:
            written = _defined(found["label"] or found["alt"], shown)
        is_pixel = found[0].startswith("<") and _PIXEL.search(
            shown, found.start(), shown.find(">", found.end()) + 1
        )
        address = None if is_pixel else _address(written or "")
        if address is not None and not _BADGE.search(address):
            yield address


def _defined(label: str, body: str) -> str | None:
    """The target of a reference, which may stand anywhere."""
    pattern = _DEFINITION.format(label=re.escape(label))
    found = re.search(pattern, body, re.MULTILINE | re.IGNORECASE)
    return None if found is None else found["target"]


def _address(written: str) -> str | None:
    if "{" in written:
        written = _FILLED_IN.sub(lambda tag: tag["path"] or "", written)
    address = written.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    scheme = _SCHEME.match(address)
    if scheme is not None and scheme[0].casefold() not in ("http:", "https:"):
        return None
    return address if _LIKELY.fullmatch(address) else None
