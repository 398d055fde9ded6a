"""Posts that are about the same: by shared tags, and by rare words that titles share."""

from __future__ import annotations

import re
from collections import defaultdict
from math import log
from typing import TypeAlias

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.search.words import fold, split_words

_COMMON = 400
"""Posts that share a trait, from which on it says nothing of what they are about."""
_LEAST_LETTERS = 4
"""Of a word that says something."""
_LEAST_WORDS = 2
"""Words of the title that must be shared where no tag is."""

_TAG, _WORD = "tag", "word"
_Trait: TypeAlias = tuple[str, str]
"""Whether it is a tag or a word of the title, and which."""


def related_posts(catalogue: Catalogue, post: Post, most: int) -> list[Post]:
    """So many posts at most that are closest to another one, closest first, then newest."""
    by_trait = _sharing(catalogue, post)
    scores: dict[str, float] = defaultdict(float)
    shared: dict[str, int] = defaultdict(int)
    found: dict[str, Post] = {}
    for (kind, _), posts in by_trait.items():
        if len(posts) > _COMMON:
            continue
        weight = log(1 + len(catalogue) / len(posts))
        for other in posts:
            found[other.path] = other
            scores[other.path] += weight
            shared[other.path] += _LEAST_WORDS if kind == _TAG else 1
    close = [
        other
        for path, other in found.items()
        if path != post.path
        and shared[path] >= _LEAST_WORDS
        and (other.language or post.language) == post.language
    ]
    # The catalogue has the newest first, and sorting keeps the order of equals.
    return sorted(close, key=lambda other: -scores[other.path])[:most]


def _sharing(catalogue: Catalogue, post: Post) -> dict[_Trait, list[Post]]:
    """The posts with each of the traits of a post."""
    tags, words = _tags(post), _title_words(post)
    found: dict[_Trait, list[Post]] = defaultdict(list)
    may_share = re.compile("|".join(map(re.escape, words))).search if words else None
    for other in catalogue.posts:
        for tag in tags.intersection(_tags(other)) if tags and other.tags else ():
            found[_TAG, tag].append(other)
        # Most titles are ruled out by a look at them as a whole.
        if may_share is not None and may_share(fold(other.title)):
            for word in words & _title_words(other):
                found[_WORD, word].append(other)
    return found


def _tags(post: Post) -> set[str]:
    return {tag.casefold() for tag in post.tags}


def _title_words(post: Post) -> set[str]:
    return {it for it in split_words(post.title) if len(it) >= _LEAST_LETTERS or not it.isascii()}
