"""What differs between two versions of an article, as blocks with marked additions and deletions.

Paragraphs are compared as they are shown, so that another spelling of the same Markdown is no
change. Of a paragraph that is much the same in both versions, single words are marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import partial

from reader.article.blocks import (
    GAP_ABOVE,
    Block,
    Leaf,
    Margin,
    Paragraph,
    PlainText,
    Rule,
    inline_text,
)
from reader.article.code import CodeBlock
from reader.article.extract.marked import CELL_SEPARATOR, DIM, MarkedCode, MarkedTable, Spans
from reader.article.extract.quotes import is_continued
from reader.article.palette import Palette
from reader.article.tables import Table, TableBlock
from reader.posts.search.words import UNSPACED
from reader.text.counts import counted

ADDED, REMOVED = "added", "removed"
"""Roles of the text that only the later version has, and of that which only the former one had."""

_WIDTH = 80
"""Cells that blocks without text of their own are laid out for."""
_TAB_WIDTH = 4
_MIN_RATIO = 0.5
"""Share of equal words from which two paragraphs are versions of the same one."""
_MAX_WORDS = 2_000
"""Words above which whole lines are compared and marked: comparing takes quadratic time."""
_MAX_PAIRS = 400
"""Pairs of paragraphs in one place that are compared with each other."""
_NUMBER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""The digits of references to notes, which are no part of the word before them."""
_LETTER = rf"[^\W{UNSPACED}{_NUMBER}]"
_SPACE = r"[^\S\n\t]"
_WORD = re.compile(
    rf"[{UNSPACED}]|{_LETTER}+(?:[.,:'’/-]{_LETTER}+)*{_SPACE}*|(?:[^\w\s]|[{_NUMBER}]+){_SPACE}*"
    rf"|[\n\t]|{_SPACE}+"
)
"""A word with the spaces after it, such as `12:00` or `well-known`; a character of a script that
writes no spaces; or another sign. Spaces alone would be found everywhere. The ends of lines and of
cells are words of their own."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences between two versions of an article."""

    blocks: tuple[Block, ...] = ()
    """The changed paragraphs, each with a neighbour for orientation; empty without a change."""
    changed: tuple[int, ...] = ()
    """Indices of the blocks with additions or deletions."""
    added: int = 0
    """Number of added words."""
    removed: int = 0
    """Number of removed words."""

    @property
    def summary(self) -> str:
        """The number of changed words, such as `12 words added, 1 word removed`."""
        counts = [
            f"{counted(count, 'word')} {verb}"
            for count, verb in ((self.added, "added"), (self.removed, "removed"))
            if count
        ]
        return ", ".join(counts) or "no words changed"


