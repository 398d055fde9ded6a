"""Link hints: labels of letters drawn over links."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from reader.article.document import parse_document
from reader.article.layout import ArticleLayout
from reader.article.line import line_text, line_width
from reader.article.link_hints import LinkHint, draw_hints, find_hints, make_labels
from reader.article.palette import Palette


@given(st.integers(0, 800))
def test_no_label_is_the_beginning_of_another(count: int) -> None:
    labels = make_labels(count)
    assert len(set(labels)) == count
    assert len({len(label) for label in labels}) <= 1


def test_a_wrapped_link_has_one_hint() -> None:
    body = f"See [{'long ' * 20}](a.md), [b](b.md)[c](c.md) and [a](a.md)."
    layout = ArticleLayout(parse_document(body).blocks, 30, Palette.plain())
    hints = find_hints(layout.lines(0, layout.height))
    assert [hint.target for hint in hints] == ["a.md", "b.md", "c.md", "a.md"]
    assert (hints[0].line, hints[0].cell) == (0, 4)


BOLD = Style(bold=True)


def test_a_label_is_drawn_over_the_space_before_its_link() -> None:
    line = (Segment("See "), Segment("the cup", Style(meta={"href": "a.md"})), Segment(" there"))
    hint = LinkHint("a", "a.md", 0, 4)
    assert line_text(draw_hints(line, [hint], "", BOLD)) == "SeeAthe cup there"


def test_a_label_covers_the_first_cells_where_there_are_too_few_spaces() -> None:
    line = (Segment("See "), Segment("潮の香", Style(meta={"href": "a.md"})), Segment(" there"))
    hint = LinkHint("as", "a.md", 0, 4)
    assert line_text(draw_hints(line, [hint], "", BOLD)) == "SeeAS の香 there"
    assert line_text(draw_hints(line, [hint], "a", BOLD)) == "SeeS潮の香 there"
    first = LinkHint("s", "a.md", 0, 0)
    assert line_text(draw_hints(line[1:], [first], "", BOLD)) == "S の香 there"


def test_a_label_leaves_the_label_before_it_alone() -> None:
    line = (Segment("a", Style(meta={"href": "a.md"})), Segment(" "), Segment("b"))
    hints = [LinkHint("as", "a.md", 0, 0), LinkHint("ad", "b.md", 0, 2)]
    assert line_text(draw_hints(line, hints, "", BOLD)) == "ASAD"


@given(st.text(st.sampled_from("ab潮 "), min_size=1, max_size=30), st.sets(st.integers(0, 12)))
def test_a_line_keeps_its_width(text: str, cells: set[int]) -> None:
    line = (Segment(text[:5]), Segment(text[5:], BOLD))
    hints = [LinkHint("qq", "x", 0, cell) for cell in cells]
    drawn = draw_hints(line, hints, "", Style.null())
    # The last label may be longer than a link of one cell at the end of the line.
    assert line_width(drawn) in (line_width(line), line_width(line) + 1)


@given(st.text(st.sampled_from("ab "), min_size=1, max_size=30), st.integers(0, 12))
def test_a_label_covers_no_letter_where_there_is_a_space(text: str, cell: int) -> None:
    drawn = line_text(draw_hints((Segment(text),), [LinkHint("q", "x", 0, cell)], "", BOLD))
    if text[:cell].endswith(" "):
        assert drawn.replace("Q", " ") == text
    else:
        assert drawn.replace("Q", text[cell : cell + 1]) == text
