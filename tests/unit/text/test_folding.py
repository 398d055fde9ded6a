"""Folding text for searching and sorting."""

from __future__ import annotations

import pytest

from reader.text.folding import fold, fold_with_offsets


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


def test_folded_characters_have_their_original_offsets() -> None:
    folded, offsets = fold_with_offsets("Straße ﬁn")
    assert folded == "strasse fin"
    assert offsets == [0, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8]
