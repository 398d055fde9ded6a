"""Footnotes: definitions are separated from the text and numbered by their first reference.

CommonMark has no footnotes; `[^label]` and `[^label]: text` are the syntax of GitHub, Pandoc and
many generators. The plugin of mdit-py-plugins (https://mdit-py-plugins.readthedocs.io/) parses the
definitions, and the rule below the references.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reader.markdown.html.markdown_parts import PART_ELEMENT, PARTS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

NUMBERS = "note_numbers"
"""Key in a document's env: the number of each defined footnote, by its label."""

_REFERENCE = re.compile(r"\[\^([^\s\]]{1,300})\]")
"""A reference. The length is limited so that brackets which nothing closes take linear time."""
_CODE_SPAN = re.compile(r"(`{1,4})(?!`)[^`]{0,1000}\1(?!`)")


def note_anchor(label: str) -> str:
    """Return the fragment of links to a footnote. The colon keeps it apart from heading anchors."""
    return f"footnote:{label}"


def split_footnotes(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """Separate the definitions of footnotes from the other block tokens.

    Returns:
        The tokens outside of definitions, and the tokens of each definition by its label. If a
        label is defined more than once, the first definition counts.
    """
    flow: list[Token] = []
    notes: dict[str, list[Token]] = {}
    target = flow
    for token in tokens:
        if token.type == "footnote_reference_open":
            target = []
            notes.setdefault(token.meta["label"], target)
        elif token.type == "footnote_reference_close":
            target = flow
        else:
            target.append(token)
            for part in token.meta.get(PARTS, ()):
                part[:], inner_notes = split_footnotes(part)
                for label, note in inner_notes.items():
                    notes.setdefault(label, note)
    return flow, notes


def number_footnotes(flow: Sequence[Token], notes: dict[str, list[Token]]) -> dict[str, int]:
    """Number the defined footnotes from 1, in the order of their first references.

    References within footnotes follow those in the text; footnotes without a reference are last.

    Returns:
        The number of each footnote by its label.
    """
    if not notes:
        return {}
    numbers: dict[str, int] = {}
    queue = [flow]
    while queue:
        for label in _references(queue.pop(0)):
            if label in notes and label not in numbers:
                numbers[label] = len(numbers) + 1
                queue.append(notes[label])
    for label in notes:
        numbers.setdefault(label, len(numbers) + 1)
    return numbers


def _references(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the labels of references in reading order; those of defined footnotes among others."""
    for token in tokens:
        parts = iter(token.meta.get(PARTS, ()))
        for source in _sources(token):
            if "[^" in source:
                yield from _REFERENCE.findall(_CODE_SPAN.sub("", source))
            yield from _references(next(parts, ()))


def _sources(token: Token) -> Iterator[str]:
    """Yield the inline source of a block token: a paragraph's, each cell's, or a title.

    HTML is divided at its parts in Markdown.
    """
    if token.type == "html_block" and PARTS in token.meta:
        yield from PART_ELEMENT.split(token.content)
    elif token.type in ("inline", "html_block"):
        yield token.content
    elif token.type == "table":
        yield from token.meta["header"]
        for row in token.meta["rows"]:
            yield from row
    elif token.type == "callout_open":
        yield token.meta["title"]


def _reference_rule(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[^label]` of a defined footnote. Other brackets stay text."""
    if not state.src.startswith("[^", state.pos):
        return False
    numbers: dict[str, int] = state.env.get(NUMBERS) or {}
    match = _REFERENCE.match(state.src, state.pos, state.posMax) if numbers else None
    number = numbers.get(match.group(1)) if match else None
    if match is None or number is None:
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": match.group(1), "number": number}
    state.pos = match.end()
    return True


def use_references(parser: MarkdownIt) -> None:
    """Add the rule for references to a parser; the numbers are those in the document's env."""
    parser.inline.ruler.before("link", "footnote_ref", _reference_rule)
