"""A post's place on the web: its address, its slug, its language."""

from __future__ import annotations

import re

from reader.posts.fields.source import PostSource
from reader.posts.fields.values import first_text
from reader.posts.keys import normalise_key
from reader.posts.path_info import parse_language

_HTTP = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_PATH = re.compile(r"/(?!/)[^\s:{}<>]*")
"""A permalink without parts that a generator has yet to fill in."""

_BARE_PATH = re.compile(r"[^\s:{}<>./][^\s:{}<>]*/[^\s:{}<>]*")
"""The same without the slash before it, which Zola and others leave out."""


def extract_link(source: PostSource, page: str | None, site_address: str | None) -> str | None:
    """The http(s) address of the post's own page: as written, or its path on the site."""
    for _, value in source.values("link"):
        address = first_text(value)
        if _HTTP.fullmatch(address):
            return address
    return None if site_address is None or page is None else site_address + page


def extract_page(source: PostSource) -> str | None:
    """The path of the post's page on its site, as written; it begins with a slash."""
    for key, value in source.values("link"):
        path = first_text(value)
        if _PATH.fullmatch(path):
            return path
        if normalise_key(key) in ("permalink", "path") and _BARE_PATH.fullmatch(path):
            return f"/{path}"
    return None


def extract_slug(source: PostSource) -> str:
    """The last part of the address: as written, else the file's name without its date."""
    for _, value in source.values("slug"):
        slug = first_text(value).strip("/").rpartition("/")[2]
        if slug:
            return slug
    return source.path_info.slug


def extract_language(source: PostSource) -> str | None:
    """A language code such as `en` or `pt-BR`, of a key or of the file's place."""
    for _, value in source.values("language"):
        language = parse_language(first_text(value))
        if language is not None:
            return language
    return source.path_info.language
