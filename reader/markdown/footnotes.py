"""Footnotes: definitions taken out of the flow, numbers given in the order of first reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

NUMBERS = "note_numbers"
"""Where a document's env keeps its label -> number."""

_REFERENCE = re.compile(r"\[\^([^\s\]]+)\]")


def note_anchor(label: str) -> str:
    """What a link to a footnote has after its #; no heading is called like it."""
    return f"footnote:{label}"


def take_out(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """Split block tokens into the flow and the definitions, by label; the first of a label wins."""
    flow: list[Token] = []
    notes: dict[str, list[Token]] = {}
    into = flow
    for token in tokens:
        if token.type == "footnote_reference_open":
            into = []
            notes.setdefault(token.meta["label"], into)
        elif token.type == "footnote_reference_close":
            into = flow
        else:
            into.append(token)
    return flow, notes


def numbered(flow: Sequence[Token], notes: dict[str, list[Token]]) -> dict[str, int]:
    """Number the defined labels from 1: as first referred to, also from notes; the rest last."""
    numbers: dict[str, int] = {}
    waiting = [flow]
    while waiting:
        for label in _references(waiting.pop(0)):
            if label in notes and label not in numbers:
                numbers[label] = len(numbers) + 1
                waiting.append(notes[label])
    for label in notes:
        numbers.setdefault(label, len(numbers) + 1)
    return numbers


def _references(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type == "inline" and "[^" in token.content:
            yield from _REFERENCE.findall(token.content)


def _reference_rule(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[^label]` of a defined note; anything else stays text."""
    if not state.src.startswith("[^", state.pos):
        return False
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    number = state.env.get(NUMBERS, {}).get(found.group(1)) if found else None
    if found is None or number is None:
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": found.group(1), "number": number}
    state.pos = found.end()
    return True


def use_references(parser: MarkdownIt) -> None:
    """Teach a parser to read references by the numbers in its env."""
    parser.inline.ruler.before("link", "footnote_ref", _reference_rule)
