"""Line breaking: where text of any script may be broken into lines of a given width in cells.

A subset of the Unicode line breaking algorithm (UAX #14, https://www.unicode.org/reports/tr14/):

* Lines break at spaces first. No-break spaces are kept together with their neighbours.
* Long words also break after a hyphen or a slash, and URLs after their punctuation.
* A word that is wider than a line is cut between graphemes (UAX #29,
  https://www.unicode.org/reports/tr29/).
* Scripts that are written without spaces break between any two characters, except that no line
  begins with a closing mark or a small kana, and none ends with an opening bracket (kinsoku; see
  "Requirements for Japanese Text Layout", https://www.w3.org/TR/jlreq/).

Indices are those of Python strings; widths are terminal cells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

from reader.text.cell_widths import graphemes

LineSpan: TypeAlias = tuple[int, int]
"""Start and end index of a line within a text. Spaces around a break belong to no line."""

SIMPLE = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u2070-\u209c"
    "\u2400-\u2426\u2500-\u25fc]*"
)
"""Matches characters that are one cell wide and one grapheme each, so that indices are cells.

Among them are the pictures of controls, as which a file of zeros is shown that a crash has left,
and what tables and diagrams are drawn with.
"""

_MIN_LONG_WORD = 17
_BREAK_IN_WORD = re.compile(r"(?<=\w\w)[-/](?=\w\w)")
_BREAK_IN_URL = re.compile(r"(?<=\w)[-/._?&=,;:#%](?=\w)")
_BREAK_ANYWHERE = re.compile("[\u2014\u200b](?=\\w)")

CJK = re.compile(
    "[\u2e80-\u2fff\u3000-\u312f\u3190-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff65\uff66-\uff9f\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003ffff]"
)
"""Matches a character of a script that may be broken between any two characters."""
_NOT_AT_START = frozenset(
    "、。，．・：；？！゛゜´｀¨ヽヾゝゞ々ー）］｝〉》」』】〕〗〙〛｠»ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡｣､･ｧｨｩｪｫｬｭｮｯｰ〜～‐゠–—‥…‼⁇⁈⁉％‰℃°′″’”)]},.!?:;%"
)
_NOT_AT_END = frozenset("（［｛〈《「『【〔〖〘〚｟«｢‘“([{￥＄￡¥$£€＃#№")


def break_spans(text: str, width: int) -> list[LineSpan]:
    """Return the lines of at most `width` cells that text is broken into; a newline always breaks.

    Args:
        text: Text without tabs and controls other than newlines, as `clean_line` returns it.
        width: Cells, at least 2, so that a double-width character fits.

    Returns:
        At least one span, in order.
    """
    spans: list[LineSpan] = []
    start = 0
    while True:
        end = text.find("\n", start)
        _break_paragraph(text, start, len(text) if end < 0 else end, width, spans)
        if end < 0:
            return spans
        start = end + 1


def _break_paragraph(text: str, start: int, end: int, width: int, spans: list[LineSpan]) -> None:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    simple = SIMPLE.match(text, start, end)
    assert simple is not None
    if simple.end() == end:
        if end - start <= width:
            spans.append((start, end))
        else:
            _break_simple(text, start, end, width, spans)
    else:
        _break_graphemes(text, start, end, width, spans)


def _breaks_in_words(text: str, start: int, end: int, width: int) -> list[int]:
    """Return the indices within words at which a line may end, in ascending order."""
    breaks = [match.end() for match in _BREAK_ANYWHERE.finditer(text, start, end)]
    long_word = re.compile(rf"\S{{{min(_MIN_LONG_WORD, width + 1)},}}")
    for word in long_word.finditer(text, start, end):
        is_too_wide = word.end() - word.start() > width
        if is_too_wide or "://" not in word.group():
            pattern = _BREAK_IN_URL if is_too_wide else _BREAK_IN_WORD
            breaks += [match.end() for match in pattern.finditer(text, word.start(), word.end())]
    return sorted(set(breaks))


def _break_simple(text: str, start: int, end: int, width: int, spans: list[LineSpan]) -> None:
    """Break text that matches `SIMPLE`, where a slice of `width` characters is `width` cells."""
    word_breaks = _breaks_in_words(text, start, end, width)
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if word_breaks:
            word_break = word_breaks[bisect_right(word_breaks, start + width) - 1]
            if max(cut, start) < word_break <= start + width:
                cut = word_break
        if cut <= start:
            cut = start + width
        line_end = cut
        while text[line_end - 1] == " ":
            line_end -= 1
        spans.append((start, line_end))
        start = cut
        while start < end and text[start] == " ":
            start += 1
    spans.append((start, end))


def _break_graphemes(text: str, start: int, end: int, width: int, spans: list[LineSpan]) -> None:
    """Break any text, grapheme by grapheme."""
    found, total_cells = graphemes(text[start:end], width)
    if total_cells <= width:
        spans.append((start, end))
        return
    word_breaks = frozenset(_breaks_in_words(text, start, end, width))
    line_start, line_cells = start, 0
    # The latest possible break: where this line would end and the next begin, and its cells.
    break_end, break_next, break_cells = start, start, 0
    before = ""
    for first, past, cells in found:
        index, grapheme = start + first, text[start + first : start + past]
        if grapheme == " ":
            break_end = break_end if before == " " else index
            break_next, break_cells = start + past, line_cells + cells
        else:
            can_break = index in word_breaks or can_break_between(before, grapheme)
            # A line of zero-width characters only would look empty.
            if can_break and before != " " and line_cells:
                break_end, break_next, break_cells = index, index, line_cells
            while line_cells + cells > width and index > line_start:
                if break_end <= line_start:
                    break_end, break_next, break_cells = index, index, line_cells
                spans.append((line_start, break_end))
                line_start, line_cells = break_next, line_cells - break_cells
                break_end, break_next, break_cells = line_start, line_start, 0
        line_cells += cells
        before = grapheme
    spans.append((line_start, end))


def can_break_between(before: str, after: str) -> bool:
    """Return whether a line may end between two graphemes that no space separates.

    Args:
        before: A grapheme; empty at the start of the text, where nothing breaks.
        after: The grapheme that follows it.
    """
    if not before or not (CJK.match(after) or CJK.match(before)):
        return False
    return after[0] not in _NOT_AT_START and before[0] not in _NOT_AT_END
