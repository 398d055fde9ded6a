"""One inline rule for those of ours that begin with a character of their own.

markdown-it-py calls each rule at each character that may begin something. A table by character
takes less time than a rule for each syntax.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from reader.markdown.rules.roles import role
from reader.markdown.rules.ruby import bar_ruby, bare_ruby, brace_ruby, bracket_ruby
from reader.markdown.rules.short_codes import short_code
from reader.markdown.rules.tildes import literal_tilde, script

_InlineRule: TypeAlias = Callable[[StateInline, bool], bool]

_RULES: dict[str, tuple[_InlineRule, ...]] = {
    "~": (script, literal_tilde),
    "^": (script,),
    ":": (short_code,),
    "{": (role, brace_ruby),
    "[": (bracket_ruby,),
    "｜": (bar_ruby,),
    "《": (bare_ruby,),
}
"""Rules by the character that they begin with."""


def use_character_rules(parser: MarkdownIt) -> None:
    """Add these rules to a parser, and let it strike `~text~` through.

    The option is markdown-it-py's, for https://github.github.com/gfm/#strikethrough-extension-.
    """
    parser.options["strikethrough_single_tilde"] = True
    for character in _RULES:
        parser.inline.add_terminator_char(character)
    parser.inline.ruler.before("linkify", "character", _character)


def _character(state: StateInline, silent: bool) -> bool:
    rules = _RULES.get(state.src[state.pos])
    return rules is not None and any(rule(state, silent) for rule in rules)
