"""What the headers of a response say about time and about the body."""

from __future__ import annotations

import pytest

from reader.web.headers import (
    MAX_SECONDS,
    content_length,
    max_age,
    media_type,
    response_headers,
    retry_after,
)

from .conftest import NOW


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 120 ", 120.0),
        ("1.5", 1.5),
        ("99999999999999999999", MAX_SECONDS),
        ("Tue, 14 Nov 2023 22:14:20 GMT", 60.0),
        ("Tuesday, 14-Nov-23 22:14:20 GMT", 60.0),
        ("Tue Nov 14 22:14:20 2023", 60.0),
        ("Tue, 14 Nov 2023 23:14:20 +0100", 60.0),
        ("Tue, 14 Nov 2023 22:00:00 GMT", 0.0),
        ("Tue, 14 Nov 2999 22:00:00 GMT", MAX_SECONDS),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("Tue, 99 Nov 2023 22:14:20 GMT", None),
        ("\u0661\u0662", 12.0),
    ],
)
def test_retry_after_in_both_forms(text: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": text}, NOW) == seconds
    assert retry_after({}, NOW) is None


@pytest.mark.parametrize(
    ("control", "age", "seconds"),
    [
        ("max-age=600", "", 600.0),
        ("public, MAX-AGE = 600", "", 600.0),
        ('max-age="600", must-revalidate', "", 600.0),
        ("max-age=600", "200", 400.0),
        ("max-age=600", "900", 0.0),
        ("max-age=600", "old", 600.0),
        ("max-age=99999999999999", "", MAX_SECONDS),
        ("s-maxage=600", "", None),
        ("no-cache, max-age=600", "", None),
        ("max-age=600, no-store", "", None),
        ("max-age=soon", "", None),
        ("", "", None),
    ],
)
def test_how_long_a_response_is_fresh(control: str, age: str, seconds: float | None) -> None:
    assert max_age({"cache-control": control, "age": age}) == seconds


@pytest.mark.parametrize(
    ("text", "length"),
    [("0", 0), (" 120 ", 120), ("9" * 5_000, int("9" * 20)), ("", None), ("-1", None), ("²", None)],
)
def test_the_length_of_a_body(text: str, length: int | None) -> None:
    assert content_length({"content-length": text}) == length
    assert content_length({}) is None


def test_the_type_of_a_body_has_no_parameters() -> None:
    assert media_type({"content-type": "Text/HTML ; charset=utf-8"}) == "text/html"
    assert media_type({}) == ""


def test_headers_of_the_same_name_are_joined() -> None:
    raw = [(b"Link", b"a"), (b"X", b"\xe9"), (b"LINK", b"b")]
    assert response_headers(raw) == {"link": "a, b", "x": "é"}
