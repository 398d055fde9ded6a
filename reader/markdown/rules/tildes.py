"""Inline rules for single tildes and carets: `~gone~`, `H~2~O` and `x^2^`."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from reader.text.line_breaks import CJK
from reader.text.scripts import to_unicode_script

_SCRIPT = re.compile(r"([~^])(?P<inner>[^\s~^]{1,40})\1")
_SCRIPT_TAGS = {"~": "sub", "^": "sup"}
_BASE = re.compile(r"[^\W_][*_]{0,3}$|[)\]]$")
"""The end of what a subscript or superscript may follow, such as the `*x*` in `*x*^2^`."""
_MAX_BASE = 4


def script(state: StateInline, silent: bool) -> bool:
    """Inline rule: `H~2~O` and `x^2^` of Pandoc, where Unicode has all the characters.

    See https://pandoc.org/MANUAL.html#superscripts-and-subscripts. Numbers around the marks are
    left alone: `5~10~15` is a range.
    """
    marker = state.src[state.pos]
    match = _SCRIPT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    base = _BASE.search(state.src[max(state.pos - _MAX_BASE, 0) : state.pos])
    if base is None or CJK.match(base.group()):
        return False
    after = state.src[match.end() : match.end() + 1]
    if after.isdigit() or (marker == "~" and base.group().isdigit()):
        return False
    shown = to_unicode_script(match["inner"], _SCRIPT_TAGS[marker], letters=True)
    if shown is None:
        return False
    if not silent:
        state.push("text", "", 0).content = shown
    state.pos = match.end()
    return True


def literal_tilde(state: StateInline, silent: bool) -> bool:
    """Inline rule: a single tilde within a word, or before a path, is text.

    GFM lets it open or close there. But `3~5`, `~/.emacs~` and the tilde that ends a sentence in
    Chinese are more common than struck parts of words.
    """
    text, start = state.src, state.pos
    if text.startswith("~~", start):
        return False
    before, after = text[max(start - 1, 0) : start], text[start + 1 : start + 2]
    is_path = after == "/" and not before.isalnum()
    if before == "~" or not (is_path or (before.isalnum() and after.isalnum())):
        return False
    if not silent:
        state.push("text", "", 0).content = "~"
    state.pos += 1
    return True
