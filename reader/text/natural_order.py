"""The natural order of names: numbers by their values, without regard to case and accents.

The order does not depend on the locales that are installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias
from unicodedata import normalize

from reader.text.folding import fold

NameKey: TypeAlias = tuple[Any, ...]
"""Text and numbers in turn, beginning with text."""

_NUMBER = re.compile(r"\d")


def name_key(name: str) -> NameKey:
    """Return the key by which a name is sorted."""
    return folded_key(fold(name))


def path_key(path: str) -> NameKey:
    """Return the key by which a path with the separator `/` is sorted: folder by folder."""
    return name_key(path.replace("/", "\0"))  # before all other characters


def folded_key(text: str) -> NameKey:
    """Return the key by which a folded text is sorted."""
    return _number_key(text) if _NUMBER.search(text) else (text,)


@lru_cache(maxsize=4_096)
def _number_key(text: str) -> NameKey:
    parts: NameKey = _natural_key()(text)
    if text.isascii():  # most names are, and a folder may have 100,000 without a date
        return parts
    return tuple(normalize("NFC", part) if isinstance(part, str) else part for part in parts)


@lru_cache(maxsize=1)
def _natural_key() -> Callable[[str], NameKey]:
    """Return natsort's function: https://natsort.readthedocs.io/en/stable/api.html."""
    # Late: the app imports this module at its start, and most lists have no name with a number.
    from natsort import natsort_keygen

    return natsort_keygen()
