"""Converts the additions of site generators to plain Markdown, before a body is parsed.

These are template tags (Liquid, Hugo, Zola, Nikola, Hexo, WordPress), attribute lists of kramdown,
tables of contents, imports, exports and components of MDX, template comments, and the additions of
Obsidian and Pelican. Code is left alone, whether it is fenced, indented or a span, except for the
markers that protect it from a template engine.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt

from reader.markdown.dialects.listings import without_raw_markers, without_raw_markers_in_span
from reader.markdown.dialects.mdx import dedent_components
from reader.markdown.dialects.source import Source
from reader.markdown.dialects.syntax import PROBES, SYNTAXES

_MAX_CODE_SPAN = 4_000
"""Maximum number of characters of a code span."""
_CODE = r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})[^\n]*$|(?P<code>`+)"


@cache
def _probes() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each syntax that a body matches if it may contain that syntax."""
    return {
        name: re.compile(PROBES.get(name, syntax.pattern), re.MULTILINE)
        for name, syntax in SYNTAXES.items()
    }


@lru_cache(maxsize=256)
def _start_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for the start of code or of a syntax; the matching group is its name."""
    syntaxes = "".join(f"|(?P<{name}>{SYNTAXES[name].pattern})" for name in names)
    return re.compile(_CODE + syntaxes, re.MULTILINE)


def to_markdown(body: str, parser: MarkdownIt | None) -> str:
    """Return a body in the Markdown that the parser knows.

    Args:
        body: Any text, with `\\n` as its line break.
        parser: The parser, which finds indented code; None if the body is HTML, which has none.

    Returns:
        The same object if there is nothing to convert.
    """
    notes: list[str] = []
    body = _convert(body, parser, notes)
    definitions = (f"\n[^inline-note-{number}]: {note}\n" for number, note in enumerate(notes, 1))
    return f"{body}\n{''.join(definitions)}" if notes else body


def _convert(
    body: str, parser: MarkdownIt | None, notes: list[str], *, is_jsx: bool = False
) -> str:
    names = tuple(name for name, probe in _probes().items() if probe.search(body))
    if not names:
        return body
    source = Source(body, parser, notes, is_jsx=is_jsx)
    if source.is_jsx or "component" in names:
        source = Source(dedent_components(source), parser, notes, is_jsx=source.is_jsx)
    source.convert = lambda inner: _convert(inner, parser, notes, is_jsx=source.is_jsx)
    return _Conversion(source, _start_pattern(names)).result()


class _Conversion:
    """One pass over a body."""

    def __init__(self, source: Source, start: re.Pattern[str]) -> None:
        self.source = source
        self._start = start
        self._parts = [""]

    def result(self) -> str:
        text, offset = self.source.text, 0
        while (match := self._start.search(text, offset)) is not None:
            start = match.start()
            self._parts.append(text[offset:start])
            name = match.lastgroup or ""
            if (code_end := self.source.end_of_indented_code(start)) is not None:
                offset = code_end
                self._parts.append(without_raw_markers(text[start:offset]))
            elif name in ("fence", "code"):
                offset = self._end_of_code(match)
                strip = without_raw_markers if name == "fence" else without_raw_markers_in_span
                self._parts.append(strip(text[start:offset]))
            elif (replacement := SYNTAXES[name].replace(self.source, match)) is None:
                offset = match.end()
                self._parts.append(text[start:offset])
            else:
                offset = self._insert(name, start, *replacement)
        self._parts.append(text[offset:])
        return "".join(self._parts)

    def _insert(self, name: str, start: int, replacement: str, end: int) -> int:
        """Add a replacement to the result, and return the offset at which to continue."""
        if not self.source.owns_lines(start, end):
            self._parts.append(replacement)
            return end
        # A shortcode or component separates the text around it as a block, a statement does not.
        is_block = name == "component" or self.source.text.startswith(("{{<", "{{%"), start)
        if not replacement.strip():
            self._parts[-1] = self._parts[-1].rstrip(" \t")
            self._parts.append("\n" if is_block else "")
            return self.source.next_line(end)
        if replacement.startswith(("![", "<iframe", "<video", "<audio")):
            replacement = f"\n{self.source.line_before(start)}{replacement}\n"
        self._parts.append(replacement)
        return end

    def _end_of_code(self, opening: re.Match[str]) -> int:
        """Return where code ends: a code span that is not closed ends with its backticks."""
        text = self.source.text
        if opening["fence"]:
            fence = opening["fence"]
            closing = re.compile(rf"^[ \t>]*{fence}{fence[0]}*[ \t]*$", re.MULTILINE)
            match = closing.search(text, opening.end())
            return match.end() if match else len(text)
        limit = min(len(text), opening.end() + _MAX_CODE_SPAN)
        paragraph_end = text.find("\n\n", opening.end(), limit)
        closing = re.compile(rf"(?<!`){opening['code']}(?!`)")
        match = closing.search(text, opening.end(), limit if paragraph_end < 0 else paragraph_end)
        return match.end() if match else opening.end()
