"""Extract the image of a post: from a key, or else the first image of the body."""

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
"""Keys of the address in a mapping that describes an image."""

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
    rf"|\{{%-?\s*(?:asset_img|figure|image|img|picture)\w*\b[^%{{}}]{{0,60}}?"
    rf"(?:\"(?P<quoted>[^\"%{{}}]+{_IMAGE_FILE})\""
    rf"|[\"'\s=](?P<liquid>[^\s\"'%{{}}]+{_IMAGE_FILE}))",
    re.IGNORECASE,
)
_ADDRESSES = (
    "angled", "plain", "wiki", "html1", "html2", "html3", "code1", "code2", "code3", "quoted",
    "liquid",
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
"""A template tag within an address. It may contain the path; otherwise it is the site's address."""
_BADGE = re.compile(r"//img\.shields\.io/|/badges?[./]", re.IGNORECASE)
_LIKELY = re.compile(rf"[^\s<>]*[./][^\s<>]*|[^<>]+{_IMAGE_FILE}", re.IGNORECASE)
"""What may be an address: it has a dot or slash and no spaces, or the suffix of an image."""


def extract_image(source: PostSource) -> str | None:
    """Return an http(s) address or a path as written, or None. Other schemes are ignored."""
    for _, value in source.values("image"):
        image = _clean_address(_find_address(value))
        if image is not None:
            return image
    return next(_find_images(source.body), None)


def _find_address(value: Value) -> str:
    """Return the address in a scalar, a mapping or the first item of a list, or an empty text."""
    for _ in range(4):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = next((value[part] for part in PARTS if part in value), "")
    text = first_text(value)
    wrapped = _WRAPPED.fullmatch(text) if text.endswith(("]", ")")) else None
    return text if wrapped is None else wrapped["wiki"] or wrapped["plain"]


def _find_images(body: str) -> Iterator[str]:
    """Yield the addresses of the images in a body, except badges and tracking pixels."""
    if not _IN_BODY.search(body):
        return
    shown = _CODE_SPAN.sub("", strip_code(body))
    for found in _IN_BODY.finditer(shown):
        written = next(filter(None, found.group(*_ADDRESSES)), None)
        if written is None and found["label"] is not None:
            written = _find_definition(found["label"] or found["alt"], shown)
        is_pixel = found[0].startswith("<") and _PIXEL.search(
            shown, found.start(), shown.find(">", found.end()) + 1
        )
        address = None if is_pixel else _clean_address(written or "")
        if address is not None and not _BADGE.search(address):
            yield address


def _find_definition(label: str, body: str) -> str | None:
    """Return the target of a link reference definition, which may be anywhere in the body.

    See https://spec.commonmark.org/0.31.2/#link-reference-definitions.
    """
    pattern = _DEFINITION.format(label=re.escape(label))
    found = re.search(pattern, body, re.MULTILINE | re.IGNORECASE)
    return None if found is None else found["target"]


def _clean_address(written: str) -> str | None:
    """Return an address without template tags, or None if it is not an http(s) address or path.

    `&amp;` is decoded: HTML and Markdown spell `&` so, and exports copy it to front matter.
    """
    if "{" in written:
        written = _FILLED_IN.sub(lambda tag: tag["path"] or "", written)
    address = written.strip().replace("&amp;", "&")
    if address.startswith("//"):
        address = f"https:{address}"
    scheme = _SCHEME.match(address)
    if scheme is not None and scheme[0].casefold() not in ("http:", "https:"):
        return None
    return address if _LIKELY.fullmatch(address) else None
