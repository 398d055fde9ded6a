"""Decoding the bytes of a file."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_by_its_zero_bytes_too(encoding: str) -> None:
    decoded = decode("---\ntitle: Grüße\n".encode(encoding))
    assert decoded.text == "---\ntitle: Grüße\n"
    assert decoded.problem is not None
    assert "UTF-16" in decoded.problem
    assert decode(b"a\0b").text == "a\0b"


def test_bytes_that_are_not_utf8_are_decoded_as_windows_1252() -> None:
    decoded = decode(b"two\nCaf\xe9 \x96 5 \x80")
    assert decoded.text == "two\nCafé – 5 €"
    assert decoded.problem is not None
    assert decoded.offset == len("two\nCaf")


def test_one_invalid_byte_does_not_spoil_text_in_another_script() -> None:
    assert decode("中文".encode() + b"\xe9 " + "漢字".encode()).text == "中文é 漢字"


def test_bytes_that_windows_1252_lacks_are_replaced() -> None:
    assert decode(b"a\x81b").text == "a\ufffdb"
