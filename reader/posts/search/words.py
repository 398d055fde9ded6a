"""Split text into words for searching, regardless of case, accents and width, in any script.

Scripts without spaces have no words to index. A run of their characters is indexed as overlapping
pairs (bigrams), so that every sequence of two or more characters can be found.

Names such as `C++`, `.NET` and `node.js` are indexed twice: as their words, and as one term in
which each symbol is a letter of Unicode's private use area. SQLite's tokenizer takes these for
letters: https://www.sqlite.org/fts5.html#unicode61_tokenizer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.text.folding import fold

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana, Han, and Hangul, which joins particles to words."""
RUN = re.compile(f"[{UNSPACED}]+")
"""A run of characters of scripts without spaces."""
WORD_OR_RUN = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
"""A word of a script with spaces, or a run of one without."""
NO_WORD_BEFORE = rf"(?<![^\W_{UNSPACED}])"
NO_WORD_AFTER = rf"(?![^\W_{UNSPACED}])"
"""Patterns for the boundaries of a word. A run beside a word is a boundary, too."""
_WORD = re.compile(r"[^\W_]+")
_LETTER = rf"[^\W_{UNSPACED}]"
_NAME_SOURCE = (
    rf"(?:(?<![\w.$@])[.$@]{_LETTER}++(?:[-._+#@&]{{1,3}}{_LETTER}++){{0,5}}"
    rf"|(?<!{_LETTER}){_LETTER}++(?:(?:[-._+#@&]{{1,3}}{_LETTER}++){{1,5}}|(?=\+|\#)))"
    rf"(?:(?:\+\+?|\#)(?!{_LETTER}))?"
)
_NAME = re.compile(_NAME_SOURCE)
"""A name with symbols: before it as in `.NET`, after it as in `C++`, or in it as in `node.js`."""
_NUMBER = re.compile(r"[\d._-]+")
"""A date or a version, whose parts are words of their own."""
_NAME_OR_WORD = re.compile(f"{_NAME_SOURCE}|{WORD_OR_RUN.pattern}")
_SYMBOLS = ".$@-_+#&"
_TO_TERM = str.maketrans({symbol: chr(0xE000 + ord(symbol)) for symbol in _SYMBOLS})
SYMBOL_LETTERS = frozenset(_TO_TERM.values())
"""The letters in the place of symbols."""


def split_words(text: str) -> list[str]:
    """Return the folded words of a text, as they are indexed.

    A run gives its pairs of characters and then its last character.
    """
    return _WORD.findall(_separate_pairs(fold(text)))


def names_and_words(folded: str) -> Iterator[str]:
    """Yield the names with symbols, the other words and the runs of a folded text, in order."""
    for part in _NAME_OR_WORD.findall(folded):
        if _NUMBER.fullmatch(part):
            yield from WORD_OR_RUN.findall(part)
        else:
            yield part


def name_terms(folded: str) -> list[str]:
    """Return the terms for the names with symbols in a folded text, without repetitions."""
    names = dict.fromkeys(_NAME.findall(folded))
    return [name.translate(_TO_TERM) for name in names if not _NUMBER.fullmatch(name)]


def index_text(text: str) -> str:
    """Return a text that SQLite's tokenizer splits into the words of `split_words`.

    They are followed by the terms for names with symbols.
    """
    folded = fold(text)
    return " ".join((_separate_pairs(folded), *name_terms(folded)))


def _separate_pairs(folded: str) -> str:
    return folded if folded.isascii() else RUN.sub(_pairs, folded)


def _pairs(run: re.Match[str]) -> str:
    text = run[0]
    return f" {' '.join(text[index : index + 2] for index in range(len(text)))} "
