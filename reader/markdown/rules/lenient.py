"""Inline rules for text that is not valid Markdown, but whose meaning is plain."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from reader.text.line_breaks import CJK

_LABEL = r"(?P<mark>!?)\[(?P<label>[^\[\]]{0,400})\]"
_TITLE = r"(?:[ \t]*\"[^\"\n]*\")?[ \t]*\)"
_SIZED_IMAGE = re.compile(
    r"(?P<mark>!)\[(?P<label>[^\[\]]{0,400})\]\([ \t]*"
    r"(?P<target><[^<>\n]{1,600}>|[^()<>\s]{1,600}(?:\([^()\s]{0,200}\)[^()<>\s]{0,200})?"
    r"|[^()<>\"\n]{1,600}?)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
    r"[ \t]+=(?=[x\d])\d{0,5}(?:%|px)?(?:x\d{0,5}(?:%|px)?)?"
    rf"{_TITLE}"
)
"""An image with its size after the target, as in `![Quay](quay.png =40x20)`. See
https://github.com/tatsy/markdown-it-imsize."""
_INVALID_LINKS = tuple(
    re.compile(rf"{_LABEL}\([ \t]*{target}{_TITLE}", re.IGNORECASE)
    for target in (
        # A target that contains spaces, or a title without a space before it.
        r"(?P<target>(?:[a-z][a-z+.-]*:|[./#])[^()<>\"\n]{1,600}?|[^()<>\"\n]{1,300}?\.\w{2,5})",
        # An opening bracket that is not escaped, with a closing one that is.
        r"(?P<target>[^()\s<>\\]{1,600}\([^()\s<>\\]{0,200}\\\)[^()\s<>]{0,200})",
        # `<` before the target, but no `>` after it.
        r"<(?P<target>[a-z][a-z+.-]*:[^()<>\s]{1,600})",
    )
)
_REFERENCE_LINK = re.compile(
    r"\[(?P<label>[^\[\]]{1,400})\]\[(?:[^\[\]]{1,200}\](?![(\[])|\](?!\[))"
)
_SPACED_STRONG = re.compile(r"\*\*(?P<inner>[^\s*](?:[^*\n]|\n(?!\n)){0,600}?)[ \t]+\*\*(?!\*)")
_SPACED_EMPHASIS = re.compile(r"_(?P<inner>[^\s_](?:[^_\n]|\n(?!\n)){0,600}?)[ \t]+_(?=\s|$)")
_INVALID_TAG = re.compile(r"<(?:img|a|span|font|iframe)\s[^<>]{1,2000}>", re.IGNORECASE)

DEFINED_ELSEWHERE = "links_defined_elsewhere"
"""Key in a document's env: whether it includes files, which may define its links."""


def use_lenient_rules(parser: MarkdownIt) -> None:
    """Add these rules to a parser, most of them after the rule of CommonMark that they relax."""
    parser.inline.ruler.after("image", "undefined_reference", _undefined_reference)
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.after("image", "invalid_link", _invalid_link)
    parser.inline.ruler.before("emphasis", "spaced_emphasis", _spaced_emphasis)
    parser.inline.ruler.after("html_inline", "invalid_tag", _invalid_tag)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Inline rule: emphasis as in CommonMark, but without spaces around it in other scripts.

    CommonMark (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis) lets no emphasis
    end between punctuation and a letter, as in `**“中文”**中文` or `**like this:**so`. Scripts
    without spaces need that. Next to a CJK character a `*` may always open or close. A `**` may
    also close before any other letter, and open after any other letter beyond ASCII.
    """
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    can_open, can_close = scanned.can_open, scanned.can_close
    end = state.pos + scanned.length
    before, after = state.src[max(state.pos - 1, 0) : state.pos], state.src[end : end + 1]
    if marker == "*" and (CJK.match(before) or CJK.match(after)):
        can_open = can_open or bool(after.strip())
        can_close = can_close or bool(before.strip())
    elif scanned.length == 2 and marker == "*":
        can_open = can_open or (before.isalpha() and not before.isascii() and bool(after.strip()))
        can_close = can_close or (bool(before.strip()) and after.isalpha())
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos = end
    return True


def _undefined_reference(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[label][name]` without a definition is its label, if a file is included.

    The generator would find the definition in the included file, which we do not have.
    """
    if state.src[state.pos] != "[" or not state.env.get(DEFINED_ELSEWHERE):
        return False
    match = _REFERENCE_LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        _parse_inline(state, match.start("label"), match.end("label"))
    state.pos = match.end()
    return True


def _invalid_link(state: StateInline, silent: bool) -> bool:
    """Inline rule: a link or image whose target CommonMark does not accept."""
    if state.src[state.pos] not in "[!" or state.src.find(")", state.pos, state.posMax) < 0:
        return False
    patterns = (_SIZED_IMAGE, *_INVALID_LINKS)
    matches = (pattern.match(state.src, state.pos, state.posMax) for pattern in patterns)
    match = next((match for match in matches if match is not None), None)
    if match is None:
        return False
    target = state.md.normalizeLink(unescapeAll(match["target"].strip(" \t<>")))
    if not state.md.validateLink(target):
        return False
    if not silent:
        if match["mark"]:
            token = state.push("image", "img", 0)
            token.attrs, token.content = {"src": target}, match["label"]
        else:
            state.push("link_open", "a", 1).attrs = {"href": target}
            _parse_inline(state, match.start("label"), match.end("label"))
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _spaced_emphasis(state: StateInline, silent: bool) -> bool:
    """Inline rule: `**strong **text` and `_emphasis _`, with a space before the closing marker.

    A `**` after a space may as well open, so the number of those that follow must be even.
    """
    if silent or state.src[state.pos] not in "*_":
        return False
    is_strong = state.src[state.pos] == "*"
    pattern = _SPACED_STRONG if is_strong else _SPACED_EMPHASIS
    match = pattern.match(state.src, state.pos, state.posMax)
    if match is None or state.src[max(state.pos - 1, 0) : state.pos].strip():
        return False
    if is_strong and state.src.count("**", state.pos, state.posMax) % 2:
        return False
    tag = "strong" if is_strong else "em"
    state.push(f"{tag}_open", tag, 1)
    _parse_inline(state, match.start("inner"), match.end("inner"))
    state.push(f"{tag}_close", tag, -1)
    state.push("text", "", 0).content = " "
    state.pos = match.end()
    return True


def _invalid_tag(state: StateInline, silent: bool) -> bool:
    """Inline rule: an HTML tag with attributes that browsers accept, but CommonMark does not.

    See https://spec.commonmark.org/0.31.2/#raw-html.
    """
    if state.src[state.pos] != "<":
        return False
    match = _INVALID_TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = match.group()
    state.pos = match.end()
    return True


def _parse_inline(state: StateInline, start: int, end: int) -> None:
    """Parse a part of the text, and append its tokens to those so far."""
    saved, state.posMax, state.pos = state.posMax, end, start
    state.md.inline.tokenize(state)
    state.posMax = saved
