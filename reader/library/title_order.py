"""The order of titles: as in a dictionary, and numbers by their values.

Accents and case make no difference, and neither does punctuation before the first word. The order
does not depend on the locales that are installed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, TypeAlias
from unicodedata import normalize

from reader.text.folding import fold

TitleKey: TypeAlias = tuple[Any, ...]
"""Text and numbers in turn, beginning with text."""

_ACCENTS = re.compile("(?<=[a-z\u0370-\u03ff])[\u0300-\u036f]+")
_LETTERS = re.compile("[đøłıæœё]")
"""Letters that are sorted like others, although Unicode does not decompose all of them."""
_NUMBER = re.compile(r"\d")
_PUNCTUATION = re.compile(r"[\W_]+")


def title_key(title: str) -> TitleKey:
    """Return the key by which a title is sorted."""
    text = title.lower() if title.isascii() else _without_accents(title)
    if not text[:1].isalnum() and (punctuation := _PUNCTUATION.match(text)):
        text = text[punctuation.end() :]
    return _number_key(text) if _NUMBER.search(text) else (text,)


def _without_accents(title: str) -> str:
    folded = title.casefold()
    folded = fold(folded) if _LETTERS.search(folded) else folded
    # Composed again, because й is a letter of its own, which follows и.
    return normalize("NFC", _ACCENTS.sub("", normalize("NFD", folded)))


@lru_cache(maxsize=65_536)
def _number_key(text: str) -> TitleKey:
    """Return the key of natsort: https://natsort.readthedocs.io/en/stable/api.html."""
    # Late: the app imports this module at its start, and most lists are never sorted by title.
    from natsort import natsort_keygen

    parts: TitleKey = natsort_keygen()(text)
    return tuple(normalize("NFC", part) if isinstance(part, str) else part for part in parts)
