"""Extract the fields of posts that were written from a feed.

Such a post names its feed, and the guid of the entry that it was. Its titles and names are plain
text, which would lose words such as `<canvas>` or `*args*` if it were taken for Markdown.
"""

from __future__ import annotations

import re

from reader.posts.fields.source import PostSource
from reader.posts.fields.summary import shorten
from reader.posts.fields.values import FALSE, TRUE, first_text, has_template, unique_names
from reader.posts.path_info import parse_language
from reader.text.clean import one_line

_ADDRESS = re.compile(r"/\S*|\w+://\S*")


def is_feed_name(text: str) -> bool:
    """Whether the value of the key `feed` is the name of a feed.

    Site generators use the key for the address of a feed, and for whether the feed of the site
    contains the post.
    """
    is_flag = text.casefold() in TRUE | FALSE
    return bool(text) and not is_flag and not _ADDRESS.fullmatch(text) and not has_template(text)


def extract_feed(source: PostSource) -> str | None:
    """Return the name of the feed that a post was written from, or None.

    Such a post has the key `guid` as well, which is empty if the entry had no guid. Mappings such
    as `feed: {excerpt_only: true}` of Jekyll (https://github.com/jekyll/jekyll-feed) are not names.
    """
    if not source.has("guid"):
        return None
    values = (value for _, value in source.values("feed"))
    names = (one_line(value) for value in values if isinstance(value, str))
    return next(filter(is_feed_name, names), None)


def extract_guid(source: PostSource) -> str | None:
    """Return the guid of the entry that a post was written from, as one line; None without one."""
    return _literal_text(source, "guid") or None


def literal_title(source: PostSource) -> str:
    """Return the title as plain text; empty if there is none."""
    return _literal_text(source, "title")


def literal_description(source: PostSource) -> str:
    """Return the description as plain text; empty if there is none."""
    return shorten(_literal_text(source, "description"))


def literal_names(source: PostSource, field: str) -> tuple[str, ...] | None:
    """Return the items of a list of names as plain text; None if there is no list of texts."""
    for _, value in source.values(field):
        if isinstance(value, list):
            texts = [item for item in value if isinstance(item, str)]
            return unique_names(map(one_line, texts)) if len(texts) == len(value) else None
    return None


def extract_named_language(source: PostSource) -> str | None:
    """Return the language that the front matter names. Folders are no sign of it: `it` and `de`
    are names of categories as well."""
    codes = (parse_language(first_text(value)) for _, value in source.values("language"))
    return next(filter(None, codes), None)


def _literal_text(source: PostSource, field: str) -> str:
    texts = (one_line(value) for _, value in source.values(field) if isinstance(value, str))
    return next(filter(None, texts), "")
