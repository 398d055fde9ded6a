"""Markdown bodies drawn as lines: data files for the text, single tests for the styles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.style import Style

from reader.article.document import Heading, parse_document
from reader.article.inline import split_source
from reader.article.line import Line, line_text, line_width
from reader.article.palette import Palette
from reader.article.plain import article_lines, render_text
from reader.markdown.parser import MAX_FIRST_LINES, first_piece

DATA = Path(__file__).parents[2] / "data" / "article"
WIDTH = 60
BOLD = Style(bold=True)
TINT = Style(bgcolor="#202020")


def draw(body: str, palette: Palette | None = None, width: int = WIDTH) -> list[Line]:
    blocks = parse_document(body).blocks
    return list(article_lines(blocks, width, palette or Palette.plain()))


def draw_text(body: str, width: int = WIDTH) -> list[str]:
    return list(render_text(parse_document(body).blocks, width))


@pytest.mark.parametrize("source", sorted(DATA.glob("*.md")), ids=lambda path: path.stem)
def test_a_body_is_drawn_as_in_its_data_file(source: Path) -> None:
    expected = source.with_suffix(".txt").read_text(encoding="utf-8")
    assert "\n".join(draw_text(source.read_text(encoding="utf-8"))) + "\n" == expected


def test_headings_are_listed_with_their_blocks() -> None:
    document = parse_document("# One *two*\n\ntext\n\n### Three `code`\n")
    assert document.headings == (Heading(1, "One two", 0), Heading(3, "Three code", 2))


def test_a_first_heading_that_repeats_the_title_is_left_out() -> None:
    body = "# The  *Title*\n\nText.\n\n# The Title\n"
    assert len(parse_document(body, title="the title").blocks) == 2
    assert len(parse_document(body, title="Another").blocks) == 3


def test_links_and_images_carry_their_targets() -> None:
    (line,) = draw('[a](https://a.example/x "t") ![b](img/c.png) <d@e.example>')
    metas = [segment.style.meta for segment in line if segment.style and segment.style.meta]
    assert metas == [
        {"href": "https://a.example/x"},
        {"image": "img/c.png"},
        {"href": "mailto:d@e.example"},
    ]


def test_a_web_image_links_to_itself_unless_it_is_inside_a_link() -> None:
    lines = draw("![a](https://a.example/a.png)\n\n![b](//b.example/b.png)\n\n")
    lines += draw("[![c](https://c.example/c.png)](https://d.example) ![e](e.png)")
    metas = [segment.style.meta for line in lines for segment in line if segment.style]
    assert [meta.get("href") for meta in metas if meta] == [
        "https://a.example/a.png",
        "https://b.example/b.png",
        "https://d.example",
        None,
    ]


def test_joined_characters_are_drawn_in_one_style() -> None:
    (line,) = draw("a\u200d**b**c", Palette(strong=BOLD))
    assert [segment.text for segment in line] == ["a\u200db", "c"]


def test_link_definitions_are_found_anywhere_in_the_body() -> None:
    (line, *_) = draw("[One][1] and [two]\n\n[1]: https://one.example\n\n> [TWO]: /two\n")
    metas = [segment.style.meta for segment in line if segment.style]
    hrefs = [meta["href"] for meta in metas if "href" in meta]
    assert hrefs == ["https://one.example", "/two"]


def test_a_link_defined_in_an_included_file_is_shown_as_its_label() -> None:
    body = "See [the *topic*][topic x], [a b][topic y] and [BIP1][](so named)."
    assert draw_text(body, 80) == [body.replace("*", "")]
    assert draw_text(f"{body}\n\n{{% include references.md %}}\n") == [
        "See the topic, a b and BIP1(so named)."
    ]


def test_a_footnote_reference_carries_its_label() -> None:
    line = draw("word[^long-label]\n\n[^long-label]: note")[0]
    assert line[-1].text == "¹"
    assert line[-1].style is not None
    assert line[-1].style.meta == {"href": "#footnote:long-label"}


def test_nested_styles_are_combined() -> None:
    palette = Palette(strong=BOLD, emphasis=Style(italic=True), quote=Style(dim=True))
    line = draw("> a ***b***", palette)[0]
    assert line[-1].style == Style(dim=True, italic=True, bold=True)


def test_a_heading_is_drawn_in_the_style_of_its_level() -> None:
    headings = tuple(Style(color=f"color({level})") for level in range(1, 7))
    palette = Palette(headings=headings)  # type: ignore[arg-type]
    assert draw("#### four", palette)[0][0].style == headings[3]


def test_a_code_block_is_tinted_over_the_whole_width() -> None:
    palette = Palette(code_block=TINT, code_theme="monokai")
    lines = draw("```python\nx = 'a'\n\n\ny\n```", palette)
    assert [line_width(line) for line in lines] == [WIDTH] * 4
    assert all(
        segment.style and segment.style.bgcolor == TINT.bgcolor
        for line in lines
        for segment in line
    )


def test_code_is_coloured_by_its_language() -> None:
    palette = Palette(code_theme="monokai")
    line = draw("```python\ndef f(): pass\n```", palette)[0]
    colours = {segment.style and segment.style.color for segment in line}
    assert len(colours) > 2


@pytest.mark.parametrize("theme", ["no-such-theme", ""])
@pytest.mark.parametrize("language", ["no-such-language", "python", "{r, echo=FALSE}"])
def test_code_of_an_unknown_language_or_theme_has_one_colour(language: str, theme: str) -> None:
    (line,) = draw(f"```{language}\nx = 1\n```", Palette(code_theme=theme))
    assert line_text(line).startswith(" x = 1 ")


def test_long_code_is_split_into_blocks_without_gaps() -> None:
    code = "\n".join(f"line {number}" for number in range(1_000))
    document = parse_document(f"```text\n{code}\n```")
    assert len(document.blocks) > 5
    lines = [line.strip() for line in render_text(document.blocks, WIDTH)]
    assert lines[0].split() == ["line", "0", "text"]
    assert lines[1:] == [f"line {number}" for number in range(1, 1_000)]


def test_a_long_table_is_split_into_blocks_with_the_same_columns() -> None:
    rows = "\n".join(
        f"| {number} | {'wide' if number == 400 else 'w'} | x |" for number in range(900)
    )
    document = parse_document(f"| n | w | x |\n|--:|---|---|\n{rows}\n")
    assert len(document.blocks) > 10
    lines = list(render_text(document.blocks, WIDTH))
    assert lines[:3] == ["  n  w     x", "─" * 12, "  0  w     x"]
    assert lines[-1] == "899  w     x"


def test_every_list_item_is_a_block() -> None:
    document = parse_document("- item\n" * 2_000)
    assert len(document.blocks) == 2_000
    assert list(render_text(document.blocks, 20)) == ["• item"] * 2_000


def test_an_ordered_list_may_start_at_zero() -> None:
    assert draw_text("0. a\n1. b\n") == ["0. a", "1. b"]
    assert draw_text("- x\n\n  0. a\n") == ["• x", "", "  0. a"]


def test_lists_nested_too_deeply_become_text_and_nothing_is_lost() -> None:
    deep = "\n".join(f"{'  ' * depth}- item{depth}" for depth in range(60))
    shown = " ".join(draw_text(f"{deep}\n\nThe end.", 80))
    assert all(f"item{depth}" in shown for depth in range(60))
    assert shown.endswith("The end.")


def test_deep_nesting_leaves_room_for_text() -> None:
    lines = draw_text("> " * 30 + "some words to read", 30)
    assert lines[0].count("▎") == 10
    assert lines[0].endswith("some words")


def test_an_overlong_paragraph_is_split_at_lines_or_sentences() -> None:
    body = "A sentence of some words. " * 2_000
    document = parse_document(body)
    assert len(document.blocks) > 4
    lines = list(render_text(document.blocks, WIDTH))
    assert " ".join(lines).split() == body.split()
    assert "" not in lines


@pytest.mark.parametrize(
    "markup",
    [
        "![a small picture {}](https://example.org/{}.jpg)",
        "[a page. It has a name {}](https://example.org/{})",
        "[the badge ![a small picture {}](https://example.org/{}.png) of it](https://example.org/)",
        '[a page {}](<https://example.org/{}> "The title of it. It has words")',
    ],
)
@pytest.mark.parametrize("indent", range(0, 80, 11))
def test_no_link_or_image_of_an_overlong_paragraph_is_divided(markup: str, indent: int) -> None:
    links = " ".join(markup.format(number, number) for number in range(300))
    shown = "\n".join(draw_text("x" * indent + " " + links))
    assert "](" not in shown
    assert all(re.search(rf"\b{number}\b", shown) for number in range(300))


def test_an_open_bracket_does_not_keep_an_overlong_paragraph_together() -> None:
    body = "a [b and some words, " * 1_000
    parts = list(split_source(body.strip()))
    assert "".join(parts) == body.strip()
    assert max(map(len, parts)) <= 4_096
    assert len(parts) < 20


def test_an_embedded_image_is_shown_as_its_label() -> None:
    body = f"![chart](data:image/png;base64,{'A' * 50_000})"
    assert draw_text(body) == ["▣ chart · data"]


def test_control_characters_never_reach_a_line() -> None:
    body = "a\x1b[31mred &#27; &#10;b\x00c\u202ed\n\n```\n\x1b]0;t\x07\tx\n```\n"
    text, _, code = draw_text(body)
    assert text == "a\ufffd[31mred \ufffd b\ufffdcd"
    assert code == " \ufffd]0;t\ufffd  x"


def test_symbols_can_be_drawn_in_ascii() -> None:
    body = "- a\n  - b\n- [x] c\n\n> q\n\n---\n\n![i](j.png)\n\n```\n" + "y" * 70 + "\n```\n"
    lines = list(render_text(parse_document(body).blocks, WIDTH, ascii_symbols=True))
    assert "".join(lines).isascii()


def test_the_first_piece_ends_at_an_empty_line_outside_fences() -> None:
    body = "para\n\n```\ncode\n\n\nmore\n```\n\nafter\n"
    assert first_piece(body) == body
    assert first_piece(body, 21) == "para\n"
    assert first_piece(body, len(body) - 4) == body[: body.index("\nafter")]
    assert first_piece("x" * 100, 10) == "x" * 10


def test_the_first_piece_has_a_limited_number_of_lines() -> None:
    body = "- item\n" * (MAX_FIRST_LINES * 2)
    assert first_piece(body) == "- item\n" * MAX_FIRST_LINES


@pytest.mark.parametrize("unit", ["[", "![", "**a", "<div><pre>\n\n", "<table>\n\n", "{{", " "])
def test_hostile_repetition_becomes_small_blocks(unit: str) -> None:
    blocks = parse_document(unit * 20_000).blocks
    assert all(block.estimate(WIDTH) < 100 for block in blocks)


def test_the_space_of_a_line_break_has_the_style_before_it() -> None:
    (block,) = parse_document("words\n[a link](https://example.org)\n*so*").blocks
    palette = Palette(link=Style(underline=True), emphasis=Style(italic=True))
    (line,) = block.lay_out(60, palette)
    unstyled = [
        segment.text
        for segment in line
        if not segment.style or not (segment.style.underline or segment.style.italic)
    ]
    assert unstyled == ["words ", " "]
