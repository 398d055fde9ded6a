"""Letters on links."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from reader.article.document import parse_document
from reader.article.layout import ArticleLayout
from reader.article.line import line_text, line_width
from reader.article.link_hints import LinkHint, draw_hints, find_hints, labels
from reader.article.palette import Palette


@given(st.integers(0, 800))
def test_no_label_begins_another(count: int) -> None:
    names = labels(count)
    assert len(set(names)) == count
    assert len({len(name) for name in names}) <= 1


def test_a_link_over_several_lines_is_one() -> None:
    body = f"See [{'long ' * 20}](a.md), [b](b.md)[c](c.md) and [a](a.md)."
    layout = ArticleLayout(parse_document(body).blocks, 30, Palette.plain())
    hints = find_hints(layout.lines(0, layout.height))
    assert [it.target for it in hints] == ["a.md", "b.md", "c.md", "a.md"]
    assert (hints[0].line, hints[0].cell) == (0, 4)


def test_a_label_covers_the_first_cells_and_moves_nothing() -> None:
    line = (Segment("See "), Segment("潮の香", Style(meta={"href": "a.md"})), Segment(" there"))
    hint = LinkHint("as", "a.md", 0, 4)
    assert line_text(draw_hints(line, [hint], "", Style(bold=True))) == "See ASの香 there"
    assert line_text(draw_hints(line, [hint], "a", Style(bold=True))) == "See S の香 there"


@given(st.text(st.sampled_from("ab潮 "), min_size=1, max_size=30), st.integers(0, 10))
def test_a_line_keeps_its_width(text: str, cell: int) -> None:
    line = (Segment(text),)
    drawn = draw_hints(line, [LinkHint("qq", "x", 0, cell)], "", Style.null())
    assert line_width(drawn) in (line_width(line), line_width(line) + 1)
