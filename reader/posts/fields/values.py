"""Convert front matter values to text and to lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader.posts.front_matter import Value
from reader.posts.keys import normalise_key
from reader.text.clean import one_line

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""Spellings of null in YAML: https://yaml.org/spec/1.2.2/#1032-tag-resolution."""

TRUE = frozenset(("true", "yes", "on", "y"))
FALSE = frozenset(("false", "no", "off", "n"))
_FLAGS = TRUE | FALSE | {null.casefold() for null in NULLS}

MAX_DEPTH = 8
"""Maximum depth of lists and mappings that are searched for names."""

MAX_NAMES = 500
"""Maximum number of categories, tags or authors of a post."""

NAME_KEYS = ("name", "title", "label", "text", "id", "slug")
"""Keys of the name in a mapping that describes a category, tag or person."""

TEMPLATE = re.compile(r"\{\{.*\}\}|\{%.*%\}|<%.*%>", re.DOTALL)
"""A template tag that was never filled in."""


DATE_PARTS = (
    "published", "publish", "created", "date", "start", "from", "begin", "value", "iso", "raw",
    "text", "updated", "modified", "end",
)  # fmt: skip
"""Keys of the date in a mapping that has several, in order of precedence."""

_TEMPLATE_MARKS = (("{{", "}}"), ("{%", "%}"), ("<%", "%>"))


def has_template(text: str) -> bool:
    """Whether a text contains a template tag that was never filled in."""
    return any(
        opening in text and text.rfind(closing) > text.find(opening)
        for opening, closing in _TEMPLATE_MARKS
    )


def date_text(value: Value) -> str:
    """Return the text of a date that is a scalar, a list or a mapping of its parts.

    A list is a year, a month and a day, a wiki link without quotes, or begins with a date. A
    mapping has a year, a month and a day, or several dates of which the first in the order of
    `DATE_PARTS` is used. Any other mapping is returned as it is, as the text of what is no date.
    """
    if isinstance(value, list):
        return _listed_date(value)
    if not isinstance(value, dict):
        return first_text(value)
    parts = {normalise_key(key): first_text(item) for key, item in value.items()}
    if "year" in parts:
        day = "-".join(parts[part] for part in ("year", "month", "day") if parts.get(part))
        time = ":".join(parts[part] for part in ("hour", "minute", "second") if parts.get(part))
        return f"{day} {time}" if ":" in time else day
    others = (f"{key}: {text}" for key, text in parts.items() if text)
    return next((parts[part] for part in DATE_PARTS if parts.get(part)), ", ".join(others))


def _listed_date(value: list[Value]) -> str:
    if len(value) == 1 and isinstance(value[0], list):  # [[May 6th, 2024]]
        return ", ".join(map(first_text, value[0]))
    texts = [first_text(item) for item in value[:4]]
    is_day = len(texts) == 3 and all(map(str.isdecimal, texts))
    return "-".join(texts) if is_day else first_text(value)


def first_text(value: Value) -> str:
    """Return a scalar, or the first item of a list at any depth, as one line of safe text.

    Null and mappings give an empty text. `[[name]]` without quotes, which is a wiki link, is a list
    in a list in YAML.
    """
    for _ in range(MAX_DEPTH):
        if not isinstance(value, list):
            break
        value = value[0] if value else ""
    return "" if not isinstance(value, str) or value in NULLS else one_line(value)


def all_texts(value: Value) -> Iterator[str]:
    """Yield every scalar of a value, at any depth, as one line of safe text.

    Nulls are skipped. A mapping describes one thing, so it gives only its name, or if it has none,
    the names of the mappings in it. A mapping of flags, lists or nothing gives its keys, as in
    `{news: true}` and `Sport: [Rowing]`, and the items of the lists.
    """
    return _all_texts(value, 0)


def _all_texts(value: Value, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        text = first_text(value)
        if text:
            yield text
    elif isinstance(value, dict):
        yield from _mapping_texts(value, depth)
    elif depth < MAX_DEPTH:
        for item in value:
            yield from _all_texts(item, depth + 1)


def _mapping_texts(value: dict[str, Value], depth: int) -> Iterator[str]:
    name = next((value[key] for key in NAME_KEYS if key in value), None)
    if name is not None:
        yield from _all_texts(name, depth + 1)
    elif is_text_with_colon(value):
        yield ": ".join((*value, *map(first_text, value.values())))
    elif all(map(_has_no_text, value.values())):
        for key, item in value.items():
            if not isinstance(item, str) or item.casefold() not in FALSE:
                yield one_line(key)
            yield from _all_texts(item, depth + 1) if isinstance(item, list) else ()
    elif depth < MAX_DEPTH:  # `authors: {ana: {name: Ana}}`
        for item in value.values():
            if isinstance(item, dict):
                yield from _all_texts(item, depth + 1)


def _has_no_text(value: Value) -> bool:
    """Whether a value tells nothing about its key, which is a name: a list, a flag, or nothing."""
    return isinstance(value, list) or (isinstance(value, str) and value.casefold() in _FLAGS)


def is_text_with_colon(value: Value) -> bool:
    """Whether a value is a text that YAML parsed as a mapping because it contains a colon."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    ((key, item),) = value.items()
    return key not in NAME_KEYS and isinstance(item, str) and bool(first_text(item))


def split_text(text: str, split_on_spaces: bool) -> list[str]:
    """Split a text into names at semicolons, or else at commas, or else at spaces.

    Args:
        text: Names on one line.
        split_on_spaces: Whether a text without semicolons and commas is split at spaces.
    """
    for separators in (";；؛", ",，、،"):
        if any(separator in text for separator in separators):
            return re.split(f"[{separators}]", text)
    return text.split() if split_on_spaces else [text]


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without surrounding spaces and commas, and without empty and repeated ones.

    Names that differ only in case are repeated; the first spelling is kept.
    """
    spellings: dict[str, str] = {}
    for name in names:
        name = name.strip(" ,;")
        if name and len(spellings) < MAX_NAMES:
            spellings.setdefault(name.casefold(), name)
    return tuple(spellings.values())
