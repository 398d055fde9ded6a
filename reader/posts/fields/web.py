"""A post's place on the web: its address, its slug, its language."""

from __future__ import annotations

import re

from reader.posts.fields.manuscript import Manuscript
from reader.posts.fields.values import text_of
from reader.posts.places import language_of

_HTTP = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_PATH = re.compile(r"/(?!/)[^\s:{}<>]*")
"""A permalink without parts that a generator has yet to fill in."""


def read_link(manuscript: Manuscript, site_address: str | None) -> str | None:
    """The http(s) address of the post's own page: as written, or its path on the site."""
    written = [text_of(value) for _, value in manuscript.values("link")]
    for address in written:
        if _HTTP.fullmatch(address):
            return address
    path = next(filter(_PATH.fullmatch, written), None)
    return None if site_address is None or path is None else site_address + path


def read_slug(manuscript: Manuscript) -> str:
    """The last part of the address: as written, else the file's name without its date."""
    for _, value in manuscript.values("slug"):
        slug = text_of(value).strip("/").rpartition("/")[2]
        if slug:
            return slug
    return manuscript.place.slug


def read_language(manuscript: Manuscript) -> str | None:
    """A language code such as `en` or `pt-BR`, of a key or of the file's place."""
    for _, value in manuscript.values("language"):
        language = language_of(text_of(value))
        if language is not None:
            return language
    return manuscript.place.language
