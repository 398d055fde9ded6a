"""TeX as text, by means of pylatexenc (https://pylatexenc.readthedocs.io/).

pylatexenc parses TeX and knows the symbols. Fractions, roots, scripts and the names of functions,
which it writes so that they can be misread, are defined here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from pylatexenc import latex2text, latexwalker
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, SpecialsTextSpec
from pylatexenc.macrospec import MacroSpec, MacroStandardArgsParser, SpecialsSpec

from reader.markdown.formulas.notation import FUNCTION, fraction, root, script, tidy

_CATEGORY = "broadsheet"
_FUNCTIONS = """arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg
    lim liminf limsup ln log max min Pr sec sin sinh sup tan tanh
    argmax argmin sgn tr rank diag"""
_SYMBOLS = {
    "implies": " ⟹ ", "impliedby": " ⟸ ", "iff": " ⟺ ", "land": "∧", "lor": "∨", "lnot": "¬",
    "coloneqq": ":=", "dots": "…", "ldots": "…", "cdots": "⋯", "dotsc": "…", "dotsb": "⋯",
    "mid": " | ", "lvert": "|", "rvert": "|", "vert": "|", "Vert": "‖", "lVert": "‖",
    "rVert": "‖", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "backslash": "\\",
    "degree": "°", "R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "gt": ">", "lt": "<",
    "bmod": " mod ", "mod": " mod ", "colon": ":", "prime": "′", "cdot": "·", "bullet": "•",
    "limits": "", "nolimits": "", "displaystyle": "", "textstyle": "", "scriptstyle": "",
    "big": "", "Big": "", "bigg": "", "Bigg": "", "bigl": "", "bigr": "", "Bigl": "", "Bigr": "",
    "left": "", "right": "", "middle": "", "nonumber": "", "notag": "", "hline": "", "!": "",
    "rm": "", "bf": "", "it": "", ",": " ", ";": " ", ":": " ", ">": " ", "space": " ",
    "thinspace": " ", "ne": "≠", "neg": "¬", "Re": "Re", "Im": "Im", "models": "⊨", "bot": "⊥",
    "triangle": "△", "dagger": "†", "ddagger": "‡", "dag": "†", "ddag": "‡", "Box": "□",
    "Diamond": "◇", "checkmark": "✓", "S": "§", "copyright": "©", "pounds": "£", "euro": "€",
    "|": "‖", "And": "&",
}  # fmt: skip
_COUNT = re.compile(r"(?<=[A-Za-z)\]])\d+")
_TRANSPARENT = "mathbf boldsymbol bm mathsf mathit mathrm mathtt text textbf textit operatorname"


def tex_to_text(source: str) -> str:
    """Return TeX in math mode as text.

    Args:
        source: The TeX between the delimiters of a formula.

    Raises:
        Exception: It is not valid TeX; pylatexenc raises several types of errors.
    """
    nodes, _, _ = latexwalker.LatexWalker(
        source, latex_context=_WALKER_CONTEXT, tolerant_parsing=False
    ).get_latex_nodes()
    return tidy(_TO_TEXT.nodelist_to_text(nodes))


def _argument(index: int, node: Any, converter: Any) -> str:
    """Return the text of an argument of a macro; empty for an optional one that is missing."""
    arguments = node.nodeargd.argnlist if node.nodeargd is not None else []
    if index >= len(arguments) or arguments[index] is None:
        return ""
    text: str = converter.nodelist_to_text([arguments[index]])
    return text


def _fraction(node: Any, l2tobj: Any) -> str:
    return fraction(_argument(0, node, l2tobj), _argument(1, node, l2tobj))


def _root(node: Any, l2tobj: Any) -> str:
    return root(_argument(1, node, l2tobj), _argument(0, node, l2tobj))


def _binomial(node: Any, l2tobj: Any) -> str:
    return f"C({_argument(0, node, l2tobj)}, {_argument(1, node, l2tobj)})"


def _superscript(node: Any, l2tobj: Any) -> str:
    return script(_argument(0, node, l2tobj), "sup")


def _subscript(node: Any, l2tobj: Any) -> str:
    return script(_argument(0, node, l2tobj), "sub")


def _modulus(node: Any, l2tobj: Any) -> str:
    return f" (mod {_argument(0, node, l2tobj)})"


def _tag(node: Any, l2tobj: Any) -> str:
    return f"  ({_argument(0, node, l2tobj)})"


def _operator(node: Any, l2tobj: Any) -> str:
    return f"{_argument(0, node, l2tobj)}{FUNCTION}"


def _arrow(node: Any, l2tobj: Any) -> str:
    sign = "→" if node.macroname == "xrightarrow" else "←"
    return f" {sign}{script(_argument(1, node, l2tobj), 'sup')} "


def _chemistry(node: Any, l2tobj: Any) -> str:
    r"""Return a formula of mhchem: `\ce{H2O}` is `H₂O`."""
    return _COUNT.sub(lambda count: script(count[0], "sub"), _argument(0, node, l2tobj))


def _same(node: Any, l2tobj: Any) -> str:
    return _argument(0, node, l2tobj)


def _second(node: Any, l2tobj: Any) -> str:
    return _argument(1, node, l2tobj)


def _unknown(node: Any) -> str:
    return f"\\{node.macroname} "


def _nothing(_node: Any) -> str:
    return ""


_MACROS: dict[str, tuple[str, Callable[..., str]]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac"), ("{{", _fraction)),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), ("{{", _binomial)),
    **dict.fromkeys(_TRANSPARENT.split(), ("{", _same)),
    **dict.fromkeys(("operatorname", "operatorname*"), ("{", _operator)),
    **dict.fromkeys(("color", "label", "hspace", "vspace", "phantom", "eqref"), ("{", _nothing)),
    **dict.fromkeys(("textcolor", "href", "stackrel", "overset", "underset"), ("{{", _second)),
    **dict.fromkeys(("xrightarrow", "xleftarrow"), ("[{", _arrow)),
    "boxed": ("{", _same),
    "ce": ("{", _chemistry),
    "sqrt": ("[{", _root),
    "pmod": ("{", _modulus),
    "tag": ("{", _tag),
}
"""Arguments of macros in pylatexenc's notation, and the function that writes them."""
_SPECIALS = {"^": _superscript, "_": _subscript}


