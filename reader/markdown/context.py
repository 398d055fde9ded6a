"""The inline grammar of one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.markdown.html.inline import without_tags


@dataclass(frozen=True, slots=True, eq=False)
class ParseContext:
    """The inline grammar of one document: the parser, and the links and notes it has defined."""

    parser: MarkdownIt
    env: dict[str, Any] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()
    """Names of the tags that the document both begins and ends."""

    def tokens(self, source: str) -> list[Token]:
        """Parse inline Markdown."""
        return without_tags(self.parser.inline.parse(source, self.parser, self.env, []), self.ended)
