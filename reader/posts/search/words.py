"""Split text into words for searching, regardless of case, accents and width, in any script.

Scripts without spaces have no words to index. A run of their characters is indexed as overlapping
pairs (bigrams), so that every sequence of two or more characters can be found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana, Han, and Hangul, which joins particles to words."""
RUN = re.compile(f"[{_UNSPACED}]+")
"""A run of characters of scripts without spaces."""
WORD_OR_RUN = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
"""A word of a script with spaces, or a run of one without."""
NO_WORD_BEFORE = rf"(?<![^\W_{_UNSPACED}])"
NO_WORD_AFTER = rf"(?![^\W_{_UNSPACED}])"
"""Patterns for the boundaries of a word. A run beside a word is a boundary, too."""
_WORD = re.compile(r"[^\W_]+")

# Accents of Latin and Greek letters, and vowel points of Arabic and Hebrew, which people often
# omit. Cyrillic is not included, because й is a letter of its own and not и with an accent.
_ACCENTS = re.compile("(?<=[a-z\u0370-\u03ff])[\u0300-\u036f]+|[\u0591-\u05c7\u0640\u064b-\u0652]")
_ALIKE = str.maketrans(
    {
        "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ё": "е",
        "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي",
        "’": "'", "\u00ad": None,
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Return a text without the differences that a search ignores. Its length may differ.

    These are case, accents, full and half width, ligatures, and spellings such as ß and ss, by
    the compatibility decomposition of Unicode (https://www.unicode.org/reports/tr15/).
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", parts)).translate(_ALIKE)


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


def split_words(text: str) -> list[str]:
    """Return the folded words of a text, as they are indexed.

    A run gives its pairs of characters and then its last character.
    """
    return _WORD.findall(index_text(text))


def index_text(text: str) -> str:
    """Return a text that SQLite's tokenizer splits into the same words as `split_words`.

    See https://www.sqlite.org/fts5.html#unicode61_tokenizer.
    """
    folded = fold(text)
    return folded if folded.isascii() else RUN.sub(_pairs, folded)


def _pairs(run: re.Match[str]) -> str:
    text = run[0]
    return f" {' '.join(text[index : index + 2] for index in range(len(text)))} "
