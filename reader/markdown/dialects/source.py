"""The source of a body while it is converted, with the searches that conversions need."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property
from typing import TypeAlias

from markdown_it import MarkdownIt

from reader.markdown.dialects.indented_code import IndentedCode

Replacement: TypeAlias = tuple[str, int]
"""Markdown that replaces a piece of the source, and the offset at which that piece ends."""

MAX_TAG_LENGTH = 8_000
"""Maximum number of characters of a template tag."""

_MAX_INDENT = 200
_LINE_END = re.compile(r"[ \t]{0,200}(?:\n|\Z)")
_MODULE_LINE = re.compile(
    r"(?:\A|\n[ \t]*\n|(?<=/}\n))"
    r"(?:import\s[^\n]*\sfrom\s*['\"]|import\s+['\"{]|export\s+(?:const|default|function)\s)"
)
"""An import or export at the start of a paragraph, as MDX requires."""
_FENCE_LINE = re.compile(r"^[ \t>]*(?:```|~~~)", re.MULTILINE)
_CLOSING_SHORTCODE = re.compile(r"\[/([a-z][\w-]*)\]")
_ASSIGN = re.compile(
    r"""\{%-?\s{0,20}assign\s{1,20}(\w{1,60})\s{0,20}=\s{0,20}"""
    r"""(?:"([^"\n]{0,500})"|'([^'\n]{0,500})')\s{0,20}-?%\}"""
)
_CLOSING_TAG = re.compile(r"</([A-Za-z][\w.]*)")


class Source:
    """The text to convert. Repeated searches of it take linear time altogether.

    Args:
        text: The text, with `\\n` as its line break.
        parser: The parser whose block rules find indented code; None if the text has none.
        notes: Receives the text of each inline footnote.
        is_jsx: Whether the text is a part of MDX. Otherwise its imports and exports tell.
    """

    def __init__(
        self, text: str, parser: MarkdownIt | None, notes: list[str], *, is_jsx: bool = False
    ) -> None:
        self.text = text
        self.notes = notes
        """Inline footnotes found so far, in this text and in all that is converted with it."""
        self.convert: Callable[[str], str] = str
        """Converts a part of the text, such as the content between two tags."""
        self.is_jsx = is_jsx or _has_modules(text)
        """Whether the text is MDX, which has no indented code:
        https://mdxjs.com/docs/what-is-mdx/."""
        self._indented_code = None if parser is None or self.is_jsx else IndentedCode(text, parser)
        self._last_offsets: dict[str, int] = {}
        self._next_matches: dict[re.Pattern[str], tuple[int, re.Match[str] | None]] = {}

    def find(self, string: str, start: int, limit: int = MAX_TAG_LENGTH) -> int:
        """Return the next offset of a string within `limit` characters, or -1."""
        if string not in self._last_offsets:
            self._last_offsets[string] = self.text.rfind(string)
        is_past_last = start > self._last_offsets[string]
        return -1 if is_past_last else self.text.find(string, start, start + limit)

    def search(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """Return the next match of a pattern. No part of the text is searched twice for it."""
        searched_from, match = self._next_matches.get(pattern, (len(self.text) + 1, None))
        if start < searched_from or (match is not None and start > match.start()):
            match = pattern.search(self.text, start)
            self._next_matches[pattern] = start, match
        return match

    def assigned(self, name: str, offset: int) -> str | None:
        """Return the text that a variable has at an offset, or None if it has none.

        Only Liquid's `assign` of a string is known: https://shopify.github.io/liquid/tags/variable/.
        """
        offsets, texts = self._assignments.get(name, ([], []))
        index = bisect_left(offsets, offset)
        return texts[index - 1] if index else None

    @cached_property
    def _assignments(self) -> dict[str, tuple[list[int], list[str]]]:
        assignments: dict[str, tuple[list[int], list[str]]] = {}
        for match in _ASSIGN.finditer(self.text):
            offsets, texts = assignments.setdefault(match[1], ([], []))
            offsets.append(match.start())
            texts.append(match[2] if match[2] is not None else match[3])
        return assignments

    def line_before(self, offset: int) -> str:
        """Return the text before an offset on its line, at most the last 200 characters of it."""
        start = max(offset - _MAX_INDENT, 0)
        return self.text[max(self.text.rfind("\n", start, offset) + 1, start) : offset]

    def owns_lines(self, start: int, end: int) -> bool:
        """Return whether there is only whitespace around a piece on its first and last line."""
        before = self.line_before(start)
        starts_line = len(before) < _MAX_INDENT and not before.strip()
        return starts_line and _LINE_END.match(self.text, end) is not None

    def next_line(self, offset: int) -> int:
        """Return the offset at which the next line begins."""
        newline = self.text.find("\n", offset)
        return len(self.text) if newline < 0 else newline + 1

    def end_of_indented_code(self, offset: int) -> int | None:
        """Return where the indented code ends that an offset is in, or None if it is in none."""
        return self._indented_code.end_at(offset) if self._indented_code is not None else None

    @cached_property
    def closed_tags(self) -> frozenset[str]:
        """Names of all closing tags, such as `Note` for `</Note>`."""
        return frozenset(_CLOSING_TAG.findall(self.text))

    @cached_property
    def closed_shortcodes(self) -> frozenset[str]:
        """Names of all closing shortcodes of WordPress, such as `caption` for `[/caption]`."""
        return frozenset(_CLOSING_SHORTCODE.findall(self.text))


def _has_modules(text: str) -> bool:
    """Return whether a text imports or exports something outside of fenced code, as MDX does."""
    fence_lines = start = 0
    for match in _MODULE_LINE.finditer(text):
        fence_lines += len(_FENCE_LINE.findall(text, start, match.start()))
        start = match.start()
        if fence_lines % 2 == 0:
            return True
    return False
