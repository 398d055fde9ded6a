"""The order of titles: as in a dictionary, and numbers by their values.

Accents and case make no difference, and neither does punctuation before the first word. The order
does not depend on the locales that are installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias
from unicodedata import normalize

from reader.text.folding import fold

TitleKey: TypeAlias = tuple[Any, ...]
"""Text and numbers in turn, beginning with text."""

_NUMBER = re.compile(r"\d")
_PUNCTUATION = re.compile(r"[\W_]+")


def title_key(title: str) -> TitleKey:
    """Return the key by which a title is sorted."""
    text = fold(title)
    if not text[:1].isalnum() and (punctuation := _PUNCTUATION.match(text)):
        text = text[punctuation.end() :]
    return _number_key(text) if _NUMBER.search(text) else (text,)


@lru_cache(maxsize=65_536)
def _number_key(text: str) -> TitleKey:
    parts: TitleKey = _natural_key()(text)
    return tuple(normalize("NFC", part) if isinstance(part, str) else part for part in parts)


@lru_cache(maxsize=1)
def _natural_key() -> Callable[[str], TitleKey]:
    """Return natsort's function: https://natsort.readthedocs.io/en/stable/api.html."""
    # Late: the app imports this module at its start, and most lists are never sorted by title.
    from natsort import natsort_keygen

    return natsort_keygen()
