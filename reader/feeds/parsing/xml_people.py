"""Authors in what feedparser makes of RSS and Atom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reader.feeds.parsing.media import objects
from reader.feeds.parsing.people import author_name, distinct_names


def authors_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the authors of a feed or an entry of feedparser."""
    return distinct_names(_names(values))


def _names(values: Mapping[str, Any]) -> Iterator[str]:
    people = objects(values.get("authors"))
    for person in people[:-1]:
        yield author_name(person.get("name") or person.get("email"))
    # feedparser cuts addresses with a long last part, such as "a@b.online (Name)". It gives the
    # whole text of the last author.
    last = people[-1] if people else {}
    whole = values.get("author")
    yield author_name(whole) or author_name(last.get("name") or last.get("email"))
