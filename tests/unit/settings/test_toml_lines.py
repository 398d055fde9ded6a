"""TOML is parsed with the lines of its keys and errors."""

from __future__ import annotations

import pytest

from reader.settings.toml_lines import TomlError, key_lines, parse_toml

ARRAYS = """\
top = 1
[[feed]]
url = "a"
[feed.headers]
X-Token = "1"

[[ "feed" ]]
"url" = "b"
[other]
key = 1
"""


def test_the_tables_of_an_array_are_numbered() -> None:
    assert dict(key_lines(ARRAYS)) == {
        "top": 1,
        "feed": 2,
        "feed.0": 2,
        "feed.0.url": 3,
        "feed.0.headers": 4,
        "feed.0.headers.X-Token": 5,
        "feed.1": 7,
        "feed.1.url": 8,
        "other": 9,
        "other.key": 10,
    }


def test_only_a_line_feed_ends_a_line() -> None:
    assert dict(key_lines("# a\x0cb\u2028c\nkey = 1")) == {"key": 2}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb =\n", 2),
        ("a = 1\nb = [1,\n", 2),
        ('a = "', 1),
        (f"a = {'1' * 5_000}", None),
        ("a = " + "[" * 20_000, None),
    ],
)
def test_what_is_not_valid_is_located(text: str, line: int | None) -> None:
    with pytest.raises(TomlError) as caught:
        parse_toml(text)
    assert caught.value.line == line
    assert "line" not in caught.value.reason
