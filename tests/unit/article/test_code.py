"""Syntax colours: they may be wrong, but the text of code is never changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.document import parse_document
from reader.article.layout import ArticleLayout
from reader.article.line import line_text
from reader.article.palette import Palette

COLOURED = replace(Palette.plain(), code_theme="monokai")


def code_lines(code: str, language: str) -> list[str]:
    """Return the lines of a code block as drawn, without the name of the language."""
    document = parse_document(f"```{language}\n{code}\n```\n")
    layout = ArticleLayout(document.blocks, 80, COLOURED)
    lines = [line_text(line).strip() for line in layout.lines(0, layout.height)]
    return [line.removesuffix(language).strip() for line in lines]


@pytest.mark.parametrize("language", ["console", "shell-session", "pycon", "irb", "ps1con", "http"])
@pytest.mark.parametrize("code", ["$ rustup update", "$ ls\na b", ">>> 1 + 1\n2", "\nGET /"])
def test_a_console_session_keeps_all_its_lines(language: str, code: str) -> None:
    assert code_lines(code, language) == [line.strip() for line in code.split("\n")]


@given(
    st.text(st.sampled_from("ab $>\n\"'#{}\\/<=:"), max_size=60),
    st.sampled_from(["python", "console", "yaml", "html", "diff", "rust", "pycon", "json", "ini"]),
)
def test_no_lexer_loses_text(code: str, language: str) -> None:
    plain = ArticleLayout(parse_document(f"~~~~\n{code}\n~~~~\n").blocks, 80, COLOURED)
    coloured = ArticleLayout(parse_document(f"~~~~{language}\n{code}\n~~~~\n").blocks, 80, COLOURED)
    lines = [line_text(line).strip() for line in coloured.lines(0, coloured.height)]
    lines = [line.removesuffix(language).strip() for line in lines]
    assert lines == [line_text(line).strip() for line in plain.lines(0, plain.height)]
