"""Which front matter keys each field of a post is read from: one table, in order of precedence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title", "post_title", "name", "linktitle"),
        "description": ("description", "summary", "excerpt", "deck", "subtitle"),
        "separator": ("excerpt_separator",),
        "date": (
            "date",
            "pubDate",
            "pubDatetime",
            "publishDate",
            "published",
            "created",
            "createdAt",
            "post_date",
            "publishedAt",
            "datePublished",
            "dateCreated",
            "posted",
            "datetime",
            "timestamp",
        ),
        "updated": ("updated", "lastmod", "updatedAt", "modified", "last_modified_at"),
        "dated path": ("path", "permalink", "slug"),
        "categories": ("categories", "category", "topics", "section"),
        "tags": ("tags", "tag", "keywords"),
        "featured": ("featured", "pinned", "sticky", "top", "highlight"),
        "draft": ("draft", "isDraft"),
        "published": ("published", "publish"),
        "status": ("status",),
        "redirect": ("redirect_to", "redirect", "redirect_url"),
        "layout": ("layout",),
        "expires": ("expiryDate", "unpublishDate", "expires", "expired"),
        "image": (
            "image",
            "featured_image",
            "feature_image",
            "cover",
            "cover_image",
            "hero",
            "hero_image",
            "header_image",
            "banner",
            "og_image",
            "thumbnail",
            "teaser",
            "preview",
            "photo",
            "images",
            "img",
            "image_url",
            "main_image",
            "lead_image",
            "post_image",
            "social_image",
            "thumb",
            "header",
            "og",
        ),
        "authors": ("authors", "author", "by", "byline", "creator"),
        "link": ("canonical_url", "canonical", "link", "url", "external_url", "permalink", "path"),
        "slug": ("slug",),
        "language": ("language", "lang", "locale"),
    }
)
"""A field's keys; the first that yields a value is taken."""

NESTED = ("extra", "params", "taxonomies", "fm", "meta")
"""Mappings whose keys are looked up as if they stood at the first level, after those that do."""

_OTHER_KEYS = ("type", "weight", "aliases", "toc", "id", "comments", "extends", "uid")


@lru_cache(maxsize=4096)
def normalise_key(key: str) -> str:
    """A key as keys are compared: without case, `-`, `_` and blanks."""
    return key.casefold().replace("-", "").replace("_", "").replace(" ", "")


NORMALISED_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {field: tuple(map(normalise_key, keys)) for field, keys in KEYS.items()}
)
"""`KEYS` as keys are compared."""

KNOWN_KEYS = frozenset(
    normalise_key(key)
    for key in (*NESTED, *_OTHER_KEYS, *(key for keys in KEYS.values() for key in keys))
)
"""Keys by which front matter is told from prose that happens to hold a colon; normalise_key."""
