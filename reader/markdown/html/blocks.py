"""HTML between Markdown's blocks: where a piece of it ends, and what is put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from reader.markdown.context import ParseContext
from reader.markdown.html.elements import html_tokens
from reader.markdown.html.names import names
from reader.markdown.rules.callouts import line_of

_ISLAND = re.compile(
    r"<(table|ul|ol|dl|figure|svg|video|audio|iframe|object|select|form|math)(?=[\s>]|$)",
    re.IGNORECASE,
)
_MARKDOWN_INSIDE = re.compile(
    r"<\w+(?:\s[^<>]*)?\smarkdown(?:=[\"']?(?:1|block|span)[\"']?)?[^<>]*>[ \t]*$"
)
_BEGINS = re.compile(
    rf"</?(?:{'|'.join(block_names)})(?=[\s/>]|$)|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>[ \t]*$",
    re.IGNORECASE,
)
"""A line that begins a piece of HTML by Markdown's own rule."""
_ELEMENT = re.compile(r"<(/?)([A-Za-z][\w-]*)(?=[\s/>]|$)")
_LISTING = re.compile(r"<pre(?=[\s>])", re.IGNORECASE)
_UNENDED = names(
    "area base br col dd dt embed hr img input li link meta p param source td th tr wbr"
)
_MARKDOWN_LINE = re.compile(r"#{1,6}[ \t]|[-*+][ \t]|\d{1,3}[.)][ \t]|>[ \t]|`{3}|~{3}|!?\[|\*\*\S")
_MOST_LINES = 5_000
_LEFT = "html_lines_left"
"""Where a document's env counts down the lines that are still looked at for ends."""
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
    elif opened := _ISLAND.match(line):
        stop = _end(state, start, end, opened[1])
    else:
        stop = _other_end(state, start, end) if _BEGINS.match(line) and not silent else None
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
    marks = re.compile(rf"<(/?){tag}(?=[\s/>]|$)", re.IGNORECASE)
    depth = 0
    for line in _lines(state, start, end):
        if line > start and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return None
        for closing in marks.findall(state.src[state.bMarks[line] : state.eMarks[line]]):
            depth += -1 if closing else 1
        if depth <= 0:
            return line + 1
    return None


def _lines(state: StateBlock, start: int, end: int) -> Iterator[int]:
    """The lines that may be looked at for an end: in all, not many more than a document has."""
    left = state.env.setdefault(_LEFT, 2 * len(state.bMarks) + _MOST_LINES)
    for line in range(start, min(end, start + _MOST_LINES)):
        if left <= 0:
            return
        left -= 1
        state.env[_LEFT] = left
        yield line


def _other_end(state: StateBlock, start: int, end: int) -> int | None:
    """The line after a piece that ends sooner or later than at the next blank line; else None.

    It ends before a line of Markdown once all its elements have ended, as kramdown has it; a
    listing in it goes on over blank lines.
    """
    depth = 0
    for line in _lines(state, start, end):
        text = line_of(state, line)
        if not text:
            return None
        opened_listing = len(_LISTING.findall(text)) > text.lower().count("</pre")
        if opened_listing:
            return _after_listing(state, line + 1, end)
        if line > start and depth <= 0 and _MARKDOWN_LINE.match(text):
            return line
        for closing, name in _ELEMENT.findall(text):
            if name.lower() not in _UNENDED:
                depth += -1 if closing else 1
    return None


def _after_listing(state: StateBlock, start: int, end: int) -> int | None:
    """The first blank line, or the end, after the end tag of a listing."""
    is_ended = False
    for line in _lines(state, start, end):
        is_ended = is_ended or "</pre" in state.src[state.bMarks[line] : state.eMarks[line]].lower()
        if is_ended and (line + 1 >= end or state.isEmpty(line + 1)):
            return line + 1
    return None


def expand_html(tokens: Sequence[Token], language: ParseContext) -> list[Token]:
    """Put the tokens of its meaning in the place of each piece of HTML.

    A `<details>` or `<blockquote>` that one piece opens and a later one ends is a container of
    the Markdown between them.
    """
    expanded: list[Token] = []
    waiting: list[_Waiting] = []
    for token in tokens:
        if token.type != "html_block":
            expanded.append(token)
            continue
        for html, ended in _parts(token.content):
            opened = _left_open(html)
            piece = html_tokens(html, language)
            for tag in reversed(opened):
                if piece and piece[-1].type == f"{tag}_close":
                    piece.pop()
                else:
                    opened.remove(tag)
            expanded += piece
            waiting += [_Waiting(tag, token.level, len(expanded)) for tag in opened]
            if ended and waiting and waiting[-1][:2] == (ended, token.level):
                expanded.append(Token(f"{ended}_close", ended, -1))
                waiting.pop()
    for tag, _, place in reversed(waiting):
        expanded.insert(place, Token(f"{tag}_close", tag, -1))
    return expanded


class _Waiting(NamedTuple):
    """A container whose end tag is still to come."""

    tag: str
    level: int
    place: int
    """Where it ends if none comes."""


def _parts(html: str) -> Iterator[tuple[str, str]]:
    """A piece cut after each tag that ends what an earlier piece began, with that tag's name."""
    depth = start = 0
    for found in _LASTING.finditer(html):
        if not found[1]:
            depth += 1
        elif depth:
            depth -= 1
        else:
            yield html[start : found.start()], found[2].lower()
            start = found.end() + 1
    yield html[start:], ""


def _left_open(html: str) -> list[str]:
    """The lasting tags that a part begins and does not end."""
    opened: list[str] = []
    for closing, name in _LASTING.findall(html):
        if not closing:
            opened.append(name.lower())
        elif opened:
            opened.pop()
    return opened
