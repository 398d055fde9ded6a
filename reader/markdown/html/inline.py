"""HTML tags within a line of Markdown, as the tokens that mean the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from reader.markdown.html.leaves import LEAVES, leaf, raised, text
from reader.markdown.html.names import SPANS, is_word

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w.:-]*)(?P<rest>[^>]*?)/?>", re.DOTALL)
_SWALLOWED = frozenset({"script", "style", "template"})
_RAISED = frozenset({"sup", "sub"})


def without_tags(tokens: Sequence[Token], ended: frozenset[str]) -> list[Token]:
    """Inline tokens with every tag translated, hidden, or shown where it is no tag.

    Args:
        tokens: Of one inline text.
        ended: The `ended_names` of the whole document.
    """
    if not any(token.type == "html_inline" for token in tokens):
        return list(tokens)
    translated = _Translated(ended)
    for token in tokens:
        translated.take(token)
    return translated.tokens


class _Translated:
    """Collects the translation of one inline text."""

    def __init__(self, ended: frozenset[str]) -> None:
        self.tokens: list[Token] = []
        self._ended = ended
        self._open: list[tuple[str, str]] = []  # tag, type of the token that ends it
        self._swallowing = ""

    def take(self, token: Token) -> None:
        if token.type != "html_inline":
            if not self._swallowing:
                self.tokens.append(self._raised(token))
            return
        found = _TAG.fullmatch(token.content)
        if found is None:
            return  # a comment, a declaration, a processing instruction
        name = found["name"].lower()
        if self._swallowing:
            if found["closing"] and name == self._swallowing:
                self._swallowing = ""
        elif is_word(token.content, self._ended):
            self.tokens.append(text(token.content))
        elif found["closing"]:
            self._end(name)
        else:
            self._begin(name, token.content)

    def _begin(self, name: str, tag: str) -> None:
        if name in SPANS:
            self._span(name, Token(f"{SPANS[name]}_open", name, 1))
        elif name in _RAISED:
            self._open.append((name, ""))
        elif name in _SWALLOWED:
            self._swallowing = name
        elif name == "a":
            target = _attributes(tag).get("href")
            if target:
                self._span(name, Token("link_open", "a", 1, attrs={"href": target}))
        elif name in LEAVES:
            self.tokens += leaf(name, _attributes(tag))
        elif name == "q":
            self.tokens.append(text("“"))

    def _span(self, name: str, opened: Token) -> None:
        self._open.append((name, opened.type.replace("_open", "_close")))
        self.tokens.append(opened)

    def _end(self, name: str) -> None:
        if name == "q":
            self.tokens.append(text("”"))
        if name not in (tag for tag, _ in self._open):
            return
        while self._open:
            tag, closing = self._open.pop()
            if closing:
                self.tokens.append(Token(closing, tag, -1))
            if tag == name:
                return

    def _raised(self, token: Token) -> Token:
        if token.type == "text" and self._open and self._open[-1][0] in _RAISED:
            content = raised(token.content, self._open[-1][0])
            if content is not None:
                return text(content)
        return token


def _attributes(tag: str) -> dict[str, str | None]:
    # Late: most articles hold no HTML.
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(tag).body
    node = body.child if body is not None else None
    return node.attributes if node is not None else {}
