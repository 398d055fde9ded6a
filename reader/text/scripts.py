"""Superscripts and subscripts of Unicode.

Unicode has these forms for the digits and for some signs and letters only. They are listed in
https://www.unicode.org/charts/PDF/U2070.pdf and, for letters, in "Phonetic Extensions" and
"Spacing Modifier Letters".
"""

from __future__ import annotations

_SIGNS = {
    "sup": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
_LETTERS = {
    "sup": _SIGNS["sup"]
    | str.maketrans(
        "abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθικφχ′",
        "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᶲᵠᵡ′",
    ),
    "sub": _SIGNS["sub"] | str.maketrans("aehijklmnoprstuvxβγρφχ", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"),
}


def to_unicode_script(text: str, tag: str, *, letters: bool = False) -> str | None:
    """Return a text as Unicode superscripts or subscripts.

    Args:
        text: The text; spaces around it are removed.
        tag: `sup` or `sub`.
        letters: Use the forms of letters as well. They suit formulas, but not words: the letters
            of `2ⁿᵈ` would not be found when searching for `2nd`.

    Returns:
        None if Unicode lacks the form of a character.
    """
    table = (_LETTERS if letters else _SIGNS)[tag]
    text = text.strip()
    return text.translate(table) if all(ord(character) in table for character in text) else None
