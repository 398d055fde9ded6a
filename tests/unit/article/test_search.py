"""Searching an article that is laid out in lines."""

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


def search(body: str, text: str, width: int = 40) -> list[str]:
    """Return the text of each match; the parts of a wrapped match are joined by a bar."""
    layout = ArticleLayout(parse_document(body).blocks, width, Palette.plain())
    found = ArticleSearch(layout, text_finder(text))
    assert found.search_more(lambda: False)
    matches: list[str] = []
    for block in range(len(layout.blocks)):
        by_number: dict[int, list[str]] = {}
        lines = layout.block_lines(block)
        for line, spans in found.matches_in(block).items():
            for span in spans:
                part = line_text(lines[line])[span.start : span.end]
                by_number.setdefault(span.number, []).append(part)
        matches += ["|".join(parts) for parts in by_number.values()]
    assert len(matches) == len(found.anchors)
    return matches


@pytest.mark.parametrize(
    ("body", "text", "matches"),
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
def test_case_accents_and_line_ends_make_no_difference(
    body: str, text: str, matches: list[str]
) -> None:
    assert search(body, text) == matches


def test_matches_are_numbered_in_reading_order() -> None:
    body = "\n\n".join(["tide tide", "none", "a tide"])
    layout = ArticleLayout(parse_document(body).blocks, 40, Palette.plain())
    found = ArticleSearch(layout, text_finder("tide"))
    assert found.match_number(0, 0) is None
    assert not found.search_more(lambda: True)
    assert len(found.anchors) == 2
    assert found.search_more(lambda: False)
    assert [anchor.block for anchor in found.anchors] == [0, 0, 2]
    assert [found.match_number(0, 1), found.match_number(2, 0)] == [1, 2]


def test_phrases_of_a_catalogue_search_are_found() -> None:
    layout = ArticleLayout(parse_document("Harbours and ferries").blocks, 40, Palette.plain())
    found = ArticleSearch(layout, phrase_finder(parse_query("harbour ferr").required))
    found.search_more(lambda: False)
    assert len(found.anchors) == 2


WORDS = st.lists(st.sampled_from(["a", "b", "潮", "汐", "ba", "well-being"]), max_size=60)


@given(WORDS, st.sampled_from(["", "> ", "- > "]), st.integers(20, 60))
def test_the_number_of_matches_is_the_same_at_every_width(
    words: list[str], before: str, width: int
) -> None:
    body = before + " ".join(words).replace("潮 汐", "潮汐").replace("汐 潮", "汐潮")
    for text in ("a b", "潮汐", "being b", "well-being"):
        assert len(search(body, text, width)) == len(search(body, text, 1000))
