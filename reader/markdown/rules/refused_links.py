"""Rules for links with a target that is refused, such as `javascript:`: only their label is shown.

markdown-it-py refuses the schemes `javascript`, `vbscript` and `file`, and `data` unless it is an
image. It leaves such links as they are written, which is hard to read.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from reader.markdown.rules.callouts import line_text

_SCHEME = r"(?:javascript|vbscript|file|data):"
_REFUSED_TARGET = re.compile(rf"\]\(\s*<?{_SCHEME}", re.IGNORECASE)
_DEFINITION = re.compile(
    rf"\[(?P<label>[^\[\]\n]{{1,400}})\]:[ \t]*<?(?P<target>{_SCHEME}[^\n]*)", re.IGNORECASE
)
_REFERENCE = re.compile(r"\[(?P<label>[^\[\]]{1,400})\](?:\[(?P<name>[^\[\]]{0,400})\])?")
_TARGET_TOKEN = re.compile(r"\\.|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[()]|\n[ \t]*\n")
_MAX_TARGET = 4_000
"""Maximum number of characters of a target."""
REFUSED = "refused_references"
"""Key in a document's env: the refused targets by the label that is defined with them."""


def use_refused_links(parser: MarkdownIt) -> None:
    """Add these rules to a parser."""
    parser.block.ruler.after("reference", "refused_reference", _definition, {"alt": []})
    parser.inline.ruler.after("image", "refused_link", _link)


def _definition(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Block rule: the definition of a link whose target is refused; nothing is shown."""
    text = line_text(state, start)
    match = _DEFINITION.match(text) if text.startswith("[") else None
    if match is None or state.is_code_block(start):
        return False
    if not silent:
        state.env.setdefault(REFUSED, {})[normalizeReference(match["label"])] = match["target"]
        state.line = start + 1
    return True


def _link(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[label](javascript:…)`, or a reference to such a target."""
    is_image = state.src.startswith("![", state.pos)
    if not is_image and state.src[state.pos] != "[":
        return False
    label_start = state.pos + 1 + is_image
    found = _inline_link(state, label_start - 1) or _reference(state, label_start - 1)
    if found is None:
        return False
    label_end, end = found
    if not silent:
        if is_image:
            state.push("image", "img", 0).content = state.src[label_start:label_end]
        else:
            saved, state.pos, state.posMax = state.posMax, label_start, label_end
            state.md.inline.tokenize(state)
            state.posMax = saved
    state.pos = end
    return True


def _inline_link(state: StateInline, bracket: int) -> tuple[int, int] | None:
    """Return where the label of a link with a refused target ends, and where the link ends."""
    target = _REFUSED_TARGET.search(state.src, bracket, state.posMax)
    if target is None or state.src.find(")", target.end(), state.posMax) < 0:
        return None
    label_end = state.md.helpers.parseLinkLabel(state, bracket)
    if label_end < 0 or _REFUSED_TARGET.match(state.src, label_end, state.posMax) is None:
        return None
    end = _end_of_target(state, label_end + 2)
    return None if end is None else (label_end, end)


def _end_of_target(state: StateInline, start: int) -> int | None:
    """Return the offset after the bracket that closes a target, which may contain spaces."""
    depth = 1
    limit = min(state.posMax, start + _MAX_TARGET)
    for match in _TARGET_TOKEN.finditer(state.src, start, limit):
        found = match.group()
        if found[0] == "\n":
            return None
        depth += (found == "(") - (found == ")")
        if depth == 0:
            return match.end()
    return None


def _reference(state: StateInline, bracket: int) -> tuple[int, int] | None:
    refused: dict[str, str] = state.env.get(REFUSED, {})
    match = _REFERENCE.match(state.src, bracket, state.posMax) if refused else None
    if match is None or normalizeReference(match["name"] or match["label"]) not in refused:
        return None
    return match.end("label"), match.end()
