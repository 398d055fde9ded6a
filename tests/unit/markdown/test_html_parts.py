"""Markdown within elements that end at their closing tag."""

from __future__ import annotations

import pytest

from reader.article.document import parse_document
from reader.article.plain import render_text


@pytest.mark.parametrize(
    "cell", ['**High** <a id="tide"></a>', 'High\n\n<a id="tide"></a>\n\ntide']
)
def test_anchors_in_markdown_in_a_cell_are_found(cell: str) -> None:
    body = f"Before.\n\n<table><tr><td>\n\n{cell}\n\n</td><td>\n\nEbb\n\n</td></tr></table>\n"
    document = parse_document(body)
    block = document.find_anchor("tide")
    assert block is not None
    assert "High  Ebb" in list(render_text(document.blocks[block:], 60))


def test_nested_elements_with_markdown_do_not_exceed_the_stack() -> None:
    body = "<form>\n\ntext\n" * 500 + "</form>\n" * 500
    assert "text" in "\n".join(render_text(parse_document(body).blocks, 60))
