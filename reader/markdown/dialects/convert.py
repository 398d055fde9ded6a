"""What site generators add to Markdown, turned into Markdown or taken out before it is parsed.

Template tags (Liquid, Hugo, Zola, Nikola, Hexo, WordPress), kramdown attribute lists, tables of
contents, MDX imports, exports and components, comments of templates, what Obsidian and Pelican
add. Code keeps everything, but for the marks that guard it from the template engine.
"""

from __future__ import annotations

import re
from functools import cache

from reader.markdown.dialects.listings import unguarded, unguarded_span
from reader.markdown.dialects.mdx import levelled
from reader.markdown.dialects.source import Source
from reader.markdown.dialects.syntax import PROBES, SYNTAXES

_LONGEST_CODE = 4_000
"""Characters in which a code span must end."""
_EMPHASISED_COMMENT = re.compile(r"(\*{1,3}|_{1,3})<!--[^<>\n]*-->\1")
_CODE = r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})[^\n]*$|(?P<code>`+)"


@cache
def _probes() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(PROBES.get(name, mark.pattern), re.MULTILINE)
        for name, mark in SYNTAXES.items()
    }


@cache
def _start(names: tuple[str, ...]) -> re.Pattern[str]:
    marks = "".join(f"|(?P<{name}>{SYNTAXES[name].pattern})" for name in names)
    return re.compile(_CODE + marks, re.MULTILINE)


def to_markdown(body: str) -> str:
    """The body in the Markdown that the parser knows; the body itself where nothing is to do."""
    if "-->" in body:
        body = _EMPHASISED_COMMENT.sub("", body)
    notes: list[str] = []
    body = _converted(body, notes)
    defined = (f"\n[^inline-note-{at}]: {note}\n" for at, note in enumerate(notes, 1))
    return f"{body}\n{''.join(defined)}" if notes else body


def _converted(body: str, notes: list[str]) -> str:
    names = tuple(name for name, probe in _probes().items() if probe.search(body))
    if not names:
        return body
    source = Source(body, lambda inner: _converted(inner, notes), notes)
    if source.is_jsx or "component" in names:
        source.text = levelled(body)
    return _Conversion(source, _start(names)).result()


class _Conversion:
    """One pass over a body."""

    def __init__(self, source: Source, start: re.Pattern[str]) -> None:
        self.source = source
        self._start = start
        self._parts = [""]

    def result(self) -> str:
        text, place = self.source.text, 0
        while (start := self._start.search(text, place)) is not None:
            at = start.start()
            self._parts.append(text[place:at])
            name = start.lastgroup or ""
            if name in ("fence", "code"):
                place = self._code_end(start)
                bare = unguarded if name == "fence" else unguarded_span
                self._parts.append(bare(text[at:place]))
            elif (taken := SYNTAXES[name].taken(self.source, start)) is None:
                place = start.end()
                self._parts.append(text[at:place])
            else:
                place = self._put(name, at, *taken)
        self._parts.append(text[place:])
        return "".join(self._parts)

    def _put(self, name: str, at: int, said: str, end: int) -> int:
        """Put what a mark stands for in its place; gives the place to go on at."""
        if not self.source.owns_line(at, end):
            self._parts.append(said)
            return end
        # A shortcode parts the text around it; a statement does not.
        parts = name == "component" or self.source.text.startswith(("{{<", "{{%"), at)
        if not said.strip():
            self._parts[-1] = self._parts[-1].rstrip(" \t")
            self._parts.append("\n" if parts else "")
            return self.source.next_line(end)
        if said.startswith(("![", "<iframe", "<video", "<audio")):
            said = f"\n{self.source.before(at)}{said}\n"
        self._parts.append(said)
        return end

    def _code_end(self, start: re.Match[str]) -> int:
        """Where code that begins here ends; right after its first marks where it does not."""
        text = self.source.text
        if start["fence"]:
            marks = start["fence"]
            closing = re.compile(rf"^[ \t>]*{marks}{marks[0]}*[ \t]*$", re.MULTILINE)
            found = closing.search(text, start.end())
            return found.end() if found else len(text)
        limit = min(len(text), start.end() + _LONGEST_CODE)
        paragraph = text.find("\n\n", start.end(), limit)
        closing = re.compile(rf"(?<!`){start['code']}(?!`)")
        found = closing.search(text, start.end(), limit if paragraph < 0 else paragraph)
        return found.end() if found else start.end()
