"""Splitting words for searches."""

from __future__ import annotations

import pytest

from reader.posts.search.words import (
    index_text,
    name_terms,
    split_words,
)
from reader.text.folding import fold


def test_scripts_without_spaces_are_split_into_pairs() -> None:
    assert split_words("Python入門の本, 東京") == [
        "python",
        "入門",
        "門の",
        "の本",
        "本",
        "東京",
        "京",
    ]
    assert split_words("학교에서") == ["학교", "교에", "에서", "서"]


def test_punctuation_separates_words() -> None:
    assert split_words("**open** [source](x_y) — don't!") == [
        "open",
        "source",
        "x",
        "y",
        "don",
        "t",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("C++, C# and F#.", ["C++", "C#", "F#"]),
        ("**C++11** (node.js)", ["C++11", "node.js"]),
        ("The .NET runtime, ASP.NET", [".NET", "ASP.NET"]),
        ("$SAFE @name a-b AT&T", ["$SAFE", "@name", "a-b", "AT&T"]),
        ("bob@example.com", ["bob@example.com"]),
        ("https://www.example.org/a-b.html", ["www.example.org", "a-b.html"]),
        ("the end. 2024-05-06, 1.5 … wait...no-", ["wait...no"]),
        ("a C++ C++", ["C++"]),
    ],
)  # fmt: skip
def test_names_with_symbols_are_terms_of_their_own(text: str, names: list[str]) -> None:
    terms = [
        "".join(chr(ord(letter) & 0xFF) if letter > "\ue000" else letter for letter in term)
        for term in name_terms(fold(text))
    ]
    assert terms == [name.lower() for name in names]
    assert index_text(text).split()[-len(names) :] == name_terms(fold(text))


@pytest.mark.parametrize("text", ["a-" * 20_000, "C++" * 10_000, "a" * 60_000, ".a" * 20_000])
def test_names_of_any_length_are_limited(text: str) -> None:
    assert max(map(len, name_terms(fold(text))), default=0) < 30
