"""Posts that are about the same: by shared tags, and by rare words that titles share."""

from __future__ import annotations

from collections import defaultdict
from math import log

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.search.words import words_of

_COMMON = 400
"""Posts that share a trait, from which on it says nothing of what they are about."""
_LEAST_LETTERS = 4
"""Of a word that says something."""
_LEAST_WORDS = 2
"""Words of the title that must be shared where no tag is."""


class RelatedPosts:
    """The posts of a catalogue by what they are about."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._count = len(catalogue)
        self._by_tag: dict[str, list[Post]] = defaultdict(list)
        self._by_word: dict[str, list[Post]] = defaultdict(list)
        for post in catalogue.posts:
            for tag in _tags(post):
                self._by_tag[tag].append(post)
            for word in _title_words(post):
                self._by_word[word].append(post)

    def of(self, post: Post, most: int) -> list[Post]:
        """So many posts at most that are closest to another one, closest first, then newest."""
        scores: dict[str, float] = defaultdict(float)
        words: dict[str, int] = defaultdict(int)
        found: dict[str, Post] = {}
        tagged: set[str] = set()
        for tag in _tags(post):
            for other in self._sharing(self._by_tag, tag):
                found[other.path] = other
                tagged.add(other.path)
                scores[other.path] += self._weight(self._by_tag, tag)
        for word in _title_words(post):
            for other in self._sharing(self._by_word, word):
                found[other.path] = other
                words[other.path] += 1
                scores[other.path] += self._weight(self._by_word, word)
        close = [
            other
            for path, other in found.items()
            if path != post.path
            and (path in tagged or words[path] >= _LEAST_WORDS)
            and (other.language or post.language) == post.language
        ]
        # The catalogue has the newest first, and sorting keeps the order of equals.
        order = sorted(close, key=lambda other: -scores[other.path])
        return order[:most]

    @staticmethod
    def _sharing(by_trait: dict[str, list[Post]], trait: str) -> list[Post]:
        posts = by_trait.get(trait, [])
        return posts if len(posts) <= _COMMON else []

    def _weight(self, by_trait: dict[str, list[Post]], trait: str) -> float:
        return log(1 + self._count / len(by_trait[trait]))


def _tags(post: Post) -> set[str]:
    return {tag.casefold() for tag in post.tags}


def _title_words(post: Post) -> set[str]:
    return {it for it in words_of(post.title) if len(it) >= _LEAST_LETTERS or not it.isascii()}
