"""An inline rule for the plainest text, which needs none of the work that other text needs.

The rules of markdown-it-py and linkify-it give the same tokens for it, as a property test shows,
but take several times as long: they try about 25 rules at each mark, parse, encode and decode each
URL, and look for markup in each label. A list of 100,000 links consists of little else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reader.text.urls import PLAIN_URL, is_plain_url

_LABEL = r"[A-Za-z0-9]+(?:[ .-][A-Za-z0-9]+)*"
_PATH = rf"{PLAIN_URL}|[A-Za-z0-9]+(?:[./_-][A-Za-z0-9]+)*"
_START, _END = r"(?<![^ \n])", r"(?=[.,]?(?:[ \n]|\Z))"
"""What is around a piece, so that it cannot be part of something else."""
_PIECES = (
    rf"(?P<link>\[(?P<label>{_LABEL})\]\((?P<url>{PLAIN_URL})\)(?![(\[{{]))"
    rf"|{_START}(?:(?P<bare>{PLAIN_URL}(?=[ \n]|\Z))"
    rf"|(?P<reference>\[(?P<words>{_LABEL})\](?:\[(?P<name>{_LABEL})\])?{_END})"
    rf"|(?P<autolink><(?P<target>{PLAIN_URL})>{_END})"
    rf"|(?P<image>!\[(?P<alt>{_LABEL})\]\((?P<source>{_PATH})\){_END})"
    rf"|(?P<span>(?P<mark>\*\*?|__?|~~|`)(?P<inner>{_LABEL})(?P=mark){_END}))"
)
"""A link, bare link, reference, image, or span of emphasis or code."""
_ADDRESS = re.compile(r"www\.", re.IGNORECASE)
"""What linkify-it may find in a label."""
_SPANS = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "s"}
"""Tags by the marks around a text."""


class FastParser(MarkdownIt):
    """A parser that does not normalise URLs in which there is nothing to normalise."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name in markdown-it-py
        return url if is_plain_url(url) else super().normalizeLink(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the name in markdown-it-py
        return link if is_plain_url(link) else super().normalizeLinkText(link)


def use_plain_inline(parser: MarkdownIt) -> None:
    """Put this rule in front of all others. Call this after they are added."""
    parser.inline.ruler.before("text", "plain_inline", _plain_inline)


def _plain_inline(state: StateInline, silent: bool) -> bool:
    """Inline rule: plain words, links, images and spans, up to the first that is not plain."""
    if silent or state.linkLevel:
        return False
    text, start, end = state.src, state.pos, state.posMax
    piece = _piece(state.md.inline.terminator_re.pattern)
    pos = start
    while pos < end and (found := piece.match(text, pos, end)) is not None:
        kind = found.lastgroup
        if kind == "text":
            state.append_pending(found[0])
        elif kind is None:
            state.push("softbreak", "br", 0)
        elif not _WRITERS[kind](state, found):
            break
        pos = found.end()
    state.pos = pos
    return pos > start


@lru_cache(maxsize=4)
def _piece(terminators: str) -> re.Pattern[str]:
    """Return what matches a piece, a line break, or text without any of the terminators.

    A line break has no space beside it. The text ends before a bare link.

    Args:
        terminators: A character class: the pattern of `ParserInline.terminator_re`.
    """
    word = f"[^ {terminators[1:]}"
    text = rf"(?P<text>(?:{word}*+ (?!https?://))*+(?:{word}++ ?+| ))(?<! (?=\n))"
    return re.compile(rf"{_PIECES}|{text}|(?<![ \t])\n(?![ \t\n])")


def _write_link(state: StateInline, found: re.Match[str]) -> bool:
    if _ADDRESS.search(found["label"]):
        return False
    _push_link(state, found["url"], found["label"])
    return True


def _write_reference(state: StateInline, found: re.Match[str]) -> bool:
    name = normalizeReference(found["name"] or found["words"])
    reference = state.env.get("references", {}).get(name)
    if reference is None or reference["title"] or _ADDRESS.search(found["words"]):
        return False
    _push_link(state, reference["href"], found["words"])
    return True


def _write_bare_link(state: StateInline, found: re.Match[str]) -> bool:
    _push_link(state, found[0], found[0], "linkify")
    return True


def _write_autolink(state: StateInline, found: re.Match[str]) -> bool:
    _push_link(state, found["target"], found["target"], "autolink")
    return True


def _push_link(state: StateInline, target: str, label: str, markup: str = "") -> None:
    _push_span(state, "link", "a", label, markup, target)


def _push_span(
    state: StateInline, kind: str, tag: str, text: str, markup: str, target: str = ""
) -> None:
    """Write an opening token, a text and a closing token, as `StateInline.push` does.

    There are no delimiters between them, so that none have to be matched later.
    """
    if state.pending:
        state.pushPending()
    level = state.level
    info = "auto" if target and markup else ""
    opening = Token(f"{kind}_open", tag, 1, level=level, markup=markup, info=info)
    if kind == "link":
        opening.attrs = {"href": target}
    closing = Token(f"{kind}_close", tag, -1, level=level, markup=markup, info=info)
    state.tokens += (opening, Token("text", "", 0, content=text, level=level + 1), closing)
    state.tokens_meta += (None, None, None)
    state.pendingLevel = level


def _write_image(state: StateInline, found: re.Match[str]) -> bool:
    image = state.push("image", "img", 0)
    image.attrs = {"src": found["source"], "alt": ""}
    image.content = found["alt"]
    return True


def _write_span(state: StateInline, found: re.Match[str]) -> bool:
    mark, inner = found["mark"], found["inner"]
    if mark == "`":
        code = state.push("code_inline", "code", 0)
        code.markup, code.content = mark, inner
        return True
    tag = _SPANS[mark]
    _push_span(state, tag, tag, inner, mark)
    return True


_Writer: TypeAlias = Callable[[StateInline, re.Match[str]], bool]
"""Writes the tokens of a piece; False, without any effect, if it is not plain after all."""

_WRITERS: dict[str, _Writer] = {
    "link": _write_link,
    "bare": _write_bare_link,
    "reference": _write_reference,
    "autolink": _write_autolink,
    "image": _write_image,
    "span": _write_span,
}
"""Writers by the name of the group that matched."""
