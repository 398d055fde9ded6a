"""Excerpts: the part of a text that has the words of a query."""

from __future__ import annotations

import pytest

from reader.posts.search.excerpt import excerpt, highlight_line
from reader.posts.search.query import parse_query
from reader.posts.search.searchable import searchable_text

FILLER = "Nothing of it stands here at all. " * 40


def marked(text: str, query: str) -> tuple[str, list[str]]:
    """Return the excerpt, and the words that its spans cover."""
    found = excerpt(text, parse_query(query).required)
    return found.text, [found.text[start:end] for start, end in found.spans]


def test_an_excerpt_shows_the_match_with_context() -> None:
    text, words = marked(f"{FILLER} The tide came in at the harbour. {FILLER}", "harbour")
    assert "The tide came in at the harbour." in text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert words == ["harbour"]
    assert len(text) < 180


def test_the_part_with_the_most_words_is_shown() -> None:
    body = f"A harbour. {FILLER} Then the harbour and the tide. {FILLER} A tide."
    text, words = marked(body, "harbour tide")
    assert "the harbour and the tide" in text
    assert words == ["harbour", "tide"]


def test_spans_cover_the_words_as_spelled() -> None:
    _, words = marked("Auf der Straße nach Łódź: 東京の本.", 'strasse lodz 東京 "nach"')
    assert words == ["Straße", "nach", "Łódź", "東京"]


def test_without_a_match_the_beginning_is_shown() -> None:
    text, words = marked(f"It begins so. {FILLER}", "harbour")
    assert text.startswith("It begins so.")
    assert words == []


def test_adjacent_matches_are_merged() -> None:
    _, words = marked("harbours", "harbour arbours")
    assert words == ["harbours"]


def test_hostile_text_becomes_one_safe_line() -> None:
    text, _ = marked(searchable_text("a &#27;]0;owned&#7; harbour\n\n# b\u202e"), "harbour")
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\n" not in text
    assert highlight_line("Ti\x1b[2Jtle\n", ()).text.isprintable()


@pytest.mark.parametrize(
    ("body", "gone", "kept"),
    [
        ("[The words](https://example.org/harbour 'x')", "harbour", "The words"),
        ("![A boat](boat.png)", "png", "A boat"),
        ("<div class='harbour'>Text</div>", "harbour", "Text"),
        ("<!-- harbour -->Text", "harbour", "Text"),
        ("<script>var harbour</script>Text", "harbour", "Text"),
        ("{% include harbour %}Text", "harbour", "Text"),
        ("[x]: https://harbour.org 'y'\n\nText", "harbour", "Text"),
        ("caf&eacute;", "eacute", "café"),
        ("if a < b and c > d", "—", "a < b and c > d"),
        ("[one](a) and [two](b)", "](", "one and two"),
    ],
)
def test_invisible_text_is_not_searched(body: str, gone: str, kept: str) -> None:
    text = searchable_text(body)
    assert gone not in text
    assert kept in text
