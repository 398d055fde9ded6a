"""Ids, names and categories: text that is also the name of a folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256
from urllib.parse import urlsplit

from reader.text.clean import one_line
from reader.text.folding import fold_name
from reader.text.slugs import is_windows_device, make_slug

MAX_NAME_BYTES = 100
"""Maximum length of an id, and of each part of a category, in UTF-8."""
MAX_DEPTH = 8
"""Maximum number of nested folders of a category."""
SEPARATOR = "/"
_MAX_NUMBERED = 54
"""Maximum length of a new id in bytes, so that a number fits behind it."""
_WHOLE = 10_000
"""More bytes than any slug has."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]+')
# Posts in folders with these names are drafts, or are not found.
_RESERVED = frozenset(("drafts", "node_modules"))
_FEED_PATH = re.compile(r"/?(?:feeds?|rss2?|atom|index|rdf)?(?:\.(?:xml|rss|atom|rdf|json))?/?")


def new_id(name: str, taken: Collection[str], url: str = "") -> str:
    """Return an id for a subscription that no other has, such as `daring-fireball`.

    Args:
        name: Its name.
        taken: The ids of the other subscriptions.
        url: Its address, which the id is made of if the name has no letters.
    """
    return free_id(name, {fold_id(identity) for identity in taken}, url)


def free_id(name: str, taken: Collection[str], url: str = "") -> str:
    """Return an id as `new_id` does.

    Args:
        name: The name of the subscription.
        taken: The ids of the other subscriptions, as `fold_id` returns them.
        url: The address of the subscription.
    """
    text = name if any(map(str.isalnum, name)) or not url else derive_name(url)
    slug = make_slug(text, _MAX_NUMBERED)
    number, candidate = 1, slug
    while candidate in taken or candidate in _RESERVED:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def fold_id(text: str) -> str:
    """Return what ids have in common that name the same folder: the slug that it is called."""
    return make_slug(text)


def id_fault(text: str) -> str | None:
    """Return why a text cannot be an id, which names a folder, as a clause; None if it can."""
    if SEPARATOR in text:
        return "it contains a slash"
    return None if text and _folder_name(text) == text else "it cannot be the name of a folder"


def safe_category(text: str) -> str:
    """Return a category without what it cannot have; empty if nothing remains.

    Each part is one clean line. The names of its folders are slugs of the parts.
    """
    parts = filter(None, map(category_part, text.split(SEPARATOR)))
    return SEPARATOR.join([*parts][:MAX_DEPTH])


def category_part(name: str) -> str:
    """Return a name, such as that of a folder in another program, as one part of a category."""
    name = unicodedata.normalize("NFC", one_line(name.replace(SEPARATOR, "-")))
    name = name.encode()[:MAX_NAME_BYTES].decode(errors="ignore").strip()
    return f"{name}-1" if make_slug(name) in _RESERVED else name


def _folder_name(text: str) -> str:
    """Return a name that is valid on every file system; empty if nothing remains.

    https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    """
    name = unicodedata.normalize("NFC", one_line(_NOT_IN_NAMES.sub("-", text)))
    name = name.lstrip(" ._-").encode()[:MAX_NAME_BYTES].decode(errors="ignore").rstrip(" .")
    stem, dot, suffix = name.partition(".")
    if is_windows_device(stem.rstrip()) or make_slug(name) in _RESERVED:
        return f"{stem}-1{dot}{suffix}"
    return name


def derive_name(url: str) -> str:
    """Return a name for the feed at an address, if nothing else names it: `example.org/news`."""
    host, path, query = _address_parts(url)
    path = "" if _FEED_PATH.fullmatch(path) and not query else path.rstrip("/")
    return one_line(f"{host}{path}{query}") or "feed"


def distinct_name(name: str, url: str, taken: Collection[str]) -> str:
    """Return a name for a subscription that no other has: its host follows a name that is taken.

    Feeds of one name would have one row in the sidebar, and `feed:` would find the posts of both.

    Args:
        name: The name that it would have otherwise.
        url: Its address.
        taken: The names of the other subscriptions, as `fold_name` returns them.
    """
    host = _address_parts(url)[0]
    candidates = (name, f"{name} ({host})", f"{name} ({derive_name(url)})")
    numbered = (f"{name} {number}" for number in range(2, len(taken) + 3))
    return next(each for each in (*candidates, *numbered) if fold_name(each) not in taken)


def derive_id(url: str, taken: Collection[str]) -> str:
    """Return the id of a subscription without one, which depends on its address alone.

    Another name and the order of the file therefore do not change it. Addresses that differ only in
    signs, or after the length of an id, are told apart by a checksum.

    Args:
        url: The address.
        taken: The ids of other subscriptions, as `fold_id` returns them.
    """
    text = "-".join(_address_parts(url))
    slug = make_slug(text)
    if slug == make_slug(text, _WHOLE) and slug not in taken and slug not in _RESERVED:
        return slug
    checksum = sha256(url.encode(errors="replace")).hexdigest()
    beginning = make_slug(text, 50)
    return next(
        candidate
        for size in range(8, len(checksum) + 1)
        if (candidate := f"{beginning}-{checksum[:size]}") not in taken
    )


def _address_parts(url: str) -> tuple[str, str, str]:
    """Return host, path and query; the query with its question mark."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2].removeprefix("www.")
    except ValueError:
        return url, "", ""
    return host, parts.path, f"?{parts.query}" if parts.query else ""
