"""Inline rules for Markdown that its letter refuses and every author means."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from reader.article.breaks import CJK

_SPACED_TARGET = re.compile(
    r"(?P<mark>!?)\[(?P<label>[^\[\]\n]{0,400})\]\("
    r"[ \t]*(?P<target>(?:[a-z][a-z+.-]*:|[./#])[^()<>\"\n]{1,600}?|[^()<>\"\n]{1,300}?\.\w{2,5})"
    r"(?:[ \t]+\"[^\"\n]*\")?[ \t]*\)",
    re.IGNORECASE,
)


_TWO_BRACKETS = re.compile(r"\[(?P<label>[^\[\]\n]{1,400})\]\[[^\[\]\n]{0,200}\](?![(\[:])")

DEFINED_ELSEWHERE = "links_defined_elsewhere"
"""Set in a document's env where its generator includes files, which may define its links."""


def use_tolerance(parser: MarkdownIt) -> None:
    """Teach a parser these rules."""
    parser.inline.ruler.after("image", "absent_target", _absent_target)
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.after("image", "spaced_target", _spaced_target)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Emphasis as CommonMark has it; beside ideographs a `*` needs no blank outside of it.

    Scripts without blanks end `**“like this”**so` without one, which CommonMark does not allow.
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
        end, state.posMax = state.posMax, found.end("label")
        state.pos = found.start("label")
        state.md.inline.tokenize(state)
        state.posMax = end
    state.pos = found.end()
    return True


def _spaced_target(state: StateInline, silent: bool) -> bool:
    """`[label](target with blanks)` and `![name](my image.png)`, which Markdown has refused."""
    if state.src[state.pos] not in "[!":
        return False
    found = _SPACED_TARGET.match(state.src, state.pos, state.posMax)
    if found is None or (" " not in found["target"] and "\t" not in found["target"]):
        return False
    target = state.md.normalizeLink(found["target"].strip())
    if not state.md.validateLink(target):
        return False
    if not silent:
        if found["mark"]:
            token = state.push("image", "img", 0)
            token.attrs, token.content = {"src": target}, found["label"]
        else:
            state.push("link_open", "a", 1).attrs = {"href": target}
            end, state.posMax = state.posMax, found.end("label")
            state.pos = found.start("label")
            state.md.inline.tokenize(state)
            state.posMax = end
            state.push("link_close", "a", -1)
    state.pos = found.end()
    return True
