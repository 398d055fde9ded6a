"""Targets that Broadsheet creates itself, and what is told of any target without resolving it."""

from __future__ import annotations

from urllib.parse import unquote

from reader.posts.facets import Facet
from reader.posts.post import Post

INTERNAL = "\0"
"""Prefix of targets that Broadsheet creates. The text of a post never contains it."""
_FACETS = (Facet.CATEGORY, Facet.FEED)
"""The facets whose values have targets."""


def category_target(name: str) -> str:
    """Return an internal target that leads to a category."""
    return f"{INTERNAL}{Facet.CATEGORY}:{name}"


def feed_target(name: str) -> str:
    """Return an internal target that leads to the posts of a feed."""
    return f"{INTERNAL}{Facet.FEED}:{name}"


def target_value(target: str) -> tuple[Facet, str] | None:
    """Return the category or feed that a target leads to, as its facet and its name; or None."""
    facet, colon, name = target.removeprefix(INTERNAL).partition(":")
    is_value = target.startswith(INTERNAL) and facet in _FACETS and colon and name
    return (Facet(facet), name) if is_value else None


def post_target(post: Post) -> str:
    """Return an internal target that leads to a post, from any other post."""
    return f"{INTERNAL}{post.path}"


def target_fragment(target: str) -> str:
    """Return the decoded fragment of a target, or an empty text."""
    return unquote(target.partition("#")[2])
