"""Parsing search queries, and matching them with text."""

from __future__ import annotations

import pytest

from reader.posts.search.query import parse_query
from reader.text.folding import fold


def finds(query: str, text: str) -> bool:
    """Whether the text has every required phrase."""
    return all(phrase.pattern.search(fold(text)) for phrase in parse_query(query).required)


def test_words_phrases_and_exclusions() -> None:
    query = parse_query('cup "final score" -"own goal" -draw begin*')
    assert [(phrase.text, phrase.is_prefix) for phrase in query.required] == [
        ("cup", True),
        ("final score", False),
        ("begin", True),
    ]
    assert [phrase.text for phrase in query.excluded] == ["own goal", "draw"]


@pytest.mark.parametrize("text", ["", "   ", "-", '""', '"', "***", "-*", "— …", "- -"])
def test_a_query_without_words_is_empty(text: str) -> None:
    assert not parse_query(text)


@pytest.mark.parametrize("text", ["tag:", "-tag:", 'in:"', "after:", "is: by:"])
def test_a_field_without_a_value_is_ignored(text: str) -> None:
    assert not parse_query(text)
    assert [phrase.text for phrase in parse_query(f"storm {text}").required] == ["storm"]


@pytest.mark.parametrize("text", ["title:", "harbour:", "tags:"])
def test_a_word_with_a_colon_is_a_word(text: str) -> None:
    assert [phrase.text for phrase in parse_query(text).required] == [text]


def test_a_query_of_exclusions_is_not_empty() -> None:
    query = parse_query("-cup")
    assert query
    assert not query.required


@pytest.mark.parametrize(
    "text", ['"half', "NEAR(a b)", "a AND b OR NOT c", "title:x", "a^2 {b} +c", "x*y"]
)
def test_operators_of_other_query_languages_are_words_or_ignored(text: str) -> None:
    assert all(phrase.words for phrase in parse_query(text).required)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("harb", "The Harbour"),
        ("arbour", "The Harbour"),
        ('"the harbour"', "At the harbour, at noon"),
        ('"the harbour"', "at THE\n**Harbour**"),
        ("don't", "we don’t"),
        ("入門", "Python入門の本"),
        ("入門python", "入門 Python"),
        ("本", "の本"),
        ("2016-05", "on 2016/05/01"),
        ("C++", "modern c++20"),
        ("C++", "C/C++"),
        ("c#", "Visual C♯"),
        (".net", "ASP.NET"),
        ("$SAFE", "set $SAFE to 1"),
        ("a-b", "plan a\u2011b"),
        ("node.js", "(node.js)"),
        ("node.js", "node.js-based"),
        ("@name", "ask @name."),
        ("C++", "使用C++语言"),
        ('"learning C++ at night"', "Learning C++ at night"),
        ("cooperation", "co\u200bope\u2060ra\u00adtion"),
        ("co\u00adoperation", "cooperation"),
    ],
)
def test_found(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ('"the harbour"', "the harbours"),
        ('"he harbour"', "the harbour"),
        ("ab", "crab"),
        ("門入", "入門"),
        ('"東京 大阪"', "東京大阪"),
        ("C++", "Cats, and C"),
        ("C#", "Cats, and C++"),
        ("F#", "# F"),
        (".NET", "a net"),
        ("$SAFE", "safe"),
        ("a-b", "a b"),
        ("a-b", "extra-big"),
        ("node.js", "node and js"),
        ("@name", "name"),
        ('"learning C++ at night"', "learning C at night"),
    ],
)
def test_not_found(query: str, text: str) -> None:
    assert not finds(query, text)
