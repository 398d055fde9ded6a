"""Find related posts, by shared tags and by rare words that their titles share."""

from __future__ import annotations

import re
from collections import defaultdict
from math import log
from typing import TypeAlias

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.search.words import split_words
from reader.text.folding import fold

MAX_POSTS_OF_TRAIT = 400
"""Maximum number of posts that share a trait. A more common trait says little about a post."""
MIN_LETTERS = 4
"""Minimum number of letters of an ASCII word in a title."""
MIN_SHARED_WORDS = 2
"""Minimum number of words that titles must share if the posts share no tag."""

_TAG, _WORD = "tag", "word"
_Trait: TypeAlias = tuple[str, str]
"""`_TAG` or `_WORD`, and the tag or word."""


def related_posts(catalogue: Catalogue, post: Post, limit: int) -> list[Post]:
    """Return the posts that are most closely related to a post, then the newest.

    Args:
        catalogue: The posts to choose from. Posts in another language are excluded, and so are
            translations of the post.
        post: The post, which need not be in the catalogue.
        limit: Maximum number of posts to return.
    """
    by_trait = _posts_by_trait(catalogue, post)
    scores: dict[str, float] = defaultdict(float)
    shared: dict[str, int] = defaultdict(int)
    found: dict[str, Post] = {}
    for (kind, _), posts in by_trait.items():
        if len(posts) > MAX_POSTS_OF_TRAIT:
            continue
        weight = log(1 + len(catalogue) / len(posts))
        for other in posts:
            found[other.path] = other
            scores[other.path] += weight
            shared[other.path] += MIN_SHARED_WORDS if kind == _TAG else 1
    translations = {other.path for other in catalogue.translations_of(post)}
    close = [
        other
        for path, other in found.items()
        if path != post.path
        and path not in translations
        and shared[path] >= MIN_SHARED_WORDS
        and (other.language or post.language) == post.language
    ]
    # The catalogue is ordered by date, and sorting is stable.
    close.sort(key=lambda other: -scores[other.path])
    return list(catalogue.stories.one_each(close)[:limit])


def _posts_by_trait(catalogue: Catalogue, post: Post) -> dict[_Trait, list[Post]]:
    """Return the posts that share each of the traits of a post."""
    tags, words = _tags(post), _title_words(post)
    found: dict[_Trait, list[Post]] = defaultdict(list)
    may_share = re.compile("|".join(map(re.escape, words))).search if words else None
    for other in catalogue.all_posts:
        for tag in tags.intersection(_tags(other)) if tags and other.tags else ():
            found[_TAG, tag].append(other)
        # Searching the whole title first is faster, because most titles share no word.
        if may_share is not None and may_share(fold(other.title)):
            for word in words & _title_words(other):
                found[_WORD, word].append(other)
    return found


def _tags(post: Post) -> set[str]:
    return {tag.casefold() for tag in post.tags}


def _title_words(post: Post) -> set[str]:
    words = split_words(post.title)
    return {word for word in words if len(word) >= MIN_LETTERS or not word.isascii()}
