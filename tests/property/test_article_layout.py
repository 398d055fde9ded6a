"""Properties of any body: lines fit, are safe, and do not depend on the order of requests."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article.document import parse_document
from reader.article.layout import ArticleLayout, Heights
from reader.article.line import MIN_WIDTH, line_text, line_width
from reader.article.palette import Palette
from reader.article.plain import article_lines, render_text
from reader.markdown.parser import first_piece

PIECES = [
    "word ", "漢字。", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "*", "**", "_", "`", "```",
    "~~~", "[", "](x)", "![", "]: y", "[^a]", "[^a]: ", "<b>", "</b>", "<div>", "<!--", "-->",
    "\n", "\n\n", "  ", "    ", "\t", "> ", "- ", "1. ", "- [ ] ", "# ",
    "| a | b |\n|---|:-:|\n", "|", "---\n", "===\n", ": ", "> [!note] ", "\\", "&#27;",
    "&amp;", "\x1b[31m", "https://example.org/", "\u202e", "\x00", "\r", "~~", "$$", "{{ x }}",
    "{% y %}", "==", "<table><tr><td>", "</td>", "</table>", "<ul><li>", "<details><summary>s",
    "</details>\n\n", "<blockquote>\n\n", "</blockquote>", "<T>", "<a href='x'>", "</a>",
    "<img src=x>", "[[Page|x]]", "![[i.png]]", ":::note x\n", ":::\n", "$x$",
    "{{< img src='x' >}}", "{: .c}",
    "{% note %}\n", "{% endnote %}\n", "{% quote %}", "{% endquote %}", "{{ image(src='x') }}",
    "<Foo a={1}>\n", "</Foo>\n", "<Foo />", "import x from 'y'\n\n", "{`x`}", "![a](b)", "%%\n",
    "[caption]", "[/caption]", "^[a note]", "!!! note \"x\"\n", "##x\n", "<iframe\n", " **",
    "\u200d", "\u0e33", "<img x='>", "  ^ab1",
    "{% raw %}", "{% highlight py %}", "<pre>", "<p>", "<br>", "<script>", "<sup>2</sup>", "%%",
]  # fmt: skip
BODIES = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=200)
)
WIDTHS = st.integers(1, 100)
PALETTE = Palette.terminal()


@given(BODIES, WIDTHS)
def test_lines_fit_and_contain_no_control_character(body: str, width: int) -> None:
    for line in article_lines(parse_document(body).blocks, width, PALETTE):
        assert line_width(line) <= max(width, MIN_WIDTH)
        assert not any(is_control(character) for character in line_text(line))


def is_control(character: str) -> bool:
    """Return whether a character is a C0 or C1 control."""
    return ord(character) < 32 or 127 <= ord(character) < 160


@given(BODIES, BODIES, WIDTHS, st.booleans())
def test_appended_blocks_are_laid_out_like_the_others(
    body: str, more: str, width: int, is_known: bool
) -> None:
    first, appended = parse_document(body).blocks, parse_document(more).blocks
    layout = ArticleLayout(first, width, PALETTE)
    if is_known:
        layout.lay_out_more(lambda: False)
    layout.extend(appended)
    assert layout.lay_out_more(lambda: False)
    whole = list(article_lines([*first, *appended], width, PALETTE))
    assert layout.lines(0, layout.height) == whole


@given(BODIES, WIDTHS, st.lists(st.integers(0, 60), max_size=8))
def test_lines_do_not_depend_on_the_order_of_requests(
    body: str, width: int, requests: list[int]
) -> None:
    blocks = parse_document(body).blocks
    whole = list(article_lines(blocks, width, PALETTE))
    layout = ArticleLayout(blocks, width, PALETTE)
    for y in requests:
        layout.line(y)
        assert 0 <= layout.offset_of(layout.anchor_at(y)) <= max(layout.height - 1, 0)
    assert layout.lay_out_more(lambda: False)
    assert all(layout.offset_of(layout.anchor_at(y)) == y for y in range(len(whole)))
    assert layout.height == len(whole)
    assert layout.lines(0, len(whole) + 1) == whole
    assert [layout.line(y) for y in range(len(whole))] == whole


@given(st.lists(st.text("abc ", min_size=1, max_size=40), max_size=12), WIDTHS, WIDTHS)
def test_the_text_is_the_same_at_every_width(paragraphs: list[str], one: int, other: int) -> None:
    blocks = parse_document("\n\n".join(map(str.strip, paragraphs))).blocks
    assert letters(render_text(blocks, one)) == letters(render_text(blocks, other))


def letters(lines: object) -> str:
    return "".join("".join(lines).split())  # type: ignore[arg-type]


@given(
    st.lists(
        st.sampled_from(
            [
                "text\nmore",
                "# heading",
                "- a\n- b\n\n  c",
                "> quote\n> on",
                "```\na\n\n\nb\n```",
                "---",
            ]
        ),
        min_size=1,
        max_size=20,
    ),
    st.integers(1, 120),
)
def test_the_first_piece_begins_like_the_whole_body(parts: list[str], limit: int) -> None:
    body = "\n\n".join(parts)
    whole = list(render_text(parse_document(body).blocks, 40))
    piece = parse_document(first_piece(body, limit)).blocks[:-2]
    lines = list(render_text(piece, 40))
    assert lines == whole[: len(lines)]


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=600),
    st.lists(st.integers(0, 9), max_size=600),
    st.lists(st.tuples(st.integers(0, 1199), st.integers(0, 9)), max_size=20),
)
def test_heights_agree_with_a_plain_sum(
    start: list[int], more: list[int], corrections: list[tuple[int, int]]
) -> None:
    plain = start + more
    heights = Heights(start)
    heights.extend(more)
    for index, height in corrections:
        if index < len(plain):
            plain[index] = heights[index] = height
    assert heights.total == sum(plain)
    assert all(heights.above(index) == sum(plain[:index]) for index in range(0, len(plain), 37))
    owners = [(index, line) for index, size in enumerate(plain) for line in range(size)]
    assert all(heights.at(y) == owners[y] for y in range(0, len(owners), 29))
