"""HTML in posts: what is not seen from plain lines, and what must not go wrong."""

from __future__ import annotations

import pytest

from reader.article.document import parse_document
from reader.article.line import Line
from reader.article.palette import Palette
from reader.article.plain import article_lines, render_text
from reader.markdown.html.leaves import to_unicode_script


def texts_of(html: str, *, html_post: bool = False, width: int = 60) -> list[str]:
    return list(render_text(parse_document(html, html=html_post).blocks, width))


def metas_of(lines: list[Line]) -> list[dict[str, object]]:
    return [part.style.meta for line in lines for part in line if part.style and part.style.meta]


@pytest.mark.parametrize("form", ["{}", "<div>{}</div>"])
def test_links_and_images_carry_their_targets(form: str) -> None:
    body = form.format('x <a href="https://a.example/?b=c&amp;d">a</a> <img src="e.png" alt="f">')
    lines = list(article_lines(parse_document(body).blocks, 60, Palette.plain()))
    assert metas_of(lines) == [{"href": "https://a.example/?b=c&d"}, {"image": "e.png"}]


def test_an_html_post_is_html_throughout() -> None:
    html = "<body>\n\n    <p>Not *code*\n\n    <p>either</p>\n<script>\n\nno()</script>\n</body>"
    assert texts_of(html, html_post=True) == ["Not *code*", "", "either"]


def test_a_first_heading_in_html_that_repeats_the_title_is_left_out() -> None:
    document = parse_document("<h1>The <em>Title</em></h1><p>x</p>", title="The title")
    assert list(render_text(document.blocks, 40)) == ["x"]


def test_headings_in_html_are_listed() -> None:
    (heading,) = parse_document("<h2>A <code>b</code></h2>").headings
    assert (heading.level, heading.text) == (2, "A b")


def test_a_span_goes_on_over_the_blocks_in_it() -> None:
    lines = article_lines(
        parse_document("<div><a href='x'><p>a</p><p>b</p></a></div>").blocks, 40, Palette.plain()
    )
    assert metas_of(list(lines)) == [{"href": "x"}] * 2


def test_a_cell_that_spans_keeps_the_columns() -> None:
    html = (
        "<table><tr><th>a<th>b<th>c<tr><td colspan=2>d<td>e"
        "<tr><td rowspan=99999999999>f<td>g<td>h<tr><td>i<td>j</table>"
    )
    assert texts_of(html) == ["a  b  c", "───────", "d     e", "f  g  h", "   i  j"]


def test_an_unended_quote_does_not_swallow_what_follows() -> None:
    assert texts_of("<blockquote>\na\n\nb\n\nc") == ["▎ a", "", "b", "", "c"]


def test_details_within_details() -> None:
    body = (
        "<details><summary>One</summary>\n\na\n\n<details><summary>Two</summary>\n\nb\n\n"
        "</details>\n\n</details>\n\nc"
    )
    assert texts_of(body) == ["▾ One", "  a", "", "  ▾ Two", "    b", "", "c"]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000,
        "<div>" * 20_000 + "deep" + "</div>" * 20_000,
        "<table><tr><td>" * 500,
        "<ul><li>" * 500,
        "<a " * 20_000,
        "x " + "<b>" * 5_000 + "y",
        "<frameset>",
        "<p>\ud800</p>",
        "<table><tr>" + "<td>x" * 500,
        "<ol start=99999999999999999999><li>x",
        "<img><a><iframe></iframe><progress>",
    ],
)
@pytest.mark.parametrize("html_post", [False, True])
def test_hostile_html_is_drawn_within_the_width(html: str, html_post: bool) -> None:
    assert all(len(line) <= 60 for line in texts_of(html, html_post=html_post))


def test_text_that_lies_too_deep_is_kept() -> None:
    assert "deep" in " ".join(texts_of("<div>" * 300 + "deep" + "</div>" * 300, html_post=True))


@pytest.mark.parametrize(
    ("text", "tag", "shown"),
    [("2", "sup", "²"), ("10", "sub", "₁₀"), ("th", "sup", None), ("n+1", "sup", "ⁿ⁺¹")],
)
def test_raised_and_lowered_digits(text: str, tag: str, shown: str | None) -> None:
    assert to_unicode_script(text, tag) == shown


def test_templates_in_a_file_of_html_give_way_too() -> None:
    body = (
        "<h1>Title</h1>\n<div>\n  <p>Text {{ page.x }}here.</p>\n\n      <p>Indented</p>\n"
        '  {% highlight js %}\n  let a = "<b>";\n  {% endhighlight %}\n</div>\n'
    )
    blocks = parse_document(body, title="title", html=True).blocks
    assert [line.split() for line in render_text(blocks, 40) if line] == [
        ["Text", "here."],
        ["Indented"],
        ["let", "a", "=", '"<b>";', "js"],
    ]
