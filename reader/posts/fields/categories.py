"""Extract categories, tags and authors: names in a list, on one line, or in the path."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.posts.fields.source import PostSource
from reader.posts.fields.values import (
    all_texts,
    first_text,
    is_text_with_colon,
    split_text,
    unique_names,
)
from reader.posts.front_matter import Value
from reader.posts.keys import NORMALISED_KEYS, normalise_key
from reader.posts.markup import plain_line
from reader.posts.post import UNCATEGORISED

SINGULAR = frozenset(("category", "section", "author", "by", "byline", "creator"))
"""Keys whose text is a single name and is never split."""

_PEOPLE = frozenset(NORMALISED_KEYS["authors"])

_SPELLED_LIST = re.compile(
    r"\[\s*(?:\"[^\"]*\"|'[^']*')(?:\s*,\s*(?:\"[^\"]*\"|'[^']*'))*\s*,?\s*\]"
)
_SPELLED_ITEM = re.compile(r"\"([^\"]*)\"|'([^']*)'")
"""A list of strings as Python or JSON writes it, which programs put into a text by mistake."""

_MARKED = r"#?\[\[[^\[\]]+\]\]|#[^\s,\[][^\s,]*"
_MARKED_NAME = re.compile(_MARKED)
_MARKED_NAMES = re.compile(rf"(?:{_MARKED})(?:(?:\s*,\s*|\s+)(?:{_MARKED}))*")
"""Hashtags and wiki links, as in `#one [[two words]]` of Logseq."""


def extract_categories(source: PostSource) -> tuple[str, ...]:
    """Return at least one category: from a key, or else from the folder, or `Uncategorised`."""
    for key, value in source.values("categories"):
        # With `extends`, Jigsaw's `section` names the part of the layout that the body fills:
        # https://jigsaw.tighten.com/docs/content-markdown/
        if normalise_key(key) == "section" and source.has("extends"):
            continue
        names = _names(source, key, value)
        if names:
            return names
    return (source.path_info.category or UNCATEGORISED,)


def extract_tags(source: PostSource) -> tuple[str, ...]:
    """Return the tags of the first key that has any, without a leading `#`."""
    names = _first_names(source, "tags")
    return unique_names(name.lstrip("#") for name in names) if names else ()


def extract_authors(source: PostSource) -> tuple[str, ...]:
    """Return the names of the authors, without the address in `Name <address>`."""
    names = (name.partition(" <")[0] for name in _first_names(source, "authors"))
    return unique_names(names)


def _first_names(source: PostSource, field: str) -> tuple[str, ...]:
    found = (_names(source, key, value) for key, value in source.values(field))
    return next(filter(None, found), ())


def _names(source: PostSource, key: str, value: Value) -> tuple[str, ...]:
    if not isinstance(value, str):
        if isinstance(value, list) and any(map(is_text_with_colon, value)):
            message = f"an item of “{key}” contains an unquoted colon"
            source.report(key, message, "Put the whole item in quotes.")
        return _plain_names(tuple(all_texts(value)))
    text = first_text(value)
    name = normalise_key(key)
    if _SPELLED_LIST.fullmatch(text):
        names = [double or single for double, single in _SPELLED_ITEM.findall(text)]
    elif _MARKED_NAMES.fullmatch(text):
        names = [name.replace("#[[", "[[") for name in _MARKED_NAME.findall(text)]
    elif name in SINGULAR:
        names = [text]
    else:
        # Jekyll splits categories and tags at spaces: https://jekyllrb.com/docs/front-matter/.
        is_jekyll = source.has("layout") and name not in _PEOPLE
        names = split_text(text, split_on_spaces=is_jekyll)
    return _plain_names(tuple(names))


@lru_cache(maxsize=8_192)
def _plain_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names as unique plain text. Many posts share the same names, so this is cached."""
    return unique_names(plain_line(name, frozenset()) for name in names)
