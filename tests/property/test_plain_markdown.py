"""The short ways for the plainest Markdown draw what the rules of the parser draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.article import inline
from reader.article.document import parse_document
from reader.article.palette import Palette
from reader.article.plain import article_lines
from reader.markdown import parser
from reader.markdown.rules.plain_inline import FastParser

PIECES = [
    "word", "two words", "Title", "a", "- ", "* ", "1. ", "a. ", "  ", "    ", "\t", "\n", "\n\n",
    "> ", "https://a.example/x", "http://b.example", "https://a.example/x_y.", "https://A.example",
    "https://xn--a.example", "https://a.example/a--b", "https://a.example/a..b", "[a",
    "[w](https://a.example/p)", "[two words](http://a.b.example/)", "](https://a.example)", ")",
    "(", "*", "**", "_", "`", "~", ": def", "~ def", "---", "===", "|", "| a | b |\n|---|---|\n",
    "[^1]", "[^1]: note", "[x]: https://a.example/", "# ", "```", "<b>", "</b>", "<div>", "$$",
    "\\", ":::", "www.a.example", "a@b.example", ":smile:", "'", '"', "…", "é", "中文", "!", "[ ] ",
    "ii) ", "{: .x}", "!!! note", "Table: x", "%", "+", "=", "/", "  \n", "&amp;", "[[wiki]]",
    "==", "^", "*w*", "**two words**", "_w_", "__w__", "~~w~~", "`w`", "![w](a/b.png)", ".", ",",
    "![w](https://a.example/b.png)", "<https://a.example/x>", "[x]", "[w][x]", "[x][w]", "![x]",
]  # fmt: skip

texts = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "\n", "\n\n"])), max_size=14
).map(lambda pieces: "".join(map("".join, pieces)))


@contextmanager
def long_way() -> Iterator[None]:
    """Draw everything with the rules of the parser."""
    rules = parser._parser()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inline, "_PLAIN", re.compile(r"(?!)"))
        patch.setattr(FastParser, "normalizeLink", MarkdownIt.normalizeLink)
        patch.setattr(FastParser, "normalizeLinkText", MarkdownIt.normalizeLinkText)
        rules.inline.ruler.disable(["plain_inline"])
        rules.block.ruler.disable(["plain_paragraph"])
        try:
            yield
        finally:
            rules.inline.ruler.enable(["plain_inline"])
            rules.block.ruler.enable(["plain_paragraph"])


def drawn(text: str) -> list[list[tuple[str, str | None, str]]]:
    """Return the text, the hyperlink and the target of each part of each line."""
    lines = article_lines(parse_document(text).blocks, 60, Palette.plain())
    return [
        [
            (part.text, part.style.link, str(part.style.meta.get("href")))
            for part in line
            if part.style is not None
        ]
        for line in lines
    ]


@given(texts)
def test_the_short_way_draws_what_the_long_way_draws(text: str) -> None:
    short = drawn(text)
    with long_way():
        assert drawn(text) == short
