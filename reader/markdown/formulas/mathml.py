"""MathML as text: https://www.w3.org/TR/mathml-core/."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.markdown.formulas.convert import formula_text
from reader.markdown.formulas.notation import FUNCTION, fraction, root, script, tidy

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_DEPTH = 60
_SPACES = re.compile(r"\s+")
_TEX = 'annotation[encoding="application/x-tex"]'
_INVISIBLE = "\u2062\u2063\u2064\u200b"
"""Invisible operators: a product, a comma, a sum."""
_ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "¯": "\u0305", "‾": "\u0305", "_": "\u0332", "→": "\u20d7",
    "~": "\u0303", "˜": "\u0303", "˙": "\u0307", ".": "\u0307", "¨": "\u0308",
}  # fmt: skip
"""Combining characters by the sign that MathML puts over a letter."""
_LEAVES = frozenset(("mi", "mn", "mo", "mtext", "ms"))
_SKIPPED = frozenset(("annotation", "annotation-xml", "mphantom", "none", "mprescripts"))


def mathml_text(node: LexborNode) -> str:
    """Return a `math` element as text: its TeX, if it is annotated with that, or else its parts."""
    source = node.css_first(_TEX)
    text = formula_text(source.text()) if source is not None else tidy(_text(node, 0))
    if _is_lines(node):
        text = text.removeprefix("[").removesuffix("]")
    return " ".join(text.split())


def _is_lines(node: LexborNode) -> bool:
    """Return whether a formula is nothing but a table, which aligns the lines of equations."""
    elements = [node]
    while len(elements) == 1 and elements[0].tag != "mtable":
        elements = _elements(elements[0])
    return len(elements) == 1


def _text(node: LexborNode, depth: int) -> str:
    tag = node.tag or ""
    if depth > _MAX_DEPTH or tag in _LEAVES:
        return _leaf(node, tag)
    if tag in _SKIPPED:
        return ""
    if tag == "mspace":
        return " "
    children = _elements(node)
    if not children:  # not valid, but text in the wrong element must not be lost
        return _leaf(node, tag)
    parts = [_text(child, depth + 1) for child in children]
    if tag == "mfenced":
        return _fenced(node, parts)
    layout = _LAYOUTS.get(tag)
    return layout(parts) if layout is not None and len(parts) > 1 else _row(tag, parts)


def _elements(node: LexborNode) -> list[LexborNode]:
    elements = []
    child = node.child
    while child is not None:
        if child.is_element_node:
            elements.append(child)
        child = child.next
    return elements


def _leaf(node: LexborNode, tag: str) -> str:
    text = " ".join(node.text().split())
    if tag == "mtext":
        return _SPACES.sub(" ", node.text())
    is_function = tag == "mi" and len(text) > 1 and text.isalpha()
    text = text.translate(dict.fromkeys(map(ord, _INVISIBLE)))
    return f"{text}{FUNCTION}" if is_function else text


def _row(tag: str, parts: Sequence[str]) -> str:
    if tag == "msqrt":
        return root("".join(parts))
    if tag == "mtable":
        return f"[{'; '.join(parts)}]" if len(parts) > 1 else "".join(parts)
    return (" " if tag == "mtr" else "").join(parts)


def _fenced(node: LexborNode, parts: Sequence[str]) -> str:
    attributes = node.attributes
    opening, closing = attributes.get("open", "("), attributes.get("close", ")")
    return f"{opening or ''}{', '.join(parts)}{closing or ''}"


def _over(parts: Sequence[str]) -> str:
    base, sign = parts[0], parts[1].strip()
    accent = _ACCENTS.get(sign)
    is_letter = len(base.strip(FUNCTION)) == 1
    return f"{base}{accent}" if accent and is_letter else f"{base}{script(sign, 'sup')}"


_LAYOUTS: dict[str, Callable[[Sequence[str]], str]] = {
    "mfrac": lambda parts: fraction(parts[0], parts[1]),
    "mroot": lambda parts: root(parts[0], parts[1]),
    "msup": lambda parts: f"{parts[0]}{script(parts[1], 'sup')}",
    "mover": _over,
    "msub": lambda parts: f"{parts[0]}{script(parts[1], 'sub')}",
    "munder": lambda parts: f"{parts[0]}{script(parts[1], 'sub')}",
    "msubsup": lambda parts: f"{parts[0]}{_both(parts)}",
    "munderover": lambda parts: f"{parts[0]}{_both(parts)}",
    "mmultiscripts": lambda parts: f"{parts[0]}{_both(parts)}",
    "msqrt": lambda parts: root("".join(parts)),
}
"""How elements with several children are written."""


def _both(parts: Sequence[str]) -> str:
    return script(parts[1], "sub") + (script(parts[2], "sup") if len(parts) > 2 else "")
