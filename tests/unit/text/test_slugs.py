"""Slugs are valid names on every file system, in every script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.slugs import is_windows_device, make_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Daring Fireball", "daring-fireball"),
        ("  What’s new -- in C++ 3.14?  ", "whats-new-in-c-3-14"),
        ("Übergröße & Maß", "übergrösse-mass"),
        ("U\u0308bung", "übung"),
        ("東京の天気：晴れ", "東京の天気-晴れ"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("می\u200cخواهم", "میخواهم"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("--option", "option"),
        ("a/b\\c:d*e?f|g", "a-b-c-d-e-f-g"),
        ("1\ufe0f\u20e3 First ❤\ufe0f", "1-first"),
        ("🎉 🎉", "untitled"),
        ("\u3164\u115f", "untitled"),
        ("", "untitled"),
        ("CON", "con-1"),
        ("com1", "com1-1"),
        ("Lpt¹", "lpt¹-1"),
        ("console", "console"),
        ("\x1b[31mred\ud800", "31mred"),
    ],
)
def test_the_letters_and_digits_of_every_script_are_kept(text: str, slug: str) -> None:
    assert make_slug(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("one two three four five", "one-two-three"),
        ("one two three fou r", "one-two-three"),
        ("one twothreefourfivesixseven", "one-twothreefour"),
        ("ééééééééééé", "éééééééé"),
        ("नननननननन", "ननननन"),
        ("ननननकीनन", "नननन"),
    ],
)
def test_a_long_slug_ends_with_a_whole_word_or_letter(text: str, slug: str) -> None:
    assert make_slug(text, 16) == slug


@given(st.text(), st.integers(16, 80))
def test_any_text_makes_a_valid_name(text: str, max_bytes: int) -> None:
    slug = make_slug(text, max_bytes)
    assert 0 < len(slug.encode()) <= max_bytes
    assert slug == unicodedata.normalize("NFC", slug)
    assert not is_windows_device(slug)
    assert slug.strip("-") == slug
    assert "--" not in slug
    assert not set('/\\:*?"<>|. _\0') & set(slug)
    assert make_slug(slug, max_bytes) == slug
