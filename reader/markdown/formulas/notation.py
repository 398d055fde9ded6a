"""How the parts of a formula are written in a line of text."""

from __future__ import annotations

import re
import unicodedata

from reader.text.scripts import to_unicode_script

FUNCTION = "\N{FUNCTION APPLICATION}"
"""Invisible mark after the name of a function, which `tidy` replaces by a space or nothing."""

_SCRIPT = "\u00b2\u00b3\u00b9\u2070-\u209f\u1d2c-\u1d6a\u1da5-\u1dbf"
_ATOM = re.compile(rf"[^\W_]['′]*[{_SCRIPT}]*|\d+(?:\.\d+)?|[d∂Δ]\w[{_SCRIPT}]*")
_NAME = re.compile(
    rf"[^\W\d_]{{3,}}|√(?:\w+|\([^()]*\))|[^\W\d_]+[{_SCRIPT}]*\([^()]*\)|\([^()]*\)"
)
_SIMPLE = re.compile(r"[^\s+\-−±=<>/,·×⋅*&:;|≤≥≠]+")
_RELATION = re.compile(r" ?(:=|[<>]{2,}|[·×⋅∪∩∧∨⊕⊗=<>≤≥≠≈≡∼≅∝→←↔⇒⇐⇔⟹⟸⟺↦∈∉∋⊂⊃⊆⊇∣]) ?")
_AFTER_FUNCTION = re.compile(
    rf"{FUNCTION}((?:[{_SCRIPT}]+|[_^](?:\([^()]*\)|\w+))*+) ?(?=[^\W_]|√)"
)
_SPACES = re.compile(r"[^\S\n]+")
_INNER_SPACE = re.compile(r"(?<=[(\[⟨⌊⌈∂∇∀∃¬√]) | (?=[)\]⟩⌋⌉,])")
_RAISED = frozenset("°′″‴*†‡")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


def fraction(numerator: str, denominator: str) -> str:
    """Return `a/b`, with parentheses where they are needed to read it correctly."""
    numerator, denominator = _trim(numerator), _trim(denominator)
    if not _SIMPLE.fullmatch(numerator) and not _is_atom(numerator):
        numerator = f"({numerator})"
    return f"{numerator}/{denominator if _is_atom(denominator) else f'({denominator})'}"


def script(text: str, tag: str) -> str:
    """Return a superscript or subscript, as Unicode has it, or after `^` or `_`.

    Args:
        text: What is raised or lowered.
        tag: `sup` or `sub`.
    """
    text = _SPACES.sub("", text.replace(FUNCTION, "")).replace("∘", "°")
    if not text or (tag == "sup" and all(character in _RAISED for character in text)):
        return text
    unicode_script = to_unicode_script(text, tag, letters=True)
    if unicode_script is not None:
        return unicode_script
    mark = "^" if tag == "sup" else "_"
    is_clear = len(text) == 1 or (text.isascii() and text.isalpha())
    return f"{mark}{text}" if is_clear else f"{mark}({text})"


def root(radicand: str, index: str = "") -> str:
    """Return a square root, or the root of an index."""
    radicand, index = _trim(radicand), index.strip()
    sign = _ROOTS.get(index) or f"{script(index, 'sup')}√"
    return f"{sign}{radicand if _is_atom(radicand) else f'({radicand})'}"


def tidy(text: str) -> str:
    """Return a formula with regular spaces: around relations and products, after functions."""
    text = "".join(map(_plain_letter, text))
    text = _AFTER_FUNCTION.sub(r"\1 ", text).replace(FUNCTION, "")
    lines = (_RELATION.sub(r" \1 ", _SPACES.sub(" ", line)) for line in text.split("\n"))
    lines = (_INNER_SPACE.sub("", _SPACES.sub(" ", line)).strip() for line in lines)
    return "\n".join(line for line in lines if line)


def _trim(text: str) -> str:
    return _INNER_SPACE.sub("", _SPACES.sub(" ", text)).strip()


def _is_atom(text: str) -> bool:
    return bool(_ATOM.fullmatch(text) or _NAME.fullmatch(text))


def _plain_letter(character: str) -> str:
    """Return a mathematical letter beyond the BMP as a plain one: few fonts have them."""
    return unicodedata.normalize("NFKC", character) if character > "\uffff" else character
