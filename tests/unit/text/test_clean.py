"""Decoding bytes, and cleaning text."""

from __future__ import annotations

import pytest

from reader.text.clean import clean_text, one_line
from reader.text.decode import decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        (b"\xef\xbb\xbfmarked", "marked"),
        ("Übung 中文".encode(), "Übung 中文"),
        (b"", ""),
    ],
)
def test_utf8_is_decoded_without_a_problem(data: bytes, text: str) -> None:
    assert decode(data) == (text, None, 0)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("utf-32-be", b"\x00\x00\xfe\xff"),
    ],
)
def test_a_byte_order_mark_decides_and_encodings_other_than_utf8_are_reported(
    encoding: str, mark: bytes
) -> None:
    decoded = decode(mark + "Grüße".encode(encoding))
    assert decoded.text == "Grüße"
    assert decoded.problem is not None
    assert encoding[:6].upper() in decoded.problem


def test_bytes_that_are_not_utf8_are_decoded_as_windows_1252() -> None:
    decoded = decode(b"two\nCaf\xe9 \x96 5 \x80")
    assert decoded.text == "two\nCafé – 5 €"
    assert decoded.problem is not None
    assert decoded.offset == len("two\nCaf")


def test_one_invalid_byte_does_not_spoil_text_in_another_script() -> None:
    assert decode("中文".encode() + b"\xe9 " + "漢字".encode()).text == "中文é 漢字"


def test_bytes_that_windows_1252_lacks_are_replaced() -> None:
    assert decode(b"a\x81b").text == "a\ufffdb"


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
