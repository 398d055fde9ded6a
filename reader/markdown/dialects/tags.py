"""Parsing of template tags: a name and arguments, in the syntax of any engine."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ARGUMENT = re.compile(
    r"""(?:(?P<key>[\w-]+)\s*(?:=|:(?!//))\s*)?(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'"""
    r"""|`(?P<tick>[^`]*)`|“(?P<curly>[^”]*)”|(?P<bare>[^\s"'`|]+))""",
    re.DOTALL,
)
_QUOTED = ("double", "single", "tick", "curly")
_CALL = re.compile(r"\s*([\w-]+)\s*\((.*)\)\s*", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Tag:
    """A parsed template tag."""

    name: str
    """The name in lower case. An include has the name of the included file, without suffix."""
    named: dict[str, str]
    """Arguments with a name, by their name in lower case; the first of a name counts."""
    strings: tuple[str, ...] = ()
    """Quoted arguments without a name."""
    words: tuple[str, ...] = ()
    """Unquoted arguments without a name."""

    raw_strings: tuple[str, ...] = ()
    """Those of `strings` that are in backticks, as Hugo allows for text with quotes."""

    def first(self, *keys: str) -> str:
        """Return the first named argument, in the order of `keys`, that is not empty."""
        return next((self.named[key] for key in keys if self.named.get(key)), "")

    @property
    def values(self) -> tuple[str, ...]:
        """All arguments without a name, quoted ones first."""
        return self.strings + self.words


def is_call(inner: str) -> bool:
    """Return whether a tag is a function call: `name(key="value")`.

    So they are in Zola: https://www.getzola.org/documentation/content/shortcodes/.
    """
    return _CALL.fullmatch(inner) is not None


def parse_tag(inner: str) -> Tag:
    """Parse the text between a tag's delimiters. Any text is valid."""
    call = _CALL.fullmatch(inner)
    name, _, rest = inner.strip().partition(" ")
    if call is not None:
        name, rest = call[1], call[2]
    named: dict[str, str] = {}
    strings: list[str] = []
    raw_strings: list[str] = []
    words: list[str] = []
    for match in _ARGUMENT.finditer(rest):
        bare = (match["bare"] or "").rstrip(",") if call else match["bare"]
        quoted = next((match[group] for group in _QUOTED if match[group]), "")
        quoted = _ESCAPED.sub(r"\1", quoted)
        if match["key"]:
            named.setdefault(match["key"].lower(), bare or quoted)
        elif match["bare"] is None:
            strings.append(quoted)
            raw_strings += [quoted] if match["tick"] else []
        elif bare:
            words.append(bare)
    if name.startswith("include") and (words or strings):
        file = strings.pop(0) if strings else words.pop(0)
        name = file.rpartition("/")[2].partition(".")[0]
    return Tag(name.lower(), named, tuple(strings), tuple(words), tuple(raw_strings))
