"""Inline rules beyond GFM: wiki links and embeds, highlighted text, and formulas."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from reader.markdown.formulas.convert import formula_text, is_formula

_WIKI_LINK = re.compile(r"!?\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]*))?\]\](?![(\[])")
_IMAGE_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$", re.IGNORECASE)
_IMAGE_SIZE = re.compile(r"(?:^|\|)\d+(?:x\d+)?$")
_HIGHLIGHT = re.compile(r"==(?=[^\s=])(?P<inner>[^=\n]{1,400}?)(?<=\S)==(?!=)")
_FORMULA = re.compile(
    r"\$\$(?P<display>[^$\n]{1,1000})\$\$|\$(?=[^\s$])[^$\n]{0,400}?(?<=[^\s\\$])\$(?!\w)"
    r"|\\\((?P<round>.{1,400}?)\\\)|\\\[(?P<square>.{1,1000}?)\\\]"
)
_BRACKET = re.compile(r"[\[\]]")
_MAY_HIDE_BRACKETS = (
    ("`", "`"), ("<", ">"), ("$", "$"), ("=", "="), ("\\", ""), ("://", ""),
    ("{", "}"), ("｜", "》"),
)  # fmt: skip
"""What text begins and ends with in which a bracket may be none."""
_MATH_CHARACTERS = re.compile(r"[\\^_=]")


def use_inline_rules(parser: MarkdownIt) -> None:
    """Add these rules to a parser."""
    ruler = parser.inline.ruler
    ruler.before("escape", "formula", _formula)
    ruler.before("link", "lone_bracket", _lone_bracket)
    ruler.before("link", "wiki_link", _wiki_link)
    ruler.before("emphasis", "mark", _highlight)


def _lone_bracket(state: StateInline, silent: bool) -> bool:
    """Inline rule: a bracket that nothing closes is text.

    The link rule would find that out as well, but by a search for each of the brackets, which takes
    quadratic time.
    """
    bracket = "![" if state.src.startswith("![", state.pos) else "["
    if not state.src.startswith(bracket, state.pos):
        return False
    may_be_closed = state.src.find("]", state.pos, state.posMax) >= 0
    if may_be_closed and state.pos + len(bracket) - 1 not in _unclosed_brackets(state.src):
        return False
    if not silent:
        state.push("text", "", 0).content = bracket
    state.pos += len(bracket)
    return True


@lru_cache(maxsize=16)
def _unclosed_brackets(text: str) -> frozenset[int]:
    """Return the offsets of opening brackets that nothing closes.

    Brackets in code, tags and formulas do not count. So those that may be in one of these are left
    out.
    """
    hidden = [(text.find(first), text.rfind(last)) for first, last in _MAY_HIDE_BRACKETS]
    hidden = [(start, end) for start, end in hidden if 0 <= start < end]
    unclosed: list[int] = []
    for bracket in _BRACKET.finditer(text):
        offset = bracket.start()
        if bracket.group() == "]":
            del unclosed[-1:]
        elif not any(start < offset <= end + 1 for start, end in hidden):
            unclosed.append(offset)
    return frozenset(unclosed)


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[[Page]]`, `[[Page#Part|label]]`, `![[image.png]]`, `![[Page]]`.

    See https://help.obsidian.md/obsidian-flavored-markdown. A name that the document defines as a
    link reference is left to the link rule. The number in `![[image.png|300]]` is a width, not a
    label. An embedded page becomes a link.
    """
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    match = _WIKI_LINK.match(state.src, state.pos, state.posMax)
    if match is None or normalizeReference(match["page"]) in state.env.get("references", {}):
        return False
    if not silent:
        page, label = match["page"].strip(), (match["label"] or "").strip()
        is_embed = match.group().startswith("!")
        if is_embed and _IMAGE_FILE.search(page):
            token = state.push("image", "img", 0)
            token.attrs = {"src": page}
            token.content = _IMAGE_SIZE.sub("", label)
        else:
            state.push("link_open", "a", 1).attrs = {"href": page}
            if is_embed:
                state.push("marker", "", 0).content = "▸ "
            state.push("text", "", 0).content = label or _default_label(page)
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _default_label(page: str) -> str:
    """Return the text of a wiki link without a label: `Page > Part` for `Page#Part`."""
    name, _, part = page.partition("#")
    part = part.lstrip("^")
    return f"{name} > {part}" if name and part else name or part


def _highlight(state: StateInline, silent: bool) -> bool:
    """Inline rule: `==highlighted==`, as in Obsidian."""
    if state.src[state.pos] != "=":
        return False
    match = _HIGHLIGHT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        end = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = match.start("inner"), match.end("inner")
        state.md.inline.tokenize(state)
        state.posMax = end
        state.push("mark_close", "mark", -1)
    state.pos = match.end()
    return True


def _formula(state: StateInline, silent: bool) -> bool:
    r"""Inline rule: `$x$`, `$$x$$`, `\(x\)` and `\[x\]` are formulas, shown as text.

    A text between single dollars may be about prices: then it is left as it is, and Markdown has no
    meaning in it. `\(` and `\[` may also be escaped brackets: they begin a formula only if it has a
    character of mathematics. GitLab writes ``$`x`$``.
    """
    if state.src[state.pos] not in "$\\":
        return False
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    inner = match["display"] or match["round"] or match["square"]
    if inner is not None and match.group()[0] == "\\" and not _MATH_CHARACTERS.search(inner):
        return False
    if not silent:
        if inner is None and is_formula(single := match.group()[1:-1].strip("`")):
            inner = single
        text = match.group() if inner is None else " ".join(formula_text(inner).split())
        state.push("text", "", 0).content = text
    state.pos = match.end()
    return True
