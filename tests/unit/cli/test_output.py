"""Standard output gets no control characters, and programs get complete JSON."""

from __future__ import annotations

import json
import sys
from io import BytesIO, TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli import output

any_text = st.text(st.characters(exclude_categories=()))


def written(encoding: str, write: object, value: object) -> bytes:
    """Return the bytes that a function of `output` writes to a stream with an encoding."""
    raw = BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", TextIOWrapper(raw, encoding=encoding))
        assert callable(write)
        write(value)
        return raw.getvalue()


def controls(data: bytes) -> set[str]:
    """Return the control characters of UTF-8 text, except line breaks and tabs."""
    text = data.decode("utf-8")
    return {
        character
        for character in text
        if (character < " " or "\x7f" <= character <= "\x9f") and character not in "\n\t"
    }


@given(any_text)
def test_text_never_controls_the_terminal(text: str) -> None:
    assert controls(written("utf-8", output.write_lines, [text])) == set()


@given(st.lists(any_text))
def test_a_line_stays_one_line_and_keeps_its_tabs(lines: list[str]) -> None:
    data = written("utf-8", output.write_lines, lines)

    assert data.count(b"\n") == len(lines)
    assert data.count(b"\t") == sum(line.count("\t") for line in lines)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_text_can_be_written_in_any_locale(encoding: str) -> None:
    data = written(encoding, output.write_lines, ["★ 月 é \udc80"])

    assert data.decode(encoding).endswith("\n")


@given(st.lists(any_text))
def test_json_is_exact_and_safe_in_any_locale(values: list[str]) -> None:
    data = written("ascii", output.write_json_array, values)

    assert controls(data) == set()
    # In JSON, two surrogates that form a pair are one character.
    assert json.loads(data) == [json.loads(json.dumps(value)) for value in values]


def test_an_object_is_written_like_an_array() -> None:
    data = written("ascii", output.write_json, {"path": "caf\udce9 \x9b \u202e 月"})

    assert rb"caf\udce9 \u009b \u202e " in data
    assert "月".encode() in data


def test_invisible_characters_are_visible_in_json() -> None:
    data = written("utf-8", output.write_json, {"title": "a\U000e0068"})

    assert rb"a\udb40\udc68" in data
    assert json.loads(data) == {"title": "a\U000e0068"}


def test_an_array_has_one_element_per_line() -> None:
    assert written("utf-8", output.write_json_array, [{"a": 1}, {"a": 2}]) == (
        b'[\n{"a": 1},\n{"a": 2}\n]\n'
    )
    assert written("utf-8", output.write_json_array, []) == b"[]\n"
