"""How well a text matches the words that are typed."""

from __future__ import annotations

WORD_START_SCORE = 0.7
"""Score of a text in which each word of the query begins a word."""


class Matcher:
    """Rates texts for one query.

    Args:
        query: Words separated by whitespace.
    """

    def __init__(self, query: str) -> None:
        self._query = query.casefold().strip()
        self._words = self._query.split()

    def score(self, text: str) -> float:
        """Rate how well a text matches the query.

        Each word of the query may occur anywhere in the text, in any case. A text scores higher
        when the words occur at the beginning of its words, and when it begins with the query.

        Returns:
            0 if the query is empty or one of its words is missing, else a number from 0.4 to 1.
        """
        folded = text.casefold()
        for word in self._words:
            if word not in folded:
                return 0.0
        if not self._words:
            return 0.0
        starts = sum(f" {word}" in f" {folded}" for word in self._words) / len(self._words)
        return 0.4 + 0.3 * starts + 0.3 * folded.startswith(self._query)
