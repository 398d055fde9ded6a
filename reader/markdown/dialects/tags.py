"""A template tag taken apart: its name and its arguments, however its engine writes them."""

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
    """A template tag, taken apart."""

    name: str
    named: dict[str, str]
    strings: tuple[str, ...] = ()
    """Quoted arguments without a name."""
    words: tuple[str, ...] = ()
    """Bare arguments without a name."""

    def first(self, *keys: str) -> str:
        """The first of the named arguments that says something."""
        return next((self.named[key] for key in keys if self.named.get(key)), "")

    @property
    def values(self) -> tuple[str, ...]:
        """All arguments without a name, quoted ones first."""
        return self.strings + self.words


def is_call(inner: str) -> bool:
    """Whether a tag is written like a function's call, as Zola's are: `name(key="value")`."""
    return _CALL.fullmatch(inner) is not None


def read_tag(inner: str) -> Tag:
    """Take the text between a tag's braces apart; an include goes by the name of its file."""
    call = _CALL.fullmatch(inner)
    name, _, rest = inner.strip().partition(" ")
    if call is not None:
        name, rest = call[1], call[2]
    named: dict[str, str] = {}
    strings: list[str] = []
    words: list[str] = []
    for found in _ARGUMENT.finditer(rest):
        bare = (found["bare"] or "").rstrip(",") if call else found["bare"]
        quoted = _ESCAPED.sub(r"\1", next((found[it] for it in _QUOTED if found[it]), ""))
        if found["key"]:
            named.setdefault(found["key"].lower(), bare or quoted)
        elif found["bare"] is None:
            strings.append(quoted)
        elif bare:
            words.append(bare)
    if name.startswith("include") and (words or strings):
        file = strings.pop(0) if strings else words.pop(0)
        name = file.rpartition("/")[2].partition(".")[0]
    return Tag(name.lower(), named, tuple(strings), tuple(words))
