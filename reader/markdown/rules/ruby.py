"""Inline rule for readings beside ideographs: they follow in parentheses, as without ruby."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_IDEOGRAPH = re.compile(
    "[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_KANA = "[\u3041-\u3096\u30a1-\u30fc\uff66-\uff9f ・.+|]"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # `{base|reading}` of DenDenMarkdown, with one reading or one for each ideograph:
        # https://www.npmjs.com/package/markdown-it-ruby. HackMD writes `{ruby base|reading}`.
        r"\{(?:ruby )?(?P<base>[^{}|\n]{1,40})\|(?P<reading>[^{}\n]{1,80})\}",
        # `[base]{reading}`, https://github.com/iltrof/furigana-markdown-it, and `{base}(reading)`,
        # https://npmjs.com/package/remarkable-furigana, in kana only.
        rf"\[(?P<base>[^\[\]\n]{{1,40}})\](?:\{{|\^\(|\(-)(?P<reading>{_KANA}{{1,80}})(?:\}}|-?\))",
        rf"\{{(?P<base>[^{{}}|\n]{{1,40}})\}}\((?P<reading>{_KANA}{{1,80}})\)",
        # `｜base《reading》` of Aozora Bunko. Without the bar, an ideograph precedes.
        "｜(?P<base>[^｜《》\n]{1,40})《(?P<reading>[^｜《》\n]{1,80})》",
        f"(?P<base>)《(?P<reading>{_KANA}{{1,80}})》",
    )
)
_STARTS = frozenset("{[｜《")
_SEPARATORS = re.compile(r"[|.+]")


def use_ruby(parser: MarkdownIt) -> None:
    """Add the rule to a parser."""
    for start in "｜《":
        parser.inline.add_terminator_char(start)
    parser.inline.ruler.before("link", "ruby", _ruby)


def _ruby(state: StateInline, silent: bool) -> bool:
    """Inline rule: an ideograph and its reading, in one of the forms that extensions define."""
    start = state.src[state.pos]
    if start not in _STARTS:
        return False
    matches = (form.match(state.src, state.pos, state.posMax) for form in _FORMS)
    match = next((match for match in matches if match is not None), None)
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
