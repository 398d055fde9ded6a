"""ArticleSearch in an article that is laid out in lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.document import parse_document
from reader.article.layout import ArticleLayout
from reader.article.line import line_text
from reader.article.palette import Palette
from reader.article.search import ArticleSearch, phrase_finder, text_finder
from reader.posts.search.query import parse_query


def found_in(body: str, wanted: str, width: int = 40) -> list[str]:
    """The lit parts of an article, those of one find joined by a bar where a line ends."""
    layout = ArticleLayout(parse_document(body).blocks, width, Palette.plain())
    finding = ArticleSearch(layout, text_finder(wanted))
    assert finding.search_more(lambda: False)
    parts: list[str] = []
    for block in range(len(layout.blocks)):
        by_number: dict[int, list[str]] = {}
        lines = layout.block_lines(block)
        for line, spans in finding.matches_in(block).items():
            for span in spans:
                text = line_text(lines[line])[span.start : span.end]
                by_number.setdefault(span.number, []).append(text)
        parts += ["|".join(pieces) for pieces in by_number.values()]
    assert len(parts) == len(finding.anchors)
    return parts


@pytest.mark.parametrize(
    ("body", "wanted", "parts"),
    [
        ("The tide and the TIDE.", "tide", ["tide", "TIDE"]),
        ("Die Straße, der Café.", "strasse", ["Straße"]),
        ("Die Straße, der Café.", "cafe", ["Café"]),
        ("港の潮が満ちる", "潮が", ["潮が"]),
        ("a.b and axb", "a.b", ["a.b"]),
        ("word " * 9, "gone", []),
        ("x " * 18 + "cup final today", "cup final", ["cup|final"]),
        ("> " + "x " * 17 + "cup final", "cup  final", ["cup|▎ final"]),
        ("**cup** *final*", "cup final", ["cup final"]),
        ("潮" * 19 + "港町" + "潮" * 9, "港町", ["港|町"]),
        ("> " + "潮" * 18 + "港町", "港町", ["港|町"]),
        ("x" * 38 + "tide" + "x" * 9, "tide", ["ti|de"]),
        ("x" * 28 + " parliament-minded", "parliament-minded", ["parliament-|minded"]),
        ("x " * 14 + "in formal", "inform", []),
        ("aaaa", "aa", ["aa", "aa"]),
    ],
)
def test_it_is_found_whatever_its_case_its_accents_and_its_lines(
    body: str, wanted: str, parts: list[str]
) -> None:
    assert found_in(body, wanted) == parts


def test_finds_are_numbered_in_reading_order() -> None:
    body = "\n\n".join(["tide tide", "none", "a tide"])
    layout = ArticleLayout(parse_document(body).blocks, 40, Palette.plain())
    finding = ArticleSearch(layout, text_finder("tide"))
    assert finding.match_number(0, 0) is None
    assert not finding.search_more(lambda: True)
    assert len(finding.anchors) == 2
    assert finding.search_more(lambda: False)
    assert [anchor.block for anchor in finding.anchors] == [0, 0, 2]
    assert [finding.match_number(0, 1), finding.match_number(2, 0)] == [1, 2]


def test_what_the_catalogue_was_searched_for_is_found_too() -> None:
    layout = ArticleLayout(parse_document("Harbours and ferries").blocks, 40, Palette.plain())
    finding = ArticleSearch(layout, phrase_finder(parse_query("harbour ferr").wanted))
    finding.search_more(lambda: False)
    assert len(finding.anchors) == 2


WORDS = st.lists(st.sampled_from(["a", "b", "潮", "汐", "ba", "well-being"]), max_size=60)


@given(WORDS, st.sampled_from(["", "> ", "- > "]), st.integers(20, 60))
def test_as_much_is_found_at_every_width(words: list[str], before: str, width: int) -> None:
    body = before + " ".join(words).replace("潮 汐", "潮汐").replace("汐 潮", "汐潮")
    for wanted in ("a b", "潮汐", "being b", "well-being"):
        assert len(found_in(body, wanted, width)) == len(found_in(body, wanted, 1000))
