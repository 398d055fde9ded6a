"""Fold text: remove the differences of spelling that searching and sorting ignore."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Accents of Latin and Greek letters, and vowel points of Arabic and Hebrew, which people often
# omit. Cyrillic is not included, because й is a letter of its own and not и with an accent.
_ACCENTS = re.compile("(?<=[a-z\u0370-\u03ff])[\u0300-\u036f]+|[\u0591-\u05c7\u0640\u064b-\u0652]")
_ALIKE = str.maketrans(
    {
        "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ё": "е",
        "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي",
        "’": "'", "\u2010": "-", "♯": "#",
    }
    | dict.fromkeys(
        "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
    )
)  # fmt: skip
"""Letters that are written in several ways, and invisible characters, which are left out."""


def fold(text: str) -> str:
    """Return a text without the differences that a search ignores. Its length may differ.

    These are case, accents, full and half width, ligatures, and spellings such as ß and ss, by
    the compatibility decomposition of Unicode (https://www.unicode.org/reports/tr15/).
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", parts)).translate(_ALIKE)


def fold_name(name: str) -> str:
    """Return what the spellings of a name, such as that of a tag, have in common.

    Besides the differences that a search ignores, that is the kind of quotation marks: a name is
    written between double ones in a query.
    """
    return fold(name).replace('"', "'")


_fold_one = lru_cache(maxsize=8_192)(fold)


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return a folded text, and for each of its characters the index of the original character.

    Args:
        text: A text in Unicode's form NFC, in which a letter and its accent are one character.
    """
    if text.isascii():
        return text.lower(), list(range(len(text)))
    folded: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        part = _fold_one(character)
        folded.append(part)
        offsets += [index] * len(part)
    return "".join(folded), offsets
