"""The context that the inline text of a document is parsed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.markdown.html.inline import without_tags
from reader.markdown.rules.bare_links import link_addresses


@dataclass(frozen=True, slots=True, eq=False)
class ParseContext:
    """The parser of a document, with the links and footnotes that the document defines.

    Inline text can be parsed only with these: `[a][b]` is a link if the document defines `b`.
    """

    parser: MarkdownIt
    env: dict[str, Any] = field(default_factory=dict)
    """What markdown-it-py calls the environment: link definitions, and the state of our rules."""
    closed_tags: frozenset[str] = frozenset()
    """Names of the tags that the document both opens and closes."""

    hard_breaks: bool = False
    """Whether each line break of the source is a line break of the text."""

    def tokens(self, source: str, *, in_html: bool = False) -> list[Token]:
        """Parse inline Markdown to tokens, in which no HTML tag is left.

        Args:
            source: The Markdown.
            in_html: Whether it is the text of an HTML element, in which a line break is a space.
        """
        tokens = self.parser.inline.parse(source, self.parser, self.env, [])
        tokens = link_addresses(tokens, source, self.parser)
        if self.hard_breaks and not in_html:
            for token in tokens:
                if token.type == "softbreak":
                    token.type = "hardbreak"
        return without_tags(tokens, self.closed_tags)
