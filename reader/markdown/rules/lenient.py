"""Inline rules for Markdown that its letter refuses and every author means."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from reader.text.line_breaks import CJK

_LABEL = r"(?P<mark>!?)\[(?P<label>[^\[\]]{0,400})\]"
_TITLE = r"(?:[ \t]*\"[^\"\n]*\")?[ \t]*\)"
_LOOSE_LINKS = tuple(
    re.compile(rf"{_LABEL}\([ \t]*{target}{_TITLE}", re.IGNORECASE)
    for target in (
        # With blanks in it, or none before the title.
        r"(?P<target>(?:[a-z][a-z+.-]*:|[./#])[^()<>\"\n]{1,600}?|[^()<>\"\n]{1,300}?\.\w{2,5})",
        # With an escaped bracket that closes one that is not.
        r"(?P<target>[^()\s<>\\]{1,600}\([^()\s<>\\]{0,200}\\\)[^()\s<>]{0,200})",
        # With the mark of an address at its beginning only.
        r"<(?P<target>[a-z][a-z+.-]*:[^()<>\s]{1,600})",
    )
)
_TWO_BRACKETS = re.compile(r"\[(?P<label>[^\[\]]{1,400})\]\[(?:[^\[\]]{1,200}\](?![(\[])|\](?!\[))")
_SPACED_STRONG = re.compile(r"\*\*(?P<inner>[^\s*](?:[^*\n]|\n(?!\n)){0,600}?)[ \t]+\*\*(?!\*)")
_SPACED_EMPHASIS = re.compile(r"_(?P<inner>[^\s_](?:[^_\n]|\n(?!\n)){0,600}?)[ \t]+_(?=\s|$)")
_LOOSE_TAG = re.compile(r"<(?:img|a|span|font|iframe)\s[^<>]{1,2000}>", re.IGNORECASE)

DEFINED_ELSEWHERE = "links_defined_elsewhere"
"""Set in a document's env where its generator includes files, which may define its links."""


def use_lenient_rules(parser: MarkdownIt) -> None:
    """Teach a parser these rules."""
    parser.inline.ruler.after("image", "absent_target", _absent_target)
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.after("image", "loose_link", _loose_link)
    parser.inline.ruler.before("emphasis", "spaced_marks", _spaced_marks)
    parser.inline.ruler.after("html_inline", "loose_tag", _loose_tag)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Emphasis as CommonMark has it; beside ideographs a `*` needs no blank outside of it.

    Scripts without blanks end `**“like this”**so` without one, which CommonMark does not allow;
    nor does it allow `**like this:**so`.
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


def _absent_target(state: StateInline, silent: bool) -> bool:
    """`[label][name]` whose name is defined in a file that the generator would include."""
    if state.src[state.pos] != "[" or not state.env.get(DEFINED_ELSEWHERE):
        return False
    found = _TWO_BRACKETS.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        _read(state, found.start("label"), found.end("label"))
    state.pos = found.end()
    return True


def _loose_link(state: StateInline, silent: bool) -> bool:
    """A link or an image whose target Markdown has refused, though it is plain what is meant."""
    if state.src[state.pos] not in "[!":
        return False
    matches = (it.match(state.src, state.pos, state.posMax) for it in _LOOSE_LINKS)
    found = next((it for it in matches if it is not None), None)
    if found is None:
        return False
    target = state.md.normalizeLink(found["target"].strip().replace("\\", ""))
    if not state.md.validateLink(target):
        return False
    if not silent:
        if found["mark"]:
            token = state.push("image", "img", 0)
            token.attrs, token.content = {"src": target}, found["label"]
        else:
            state.push("link_open", "a", 1).attrs = {"href": target}
            _read(state, found.start("label"), found.end("label"))
            state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _spaced_marks(state: StateInline, silent: bool) -> bool:
    """`**strong **text` and `_emphasis _`: a blank before the closing mark.

    Of `**` only where all that follow are in pairs, as it may begin as well as end.
    """
    if silent or state.src[state.pos] not in "*_":
        return False
    is_strong = state.src[state.pos] == "*"
    pattern = _SPACED_STRONG if is_strong else _SPACED_EMPHASIS
    found = pattern.match(state.src, state.pos, state.posMax)
    if found is None or state.src[max(state.pos - 1, 0) : state.pos].strip():
        return False
    if is_strong and state.src.count("**", state.pos, state.posMax) % 2:
        return False
    tag = "strong" if is_strong else "em"
    state.push(f"{tag}_open", tag, 1)
    _read(state, found.start("inner"), found.end("inner"))
    state.push(f"{tag}_close", tag, -1)
    state.push("text", "", 0).content = " "
    state.pos = found.end()
    return True


def _loose_tag(state: StateInline, silent: bool) -> bool:
    """A tag whose attributes are written as browsers, but not Markdown, accept them."""
    if state.src[state.pos] != "<":
        return False
    found = _LOOSE_TAG.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = found.group()
    state.pos = found.end()
    return True


def _read(state: StateInline, start: int, end: int) -> None:
    """Read a part of the text; its tokens follow those so far."""
    after, state.posMax, state.pos = state.posMax, end, start
    state.md.inline.tokenize(state)
    state.posMax = after
