"""A post's place on the web: its address, its slug, its language."""

from __future__ import annotations

import re

from reader.posts.fields.source import PostSource
from reader.posts.fields.values import text_of
from reader.posts.keys import normalised
from reader.posts.path_info import language_of

_HTTP = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_PATH = re.compile(r"/(?!/)[^\s:{}<>]*")
"""A permalink without parts that a generator has yet to fill in."""

_BARE_PATH = re.compile(r"[^\s:{}<>./][^\s:{}<>]*/[^\s:{}<>]*")
"""The same without the slash before it, which Zola and others leave out."""


def read_link(manuscript: PostSource, page: str | None, site_address: str | None) -> str | None:
    """The http(s) address of the post's own page: as written, or its path on the site."""
    for _, value in manuscript.values("link"):
        address = text_of(value)
        if _HTTP.fullmatch(address):
            return address
    return None if site_address is None or page is None else site_address + page


def read_page(manuscript: PostSource) -> str | None:
    """The path of the post's page on its site, as written; it begins with a slash."""
    for key, value in manuscript.values("link"):
        path = text_of(value)
        if _PATH.fullmatch(path):
            return path
        if normalised(key) in ("permalink", "path") and _BARE_PATH.fullmatch(path):
            return f"/{path}"
    return None


def read_slug(manuscript: PostSource) -> str:
    """The last part of the address: as written, else the file's name without its date."""
    for _, value in manuscript.values("slug"):
        slug = text_of(value).strip("/").rpartition("/")[2]
        if slug:
            return slug
    return manuscript.place.slug


def read_language(manuscript: PostSource) -> str | None:
    """A language code such as `en` or `pt-BR`, of a key or of the file's place."""
    for _, value in manuscript.values("language"):
        language = language_of(text_of(value))
        if language is not None:
            return language
    return manuscript.place.language
