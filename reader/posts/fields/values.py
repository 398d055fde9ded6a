"""Front matter values as text and as lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader.posts.front_matter import Value
from reader.text.clean import one_line

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_DEEPEST = 8
_MOST_NAMES = 500

NAME_KEYS = ("name", "title", "label", "text", "id", "slug")
"""Where a mapping that stands for a category, tag or person keeps its name."""

TEMPLATE = re.compile(r"\{\{.*\}\}|\{%.*%\}|<%.*%>", re.DOTALL)
"""A template tag that a generator should have filled in."""


def first_text(value: Value) -> str:
    """A scalar, or the first of a list, as one line of safe text; empty for null and mappings."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return "" if not isinstance(value, str) or value in NULLS else one_line(value)


def all_texts(value: Value) -> Iterator[str]:
    """Every scalar of a value that is not null, at any depth, each as `first_text` gives it.

    Of a mapping within a list, which stands for one thing, the name alone; of one without a name
    those of the mappings in it.
    """
    return _texts_of(value, 0)


def _texts_of(value: Value, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        text = first_text(value)
        if text:
            yield text
    elif isinstance(value, dict):
        yield from _texts_of_mapping(value, depth)
    elif depth < _DEEPEST:
        for item in value:
            yield from _texts_of(item, depth + 1)


def _texts_of_mapping(value: dict[str, Value], depth: int) -> Iterator[str]:
    name = next((value[key] for key in NAME_KEYS if key in value), None)
    if name is not None:
        yield from _texts_of(name, depth + 1)
    elif is_text_with_colon(value):
        yield ": ".join((*value, *map(first_text, value.values())))
    elif depth < _DEEPEST:  # `authors: {ana: {name: Ana}}`
        for item in value.values():
            if isinstance(item, dict):
                yield from _texts_of(item, depth + 1)


def is_text_with_colon(value: Value) -> bool:
    """Whether it is a text that YAML took for a mapping, because there is a colon in it."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    ((key, item),) = value.items()
    return key not in NAME_KEYS and isinstance(item, str) and bool(first_text(item))


def split_text(text: str, split_on_spaces: bool) -> list[str]:
    """Names written in one line: parted by semicolons, else commas, else blanks if asked."""
    for separators in (";；؛", ",，、،"):
        if any(separator in text for separator in separators):
            return re.split(f"[{separators}]", text)
    return text.split() if split_on_spaces else [text]


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names without blanks and commas around them, the empty dropped, unique without case.

    Each is spelled as it is first.
    """
    spelled: dict[str, str] = {}
    for name in names:
        name = name.strip(" ,;")
        if name and len(spelled) < _MOST_NAMES:
            spelled.setdefault(name.casefold(), name)
    return tuple(spelled.values())
