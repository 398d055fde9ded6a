"""Short codes for emoji, as in `:ship:`, which GitHub and many generators replace."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.rules_inline import StateInline

_SHORT_CODE = re.compile(r"(?<![\w:/\\])(?::[a-z0-9_+-]{1,40}:)+(?![\w:/])", re.ASCII)
"""One or more short codes that are not part of a word, a time, a path or a URL."""
_CODE = re.compile(r":[a-z0-9_+-]{1,40}:")


def short_code(state: StateInline, silent: bool) -> bool:
    """Inline rule: a known short code is its emoji."""
    match = _SHORT_CODE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    text = replace_short_codes(match.group())
    if text == match.group():
        return False
    if not silent:
        state.push("text", "", 0).content = text
    state.pos = match.end()
    return True


def replace_short_codes(text: str) -> str:
    """Return plain text with emoji in place of their short codes; unknown ones stay."""
    if text.count(":") < 2:
        return text
    return _SHORT_CODE.sub(lambda codes: _CODE.sub(lambda code: _emoji(code[0]), codes[0]), text)


@lru_cache(maxsize=512)
def _emoji(code: str) -> str:
    # Late: most articles have no short codes, and the import takes 30 ms ("opened, first screen").
    from emoji import emojize

    return emojize(code, language="alias")
