"""Complete the names and values of fields in a search query."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from operator import attrgetter

from reader.posts.catalogue import Catalogue
from reader.posts.search.filters import FIELDS, STATE_NAMES
from reader.posts.search.minutes import EXAMPLES

_FIELD = re.compile(r"(?:^|\s)-?(?P<field>[a-z]+)$")
_VALUE = re.compile(r'(?:^|\s)-?(?P<field>[a-z]+):(?:"(?P<quoted>[^"]*)|(?P<value>[^\s"]*))$')
MIN_LETTERS = 2
"""Minimum number of letters of a word that is completed to the name of a field."""


class Completions:
    """Completes queries with the values in a catalogue, of which the most frequent are preferred.

    Args:
        catalogue: The open posts.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def complete(self, text: str) -> str | None:
        """Return the completed query, or None if there is no completion.

        The result begins with the typed text. A value with spaces is completed only after a
        typed quote.
        """
        if value := _VALUE.search(text):
            is_quoted = value["quoted"] is not None
            return self._with_value(
                text, value["field"], value["quoted"] or value["value"] or "", is_quoted=is_quoted
            )
        if field := _FIELD.search(text):
            return _with_field(text, field["field"])
        return None

    def _with_value(self, text: str, field: str, typed: str, *, is_quoted: bool) -> str | None:
        for name in self._values.get(field, ()):
            if not is_quoted and re.search(r'[\s"]', name):
                continue
            if len(name) > len(typed) and name.casefold().startswith(typed.casefold()):
                return text + name[len(typed) :] + ('"' if is_quoted else "")
        return None

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        posts = self.catalogue.posts
        return {
            "in": [
                category.name
                for category in sorted(
                    self.catalogue.categories, key=attrgetter("count"), reverse=True
                )
            ],
            "tag": _by_frequency(tag for post in posts for tag in post.tags),
            "by": _by_frequency(author for post in posts for author in post.authors),
            "feed": _by_frequency(post.feed for post in posts if post.feed),
            "lang": _by_frequency(
                post.language for post in self.catalogue.all_posts if post.language
            ),
            "is": list(STATE_NAMES),
            "mins": list(EXAMPLES),
        }


def _with_field(text: str, typed: str) -> str | None:
    if len(typed) < MIN_LETTERS:
        return None
    name = next((field for field in FIELDS if field.startswith(typed)), None)
    return None if name is None else f"{text}{name[len(typed) :]}:"


def _by_frequency(names: Iterable[str]) -> list[str]:
    return [name for name, _ in Counter(names).most_common()]
