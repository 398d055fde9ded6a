"""Inline rules beyond GFM: wiki links and embeds, highlighted text, formulas kept as they are."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

_WIKI = re.compile(r"!?\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]*))?\]\](?![(\[])")
_IMAGE_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$", re.IGNORECASE)
_SIZE = re.compile(r"(?:^|\|)\d+(?:x\d+)?$")
_MARK = re.compile(r"==(?=[^\s=])(?P<inner>[^=\n]{1,400}?)(?<=\S)==(?!=)")
_FORMULA = re.compile(
    r"\$\$(?P<display>[^$\n]{1,1000})\$\$|\$(?=[^\s$])[^$\n]{0,400}?(?<=[^\s\\$])\$(?!\w)"
    r"|\\\((?P<round>.{1,400}?)\\\)|\\\[(?P<square>.{1,1000}?)\\\]"
)


def use_inline_rules(parser: MarkdownIt) -> None:
    """Teach a parser these rules."""
    ruler = parser.inline.ruler
    ruler.before("escape", "formula", _formula)
    ruler.before("link", "lone_bracket", _lone_bracket)
    ruler.before("link", "wiki_link", _wiki_link)
    ruler.before("emphasis", "mark", _mark)


def _lone_bracket(state: StateInline, silent: bool) -> bool:
    """A bracket that nothing closes is text; Markdown's own rule would search again for each."""
    mark = "![" if state.src.startswith("![", state.pos) else "["
    if not state.src.startswith(mark, state.pos) or "]" in state.src[state.pos : state.posMax]:
        return False
    if not silent:
        state.push("text", "", 0).content = mark
    state.pos += len(mark)
    return True


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """`[[Page]]`, `[[Page#Part|label]]`, `![[image.png]]`, `![[Page]]`."""
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    found = _WIKI.match(state.src, state.pos, state.posMax)
    if found is None or normalizeReference(found["page"]) in state.env.get("references", {}):
        return False
    if not silent:
        page, label = found["page"].strip(), (found["label"] or "").strip()
        embedded = found.group().startswith("!")
        if embedded and _IMAGE_FILE.search(page):
            token = state.push("image", "img", 0)
            token.attrs = {"src": page}
            token.content = _SIZE.sub("", label)
        else:
            state.push("link_open", "a", 1).attrs = {"href": page}
            if embedded:
                state.push("marker", "", 0).content = "▸ "
            state.push("text", "", 0).content = label or _name_of(page)
            state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _name_of(page: str) -> str:
    """How a wiki link without a label reads: a part of a page is told from the page."""
    name, _, part = page.partition("#")
    part = part.lstrip("^")
    return f"{name} > {part}" if name and part else name or part


def _mark(state: StateInline, silent: bool) -> bool:
    """`==highlighted==`."""
    if state.src[state.pos] != "=":
        return False
    found = _MARK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        end = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = found.start("inner"), found.end("inner")
        state.md.inline.tokenize(state)
        state.posMax = end
        state.push("mark_close", "mark", -1)
    state.pos = found.end()
    return True


def _formula(state: StateInline, silent: bool) -> bool:
    r"""`$x$`, `$$x$$`, `\(x\)`, `\[x\]`: no mark in it is Markdown's.

    Single dollars stay, as they may be prices; `\(` is left to Markdown where it only escapes.
    """
    if state.src[state.pos] not in "$\\":
        return False
    found = _FORMULA.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    inner = found["display"] or found["round"] or found["square"]
    if inner is not None and found.group()[0] == "\\" and not re.search(r"[\\^_=]", inner):
        return False
    if not silent:
        state.push("text", "", 0).content = found.group() if inner is None else inner.strip()
    state.pos = found.end()
    return True
