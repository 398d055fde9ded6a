"""The layer that selects whole paragraphs, and how the article scrolls with it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reader.article.document import parse_document
from reader.article.layout import ArticleLayout
from reader.article.line import line_text, line_width
from reader.article.palette import Palette
from reader.tui.widgets.layers.paragraphs import Paragraphs
from reader.tui.widgets.shown_article import ShownArticle

SELECTED = Style(reverse=True)
LONG = " ".join(f"word{number}" for number in range(2_000))
BODY = f"One\n\n- two\n- three\n\n{LONG}\n\n```\nfour\n```\n\nfive"


def lay_out(body: str, width: int = 30) -> ArticleLayout:
    return ArticleLayout(parse_document(body).blocks, width, Palette.plain())


def layer_of(layout: ArticleLayout) -> Paragraphs:
    return Paragraphs(lambda _: SELECTED, lambda: layout)


def drawn(layer: Paragraphs, layout: ArticleLayout) -> list[str]:
    """Return the lines that are drawn as selected."""
    decorated = (layer.decorate(layout.line(y), y) for y in range(layout.height))
    return [line_text(line) for line in decorated if any(part.style == SELECTED for part in line)]


def test_the_selection_grows_and_shrinks_by_paragraphs() -> None:
    layout = lay_out(BODY)
    layer = layer_of(layout)
    everything = range(len(layout.blocks))
    layer.begin(0, everything)
    assert (drawn(layer, layout), layer.count) == (["One"], 1)
    layer.extend(1)
    layer.extend(1)
    assert [line.strip("• ") for line in drawn(layer, layout)] == ["One", "two", "three"]
    layer.extend(1)
    assert layer.count == 4
    assert len(layer.end) > 1
    layer.extend(1)
    assert drawn(layer, layout)[-1].strip() == "four"
    layer.extend_all(-1)
    assert drawn(layer, layout) == ["One"]
    layer.extend_all(1)
    assert layer.selected == everything
    layer.clear()
    assert (drawn(layer, layout), layer.count, layer.end) == ([], 0, range(0))


def test_a_paragraph_of_several_blocks_is_selected_from_any_of_them() -> None:
    layout = lay_out(BODY)
    layer = layer_of(layout)
    layer.begin(0, range(len(layout.blocks)))
    for _ in range(3):
        layer.extend(1)
    whole = layer.end
    for block in whole:
        layer.begin(block, range(len(layout.blocks)))
        assert (layer.selected, layer.count) == (whole, 1)


def test_the_limits_are_kept() -> None:
    layout = lay_out("a\n\nb\n\nc\n\nd")
    layer = layer_of(layout)
    layer.begin(0, range(1, 3))
    assert drawn(layer, layout) == ["b"]
    layer.extend(-1)
    layer.extend(1)
    layer.extend(1)
    assert drawn(layer, layout) == ["b", "c"]
    layer.begin(9, range(1, 3))
    assert drawn(layer, layout) == ["c"]


def test_without_a_selection_nothing_happens() -> None:
    layout = lay_out("a\n\nb")
    layer = layer_of(layout)
    layer.extend(1)
    layer.extend_all(1)
    assert drawn(layer, layout) == []


@given(
    st.text(st.sampled_from("ab -*`\n>|"), max_size=60),
    st.lists(st.sampled_from([1, -1, 2, -2]), max_size=8),
    st.integers(0, 20),
)
def test_any_article_can_be_selected_from(body: str, steps: list[int], block: int) -> None:
    layout = lay_out(body)
    if not layout.blocks:
        return
    layer = layer_of(layout)
    limits = range(len(layout.blocks))
    layer.begin(block, limits)
    for step in steps:
        if abs(step) == 1:
            layer.extend(step)
        else:
            layer.extend_all(step)
        assert layer.selected
        assert set(layer.end) <= set(layer.selected) <= set(limits)
        assert layer.count >= 1
    for y in range(layout.height):
        line = layout.line(y)
        assert line_width(layer.decorate(line, y)) == line_width(line)


def test_the_article_scrolls_so_that_the_end_of_the_selection_is_visible() -> None:
    article = ShownArticle("a.md", lambda _: Style.null(), lambda: 0)
    document = parse_document("\n\n".join(f"Paragraph {number}" for number in range(30)))
    article.lay_out(30, Palette.plain(), document.blocks)
    limits = range(len(document.blocks))
    assert article.select_paragraph(range(10, 20), limits) is None
    assert article.paragraphs.selected == range(5, 6)
    assert article.select_paragraph(range(11, 21), limits) is None
    assert article.paragraphs.selected == range(6, 7)
    top = 10
    for _ in range(10):
        line = article.extend_paragraphs(range(top, top + 10), lambda layer: layer.extend(1))
        top = top if line is None else line
        shown = article.first_line_of(article.paragraphs.end.start)
        assert top < shown < top + 10
    for _ in range(16):
        line = article.extend_paragraphs(range(top, top + 10), lambda layer: layer.extend(-1))
        top = top if line is None else line
        assert top <= article.first_line_of(article.paragraphs.end.start) < top + 10
    assert article.paragraphs.selected == range(7)


def test_a_paragraph_that_is_higher_than_the_pane_is_shown_from_its_beginning() -> None:
    article = ShownArticle("a.md", lambda _: Style.null(), lambda: 0)
    document = parse_document(f"One\n\n{LONG}\n\nTwo")
    article.lay_out(30, Palette.plain(), document.blocks)
    limits = range(len(document.blocks))
    article.select_paragraph(range(10), limits)
    assert article.extend_paragraphs(range(10), lambda layer: layer.extend(1)) == 1
    # Somebody who reads the middle of it stays there.
    assert article.select_paragraph(range(50, 60), limits) is None
    assert article.first_line_of(article.paragraphs.end.start) == 2
