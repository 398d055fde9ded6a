"""The layers of an article: dead links, selection, matches and link hints."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from reader.article.document import parse_document
from reader.article.layout import Anchor, ArticleLayout
from reader.article.line import Line, line_text
from reader.article.palette import Palette
from reader.posts.search.query import parse_query
from reader.tui.widgets.layers.dead_links import DeadLinks
from reader.tui.widgets.layers.layer import ArticleLayer
from reader.tui.widgets.layers.link_hints import LinkHints
from reader.tui.widgets.layers.matches import Matches
from reader.tui.widgets.layers.selected_text import SelectedText

STYLES = {
    "dead-link": Style(strike=True),
    "selection": Style(reverse=True),
    "match": Style(bold=True),
    "current-match": Style(underline=True),
    "hint": Style(italic=True),
}
LEFT_MARGIN = 2


def lay_out(body: str, width: int = 40) -> ArticleLayout:
    """Return the lines of a Markdown text, without styles."""
    return ArticleLayout(parse_document(body).blocks, width, Palette.plain())


def drawn(layer: ArticleLayer, layout: ArticleLayout, role: str) -> list[str]:
    """Return the parts of an article that a layer draws in the style of a role."""
    return [
        segment.text
        for position in range(layout.height)
        for segment in layer.decorate(layout.line(position), position)
        if segment.style and (segment.style + STYLES[role]) == segment.style
    ]


LINKS = "See [one](a.md), [two](gone.md) and [three](gone.md)."


def test_nothing_is_drawn_before_dead_links_are_known() -> None:
    assert drawn(DeadLinks(STYLES.__getitem__), lay_out(LINKS), "dead-link") == []


def test_the_links_that_lead_nowhere_are_struck_through() -> None:
    layer = DeadLinks(STYLES.__getitem__)
    layer.mark(lambda target: target == "gone.md")
    assert drawn(layer, lay_out(LINKS), "dead-link") == ["two", "three"]


def test_each_target_is_checked_once() -> None:
    asked: list[str] = []

    def is_dead(target: str) -> bool:
        asked.append(target)
        return False

    layer = DeadLinks(STYLES.__getitem__)
    layer.mark(is_dead)
    drawn(layer, lay_out(LINKS), "dead-link")
    layer.invalidate()
    drawn(layer, lay_out(LINKS, 20), "dead-link")
    assert asked == ["a.md", "gone.md"]


def test_a_new_mark_forgets_the_old_answers() -> None:
    layer = DeadLinks(STYLES.__getitem__)
    layer.mark(lambda target: target == "gone.md")
    drawn(layer, lay_out(LINKS), "dead-link")
    layer.mark(lambda target: target == "a.md")
    assert drawn(layer, lay_out(LINKS), "dead-link") == ["one"]


PARAGRAPHS = "The first line.\n\nThe second one.\n\nThe third line."


@pytest.fixture
def selected() -> SelectedText:
    return SelectedText(STYLES.__getitem__, lambda: LEFT_MARGIN)


def test_nothing_is_drawn_without_a_selection(selected: SelectedText) -> None:
    assert drawn(selected, lay_out(PARAGRAPHS), "selection") == []


@pytest.mark.parametrize(
    ("selection", "lines"),
    [
        (Selection(Offset(6, 0), Offset(11, 0)), ["first"]),
        (Selection(Offset(6, 0), Offset(12, 2)), ["first line.", "", "The second"]),
        (Selection(Offset(6, 2), None), ["second one.", "", "The third line."]),
        (Selection(None, Offset(5, 0)), ["The"]),
        (Selection(Offset(0, 0), Offset(1, 2)), ["The first line."]),
        (SELECT_ALL, ["The first line.", "", "The second one.", "", "The third line."]),
    ],
)
def test_what_is_selected_is_drawn_and_extracted(
    selected: SelectedText, selection: Selection, lines: list[str]
) -> None:
    layout = lay_out(PARAGRAPHS)
    selected.selection = selection
    assert drawn(selected, layout, "selection") == [line for line in lines if line]
    assert selected.extract(selection, layout) == "\n".join(lines)


def test_a_selection_outlasts_another_layout(selected: SelectedText) -> None:
    selected.selection = SELECT_ALL
    selected.invalidate()
    assert drawn(selected, lay_out("Text."), "selection") == ["Text."]


TIDES = "\n\n".join(["tide tide", "none", "a tide", "none", "the tide"])


@pytest.fixture
def layout() -> ArticleLayout:
    return lay_out(TIDES)


@pytest.fixture
def matches(layout: ArticleLayout) -> Matches:
    return Matches(STYLES.__getitem__, lambda: layout)


def search_all(matches: Matches, text: str) -> None:
    """Search the whole article for a text."""
    matches.search_for(text, ())
    matches.search_more(lambda: False)


def summary_of(matches: Matches) -> str:
    """Return the summary for a complete article."""
    return matches.summary(is_article_complete=True)


def test_without_a_search_there_is_nothing_to_do(matches: Matches, layout: ArticleLayout) -> None:
    assert not matches.is_active
    assert matches.search_more(lambda: True)
    assert matches.go(1) is None
    assert summary_of(matches) == ""
    assert drawn(matches, layout, "match") == []


def test_matches_are_drawn_and_the_current_one_otherwise(
    matches: Matches, layout: ArticleLayout
) -> None:
    search_all(matches, "tide")
    matches.go(1)
    assert drawn(matches, layout, "current-match") == ["tide"]
    assert drawn(matches, layout, "match") == ["tide"] * 3


def test_the_text_goes_before_the_phrases_of_the_list(
    matches: Matches, layout: ArticleLayout
) -> None:
    phrases = parse_query("none").required
    matches.search_for("the", phrases)
    assert drawn(matches, layout, "match") == ["the"]
    matches.search_for("  ", phrases)
    assert drawn(matches, layout, "match") == ["none", "none"]
    matches.search_for("", ())
    assert not matches.is_active


def test_steps_go_round(matches: Matches) -> None:
    search_all(matches, "tide")
    assert summary_of(matches) == "4 found"
    anchors = [matches.go(1) for _ in range(5)]
    blocks = [anchor.block for anchor in anchors if anchor is not None]
    assert blocks == [0, 0, blocks[2], blocks[3], 0]
    assert 0 < blocks[2] < blocks[3]
    assert summary_of(matches) == "1 of 4"
    matches.go(-1)
    assert summary_of(matches) == "4 of 4"


@pytest.mark.parametrize(("step", "summary"), [(1, "3 of 4"), (-1, "2 of 4")])
def test_a_step_can_start_elsewhere(
    matches: Matches, layout: ArticleLayout, step: int, summary: str
) -> None:
    search_all(matches, "tide")
    start = next(
        layout.anchor_at(position)
        for position in range(layout.height)
        if line_text(layout.line(position)).strip() == "none"
    )
    matches.go(step, start)
    assert summary_of(matches) == summary


def test_a_step_waits_for_a_match_that_is_not_found_yet(matches: Matches) -> None:
    matches.search_for("the", ())
    assert matches.go(1) is None
    assert matches.resume() is None
    assert summary_of(matches) == "0+ found"
    assert matches.search_more(lambda: False)
    assert matches.resume() is not None
    assert summary_of(matches) == "1 of 1"
    assert matches.resume() is None


def test_a_waiting_step_goes_on_from_the_match_it_was_made_at(matches: Matches) -> None:
    matches.search_for("tide", ())
    matches.search_more(lambda: True)
    matches.go(1, Anchor(0, 0))
    matches.go(1)
    assert summary_of(matches) == "2 of 2+"
    assert matches.go(1) is None
    matches.search_more(lambda: False)
    matches.resume()
    assert summary_of(matches) == "3 of 4"


def test_what_is_not_there_is_reported(matches: Matches) -> None:
    search_all(matches, "gone")
    assert matches.go(1) is None
    assert summary_of(matches) == "not found"
    assert matches.summary(is_article_complete=False) == "0+ found"


def test_the_current_match_outlasts_another_layout() -> None:
    layouts = [lay_out(TIDES, 40)]
    matches = Matches(STYLES.__getitem__, lambda: layouts[-1])
    search_all(matches, "tide")
    matches.go(-1)
    layouts.append(lay_out(TIDES, 10))
    matches.invalidate()
    anchor_before_search = matches.current_anchor
    matches.search_more(lambda: False)
    assert anchor_before_search is None
    assert matches.current_anchor is not None
    assert summary_of(matches) == "4 of 4"


HINTED = "One [cup](a.md), [two](b.md)."
TOP = 7


@pytest.fixture
def hints() -> LinkHints:
    hints = LinkHints(STYLES.__getitem__)
    assert hints.offer(lines(), TOP)
    return hints


def lines() -> list[Line]:
    """Return the visible lines, which contain links."""
    layout = lay_out(HINTED)
    return layout.lines(0, layout.height)


def first_line(hints: LinkHints) -> str:
    """Return the text of the first visible line as it is drawn."""
    return line_text(hints.decorate(lines()[0], TOP))


def test_letters_are_beside_the_links_of_the_offered_lines(hints: LinkHints) -> None:
    assert first_line(hints) == "OneAcup,Stwo."
    line = lines()[0]
    assert hints.decorate(line, TOP + 1) == line


def test_lines_without_links_offer_nothing() -> None:
    hints = LinkHints(STYLES.__getitem__)
    assert not hints.offer([(Segment("Plain text"),)], 0)
    assert not hints.is_active


@pytest.mark.parametrize("character", ["s", "S"])
def test_a_letter_chooses_its_link(hints: LinkHints, character: str) -> None:
    assert hints.press(character) == "b.md"
    assert not hints.is_active


@pytest.mark.parametrize("character", ["", "\x1b", "x"])
def test_another_key_removes_the_letters(hints: LinkHints, character: str) -> None:
    assert hints.press(character) is None
    assert not hints.is_active
    assert first_line(hints) == "One cup, two."


def test_another_layout_removes_the_letters(hints: LinkHints) -> None:
    hints.invalidate()
    assert not hints.is_active


def test_the_letters_of_many_links_are_typed_one_by_one() -> None:
    body = "\n\n".join(f"[link {number}](post{number}.md)" for number in range(30))
    layout = lay_out(body)
    hints = LinkHints(STYLES.__getitem__)
    hints.offer(layout.lines(0, layout.height), 0)
    assert hints.press("a") is None
    assert hints.is_active
    second = next(
        position
        for position in range(layout.height)
        if "link 1" in line_text(layout.line(position))
    )
    assert line_text(hints.decorate(layout.line(second), second)) == "Sink 1"
    assert hints.press("s") == "post1.md"
