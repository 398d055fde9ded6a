"""Splitting and folding words for searches."""

from __future__ import annotations

import pytest

from reader.posts.search.words import (
    fold,
    fold_with_offsets,
    index_text,
    name_terms,
    split_words,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour", "HARBOUR"),
        ("naïve", "naive"),
        ("Straße", "STRASSE"),
        ("Ｆｕｌｌ", "full"),
        ("ﬁne", "fine"),
        ("Ёлка", "елка"),
        ("Łódź", "lodz"),
        ("smørrebrød", "smorrebrod"),
        ("Ταξίδι", "ταξιδι"),
        ("مَدْرَسَة", "مدرسة"),
        ("أحمد", "احمد"),
        ("שָׁלוֹם", "שלום"),
        ("İstanbul", "istanbul"),
        ("don’t", "don't"),
        ("ﾃﾚﾋﾞ", "テレビ"),
        ("e\u0301te\u0301", "été"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\u2060", "zerowidth"),
        ("می\u200cخواهم", "میخواهم"),
        ("a\u2011b", "a-b"),
    ],
)
def test_spelling_variants_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("йод", "иод"), ("かき", "がき"), ("cat", "cut")])
def test_different_letters_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


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


def test_folded_characters_have_their_original_offsets() -> None:
    folded, offsets = fold_with_offsets("Straße ﬁn")
    assert folded == "strasse fin"
    assert offsets == [0, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8]


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
