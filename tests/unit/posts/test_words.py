"""Splitting and folding words for searches."""

from __future__ import annotations

import pytest

from reader.posts.search.words import fold, fold_with_offsets, split_words


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
