"""Inline rules for readings beside ideographs: they follow in parentheses, as without ruby."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_IDEOGRAPH = re.compile(
    "[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_KANA = "[\u3041-\u3096\u30a1-\u30fc\uff66-\uff9f ・.+|]"
_BRACE_FORMS = (
    # `{base|reading}` of DenDenMarkdown, with one reading or one for each ideograph:
    # https://www.npmjs.com/package/markdown-it-ruby. HackMD writes `{ruby base|reading}`.
    re.compile(r"\{(?:ruby )?(?P<base>[^{}|\n]{1,40})\|(?P<reading>[^{}\n]{1,80})\}"),
    # `{base}(reading)` in kana: https://npmjs.com/package/remarkable-furigana.
    re.compile(rf"\{{(?P<base>[^{{}}|\n]{{1,40}})\}}\((?P<reading>{_KANA}{{1,80}})\)"),
)
_BRACKET_FORM = re.compile(
    r"\[(?P<base>[^\[\]\n]{1,40})\](?:\{|\^\(|\(-)"
    rf"(?P<reading>{_KANA}{{1,80}})(?:\}}|-?\))"
)
"""`[base]{reading}`, `[base]^(reading)` and `[base](-reading-)` in kana:
https://github.com/iltrof/furigana-markdown-it."""
_BAR_FORM = re.compile("｜(?P<base>[^｜《》\n]{1,40})《(?P<reading>[^｜《》\n]{1,80})》")
"""`｜base《reading》` of Aozora Bunko."""
_BARE_FORM = re.compile(f"(?P<base>)《(?P<reading>{_KANA}{{1,80}})》")
"""The same without the bar, after an ideograph."""
_SEPARATORS = re.compile(r"[|.+]")


def brace_ruby(state: StateInline, silent: bool) -> bool:
    """Inline rule: ruby that begins with a brace."""
    return any(_ruby(state, form, silent) for form in _BRACE_FORMS)


def bracket_ruby(state: StateInline, silent: bool) -> bool:
    """Inline rule: ruby that begins with a bracket."""
    return _ruby(state, _BRACKET_FORM, silent)


def bar_ruby(state: StateInline, silent: bool) -> bool:
    """Inline rule: ruby whose base begins with a fullwidth bar."""
    return _ruby(state, _BAR_FORM, silent)


def bare_ruby(state: StateInline, silent: bool) -> bool:
    """Inline rule: a reading in double angle brackets after an ideograph."""
    return _ruby(state, _BARE_FORM, silent)


def _ruby(state: StateInline, form: re.Pattern[str], silent: bool) -> bool:
    match = form.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    base = match["base"] or state.src[max(state.pos - 1, 0) : state.pos]
    if _IDEOGRAPH.search(base) is None:
        return False
    if not silent:
        reading = _SEPARATORS.sub("", match["reading"])
        state.push("text", "", 0).content = f"{match['base']}({reading})"
    state.pos = match.end()
    return True
