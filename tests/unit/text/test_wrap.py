"""Line breaking and truncation, for every script that posts are written in."""

from __future__ import annotations

import pytest
from rich.cells import cell_len, get_character_cell_size, split_graphemes
from rich.style import Style

from reader.article.line import wrap_runs
from reader.text.line_breaks import SIMPLE
from reader.text.wrap import truncate, truncate_middle, wrap_plain

BOLD = Style(bold=True)
PLAIN = Style.null()


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two  three ", 8, ["one two", "three"]),
        ("  leading", 20, ["leading"]),
        ("one\ntitle", 20, ["one title"]),
        ("a well-known fact", 8, ["a well-", "known", "fact"]),
        ("a well-known fact", 12, ["a well-known", "fact"]),
        ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
        ("to counter-revolutionaries all", 14, ["to counter-", "revolutionarie", "s all"]),
        ("the input/output-multiplexer is", 20, ["the input/output-", "multiplexer is"]),
        ("in 2020-09-10 it", 8, ["in 2020-", "09-10 it"]),
        ("word—another—third", 10, ["word—", "another—", "third"]),
        ("see https://example.org/a now", 22, ["see", "https://example.org/a", "now"]),
        ("https://example.org/path/to/it", 20, ["https://example.org/", "path/to/it"]),
        ("café naïve “quoted” – dash", 12, ["café naïve", "“quoted” –", "dash"]),
    ],
)
def test_latin_text_breaks_at_spaces_then_within_long_words(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrap_plain(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("漢字漢字漢字", 5, ["漢字", "漢字", "漢字"]),
        ("今日は雨。明日は晴れ", 8, ["今日は", "雨。明日", "は晴れ"]),
        ("東京へ「行く」と言った", 8, ["東京へ", "「行く」", "と言った"]),
        ("ちょっとまって", 4, ["ちょ", "っと", "まっ", "て"]),
        ("中文 and English 混排", 10, ["中文 and", "English 混", "排"]),
        ("한국어 문장은 빈칸에서", 8, ["한국어", "문장은", "빈칸에서"]),
        ("שלום לכל העולם", 9, ["שלום לכל", "העולם"]),
        ("Привет, дорогой мир", 8, ["Привет,", "дорогой", "мир"]),
    ],
)
def test_other_scripts_break_by_their_own_rules(text: str, width: int, lines: list[str]) -> None:
    assert wrap_plain(text, width) == lines


@pytest.mark.parametrize("cluster", ["👩‍👩‍👧", "e\u0301", "👍", "❤️", "त\u094d"])
def test_a_grapheme_is_never_cut(cluster: str) -> None:
    for line in wrap_plain(cluster * 12, 5):
        assert line == cluster * (len(line) // len(cluster))


def test_every_simple_character_is_one_cell_and_one_grapheme() -> None:
    simple = [chr(code) for code in range(0x3000) if SIMPLE.fullmatch(chr(code))]
    assert {get_character_cell_size(character) for character in simple} == {1}
    assert len(split_graphemes("".join(simple))[0]) == len(simple)
    # A file of zeros, of which some are left by a crash, is one long line of these.
    assert "\u2400" in simple


def test_styles_survive_wrapping() -> None:
    lines = wrap_runs([("one ", PLAIN), ("two three", BOLD), (" four", PLAIN)], 7)
    assert lines == [[("one ", PLAIN), ("two", BOLD)], [("three", BOLD)], [("four", PLAIN)]]


def test_a_newline_in_a_run_is_a_line_break() -> None:
    lines = wrap_runs([("one\n", PLAIN), ("\ntwo", BOLD)], 10)
    assert lines == [[("one", PLAIN)], [], [("two", BOLD)]]


def test_runs_without_text_give_no_line() -> None:
    assert wrap_runs([("", PLAIN)], 10) == []


def test_text_cut_to_a_number_of_lines_ends_in_an_ellipsis() -> None:
    assert wrap_plain("one two three four five", 9, max_lines=2) == ["one two", "three fo…"]
    assert wrap_plain("one two", 9, max_lines=2) == ["one two"]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 5, "short"),
        ("longer text", 8, "longer…"),
        ("漢字漢字", 6, "漢字…"),
        ("x", 0, ""),
        ("xy", 1, "…"),
        ("tab\there\x1b[0m", 20, "tab here\ufffd[0m"),
    ],
)
def test_truncation(text: str, width: int, expected: str) -> None:
    assert truncate(text, width) == expected


def test_no_line_looks_empty() -> None:
    assert wrap_plain("\u200ba、", 2) == ["\u200ba", "、"]


def test_a_grapheme_in_two_styles_takes_the_cells_of_one() -> None:
    assert wrap_runs([("👩\u200d", BOLD), ("👧 x", PLAIN)], 4) == [
        [("👩\u200d👧", BOLD), (" x", PLAIN)]
    ]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("short", 5, "short"),
        ("Christopher Whitaker", 11, "Chris…taker"),
        ("Christopher Whitaker", 12, "Chris…itaker"),
        ("a long name", 4, "a l…"),
        ("東京都渋谷区神南", 9, "東京…神南"),
        ("one two three four", 9, "one…four"),
        ("", 3, ""),
        ("abc", 0, ""),
    ],
)
def test_text_is_cut_in_its_middle(text: str, width: int, shown: str) -> None:
    assert truncate_middle(text, width) == shown
    assert cell_len(shown) <= width
