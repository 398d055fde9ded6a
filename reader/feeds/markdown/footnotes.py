"""Footnotes of an entry: pairs of links that lead from the text to a note and back.

Markdown processors write a reference as a link to the `id` of a note, which contains a link back to
the `id` of the reference. So do kramdown (https://kramdown.gettalong.org/syntax.html#footnotes),
Goldmark, Python-Markdown, Pandoc, Substack and WordPress.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(("li", "p", "div", "dd", "aside", "section"))
_AROUND_REFERENCE = frozenset(("sup", "span", "b", "strong", "em"))
_MAX_NOTES = 500
_MAX_DISTANCE = 3


@dataclass(slots=True)
class Footnotes:
    """The footnotes of a tree. Nodes are named by their `mem_id`."""

    labels: dict[int, str] = field(default_factory=dict)
    """Label of the note that an element refers to: a link, or what is directly around it."""
    notes: dict[int, str] = field(default_factory=dict)
    """Label of the note that a block is, in the order of the first references."""
    back_links: set[int] = field(default_factory=set)
    """Links that lead from a note back to its reference."""


def find_footnotes(body: LexborNode) -> Footnotes:
    """Find the footnotes of a tree. Links between two places that are no footnotes are left out."""
    footnotes = Footnotes()
    links = [link for link in body.css('a[href*="#"]') if _fragment(link)]
    if not links:
        return footnotes
    targets: dict[str, LexborNode] = {}
    for node in body.css("[id], a[name]"):
        attributes = node.attributes
        for name in (attributes.get("id"), attributes.get("name")):
            targets.setdefault(name or "", node)
    for link in links[: 2 * _MAX_NOTES]:
        target = targets.get(_fragment(link))
        if target is not None and link.mem_id not in footnotes.back_links:
            _add(footnotes, link, target, targets)
    return footnotes


def _add(
    footnotes: Footnotes, link: LexborNode, target: LexborNode, targets: dict[str, LexborNode]
) -> None:
    block = _block_of(target)
    if block is None or _is_within(link, block):
        return
    back_links = [back for back in _links_of(block) if _leads_to(back, link, targets)]
    label = footnotes.notes.get(block.mem_id)
    if not back_links and label is None:
        return
    footnotes.back_links |= {back.mem_id for back in back_links}
    if label is None:
        label = str(len(footnotes.notes) + 1)
        footnotes.notes[block.mem_id] = label
    footnotes.labels[_around(link).mem_id] = label


def _fragment(link: LexborNode) -> str:
    return (link.attributes.get("href") or "").partition("#")[2]


def _block_of(node: LexborNode) -> LexborNode | None:
    """Return the block that a note is, from the element that has its `id`."""
    for _ in range(_MAX_DISTANCE):
        if node.tag in _BLOCKS:
            return node
        if node.parent is None:
            return None
        node = node.parent
    return None


def _links_of(block: LexborNode) -> Iterator[LexborNode]:
    links = block.css('a[href*="#"]')
    # The links to a note are few: those of its references, at its beginning or at its end.
    yield from links[:10]
    yield from links[10:][-10:]


def _leads_to(back: LexborNode, link: LexborNode, targets: dict[str, LexborNode]) -> bool:
    """Return whether a link leads to another one, or to an element closely around it."""
    target = targets.get(_fragment(back))
    if target is None:
        return False
    node: LexborNode | None = link
    for _ in range(_MAX_DISTANCE):
        if node is None:
            return False
        if node.mem_id == target.mem_id:
            return node.tag not in _BLOCKS
        node = node.parent
    child = target.child
    return child is not None and child.mem_id == link.mem_id and target.tag in _AROUND_REFERENCE


def _around(link: LexborNode) -> LexborNode:
    """Return the element that contains nothing but a reference, such as its `<sup>`."""
    node = link
    while (parent := node.parent) is not None and parent.tag in _AROUND_REFERENCE:
        if parent.text().strip() != link.text().strip():
            break
        node = parent
    return node


def _is_within(node: LexborNode, block: LexborNode) -> bool:
    parent: LexborNode | None = node
    for _ in range(50):
        if parent is None:
            return False
        if parent.mem_id == block.mem_id:
            return True
        parent = parent.parent
    return False
