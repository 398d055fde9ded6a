"""How what is being typed into a search may go on: names of fields, and the values they take."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from reader.posts.catalogue import Catalogue
from reader.posts.search.filters import FIELDS, STATE_NAMES

_FIELD = re.compile(r"(?:^|\s)-?(?P<field>[a-z]+)$")
_VALUE = re.compile(r'(?:^|\s)-?(?P<field>[a-z]+):(?:"(?P<quoted>[^"]*)|(?P<value>[^\s"]*))$')
_LEAST_LETTERS = 2
"""Of a word, before it may be meant for the name of a field."""


class Completions:
    """The values that fields have in a catalogue, those that most posts have first."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def complete(self, text: str) -> str | None:
        """The text as it may go on; None where nothing is known of that.

        It begins with what was typed, letter for letter, but for the quote that a value with
        blanks needs, which must have been typed.
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
            is_complete = is_quoted or not re.search(r'[\s"]', name)
            if (
                is_complete
                and len(name) > len(typed)
                and name.casefold().startswith(typed.casefold())
            ):
                return text + name[len(typed) :] + ('"' if is_quoted else "")
        return None

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        posts = self.catalogue.posts
        return {
            "in": [category.name for category in self.catalogue.categories],
            "tag": _ranked(tag for post in posts for tag in post.tags),
            "by": _ranked(author for post in posts for author in post.authors),
            "lang": _ranked(post.language for post in posts if post.language),
            "is": list(STATE_NAMES),
        }


def _with_field(text: str, typed: str) -> str | None:
    if len(typed) < _LEAST_LETTERS:
        return None
    name = next((it for it in FIELDS if it.startswith(typed)), None)
    return None if name is None else f"{text}{name[len(typed) :]}:"


def _ranked(names: Iterable[str]) -> list[str]:
    return [name for name, _ in Counter(names).most_common()]
