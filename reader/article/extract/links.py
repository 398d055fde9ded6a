"""The links of an article, in order and each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.style import Style

from reader.article.blocks import Block, Leaf
from reader.article.line import Run
from reader.article.palette import Palette
from reader.markdown.footnotes import note_anchor

_NOTE = f"#{note_anchor('')}"
"""Beginning of the targets that lead to footnotes."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an article."""

    label: str
    """Its text on one line."""
    target: str
    """As written in the post."""


def find_links(blocks: Iterable[Block], is_cancelled: Callable[[], bool]) -> list[Link]:
    """Return the links of some blocks, each target once with its first label.

    References to footnotes are left out. The inline text of all blocks is parsed: about a tenth of
    a second for a hundred kilobytes.

    Args:
        blocks: The blocks of the document.
        is_cancelled: Called for every block; true ends the search early.
    """
    found: dict[str, str] = {}
    for block in blocks:
        if is_cancelled():
            break
        for link in _links_in(block):
            if not found.get(link.target):
                found[link.target] = link.label
    return [Link(label, target) for target, label in found.items()]


def _links_in(block: Block) -> Iterator[Link]:
    if not isinstance(block, Leaf):
        return
    for inline in block.inlines():
        runs = inline.runs(Palette.plain(), Style.null())
        for target, parts in groupby(runs, key=_target):
            if target and not target.startswith(_NOTE):
                yield Link(_label(parts), target)


def _label(runs: Iterable[Run]) -> str:
    """Return the text of a link on one line, without the symbol in front of an image's label."""
    return " ".join("".join(text for text, _ in runs).split()).removeprefix("▣ ")


def _target(run: Run) -> str:
    target = run[1].meta.get("href")
    return target if isinstance(target, str) else ""
