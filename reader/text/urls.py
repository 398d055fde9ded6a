"""Addresses as a reader wants to see them: short, decoded, without what only a server needs."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from reader.article.line import clean

_LONGEST = 60


def address(source: str) -> str:
    """Where an image is: host and file name, the local path, or only the scheme of another kind."""
    try:
        parts = urlsplit(clean(source).strip())
    except ValueError:
        return _shortened(clean(source))
    if parts.scheme not in ("", "http", "https", "file"):
        return parts.scheme
    host = parts.netloc.rpartition("@")[2]
    path = clean(unquote(parts.path))
    name = path.rpartition("/")[2]
    if host:
        return _shortened(f"{host}/{name}")
    if len(path) > _LONGEST and name and name != path:
        path = f"…/{name}"
    return _shortened(path)


def host_of(target: str) -> str:
    """The host of an address; nothing where it has none."""
    try:
        return urlsplit(clean(target).strip()).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def _shortened(text: str) -> str:
    return f"{text[: _LONGEST - 1]}…" if len(text) > _LONGEST else text
