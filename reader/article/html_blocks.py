"""HTML between Markdown's blocks: where a piece of it ends, and what is put in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from reader.article.html_elements import html_tokens
from reader.article.inline import Language

_ISLAND = re.compile(
    r"<(table|ul|ol|dl|figure|svg|video|audio|iframe|object|select|form|math)(?=[\s>])",
    re.IGNORECASE,
)
_MARKDOWN_INSIDE = re.compile(
    r"<\w+(?:\s[^<>]*)?\smarkdown(?:=[\"']?(?:1|block|span)[\"']?)?[^<>]*>[ \t]*$"
)
_MOST_LINES = 5_000
_LASTING = re.compile(r"<(/?)(details|blockquote)(?=[\s/>])", re.IGNORECASE)


def use_html(parser: MarkdownIt) -> None:
    """Read tables, lists, figures and the like to their end tag, blank lines in them or not."""
    alternatives = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.before("html_block", "html_island", _island, {"alt": alternatives})


def _island(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: an element that would otherwise end, by Markdown's rule, at a blank line."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 1] != "<" or state.is_code_block(start):
        return False
    line = state.src[at : state.eMarks[start]]
    if _MARKDOWN_INSIDE.match(line):
        stop: int | None = start + 1
    else:
        opened = _ISLAND.match(line)
        stop = _end(state, start, end, opened[1]) if opened else None
    if stop is None:
        return False
    if not silent:
        state.line = stop
        token = state.push("html_block", "", 0)
        token.map = [start, stop]
        token.content = state.getLines(start, stop, state.blkIndent, True)
    return True


def _end(state: StateBlock, start: int, end: int, tag: str) -> int | None:
    """The line after an element's end tag; None where it has none, so that no text is swallowed."""
    marks = re.compile(rf"<(/?){tag}(?=[\s/>])", re.IGNORECASE)
    depth = 0
    for line in range(start, min(end, start + _MOST_LINES)):
        if line > start and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return None
        for closing in marks.findall(state.src[state.bMarks[line] : state.eMarks[line]]):
            depth += -1 if closing else 1
        if depth <= 0:
            return line + 1
    return None


def expand_html(tokens: Sequence[Token], language: Language) -> list[Token]:
    """Put the tokens of its meaning in the place of each piece of HTML.

    A `<details>` or `<blockquote>` that one piece opens and a later one ends is a container of
    the Markdown between them.
    """
    expanded: list[Token] = []
    waiting: list[tuple[str, int, int]] = []  # tag, level of its piece, place to close it at
    for token in tokens:
        if token.type != "html_block":
            expanded.append(token)
            continue
        opened, closed = _unbalanced(token.content)
        for tag in closed:
            if waiting and waiting[-1][:2] == (tag, token.level):
                expanded.append(Token(f"{tag}_close", tag, -1))
                waiting.pop()
        piece = html_tokens(token.content, language)
        for tag in reversed(opened):
            if piece and piece[-1].type == f"{tag}_close":
                piece.pop()
            else:
                opened.remove(tag)
        expanded += piece
        waiting += [(tag, token.level, len(expanded)) for tag in opened]
    for tag, _, place in reversed(waiting):
        expanded.insert(place, Token(f"{tag}_close", tag, -1))
    return expanded


def _unbalanced(html: str) -> tuple[list[str], list[str]]:
    """The lasting tags that a piece leaves open, and those it ends without having begun."""
    opened: list[str] = []
    closed: list[str] = []
    for closing, name in _LASTING.findall(html):
        tag = name.lower()
        if not closing:
            opened.append(tag)
        elif opened:
            opened.pop()
        else:
            closed.append(tag)
    return opened, closed
