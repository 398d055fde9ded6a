"""Markdown bodies into lines: input beside expected, and what needs styles to be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style

from reader.article.document import Heading, parse_document
from reader.article.line import Line, line_text, line_width
from reader.article.palette import Palette
from reader.article.plain import article_lines, render_text
from reader.markdown.parser import FIRST_LINES, first_piece

DATA = Path(__file__).parents[2] / "data" / "article"
WIDTH = 60
BOLD = Style(bold=True)
TINT = Style(bgcolor="#202020")


def lines_of(body: str, palette: Palette | None = None, width: int = WIDTH) -> list[Line]:
    blocks = parse_document(body).blocks
    return list(article_lines(blocks, width, palette or Palette.plain()))


def texts_of(body: str, width: int = WIDTH) -> list[str]:
    return list(render_text(parse_document(body).blocks, width))


@pytest.mark.parametrize("source", sorted(DATA.glob("*.md")), ids=lambda path: path.stem)
def test_a_body_is_drawn_as_expected(source: Path) -> None:
    expected = source.with_suffix(".txt").read_text(encoding="utf-8")
    assert "\n".join(texts_of(source.read_text(encoding="utf-8"))) + "\n" == expected


def test_headings_are_listed_with_their_blocks() -> None:
    document = parse_document("# One *two*\n\ntext\n\n### Three `code`\n")
    assert document.headings == (Heading(1, "One two", 0), Heading(3, "Three code", 2))


def test_a_first_heading_that_repeats_the_title_is_left_out() -> None:
    body = "# The  *Title*\n\nText.\n\n# The Title\n"
    assert len(parse_document(body, title="the title").blocks) == 2
    assert len(parse_document(body, title="Another").blocks) == 3


def test_links_and_images_carry_their_targets() -> None:
    (line,) = lines_of('[a](https://a.example/x "t") ![b](img/c.png) <d@e.example>')
    metas = [segment.style.meta for segment in line if segment.style and segment.style.meta]
    assert metas == [
        {"href": "https://a.example/x"},
        {"image": "img/c.png"},
        {"href": "mailto:d@e.example"},
    ]


def test_an_image_on_the_web_leads_there_unless_it_is_within_a_link() -> None:
    lines = lines_of("![a](https://a.example/a.png)\n\n![b](//b.example/b.png)\n\n")
    lines += lines_of("[![c](https://c.example/c.png)](https://d.example) ![e](e.png)")
    metas = [segment.style.meta for line in lines for segment in line if segment.style]
    assert [meta.get("href") for meta in metas if meta] == [
        "https://a.example/a.png",
        "https://b.example/b.png",
        "https://d.example",
        None,
    ]


def test_signs_joined_to_one_stay_in_one_style() -> None:
    (line,) = lines_of("a\u200d**b**c", Palette(strong=BOLD))
    assert [segment.text for segment in line] == ["a\u200db", "c"]


def test_links_are_found_wherever_they_are_defined() -> None:
    (line, *_) = lines_of("[One][1] and [two]\n\n[1]: https://one.example\n\n> [TWO]: /two\n")
    hrefs = [s.style.meta.get("href") for s in line if s.style and "href" in s.style.meta]
    assert hrefs == ["https://one.example", "/two"]


def test_a_link_that_an_included_file_would_define_is_its_label() -> None:
    body = "See [the *topic*][topic x], [a b][topic y] and [BIP1][](so named)."
    assert texts_of(body, 80) == [body.replace("*", "")]
    assert texts_of(f"{body}\n\n{{% include references.md %}}\n") == [
        "See the topic, a b and BIP1(so named)."
    ]


def test_a_footnote_reference_carries_its_label() -> None:
    line = lines_of("word[^long-label]\n\n[^long-label]: note")[0]
    assert line[-1].text == "¹"
    assert line[-1].style is not None
    assert line[-1].style.meta == {"href": "#footnote:long-label"}


def test_styles_add_up() -> None:
    palette = Palette(strong=BOLD, emphasis=Style(italic=True), quote=Style(dim=True))
    line = lines_of("> a ***b***", palette)[0]
    assert line[-1].style == Style(dim=True, italic=True, bold=True)


def test_a_heading_is_drawn_in_the_style_of_its_level() -> None:
    headings = tuple(Style(color=f"color({level})") for level in range(1, 7))
    palette = Palette(headings=headings)  # type: ignore[arg-type]
    assert lines_of("#### four", palette)[0][0].style == headings[3]


def test_a_code_block_is_tinted_over_the_whole_width() -> None:
    palette = Palette(code_block=TINT, code_theme="monokai")
    lines = lines_of("```python\nx = 'a'\n\n\ny\n```", palette)
    assert [line_width(line) for line in lines] == [WIDTH] * 4
    assert all(s.style and s.style.bgcolor == TINT.bgcolor for line in lines for s in line)


def test_code_is_coloured_by_its_language() -> None:
    palette = Palette(code_theme="monokai")
    colours = {
        s.style and s.style.color for s in lines_of("```python\ndef f(): pass\n```", palette)[0]
    }
    assert len(colours) > 2


@pytest.mark.parametrize("theme", ["no-such-theme", ""])
@pytest.mark.parametrize("language", ["no-such-language", "python", "{r, echo=FALSE}"])
def test_unknown_languages_and_themes_are_drawn_plain(language: str, theme: str) -> None:
    (line,) = lines_of(f"```{language}\nx = 1\n```", Palette(code_theme=theme))
    assert line_text(line).startswith(" x = 1 ")


def test_a_long_listing_is_many_blocks_without_a_seam() -> None:
    code = "\n".join(f"line {number}" for number in range(1_000))
    document = parse_document(f"```text\n{code}\n```")
    assert len(document.blocks) > 5
    lines = [line.strip() for line in render_text(document.blocks, WIDTH)]
    assert lines[0].split() == ["line", "0", "text"]
    assert lines[1:] == [f"line {number}" for number in range(1, 1_000)]


def test_a_long_table_is_many_blocks_with_the_same_columns() -> None:
    rows = "\n".join(
        f"| {number} | {'wide' if number == 400 else 'w'} | x |" for number in range(900)
    )
    document = parse_document(f"| n | w | x |\n|--:|---|---|\n{rows}\n")
    assert len(document.blocks) > 10
    lines = list(render_text(document.blocks, WIDTH))
    assert lines[:3] == ["  n  w     x", "─" * 12, "  0  w     x"]
    assert lines[-1] == "899  w     x"


def test_every_item_of_a_list_is_its_own_block() -> None:
    document = parse_document("- item\n" * 2_000)
    assert len(document.blocks) == 2_000
    assert list(render_text(document.blocks, 20)) == ["• item"] * 2_000


def test_what_lies_too_deep_is_text_and_nothing_after_it_is_lost() -> None:
    deep = "\n".join(f"{'  ' * depth}- item{depth}" for depth in range(60))
    shown = " ".join(texts_of(f"{deep}\n\nThe end.", 80))
    assert all(f"item{depth}" in shown for depth in range(60))
    assert shown.endswith("The end.")


def test_deep_nesting_leaves_room_for_text() -> None:
    lines = texts_of("> " * 30 + "some words to read", 30)
    assert lines[0].count("▎") == 10
    assert lines[0].endswith("some words")


def test_an_overlong_paragraph_is_cut_at_a_line_or_a_sentence() -> None:
    body = "A sentence of some words. " * 2_000
    document = parse_document(body)
    assert len(document.blocks) > 4
    lines = list(render_text(document.blocks, WIDTH))
    assert " ".join(lines).split() == body.split()
    assert "" not in lines


def test_an_embedded_image_is_a_label_not_a_page_of_letters() -> None:
    body = f"![chart](data:image/png;base64,{'A' * 50_000})"
    assert texts_of(body) == ["▣ chart · data"]


def test_control_characters_never_reach_a_line() -> None:
    body = "a\x1b[31mred &#27; &#10;b\x00c\u202ed\n\n```\n\x1b]0;t\x07\tx\n```\n"
    text, _, code = texts_of(body)
    assert text == "a\ufffd[31mred \ufffd b\ufffdcd"
    assert code == " \ufffd]0;t\ufffd  x"


def test_ascii_marks_take_the_place_of_symbols() -> None:
    body = "- a\n  - b\n- [x] c\n\n> q\n\n---\n\n![i](j.png)\n\n```\n" + "y" * 70 + "\n```\n"
    lines = list(render_text(parse_document(body).blocks, WIDTH, ascii_symbols=True))
    assert "".join(lines).isascii()


def test_a_first_piece_ends_at_a_blank_line_outside_fences() -> None:
    body = "para\n\n```\ncode\n\n\nmore\n```\n\nafter\n"
    assert first_piece(body) == body
    assert first_piece(body, 21) == "para\n"
    assert first_piece(body, len(body) - 4) == body[: body.index("\nafter")]
    assert first_piece("x" * 100, 10) == "x" * 10


def test_a_first_piece_of_short_lines_has_few_enough_to_be_parsed_at_once() -> None:
    body = "- item\n" * (FIRST_LINES * 2)
    assert first_piece(body) == "- item\n" * FIRST_LINES


@pytest.mark.parametrize("unit", ["[", "![", "**a", "<div><pre>\n\n", "<table>\n\n", "{{", " "])
def test_hostile_repetition_is_cut_into_small_blocks_or_vanishes(unit: str) -> None:
    blocks = parse_document(unit * 20_000).blocks
    assert all(block.estimate(WIDTH) < 100 for block in blocks)


def test_the_blank_of_a_line_break_is_in_the_style_before_it() -> None:
    (block,) = parse_document("words\n[a link](https://example.org)\n*so*").blocks
    palette = Palette(link=Style(underline=True), emphasis=Style(italic=True))
    (line,) = block.lay_out(60, palette)
    plain = [it.text for it in line if not it.style or not (it.style.underline or it.style.italic)]
    assert plain == ["words ", " "]
