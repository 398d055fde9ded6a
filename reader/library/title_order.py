"""The order of titles: as in a dictionary, and numbers by their values.

Accents and case make no difference, and neither does punctuation before the first word.
"""

from __future__ import annotations

import re

from reader.text.folding import fold
from reader.text.natural_order import NameKey, folded_key

_PUNCTUATION = re.compile(r"[\W_]+")


def title_key(title: str) -> NameKey:
    """Return the key by which a title is sorted."""
    text = fold(title)
    if not text[:1].isalnum() and (punctuation := _PUNCTUATION.match(text)):
        text = text[punctuation.end() :]
    return folded_key(text)
