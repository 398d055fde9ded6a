"""Limits of a fetch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one fetch. The default values are those of feeds and pages."""

    max_bytes: int = 10 * 1024 * 1024
    """Size of the document, both as sent and decompressed."""
    max_seconds: float = 60.0
    """Duration of the whole fetch, including redirects."""
    max_connect_seconds: float = 10.0
    """Time until a server accepts a connection."""
    max_idle_seconds: float = 15.0
    """Time without any data from the server."""
    max_redirects: int = 5


DOCUMENT_LIMITS = Limits()
IMAGE_LIMITS = Limits(max_seconds=20.0, max_connect_seconds=5.0, max_idle_seconds=5.0)
"""A person waits for an image in front of the article."""
