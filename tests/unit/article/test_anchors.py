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


@pytest.mark.parametrize(
    ("heading", "fragment"),
    [
        ("High Tide", "high_tide"),
        ("High Tide", "user-content-high-tide"),
        ("What's new in 2.0?", "whats-new-in-20"),
        ("What's new in 2.0?", "what-s-new-in-2-0"),
        ("1. High Tide", "high-tide"),
        ("1. High Tide", "_1-high-tide"),
        ("High - low", "high-low"),
        ("High - low", "high---low"),
        ("Über die Flut", "uber-die-flut"),
        ("\u00c9bb", "e\u0301bb"),
        ("E\u0301bb", "\u00e9bb"),
        ("Tide \U0001f30a now", "tide-now"),
        ("High Tide", "Ebb#High Tide"),
        ("High Tide {: #custom}", "custom"),
        ("High Tide {: #custom .x}", "custom"),
        ("High Tide {: .x}", "high-tide"),
    ],
)
def test_fragments_of_headings_as_generators_write_them(heading: str, fragment: str) -> None:
    line = line_at(f"One.\n\n## {heading}\n\nTwo.", fragment)
    assert line == heading.partition(" {")[0]


def test_an_exact_fragment_counts_before_the_same_words() -> None:
    body = "## A - b\n\nOne.\n\n## A b\n\nTwo."
    assert line_at(body, "a-b") == "A b"
    assert line_at(body, "a---b") == "A - b"
    assert line_at(body, "a") is None


def test_an_id_below_a_heading_leads_to_its_text() -> None:
    assert line_at("One.\n\n## Tide\n{: #custom}\n\nTwo.", "custom") == "Two."


@pytest.mark.parametrize("block", ["Two. ^tide", "- Two.\n- Two. ^tide", "> Two. ^tide"])
def test_the_identifier_of_a_block(block: str) -> None:
    line = line_at(f"One, see [[note]].\n\n{block}\n\nEnd.", "^tide")
    assert line is not None
    assert line.endswith("Two.")