def _paragraph(margin: Margin, spans: Spans) -> Block:
    return Paragraph(margin, PlainText(spans))


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph, a listing or a table of an article."""

    text: str
    margin: Margin = field(compare=False)
    draw: Callable[[Margin, Spans], Block] = field(compare=False, default=_paragraph)
    """Returns the block that shows its text with marks."""


@dataclass(slots=True)
class _Report:
    """The blocks of the result while they are collected."""

    blocks: list[Block] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    added: int = 0
    removed: int = 0

    def add_unchanged(self, parts: Sequence[_Part], *, is_first: bool, is_last: bool) -> None:
        """Add the neighbours of changes, and say how much is left out between them."""
        before = [] if is_first else list(parts[:1])
        after = [] if is_last else list(parts[-1:])
        hidden = len(parts) - len(before) - len(after)
        if hidden <= 1:
            before, after, hidden = list(parts), [], 0
        for part in before:
            self._add(part, ((part.text, DIM),))
        if hidden:
            self.blocks.append(Rule(GAP_ABOVE, f"{counted(hidden, 'paragraph')} unchanged"))
        for part in after:
            self._add(part, ((part.text, DIM),))

    def add_whole(self, part: _Part, role: str) -> None:
        """Add a paragraph that only one of the versions has."""
        self._count(part.text, role)
        self._add_changed(part, ((part.text, role),))

    def add_pair(self, former: _Part, later: _Part) -> None:
        """Add a paragraph that both versions have, with the words marked that differ."""
        spans = tuple(_word_spans(former.text, later.text))
        for text, role in spans:
            if role is not None:
                self._count(text, role)
        if any(role is not None for _, role in spans):
            self._add_changed(later, spans)
        else:  # only spaces differ
            self._add(later, ((later.text, DIM),))

    def _count(self, text: str, role: str) -> None:
        count = len(re.findall(r"\w+", text))
        if role == ADDED:
            self.added += count
        else:
            self.removed += count

    def _add_changed(self, part: _Part, spans: Spans) -> None:
        self.changed.append(len(self.blocks))
        self._add(part, spans)

    def _add(self, part: _Part, spans: Spans) -> None:
        # The containers of a removed paragraph may not be those of its neighbours here.
        margin = replace(part.margin, gap=0, opened=len(part.margin.prefixes))
        self.blocks.append(part.draw(margin, spans))


def find_changes(former: Sequence[Block], later: Sequence[Block]) -> Changes:
    """Compare two versions of an article, and return what differs.

    Args:
        former: The blocks of the version before.
        later: The blocks of the version after it.
    """
    olds, news = list(_parts(former)), list(_parts(later))
    matcher = SequenceMatcher(None, [part.text for part in olds], [part.text for part in news])
    operations = matcher.get_opcodes()
    report = _Report()
    if all(name == "equal" for name, *_ in operations):
        return Changes()
    for index, (name, old_start, old_stop, new_start, new_stop) in enumerate(operations):
        if name == "equal":
            is_last = index == len(operations) - 1
            report.add_unchanged(news[new_start:new_stop], is_first=index == 0, is_last=is_last)
        else:
            _add_replaced(report, olds[old_start:old_stop], news[new_start:new_stop])
    if not report.changed:
        return Changes()
    return Changes(
        tuple(report.blocks), tuple(report.changed), added=report.added, removed=report.removed
    )


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    """Yield the paragraphs of an article that have text."""
    group: list[Leaf] = []
    for block in blocks:
        if not isinstance(block, Leaf):
            continue
        if group and not is_continued(block):
            yield from _part(group)
            group = []
        group.append(block)
    if group:
        yield from _part(group)


def _part(group: Sequence[Leaf]) -> Iterator[_Part]:
    """Yield what some blocks, of which each continues the one above, are together."""
    first = group[0]
    if isinstance(first, TableBlock):
        table = first.table
        draw = partial(MarkedTable, alignments=tuple(table.alignments), has_header=table.has_header)
        yield _Part(_table_text(table), first.margin, draw)
        return
    palette = Palette.plain()
    texts = [block.content_text(_WIDTH, palette).text for block in group]
    joints = ["", *(block.margin.joint for block in group[1:])]
    text = "".join(joint + text for joint, text in zip(joints, texts, strict=True)).strip("\n")
    if not text.strip():
        return
    if isinstance(first, CodeBlock):
        lines = [line.expandtabs(_TAB_WIDTH).rstrip() for line in text.split("\n")]
        yield _Part("\n".join(lines), first.margin, MarkedCode)
    else:
        yield _Part(text.replace("\t", " "), first.margin)


def _table_text(table: Table) -> str:
    rows = [table.header, *table.rows] if table.has_header else table.rows
    return "\n".join(
        CELL_SEPARATOR.join(" ".join(inline_text(table.inline(cell)).split()) for cell in row)
        for row in rows
    )


def _add_replaced(report: _Report, olds: Sequence[_Part], news: Sequence[_Part]) -> None:
    """Add the paragraphs in one place: pairs that are much the same, and the others as a whole."""
    old_done = new_done = 0
    for new_index, old_index in (*_pairs(olds, news).items(), (len(news), len(olds))):
        for old in olds[old_done:old_index]:
            report.add_whole(old, REMOVED)
        for new in news[new_done:new_index]:
            report.add_whole(new, ADDED)
        if new_index < len(news):
            report.add_pair(olds[old_index], news[new_index])
        old_done, new_done = old_index + 1, new_index + 1


def _pairs(olds: Sequence[_Part], news: Sequence[_Part]) -> dict[int, int]:
    """Return the indices of former paragraphs by those of the later ones, both ascending."""
    pairs: dict[int, int] = {}
    if len(olds) * len(news) > _MAX_PAIRS:
        return pairs
    first = 0
    for index, new in enumerate(news):
        words = _comparable(_words(new.text))
        for candidate in range(first, len(olds)):
            if _is_similar(_comparable(_words(olds[candidate].text)), words):
                pairs[index] = candidate
                first = candidate + 1
                break
    return pairs


def _is_similar(former: Sequence[str], later: Sequence[str]) -> bool:
    matcher = SequenceMatcher(None, former, later, autojunk=False)
    return matcher.quick_ratio() >= _MIN_RATIO and matcher.ratio() >= _MIN_RATIO


def _word_spans(former: str, later: str) -> Iterator[tuple[str, str | None]]:
    """Yield the text of both versions, each part with its role; None for what both have."""
    olds, news = _words(former), _words(later)
    matcher = SequenceMatcher(None, _comparable(olds), _comparable(news), autojunk=False)
    for name, old_start, old_stop, new_start, new_stop in matcher.get_opcodes():
        if name == "equal":
            pairs = zip(olds[old_start:old_stop], news[new_start:new_stop], strict=True)
            yield "".join(max(pair, key=len) for pair in pairs), None
            continue
        removed = "".join(olds[old_start:old_stop])
        if removed:
            yield removed, REMOVED
        if new_start < new_stop:
            if removed and not removed[-1].isspace():
                yield " ", DIM  # not every terminal shows where one ends and the other begins
            yield "".join(news[new_start:new_stop]), ADDED


def _words(text: str) -> list[str]:
    """Return the words of a text; its lines if these are too many words to compare."""
    words = _WORD.findall(text)
    return words if len(words) <= _MAX_WORDS else text.splitlines(keepends=True)


def _comparable(words: Sequence[str]) -> list[str]:
    """Return words without the spaces after them: the last word of a sentence that is continued is
    the same, with a comma after it."""
    return [word.rstrip() or word for word in words]
