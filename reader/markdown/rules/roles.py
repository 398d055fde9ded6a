"""Inline rule for roles of MyST and Sphinx, as in ``{kbd}`Ctrl` ``.

See https://mystmd.org/guide/syntax-overview.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from reader.markdown.formulas.convert import formula_text
from reader.text.scripts import to_unicode_script

_ROLE = re.compile(
    r"\{(?P<name>[A-Za-z][\w:.+-]{0,30})\}(?P<ticks>`{1,3})(?P<text>[^`\n]{1,400})(?P=ticks)"
)
_TARGET = re.compile(r"(?P<label>[^<]*\S)[ \t]*<(?P<target>[^<>]+)>$")
_CODE = frozenset(("kbd", "file", "command", "code", "samp", "program", "envvar", "option"))
_LINKS = frozenset(("doc", "download"))
_SCRIPTS = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup"}


def role(state: StateInline, silent: bool) -> bool:
    """Inline rule: a role becomes its text; a link, code or a formula where it is one."""
    match = _ROLE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        _push_role(state, match["name"].lower(), match["text"].strip())
    state.pos = match.end()
    return True


def _push_role(state: StateInline, name: str, text: str) -> None:
    with_target = _TARGET.match(text)
    label = with_target["label"] if with_target is not None else text
    target = with_target["target"] if with_target is not None else text
    if name in _CODE:
        state.push("code_inline", "code", 0).content = text
    elif name in _LINKS and state.md.validateLink(href := state.md.normalizeLink(target)):
        state.push("link_open", "a", 1).attrs = {"href": href}
        state.push("text", "", 0).content = label
        state.push("link_close", "a", -1)
    elif name in _SCRIPTS:
        script = to_unicode_script(text, _SCRIPTS[name], letters=True)
        state.push("text", "", 0).content = script or text
    elif name.endswith("math"):
        state.push("text", "", 0).content = " ".join(formula_text(text).split())
    else:
        state.push("text", "", 0).content = label
