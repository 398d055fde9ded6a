"""Words as a search compares them: without case, accents and width, in any script.

A script that is written without blanks has no words to look up; its runs are taken apart into
pairs of neighbours, so that every part of two characters or more can be found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana, Han, and Hangul, whose particles are joined to its words."""
RUN = re.compile(f"[{_UNSPACED}]+")
"""What is written without blanks."""
STRETCH = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
"""A word, or a run."""
NO_WORD_BEFORE = rf"(?<![^\W_{_UNSPACED}])"
NO_WORD_AFTER = rf"(?![^\W_{_UNSPACED}])"
"""Patterns of the ends of a word; a run beside it ends it as a blank does."""
_WORD = re.compile(r"[^\W_]+")

# After decomposition: the accents of Latin and Greek letters, and the vowel points of Arabic and
# Hebrew, which most people leave out; but not the breve that makes another letter of и.
_POINTS = re.compile("(?<=[a-z\u0370-\u03ff])[\u0300-\u036f]+|[\u0591-\u05c7\u0640\u064b-\u0652]")
_ALIKE = str.maketrans(
    {
        "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ё": "е",
        "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي",
        "’": "'", "\u00ad": None,
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text without what a search does not tell apart; its length may be another.

    Full and half width are one, as are ligatures and their letters, and ß and ss.
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKC", _POINTS.sub("", parts)).translate(_ALIKE)


_fold_one = lru_cache(maxsize=8_192)(fold)


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of the one that it came from.

    Args:
        text: In the form NFC, so that a letter and its accent are one character.
    """
    if text.isascii():
        return text.lower(), list(range(len(text)))
    folded: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        part = _fold_one(character)
        folded.append(part)
        places += [index] * len(part)
    return "".join(folded), places


def split_words(text: str) -> list[str]:
    """The words of a text, folded, as the index knows them; runs as pairs and their last one."""
    return _WORD.findall(index_text(text))


def index_text(text: str) -> str:
    """A text for SQLite's `unicode61` to part into the words that `split_words` gives."""
    folded = fold(text)
    return folded if folded.isascii() else RUN.sub(_pairs, folded)


def _pairs(run: re.Match[str]) -> str:
    text = run[0]
    return f" {' '.join(text[at : at + 2] for at in range(len(text)))} "
