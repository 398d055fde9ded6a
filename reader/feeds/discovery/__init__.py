"""Find the feeds of a site from the address that a person types."""

from __future__ import annotations

from reader.feeds.discovery.finder import Fetch, FoundFeed, fetch_with, find_feeds
from reader.feeds.discovery.pace import paced

__all__ = ["Fetch", "FoundFeed", "fetch_with", "find_feeds", "paced"]
