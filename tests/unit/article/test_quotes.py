"""Blocks of an article as Markdown that can be quoted elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.blocks import Paragraph, inline_text
from reader.article.document import Document, parse_document
from reader.article.extract.inline_markdown import code_span, escape
from reader.article.extract.quotes import is_continued, quote_markdown

EXAMPLES = {
    "a paragraph": ("One with *emphasis*\nand **more**.", None),
    "code": ("Call `a ``b`.", "Call ```a ``b```."),
    "a link": ('See [it](<a b.md> "Title") there.', "See [it](a%20b.md) there."),
    "a reference": ("[it][1] [1]\n\n[1]: https://x.org", "[it](https://x.org) [1](https://x.org)"),
    "an address": ("<https://x.org/a>", None),
    "a picture": ("![Alt](a.png)", None),
    "a note": ("Text[^1].\n\n[^1]: Note", "Text.\n\n**Notes**\n\nNote"),
    "HTML": ("a <em>b</em><br>c", "a *b*\\\nc"),
    "what looks like markup": ("a \\*b\\* snake_case 2 \\< 3", "a \\*b\\* snake_case 2 < 3"),
    "a heading": ("## Part\n\nText", "**Part**\n\nText"),
    "a tight list": ("- a\n- b\n  more", None),
    "a loose list": ("1. a\n\n2. b\n\n   more", None),
    "tasks": ("- [ ] a\n- [x] b", None),
    "nested lists": ("- a\n  - b\n    1. c", None),
    "a quote": ("> a\n>\n> - b\n> - c\n\nd", None),
    "a quote in a list": ("- a\n\n  > b\n  > c", None),
    "a listing": ("```python\na = 1\n\n  b\n```", None),
    "a fence in a listing": ("~~~\n```\na\n```\n~~~", "````\n```\na\n```\n````"),
    "a listing in a list": ("- a\n\n  ```\n  b\n  ```", None),
    "a table": ("| a | b |\n| --- | ---: |\n| x \\| y | *z* |", None),
    "a rule": ("a\n\n***\n\nb", "a\n\n* * *\n\nb"),
}


def quoted(source: str, start: int = 0, stop: int | None = None) -> str:
    return quote_markdown(parse_document(source).blocks[start:stop], lambda target: target)


@pytest.mark.parametrize("name", EXAMPLES)
def test_blocks_are_quoted_as_markdown(name: str) -> None:
    source, expected = EXAMPLES[name]
    assert quoted(source) == (source if expected is None else expected)


def test_links_get_their_addresses_elsewhere() -> None:
    blocks = parse_document("[a](b.md) ![c](d.png) [](e.md)").blocks
    assert quote_markdown(blocks, lambda target: f"/x/{target}") == (
        "[a](/x/b.md) ![c](/x/d.png) [](/x/e.md)"
    )
    assert quote_markdown(blocks, lambda _: "").startswith("a ![c]()")


def test_no_control_character_of_a_link_is_quoted() -> None:
    body = "<a href='a&#27;[31m.md'>b&#27;</a> [c](<d&#7;e.md>) `f&#27;`"
    assert "\x1b" not in quoted(body)
    assert quoted(body).startswith("[b")
    assert "(a%1B[31m.md)" in quoted(body)


def test_a_part_of_a_list_has_no_indent() -> None:
    source = "- a\n\n  more\n  - b\n"
    assert quoted(source, 1) == "more\n\n- b"
    assert quoted(source, 2) == "- b"


def test_long_listings_and_tables_are_whole() -> None:
    code = "\n".join(f"line {number}" for number in range(100))
    assert quoted(f"```\n{code}\n```") == f"```\n{code}\n```"
    rows = "\n".join(f"| {number} | x |" for number in range(50))
    table = f"| a | b |\n| --- | --- |\n{rows}"
    assert quoted(table) == table


def test_the_parts_of_a_long_paragraph_belong_together() -> None:
    words = " ".join(f"word{number}" for number in range(2_000))
    blocks = parse_document(f"{words}\n\nNext").blocks
    assert len(blocks) > 2
    assert [is_continued(block) for block in blocks] == [False, *[True] * (len(blocks) - 2), False]
    assert quote_markdown(blocks, str) == f"{words}\n\nNext"


def test_the_anchor_of_a_block_is_that_of_the_heading_above() -> None:
    document = parse_document("Text\n\n# One\n\na\n\n# One\n\nb\n\n## Two {#second}\n\nc")
    assert [document.anchor_above(block) for block in range(len(document.blocks))] == [
        *("", "one", "one", "one-1", "one-1", "second", "second"),
    ]


def texts(document: Document) -> list[str]:
    return [inline_text(block.text) for block in document.blocks if isinstance(block, Paragraph)]


@given(st.text(st.sampled_from("ab *_`[]()<>#+-.1!=~\\|"), max_size=30))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    text = " ".join(text.split())
    assert texts(parse_document(escape(text))) == ([text] if text else [])


@given(st.text(st.sampled_from("ab`\\* "), min_size=1, max_size=20))
def test_code_is_shown_as_it_is(code: str) -> None:
    code = f"x{' '.join(code.split())}x"
    assert texts(parse_document(code_span(code))) == [code]


@given(st.text(st.sampled_from("ab *_`[]()<>#+-.1!=~\\|\n\t:^$"), max_size=80))
def test_anything_can_be_quoted(source: str) -> None:
    document = parse_document(source)
    for start in range(len(document.blocks)):
        quote_markdown(document.blocks[start:], lambda target: target)
