"""Formulas in TeX to text: what is converted, and with which limits."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.markdown.formulas.notation import tidy

_MAX_FORMULA = 2_000
"""Maximum number of characters of a formula; a longer one is shown as it is written."""
_MAX_NESTING = 20
_PLAIN = re.compile(r"[\w +\-=<>/*.,;:()|!'\[\]]*", re.ASCII)
_DOUBLE_SCRIPT = re.compile(r"[\^_]\s*[\^_]")
_WORDS = re.compile(r"[A-Za-z]{2}")
_TEX = re.compile(r"[\\^_{}]")
_NAME_WITH_UNDERSCORE = re.compile(r"\w*[A-Za-z]{2}_\w{2,}", re.ASCII)


@lru_cache(maxsize=512)
def formula_text(tex: str) -> str:
    """Return a formula in TeX as text, with a line break for each of `\\\\`.

    Args:
        tex: The text between the delimiters of a formula. If it is no valid TeX, or exceeds the
            limits, it is returned as it is.
    """
    tex = tex.strip()
    if _PLAIN.fullmatch(tex) and "_" not in tex:
        return tidy(tex)
    if len(tex) > _MAX_FORMULA or _nesting(tex) > _MAX_NESTING or _DOUBLE_SCRIPT.search(tex):
        return tex
    # Late: most articles have no formula, and the import takes 40 ms ("opened, first screen").
    from reader.markdown.formulas.tex import tex_to_text

    try:
        return tex_to_text(tex) or tex
    except Exception:  # pylatexenc documents one type of error, and raises others as well
        return tex


def _nesting(tex: str) -> int:
    depth = deepest = 0
    for character in tex:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest + tex.count("\\begin") + tex.count("\\left")


def is_formula(text: str) -> bool:
    """Return whether a text between two single dollars is a formula.

    It may also be about prices, or the name of a variable in a shell.
    """
    if _TEX.search(text):
        return "\\" in text or _NAME_WITH_UNDERSCORE.fullmatch(text) is None
    return _WORDS.search(text) is None
