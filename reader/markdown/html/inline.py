"""HTML tags within inline Markdown, converted to the tokens with the same meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from reader.markdown.formulas.mathml import mathml_text
from reader.markdown.html.leaves import LEAVES, leaf_tokens, text_token
from reader.markdown.html.names import MARKDOWN_BLOCKS, SPANS, is_text
from reader.markdown.html.tree import html_body
from reader.text.scripts import to_unicode_script

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w.:-]*)(?P<rest>[^>]*?)/?>", re.DOTALL)
_DROPPED = frozenset({"script", "style", "template"})
_SCRIPTS = frozenset({"sup", "sub"})
_MATH = re.compile(r"<math(?=[\s>])")
_RUBY = frozenset({"ruby", "rb", "rt", "rtc", "rp"})
_BREAKING = MARKDOWN_BLOCKS - {"table"} | {"p", "div", "summary"}
"""Elements that begin a new line in a cell, where Markdown has no blocks."""
_LISTS = frozenset({"ul", "ol"})


def without_tags(tokens: Sequence[Token], closed_tags: frozenset[str]) -> list[Token]:
    """Return inline tokens without `html_inline`: tags are converted, removed, or text.

    Args:
        tokens: The tokens of one inline text.
        closed_tags: The `closed_tag_names` of the whole document.
    """
    if not any(token.type == "html_inline" for token in tokens):
        return list(tokens)
    converter = _TagConverter(closed_tags)
    for token in tokens:
        converter.add(token)
    converter.end_reading()
    converter.end_formula()
    return converter.tokens


class _TagConverter:
    """Converts the tags of one inline text, token by token."""

    def __init__(self, closed_tags: frozenset[str]) -> None:
        self.tokens: list[Token] = []
        self._closed_tags = closed_tags
        # Tag name of each open element, and the type of its closing token; empty if it has none.
        self._open: list[tuple[str, str]] = []
        self._dropping = ""
        """Name of the element whose content is dropped at present."""
        self._is_in_reading = False
        """Whether an `<rt>` is open; the next tag of its `<ruby>` closes it."""
        self._formula: list[str] = []
        """The HTML of a `<math>` that is open."""
        self._has_text = self._is_break_due = False
        self._marker = ""
        """The marker of a list item that has no text yet."""
        self._next_numbers: list[int | None] = []
        """The number of the next item of each open list; None if it has bullets."""

    def add(self, token: Token) -> None:
        if self._formula or (token.type == "html_inline" and _MATH.match(token.content)):
            self._add_to_formula(token)
        elif token.type != "html_inline":
            if not self._dropping:
                self._begin_line(token)
                self.tokens.append(self._with_scripts(token))
            return
        match = _TAG.fullmatch(token.content)
        if match is None:
            return  # a comment, a declaration or a processing instruction
        name = match["name"].lower()
        if name in _RUBY and self._dropping in ("", "rp"):
            self._add_ruby(name, is_closing=bool(match["closing"]))
        elif self._dropping:
            if match["closing"] and name == self._dropping:
                self._dropping = ""
        elif is_text(token.content, self._closed_tags):
            self.tokens.append(text_token(token.content))
        else:
            self._add_tag(match)

    def _add_tag(self, match: re.Match[str]) -> None:
        name, is_closing = match["name"].lower(), bool(match["closing"])
        if name in _BREAKING and (self._next_numbers or match["name"] in self._closed_tags):
            self._end_line(name, is_closing=is_closing)
        if is_closing:
            self._close(name)
        else:
            self._open_element(name, match.group())

    def _end_line(self, name: str, *, is_closing: bool) -> None:
        """Begin a new line with the next text, because the tag of a block is before it."""
        self._is_break_due = self._has_text
        if name == "li" and not is_closing:
            number = self._next_numbers.pop() if self._next_numbers else None
            self._marker = "• " if number is None else f"{number}. "
            self._next_numbers.append(None if number is None else number + 1)
        elif name in _LISTS and is_closing:
            del self._next_numbers[-1:]
        elif name in _LISTS:
            self._next_numbers.append(1 if name == "ol" else None)

    def _begin_line(self, token: Token) -> None:
        """Write the line break and the marker that are due before a token with text."""
        is_blank = token.type == "text" and not token.content.strip()
        if is_blank or token.type in ("softbreak", "hardbreak"):
            return
        if self._is_break_due:
            self.tokens.append(Token("hardbreak", "br", 0))
        if self._marker:
            self.tokens.append(Token("marker", "", 0, content=self._marker))
        self._is_break_due, self._marker, self._has_text = False, "", True

    def _add_to_formula(self, token: Token) -> None:
        is_tag = token.type == "html_inline"
        self._formula.append(token.content if is_tag else escape(token.content))
        if is_tag and token.content.startswith("</math"):
            self.end_formula()

    def end_formula(self) -> None:
        """Write the formula that is open, if there is one."""
        body = html_body("".join(self._formula)) if self._formula else None
        if body is not None:
            self.tokens.append(text_token(mathml_text(body)))
        self._formula = []

    def _add_ruby(self, name: str, *, is_closing: bool) -> None:
        """Put the reading of a `<ruby>` in parentheses, and drop those of `<rp>`.

        Closing tags may be left out: https://html.spec.whatwg.org/multipage/text-level-semantics.html
        """
        self.end_reading()
        self._dropping = "rp" if name == "rp" and not is_closing else ""
        if name == "rt" and not is_closing:
            self.tokens.append(text_token("("))
            self._is_in_reading = True

    def end_reading(self) -> None:
        """Close the parenthesis around a reading, if one is open. Kana have empty readings."""
        if self._is_in_reading and self.tokens[-1].content == "(":
            self.tokens.pop()
        elif self._is_in_reading:
            self.tokens.append(text_token(")"))
        self._is_in_reading = False

    def _open_element(self, name: str, tag: str) -> None:
        if name in SPANS:
            self._open_span(name, Token(f"{SPANS[name]}_open", name, 1))
        elif name in _SCRIPTS:
            self._open.append((name, ""))
        elif name in _DROPPED:
            self.tokens += leaf_tokens(name, _attributes(tag)) if name in LEAVES else []
            self._dropping = name
        elif name == "a":
            target = _attributes(tag).get("href")
            if target:
                self._open_span(name, Token("link_open", "a", 1, attrs={"href": target}))
        elif name in LEAVES:
            for leaf in leaf_tokens(name, _attributes(tag)):
                self._begin_line(leaf)
                self.tokens.append(leaf)
        elif name == "q":
            self.tokens.append(text_token("“"))

    def _open_span(self, name: str, token: Token) -> None:
        self._open.append((name, token.type.replace("_open", "_close")))
        self.tokens.append(token)

    def _close(self, name: str) -> None:
        if name == "q":
            self.tokens.append(text_token("”"))
        if name not in (tag for tag, _ in self._open):
            return
        while self._open:
            tag, closing = self._open.pop()
            if closing:
                self.tokens.append(Token(closing, tag, -1))
            if tag == name:
                return

    def _with_scripts(self, token: Token) -> Token:
        """Return a token, with superscripts if it is text directly within `<sup>` or `<sub>`."""
        if token.type == "text" and self._open and self._open[-1][0] in _SCRIPTS:
            content = to_unicode_script(token.content, self._open[-1][0])
            if content is not None:
                return text_token(content)
        return token


def _attributes(tag: str) -> dict[str, str | None]:
    body = html_body(tag)
    node = body.child if body is not None else None
    return node.attributes if node is not None else {}
