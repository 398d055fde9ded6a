"""Extract the web address, page path, aliases, slug and language of a post."""

from __future__ import annotations

import re

from reader.posts.fields.source import PostSource
from reader.posts.fields.values import all_texts, first_text, split_text, unique_names
from reader.posts.keys import normalise_key
from reader.posts.path_info import LANGUAGE_ALIASES, parse_language

_HTTP = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_WRAPPED = re.compile(r"(?:\[[^\[\]]*\]\(|<)(https?://[^\s<>()]+)[>)]", re.IGNORECASE)
"""An address as a link of Markdown."""
_PATH = re.compile(r"/(?!/)[^\s:{}<>]*")
"""A permalink without placeholders (https://jekyllrb.com/docs/permalinks/#placeholders)."""

_BARE_PATH = re.compile(r"[^\s:{}<>./][^\s:{}<>]*/[^\s:{}<>]*")
"""A path without a leading slash, as in Zola's `path`
(https://www.getzola.org/documentation/content/page/)."""


def extract_link(source: PostSource, page: str | None, site_address: str | None) -> str | None:
    """Return the http(s) address of the post's page: as written, or its path on the site, or else
    the address of the page that the post was clipped from.

    Args:
        source: The post.
        page: Path of the page, as `extract_page` returns it.
        site_address: Address of the site without a trailing slash, if it is known.
    """
    address = _first_address(source, "link")
    if address is not None:
        return address
    if site_address is not None and page is not None:
        return site_address + page
    return _first_address(source, "source")


def _first_address(source: PostSource, field: str) -> str | None:
    texts = (_WRAPPED.sub(r"\1", first_text(value)) for _, value in source.values(field))
    return next(filter(_HTTP.fullmatch, texts), None)


def extract_enclosures(source: PostSource) -> tuple[str, ...]:
    """Return the http(s) addresses of the files that come with a post, each once.

    Each file is an address, or a mapping with its `url`.
    """
    found = (
        first_text(item.get("url", "") if isinstance(item, dict) else item)
        for _, value in source.values("enclosures")
        for item in (value if isinstance(value, list) else [value])
    )
    return tuple(dict.fromkeys(filter(_HTTP.fullmatch, found)))


def extract_page(source: PostSource) -> str | None:
    """Return the path of the post's page on its site, with a leading slash, or None."""
    for key, value in source.values("link"):
        path = first_text(value)
        if _PATH.fullmatch(path):
            return path
        if normalise_key(key) in ("permalink", "path") and _BARE_PATH.fullmatch(path):
            return f"/{path}"
    return None


def extract_aliases(source: PostSource) -> tuple[str, ...]:
    """Return other names of the post, and former paths and addresses of its page.

    They are names in Obsidian, and paths in Hugo (https://gohugo.io/methods/page/aliases), Zola and
    Jekyll. A text with commas is one name or several: both are returned.
    """
    names: list[str] = []
    for _, value in source.values("aliases"):
        if isinstance(value, str):
            text = first_text(value)
            names += (text, *split_text(text, split_on_spaces=False))
        else:
            names += all_texts(value)
    return unique_names(names) if names else ()


def extract_slug(source: PostSource) -> str:
    """Return the last part of the address: as written, or else the file name without its date."""
    for _, value in source.values("slug"):
        slug = first_text(value).strip("/").rpartition("/")[2]
        if slug:
            return slug
    return source.path_info.slug


def extract_language(source: PostSource) -> str | None:
    """Return a language code such as `en` or `pt-BR`, from a key or from the path."""
    for _, value in source.values("language"):
        name = first_text(value).partition(".")[0]  # a POSIX locale such as en_US.UTF-8
        language = parse_language(name) or LANGUAGE_ALIASES.get(name.casefold())
        if language is not None:
            return language
    return source.path_info.language


def extract_translation_key(source: PostSource) -> str | None:
    """Return the key that the translations of the post share, or None.

    It is called `translationKey` by Hugo (https://gohugo.io/content-management/multilingual/) and
    `page_id` by Polyglot; `ref` and `lang-ref` are common in Jekyll.
    """
    texts = (first_text(value) for _, value in source.values("translation"))
    return next(filter(None, texts), None)
