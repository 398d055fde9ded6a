"""Extract a line of a text that shows the words of a query, with the positions of the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reader.posts.markup import plain_line
from reader.posts.search.query import Phrase
from reader.text.clean import one_line
from reader.text.folding import fold_with_offsets

_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|>|\d{1,3}\.)[ \t]+", re.MULTILINE)
"""The beginning of a heading, a list item or a quote in Markdown."""

TextSpan: TypeAlias = tuple[int, int]
"""Start and end of a match, as indices of the text."""

MAX_LENGTH = 160
"""Maximum number of characters of an excerpt."""
_CONTEXT = 40
"""Number of characters that are shown before the first match."""
MAX_MATCHES = 400
"""Maximum number of matches of a phrase that are considered."""
MAX_TEXT_LENGTH = 400_000
"""Maximum number of characters of a text that are searched."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of text that is safe to show, with the matches in it."""

    text: str
    spans: tuple[TextSpan, ...]
    """The matches, in order and without overlaps."""


def find_spans(text: str, phrases: Iterable[Phrase]) -> tuple[TextSpan, ...]:
    """Return the matches of the phrases in a text, in order. Adjacent matches are merged.

    Args:
        text: A text in Unicode's form NFC (https://www.unicode.org/reports/tr15/).
        phrases: What to search for.
    """
    return tuple(_merge(span for _, span in _find_matches(text, phrases)))


def excerpt(text: str, phrases: Sequence[Phrase]) -> Excerpt:
    """Return the part of a text that has the most phrases, or else the beginning of the text.

    Args:
        text: A text from `searchable_text`.
        phrases: What to search for.
    """
    text = unicodedata.normalize("NFC", text[:MAX_TEXT_LENGTH])
    start, end = _best_part(text, phrases)
    line = plain_line(_LINE_MARK.sub("", text[start:end]))
    line = f"{'… ' if start else ''}{line}{' …' if end < len(text) else ''}"
    return Excerpt(line, find_spans(line, phrases))


def highlight_line(text: str, phrases: Sequence[Phrase]) -> Excerpt:
    """Return a whole line, such as a title, with the matches in it."""
    line = one_line(unicodedata.normalize("NFC", text))
    return Excerpt(line, find_spans(line, phrases))


def _find_matches(text: str, phrases: Iterable[Phrase]) -> list[tuple[int, TextSpan]]:
    """Return the number of the phrase and the span of each match, in order of the spans."""
    folded, offsets = fold_with_offsets(text)
    matches: list[tuple[int, TextSpan]] = []
    for number, phrase in enumerate(phrases):
        for count, match in enumerate(phrase.pattern.finditer(folded)):
            if count == MAX_MATCHES or match.start() == match.end():
                break
            matches.append((number, (offsets[match.start()], offsets[match.end() - 1] + 1)))
    return sorted(matches, key=lambda match: match[1])


def _best_part(text: str, phrases: Sequence[Phrase]) -> TextSpan:
    """Return the part with the most different phrases within 100 characters."""
    matches = _find_matches(text, phrases)
    if not matches:
        return 0, _word_end(text, MAX_LENGTH)
    best, most = matches[0][1][0], 0
    for index, (_, (first, _)) in enumerate(matches):
        following = matches[index : index + 20]
        near = {number for number, (start, _) in following if start < first + 100}
        if len(near) > most:
            best, most = first, len(near)
    start = _word_start(text, max(0, best - _CONTEXT))
    return start, _word_end(text, start + MAX_LENGTH)


def _word_start(text: str, index: int) -> int:
    """Return the index of the beginning of a word at or shortly after an index."""
    space = text.find(" ", index, index + 20) if index else -1
    return space + 1 if space >= 0 else index


def _word_end(text: str, index: int) -> int:
    """Return the index of the end of a word at or shortly before an index."""
    if index >= len(text):
        return len(text)
    space = text.rfind(" ", index - 20, index)
    return space if space >= 0 else index


def _merge(spans: Iterable[TextSpan]) -> Iterator[TextSpan]:
    """Merge adjacent and overlapping spans."""
    current: TextSpan | None = None
    for span in spans:
        if current is not None and span[0] <= current[1]:
            current = (current[0], max(current[1], span[1]))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current
