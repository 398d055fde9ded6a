"""The front matter keys of each field of a post, in order of precedence.

They are the keys that the common generators document:

- Hugo: https://gohugo.io/content-management/front-matter/
- Jekyll: https://jekyllrb.com/docs/front-matter/
- Zola: https://www.getzola.org/documentation/content/page/
- Pelican: https://docs.getpelican.com/en/latest/content.html
- Nikola: https://getnikola.com/handbook.html
- Hexo: https://hexo.io/docs/front-matter
- Grav: https://learn.getgrav.org/content/headers
- Docusaurus: https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog
- Quarto: https://quarto.org/docs/reference/formats/html.html
- Polyglot for Jekyll: https://github.com/untra/polyglot
"""

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
            "date_saved",
        ),
        "updated": (
            "updated",
            "lastmod",
            "updatedAt",
            "modified",
            "last_modified_at",
            "updatedDate",
            "modDatetime",
            "dateModified",
            "lastUpdated",
            "last_update",
            "last_modified",
            "modified_date",
        ),
        "dated path": ("path", "permalink", "slug"),
        "categories": ("categories", "category", "topics", "section"),
        "tags": ("tags", "tag", "keywords"),
        "featured": ("featured", "pinned", "sticky", "top", "highlight"),
        "draft": ("draft", "isDraft"),
        "published": ("published", "publish"),
        "status": ("status", "visibility"),
        "unlisted": ("unlisted", "eleventyExcludeFromCollections", "headless"),
        "private": ("private", "isPrivate"),
        "hidden": ("hidden", "isHidden"),
        "visible": ("visible", "isVisible", "listed", "routable"),
        "build": ("build",),
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
            "previewimage",
            "thumb",
            "header",
            "og",
        ),
        "authors": ("authors", "author", "by", "byline", "creator"),
        "link": ("canonical_url", "canonical", "link", "url", "external_url", "permalink", "path"),
        "source": ("source_url", "source"),
        "slug": ("slug",),
        "aliases": ("aliases", "alias", "redirect_from"),
        "language": ("language", "lang", "locale"),
        "enclosures": ("enclosures",),
        "feed": ("feed",),
        "guid": ("guid",),
        "translation": ("translationKey", "lang-ref", "ref", "page_id"),
    }
)
"""The keys of each field. The first key that yields a value is used."""

NESTED = ("extra", "params", "taxonomies", "taxonomy", "fm", "meta")
"""Mappings whose keys are treated like top-level keys, with lower precedence."""

_OTHER_KEYS = ("type", "weight", "toc", "id", "comments", "extends", "uid")


@lru_cache(maxsize=4096)
def normalise_key(key: str) -> str:
    """Return a key without case, `-`, `_` and spaces, for comparing keys."""
    return key.casefold().replace("-", "").replace("_", "").replace(" ", "")


NORMALISED_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {field: tuple(map(normalise_key, keys)) for field, keys in KEYS.items()}
)
"""`KEYS` with normalised keys."""

KNOWN_KEYS = frozenset(
    normalise_key(key)
    for key in (*NESTED, *_OTHER_KEYS, *(key for keys in KEYS.values() for key in keys))
)
"""Normalised keys that distinguish front matter from prose that happens to contain a colon."""
