"""A line out of a text that shows the words that were searched for, and where they stand in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reader.posts.markup import plain_line
from reader.posts.search.query import Phrase
from reader.posts.search.words import fold_with_offsets
from reader.text.clean import one_line

_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|>|\d{1,3}\.)[ \t]+", re.MULTILINE)
"""What makes a line of Markdown a heading, an item or a quote."""

TextSpan: TypeAlias = tuple[int, int]
"""Start and end of what was found, as indices of the text."""

_CHARACTERS = 160
_LEAD = 40
"""Characters before the first word that is shown, for its sense."""
_MOST = 400
"""Places that are looked at; a word that is everywhere need not be counted."""
_LONGEST = 400_000
"""Characters of a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One safe line of text."""

    text: str
    spans: tuple[TextSpan, ...]
    """Where the phrases stand in it, in order and apart from each other."""


def find_spans(text: str, phrases: Iterable[Phrase]) -> tuple[TextSpan, ...]:
    """Where the phrases stand in a text of the form NFC, in order; what touches is one."""
    return tuple(_joined(span for _, span in _found(text, phrases)))


def excerpt(text: str, phrases: Sequence[Phrase]) -> Excerpt:
    """The part of a searchable text in which most of the phrases stand; its beginning, if none."""
    text = unicodedata.normalize("NFC", text[:_LONGEST])
    start, end = _best_part(text, phrases)
    line = plain_line(_LINE_MARK.sub("", text[start:end]))
    line = f"{'… ' if start else ''}{line}{' …' if end < len(text) else ''}"
    return Excerpt(line, find_spans(line, phrases))


def highlight_line(text: str, phrases: Sequence[Phrase]) -> Excerpt:
    """A line that is shown as a whole, such as a title."""
    line = one_line(unicodedata.normalize("NFC", text))
    return Excerpt(line, find_spans(line, phrases))


def _found(text: str, phrases: Iterable[Phrase]) -> list[tuple[int, TextSpan]]:
    """The number of a phrase and its place, for each place, in order."""
    folded, places = fold_with_offsets(text)
    found: list[tuple[int, TextSpan]] = []
    for number, phrase in enumerate(phrases):
        for count, match in enumerate(phrase.pattern.finditer(folded)):
            if count == _MOST or match.start() == match.end():
                break
            found.append((number, (places[match.start()], places[match.end() - 1] + 1)))
    return sorted(found, key=lambda it: it[1])


def _best_part(text: str, phrases: Sequence[Phrase]) -> TextSpan:
    found = _found(text, phrases)
    if not found:
        return 0, _word_end(text, _CHARACTERS)
    best, most = found[0][1][0], 0
    for index, (_, (first, _)) in enumerate(found):
        near = {number for number, (start, _) in found[index : index + 20] if start < first + 100}
        if len(near) > most:
            best, most = first, len(near)
    start = _word_start(text, max(0, best - _LEAD))
    return start, _word_end(text, start + _CHARACTERS)


def _word_start(text: str, at: int) -> int:
    """A beginning of a word at or soon after that place."""
    blank = text.find(" ", at, at + 20) if at else -1
    return blank + 1 if blank >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", at - 20, at)
    return blank if blank >= 0 else at


def _joined(spans: Iterable[TextSpan]) -> Iterator[TextSpan]:
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
