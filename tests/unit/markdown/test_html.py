"""HTML in posts: targets of links and images, headings, invalid and hostile HTML."""

from __future__ import annotations

import pytest

from reader.article.document import parse_document
from reader.article.line import Line
from reader.article.palette import Palette
from reader.article.plain import article_lines, render_text
from reader.text.scripts import to_unicode_script


def shown_lines(html: str, *, html_post: bool = False, width: int = 60) -> list[str]:
    return list(render_text(parse_document(html, html=html_post).blocks, width))


def style_metas(lines: list[Line]) -> list[dict[str, object]]:
    return [part.style.meta for line in lines for part in line if part.style and part.style.meta]


@pytest.mark.parametrize("form", ["{}", "<div>{}</div>"])
def test_links_and_images_have_their_targets_in_the_style(form: str) -> None:
    body = form.format('x <a href="https://a.example/?b=c&amp;d">a</a> <img src="e.png" alt="f">')
    lines = list(article_lines(parse_document(body).blocks, 60, Palette.plain()))
    assert style_metas(lines) == [{"href": "https://a.example/?b=c&d"}, {"image": "e.png"}]


def test_markdown_has_no_meaning_in_a_body_of_html() -> None:
    html = "<body>\n\n    <p>Not *code*\n\n    <p>either</p>\n<script>\n\nno()</script>\n</body>"
    assert shown_lines(html, html_post=True) == ["Not *code*", "", "either"]


def test_a_first_heading_in_html_is_omitted_if_it_repeats_the_title() -> None:
    document = parse_document("<h1>The <em>Title</em></h1><p>x</p>", title="The title")
    assert list(render_text(document.blocks, 40)) == ["x"]


def test_headings_in_html_are_in_the_outline() -> None:
    (heading,) = parse_document("<h2>A <code>b</code></h2>").headings
    assert (heading.level, heading.text) == (2, "A b")


def test_a_link_around_blocks_links_each_of_them() -> None:
    lines = article_lines(
        parse_document("<div><a href='x'><p>a</p><p>b</p></a></div>").blocks, 40, Palette.plain()
    )
    assert style_metas(list(lines)) == [{"href": "x"}] * 2


def test_cells_that_span_others_keep_the_columns_aligned() -> None:
    html = (
        "<table><tr><th>a<th>b<th>c<tr><td colspan=2>d<td>e"
        "<tr><td rowspan=99999999999>f<td>g<td>h<tr><td>i<td>j</table>"
    )
    assert shown_lines(html) == ["a  b  c", "───────", "d     e", "f  g  h", "   i  j"]


def test_an_unclosed_quote_ends_with_its_piece_of_html() -> None:
    assert shown_lines("<blockquote>\na\n\nb\n\nc") == ["▎ a", "", "b", "", "c"]


def test_details_are_nested() -> None:
    body = (
        "<details><summary>One</summary>\n\na\n\n<details><summary>Two</summary>\n\nb\n\n"
        "</details>\n\n</details>\n\nc"
    )
    assert shown_lines(body) == ["▾ One", "  a", "", "  ▾ Two", "    b", "", "c"]


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
def test_hostile_html_stays_within_the_width(html: str, html_post: bool) -> None:
    assert all(len(line) <= 60 for line in shown_lines(html, html_post=html_post))


def test_deeply_nested_text_is_kept() -> None:
    assert "deep" in " ".join(shown_lines("<div>" * 300 + "deep" + "</div>" * 300, html_post=True))


@pytest.mark.parametrize(
    ("text", "tag", "shown"),
    [("2", "sup", "²"), ("10", "sub", "₁₀"), ("th", "sup", None), ("n+1", "sup", "ⁿ⁺¹")],
)
def test_superscripts_and_subscripts(text: str, tag: str, shown: str | None) -> None:
    assert to_unicode_script(text, tag) == shown


def test_template_tags_in_a_body_of_html_are_replaced() -> None:
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


def test_a_table_is_shown_to_its_last_row() -> None:
    rows = "\n".join(f"<tr><td>{number}</td><td>x</td></tr>" for number in range(20_010))
    assert shown_lines(f"<table>\n{rows}\n</table>")[-1].split() == ["20009", "x"]
