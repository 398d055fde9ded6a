"""Anchors: elements of HTML in a body that fragments lead to."""

from __future__ import annotations

import pytest

from reader.article.document import parse_document
from reader.article.plain import render_text


def line_at(body: str, fragment: str, title: str = "") -> str | None:
    """Return the first line of text that a fragment leads to; None if it leads nowhere."""
    document = parse_document(body, title=title)
    block = document.find_anchor(fragment)
    if block is None:
        return None
    return next(line.strip() for line in render_text(document.blocks[block:], 60) if line.strip())


@pytest.mark.parametrize(
    "anchor",
    [
        '<a id="tide"></a>',
        "<a id='tide'></a>",
        "<a id=tide></a>",
        '<a name="tide"></a>',
        '<A NAME="tide" />',
        '<a name="tide">',
        '<span id="tide"></span>',
        '<span class="x" id="tide"> </span>',
        '<div id="tide"></div>',
        '<p id="tide"></p>',
        '<a id="ebb"></a><a id="tide"></a>',
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        "Before.\n\n{}\n\nAfter it.\n\nEnd.",
        "Before.\n\n{}\nAfter it.\n\nEnd.",
        "Before.\n\n{} After it.\n\nEnd.",
        "Before.\n\n> {}\n>\n> After it.\n\nEnd.",
        "Before.\n\n- {}\n\n  After it.\n\nEnd.",
        "Before.\r\n\r\n{}\r\n\r\nAfter it.\r\n\r\nEnd.",
    ],
)
def test_an_anchor_leads_to_the_text_after_it(body: str, anchor: str) -> None:
    line = line_at(body.format(anchor), "tide")
    assert line is not None
    assert "After it." in line


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("One.\n\nTwo <a id='tide'></a>three.", "Two three."),
        ("One.\n\n## <a name='tide'></a>High tide\n\nTwo.", "High tide"),
        ("One.\n\n<h2 id='tide'>High tide</h2>\n\nTwo.", "High tide"),
        ("One.\n\n<h2><a id='tide'></a>High tide</h2>\n\nTwo.", "High tide"),
        ("One.\n\n<p>Two</p><p>Three <span id='tide'>four</span></p>", "Three four"),
        ("One.\n\n<ul><li>Two</li><li id='tide'>Three</li></ul>", "• Three"),
        ("One.\n\n1. Two\n2. <a id='tide'></a>Three", "2. Three"),
        ("One.\n\n<details id='tide'><summary>Two</summary>Three</details>", "▾ Two"),
        ("One.\n\n<details><summary id='tide'>Two</summary>Three</details>", "▾ Two"),
        ("One.\n\n<a href='/x' id='tide'>Two</a> three.", "Two three."),
        ("One.\n\nEnd. <a id='a&amp;b'></a>", None),
        ("One.\n\n(tide)=\n## Two\n\nThree.", "Two"),
        ("One.\n\n(moon/tide)=\n\n(tide)=\n\nTwo.", "Two."),
        ("One.\n\n[]{#tide} Two and [three]{.x #ebb}.", "Two and three."),
        ("One.\n\nTwo [three]{#tide .x}.", "Two three."),
        ("One.\n\nText[^1].\n\n[^1]: <a id='tide'></a>A note.", "¹ A note."),
        ("One.\n\nEnd.\n\n<a id='tide'></a>", "End."),
    ],
)
def test_the_block_of_an_anchor(body: str, line: str | None) -> None:
    assert line_at(body, "tide") == line


def test_an_anchor_in_a_table_leads_to_the_table() -> None:
    markdown = "One.\n\n| a | b |\n| - | - |\n| c | <a id='tide'></a>d |\n"
    html = "One.\n\n<table><tr><td>a</td><td><a id='tide'></a>b</td></tr></table>\n"
    assert line_at(markdown, "tide") == "a  b"
    assert line_at(html, "tide") == "a  b"


@pytest.mark.parametrize(
    "body",
    [
        "One.\n\n`<a id='tide'></a>`",
        "One.\n\n    <a id='tide'></a>",
        "```\n<a id='tide'></a>\n```",
        "<a title='tide'></a> and <b name='tide'>two</b>",
        "a < b id='tide' > c",
    ],
)
def test_what_is_no_anchor(body: str) -> None:
    assert line_at(body, "tide") is None


def test_an_anchor_is_not_shown() -> None:
    assert list(render_text(parse_document("One.\n\n<a id='tide'></a>\n\nTwo.").blocks, 60)) == [
        "One.",
        "",
        "Two.",
    ]


def test_a_heading_after_an_anchor_may_repeat_the_title() -> None:
    body = "<div id='top'></div>\n\n# High tide\n\nText."
    assert line_at(body, "top", title="High tide") == "Text."
