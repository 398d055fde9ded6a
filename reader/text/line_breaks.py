"""Where text of any script may be broken into lines of so many cells.

Blanks first. Long words also break after a hyphen or a slash; a word that fits no line is folded
between graphemes. Scripts written without blanks break between characters, except where a
closing mark or a small kana would begin a line or an opening bracket end one (kinsoku).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

from rich.cells import split_graphemes

LineSpan: TypeAlias = tuple[int, int]
"""Start and end of a line within a text; blanks around a break are in no span."""

# Characters that are one cell wide and one grapheme each, so that indices are cells.
SIMPLE = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e]*"
)

_LONG_WORD = 17
_IN_WORD = re.compile(r"(?<=\w\w)[-/](?=\w\w)")
_IN_ADDRESS = re.compile(r"(?<=\w)[-/._?&=,;:#%](?=\w)")
_ANYWHERE = re.compile("[\u2014\u200b](?=\\w)")

CJK = re.compile(  # scripts that may be broken between any two characters
    "[\u2e80-\u2fff\u3000-\u312f\u3190-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff65\uff66-\uff9f\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003ffff]"
)
_NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜´｀¨ヽヾゝゞ々ー）］｝〉》」』】〕〗〙〛｠»ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡｣､･ｧｨｩｪｫｬｭｮｯｰ〜～‐゠–—‥…‼⁇⁈⁉％‰℃°′″’”)]},.!?:;%"
)
_NOT_LAST = frozenset("（［｛〈《「『【〔〖〘〚｟«｢‘“([{￥＄￡¥$£€＃#№")


def break_spans(text: str, width: int) -> list[LineSpan]:
    """Break a text into lines of at most `width` cells; a newline always breaks.

    Args:
        text: Safe text; its tabs and controls are gone.
        width: Cells, at least 2, so that a double-width character has room.
    """
    spans: list[LineSpan] = []
    start = 0
    while True:
        end = text.find("\n", start)
        _break_line(text, start, len(text) if end < 0 else end, width, spans)
        if end < 0:
            return spans
        start = end + 1


def _break_line(text: str, start: int, end: int, width: int, spans: list[LineSpan]) -> None:
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
        _break_mixed(text, start, end, width, spans)


def _soft_breaks(text: str, start: int, end: int, width: int) -> list[int]:
    """Ascending places within words where a line may end."""
    found = [match.end() for match in _ANYWHERE.finditer(text, start, end)]
    long_word = re.compile(rf"\S{{{min(_LONG_WORD, width + 1)},}}")
    for word in long_word.finditer(text, start, end):
        long = word.end() - word.start() > width
        if long or "://" not in word.group():
            inner = _IN_ADDRESS if long else _IN_WORD
            found += [match.end() for match in inner.finditer(text, word.start(), word.end())]
    return sorted(set(found))


def _break_simple(text: str, start: int, end: int, width: int, spans: list[LineSpan]) -> None:
    soft = _soft_breaks(text, start, end, width)
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if soft:
            inner = soft[bisect_right(soft, start + width) - 1]
            if max(cut, start) < inner <= start + width:
                cut = inner
        if cut <= start:
            cut = start + width
        last = cut
        while text[last - 1] == " ":
            last -= 1
        spans.append((start, last))
        start = cut
        while start < end and text[start] == " ":
            start += 1
    spans.append((start, end))


def _break_mixed(text: str, start: int, end: int, width: int, spans: list[LineSpan]) -> None:
    graphemes, total = split_graphemes(text[start:end])
    if total <= width:
        spans.append((start, end))
        return
    soft = frozenset(_soft_breaks(text, start, end, width))
    line, cells = start, 0  # where the line begins, cells it has so far
    # Its last break: where the line would end, where the next would begin, cells up to there.
    stop, after, saved = start, start, 0
    before = ""
    for first, past, size in graphemes:
        place, cluster = start + first, text[start + first : start + past]
        if cluster == " ":
            stop = stop if before == " " else place
            after, saved = start + past, cells + size
        else:
            parts = place in soft or can_break_between(before, cluster)
            if parts and before != " " and cells:  # not where the line would seem empty
                stop, after, saved = place, place, cells
            while cells + size > width and place > line:
                if stop <= line:
                    stop, after, saved = place, place, cells
                spans.append((line, stop))
                line, cells = after, cells - saved
                stop, after, saved = line, line, 0
        cells += size
        before = cluster
    spans.append((line, end))


def can_break_between(before: str, cluster: str) -> bool:
    """Whether a line may end between two graphemes that no blank parts."""
    if not before or not (CJK.match(cluster) or CJK.match(before)):
        return False
    return cluster[0] not in _NOT_FIRST and before[0] not in _NOT_LAST