def _walker_context() -> Any:
    context = latexwalker.get_default_latex_context_db()
    macros = [MacroSpec(name, arguments) for name, (arguments, _) in _MACROS.items()]
    macros += [MacroSpec(name, "") for name in (*_SYMBOLS, *_FUNCTIONS.split())]
    specials = [SpecialsSpec(name, args_parser=MacroStandardArgsParser("{")) for name in _SPECIALS]
    context.add_context_category(_CATEGORY, prepend=True, macros=macros, specials=specials)
    return context


def _text_context() -> Any:
    context = latex2text.get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=repl) for name, (_, repl) in _MACROS.items()]
    macros += [MacroTextSpec(name, simplify_repl=symbol) for name, symbol in _SYMBOLS.items()]
    macros += [
        MacroTextSpec(name, simplify_repl=f"{name}{FUNCTION}") for name in _FUNCTIONS.split()
    ]
    specials = [SpecialsTextSpec(name, simplify_repl=repl) for name, repl in _SPECIALS.items()]
    specials += [SpecialsTextSpec("&", simplify_repl=" "), SpecialsTextSpec("''", "″")]
    context.add_context_category(_CATEGORY, prepend=True, macros=macros, specials=specials)
    context.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_unknown))
    return context


# pylatexenc reports invalid TeX to its logger, which would write to the terminal.
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
_WALKER_CONTEXT = _walker_context()
_TO_TEXT = LatexNodes2Text(
    latex_context=_text_context(),
    math_mode="text",
    strict_latex_spaces={"between-macro-and-chars": False, "between-latex-constructs": True},
)
