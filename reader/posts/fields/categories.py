"""Categories, tags and authors: names, written as a list, a line, or a folder."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.posts.fields.source import PostSource
from reader.posts.fields.values import (
    is_parted_text,
    split_text,
    text_of,
    texts_of,
    unique_names,
)
from reader.posts.front_matter import Value
from reader.posts.keys import NORMALISED_KEYS, normalised
from reader.posts.markup import plain_line
from reader.posts.post import UNCATEGORISED

SINGULAR = frozenset(("category", "section", "author", "by", "byline", "creator"))
"""Keys whose text is one name, whatever is in it."""


_PEOPLE = frozenset(NORMALISED_KEYS["authors"])

_HASHTAGS = re.compile(r"#\S+(?:\s+#\S+)*")


def read_categories(manuscript: PostSource) -> tuple[str, ...]:
    """At least one name; that of the post's folder if no key gives any."""
    for key, value in manuscript.values("categories"):
        # In a Jigsaw layout `section` names the part of the page that the body fills.
        if normalised(key) == "section" and manuscript.has("extends"):
            continue
        names = _names(manuscript, key, value)
        if names:
            return names
    return (manuscript.place.category or UNCATEGORISED,)


def read_tags(manuscript: PostSource) -> tuple[str, ...]:
    """The tags, of the first key that gives any, without the `#` that some write before them."""
    names = _first_names(manuscript, "tags")
    return unique_names(name.lstrip("#") for name in names) if names else ()


def read_authors(manuscript: PostSource) -> tuple[str, ...]:
    """The authors' names, without the address in `Name <address>`."""
    names = (name.partition(" <")[0] for name in _first_names(manuscript, "authors"))
    return unique_names(names)


def _first_names(manuscript: PostSource, field: str) -> tuple[str, ...]:
    found = (_names(manuscript, key, value) for key, value in manuscript.values(field))
    return next(filter(None, found), ())


def _names(manuscript: PostSource, key: str, value: Value) -> tuple[str, ...]:
    if not isinstance(value, str):
        if isinstance(value, list) and any(map(is_parted_text, value)):
            message = f"an item of “{key}” contains an unquoted colon"
            manuscript.report(key, message, "Put the whole item in quotes.")
        return _plain_names(tuple(texts_of(value)))
    text = text_of(value)
    name = normalised(key)
    if name in SINGULAR:
        names = [text]
    elif _HASHTAGS.fullmatch(text):
        names = text.split()
    else:
        is_jekyll = manuscript.has("layout") and name not in _PEOPLE
        names = split_text(text, is_blank_separated=is_jekyll)
    return _plain_names(tuple(names))


@lru_cache(maxsize=8_192)
def _plain_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same names for all posts that spell them so, of whom there are many."""
    return unique_names(map(plain_line, names))
