"""What differs between two versions of an article, as blocks with marked additions and deletions.

Paragraphs are compared as they are shown, so that another spelling of the same Markdown is no
change. Of a paragraph that is much the same in both versions, single words are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from reader.article.blocks import GAP_ABOVE, Block, Leaf, Margin, Paragraph, PlainText, Rule
from reader.article.extract.quotes import is_continued
from reader.article.palette import Palette
from reader.posts.search.words import UNSPACED
from reader.text.counts import counted

ADDED, REMOVED = "added", "removed"
"""Roles of the text that only the later version has, and of that which only the former one had."""

_WIDTH = 80
"""Cells that code and tables are laid out for."""
_CELL_SEPARATOR = " | "
_MIN_RATIO = 0.5
"""Share of equal words from which two paragraphs are versions of the same one."""
_MAX_WORDS = 2_000
"""Words of a paragraph above which it is marked as a whole: comparing takes quadratic time."""
_MAX_PAIRS = 400
"""Pairs of paragraphs in one place that are compared with each other."""
_LETTER = rf"[^\W{UNSPACED}]"
_WORD = re.compile(rf"[{UNSPACED}]|{_LETTER}+(?:[.,:'’/-]{_LETTER}+)*\s*|[^\w\s]\s*|\s+")
"""A word with the spaces after it, such as `12:00` or `well-known`; a character of a script that
writes no spaces; or another sign. Spaces alone would be found everywhere."""


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


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph, a listing or a table of an article."""

    text: str
    margin: Margin = field(compare=False)


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
            self._add(part.margin, ((part.text, "dim"),))
        if hidden:
            self.blocks.append(Rule(GAP_ABOVE, f"{counted(hidden, 'paragraph')} unchanged"))
        for part in after:
            self._add(part.margin, ((part.text, "dim"),))

    def add_whole(self, part: _Part, role: str) -> None:
        """Add a paragraph that only one of the versions has."""
        self._count(part.text, role)
        self._add_changed(part.margin, ((part.text, role),))

    def add_pair(self, former: _Part, later: _Part) -> None:
        """Add a paragraph that both versions have, with the words marked that differ."""
        spans = tuple(_word_spans(former.text, later.text))
        for text, role in spans:
            if role is not None:
                self._count(text, role)
        self._add_changed(later.margin, spans)

    def _count(self, text: str, role: str) -> None:
        count = len(re.findall(r"\w+", text))
        if role == ADDED:
            self.added += count
        else:
            self.removed += count

    def _add_changed(self, margin: Margin, spans: tuple[tuple[str, str | None], ...]) -> None:
        self.changed.append(len(self.blocks))
        self._add(margin, spans)

    def _add(self, margin: Margin, spans: tuple[tuple[str, str | None], ...]) -> None:
        # The containers of a removed paragraph may not be those of its neighbours here.
        margin = replace(margin, gap=0, opened=len(margin.prefixes))
        self.blocks.append(Paragraph(margin, PlainText(spans)))


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
    return Changes(
        tuple(report.blocks), tuple(report.changed), added=report.added, removed=report.removed
    )


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    """Yield the paragraphs of an article that have text."""
    palette = Palette.plain()
    texts: list[str] = []
    margin = GAP_ABOVE
    for block in blocks:
        if not isinstance(block, Leaf):
            continue
        if texts and not is_continued(block):
            yield from _part(texts, margin)
            texts = []
        if not texts:
            margin = block.margin
        joint = block.margin.joint if texts else ""
        texts.append(joint + block.content_text(_WIDTH, palette).text)
    yield from _part(texts, margin)


def _part(texts: Sequence[str], margin: Margin) -> Iterator[_Part]:
    text = "".join(texts).strip("\n").replace("\t", _CELL_SEPARATOR)
    if text.strip():
        yield _Part(text, margin)


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
        words = _words(new.text)
        for candidate in range(first, len(olds)):
            if _is_similar(_words(olds[candidate].text), words):
                pairs[index] = candidate
                first = candidate + 1
                break
    return pairs


def _is_similar(former: Sequence[str], later: Sequence[str]) -> bool:
    if max(len(former), len(later)) > _MAX_WORDS:
        return False
    matcher = SequenceMatcher(None, former, later, autojunk=False)
    return matcher.quick_ratio() >= _MIN_RATIO and matcher.ratio() >= _MIN_RATIO


def _word_spans(former: str, later: str) -> Iterator[tuple[str, str | None]]:
    """Yield the text of both versions, each part with its role; None for what both have."""
    olds, news = _words(former), _words(later)
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for name, old_start, old_stop, new_start, new_stop in matcher.get_opcodes():
        if name == "equal":
            yield "".join(news[new_start:new_stop]), None
            continue
        removed = "".join(olds[old_start:old_stop])
        if removed:
            yield removed, REMOVED
        if new_start < new_stop:
            if removed and not removed[-1].isspace():
                yield " ", "dim"  # not every terminal shows where one ends and the other begins
            yield "".join(news[new_start:new_stop]), ADDED


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
