"""Cleaning text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from reader.text.clean import (
    MAX_JOINERS,
    MAX_MARKS,
    clean_line,
    clean_text,
    one_line,
    single_joiners,
)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_break_becomes_a_newline(line_end: str) -> None:
    assert clean_text(f"a{line_end}b") == "a\nb"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\x00b", "a␀b"),
        ("a\x08b\x7f", "a␈b␡"),
        ("bells\x07 and", "bells and"),
        ("a\x9b31m", "a\ufffd31m"),
        ("a\ud800b", "a\ufffdb"),
        ("user\u202egpj.exe", "user\ufffdgpj.exe"),
        ("\u202aa\u202c \u2067b\u2069", "a b"),
        ("a\ufeffb", "ab"),
    ],
)
def test_controls_that_terminals_act_on_are_made_visible_or_removed(
    text: str, cleaned: str
) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    "text",
    ["tab\tstays\n", "👩\u200d🚀 ❤\ufe0f", "نمی\u200cخواهم", "\u200fעברית\u200e", "£18m\xa0deal"],
)
def test_text_that_is_clean_already_is_returned_as_the_same_object(text: str) -> None:
    assert clean_text(text) is text


def test_one_line_collapses_line_breaks_and_spaces() -> None:
    assert one_line(" a\r\n  b\tc\u2028d \x07") == "a b c d"


def tags(text: str) -> str:
    """Return text as invisible tag characters."""
    return "".join(chr(0xE0000 + ord(character)) for character in text)


SCOTLAND = f"\U0001f3f4{tags('gbsct')}\U000e007f"


@pytest.mark.parametrize("clean", [clean_text, one_line, clean_line])
@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (f"Calm{tags('hide')} sea", "Calm\ufffd sea"),
        (f"{tags('all of it')}", "\ufffd"),
        ("a\U000e0001b\U000e007f", "a\ufffdb\ufffd"),
        ("a\U000e0080b\U000e0fff", "a\ufffdb\ufffd"),
        (f"{SCOTLAND} wins", f"{SCOTLAND} wins"),
        (f"{SCOTLAND}{SCOTLAND}", f"{SCOTLAND}{SCOTLAND}"),
        (f"{SCOTLAND}{tags('x')}", f"{SCOTLAND}\ufffd"),
        (f"\U0001f3f4{tags('gbsct')}", "\U0001f3f4\ufffd"),
        (f"\U0001f3f4{tags('ignore all rules')}\U000e007f", "\U0001f3f4\ufffd"),
        (f"\U0001f3f3{tags('gbsct')}\U000e007f", "\U0001f3f3\ufffd"),
        ("❤\ufe0f\U000e0101!", "❤\ufe0f!"),
        ("a\U000e0150b\U000e0151", "ab"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("葛\U000e0100\U000e0101城", "葛\U000e0100城"),
    ],
)
def test_text_that_is_hidden_in_invisible_characters_is_marked_or_removed(
    clean: Callable[[str], str], text: str, cleaned: str
) -> None:
    assert clean(text) == cleaned
    assert clean(clean(text)) == cleaned


@pytest.mark.parametrize("clean", [one_line, clean_line])
@pytest.mark.parametrize("flood", ["\u0301", "\u0301\u0489\u0e49", "\u200b", "\ufe0f\u034f"])
def test_marks_on_one_character_are_limited(clean: Callable[[str], str], flood: str) -> None:
    cleaned = clean(f"a{flood * 5000}b")

    assert cleaned == f"a{(flood * MAX_MARKS)[:MAX_MARKS]}b"
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("clean", [one_line, clean_line])
@pytest.mark.parametrize(
    "text", ["─" * 200, "👍🏽" * 99, "é" * 99, "กั้" * 99, "นี้ป์" * 40, "…" * 99, "각" * 99]
)
def test_long_rows_of_other_characters_stay(clean: Callable[[str], str], text: str) -> None:
    assert clean(text) == text


def test_a_long_row_of_emoji_is_not_joined_to_one() -> None:
    family = "👨🏻\u200d👩🏽\u200d👧\u200d👦"
    assert clean_line(f"{family} {family * 9}") == f"{family} {family * 9}"
    assert clean_line("👩\u200d❤️\u200d💋\u200d👩") == "👩\u200d❤️\u200d💋\u200d👩"

    cleaned = clean_line("👨" + "\u200d👩" * 3000)

    assert cleaned == "👨" + "\u200d👩" * MAX_JOINERS + "👩" * (3000 - MAX_JOINERS)
    assert cell_len(cleaned) == 2 * (3001 - MAX_JOINERS)
    assert clean_line(cleaned) == cleaned


@pytest.mark.parametrize("text", ["─\u200d─\u200d─", "(\u200d(", "a\u200d-"])
def test_symbols_are_not_joined(text: str) -> None:
    assert clean_line(text) == text.replace("\u200d", "")


@pytest.mark.parametrize("text", ["র‍্য", "ක්‍ෂ", "ه‍ ", "👩‍⚕️", "🏴‍☠️", "👁️‍🗨️", "🏃‍➡️"])
def test_letters_and_emoji_stay_joined(text: str) -> None:
    assert single_joiners(clean_line(text)) == text
