"""The fast parser of simple YAML gives the same values as PyYAML."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reader.posts.front_matter.plain_yaml import parse_plain
from reader.text.clean import clean_text

PIECES = st.sampled_from(
    [
        "title: A day at sea", "date: 2024-05-06-07-08-09 ", "categories: [latest, sports]", "a:",
        "tags:", "- one", "  - two", "    - three four", 'b: "in quotes"', "c: 'in quotes'",
        "d: []", "\n", "\n\n", " ", "  ", ":", ": ", "-", "- ", "#", " #", "[", "]", "{", "}",
        ",", "'", '"',
        "&", "*", "!", "|", ">", "%", "@", "`", "?", "? ", "\\", "~", "null", "<<: x", "=", "---",
        "...", "é", "漢", "😀", "\u200d", "：", "\t", "0x1", "yes", "[a, -b]", "[a,, b]", "[a,]",
        "# x", 'd: ["one", "two, three"]', '["a" ,"b"]', '["a", b]', '["a"b]', '["",]',
    ]
)  # fmt: skip
HEADS = st.one_of(
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(PIECES, max_size=10).map("\n".join),
    st.text(max_size=30).map(lambda text: f"key: {text}\nother: [a, {text}]\n"),
)


@given(HEADS)
@example("key: value # comment\n")
@example("key:\n- a\n\n- b: c\n")
@example("key: [yes, no, ~]\nother: 'it''s'\n")
def test_accepted_text_is_parsed_as_yaml_does(source: str) -> None:
    source = clean_text(source)
    plain = parse_plain(source)
    if plain is not None:
        assert plain.mapping == yaml.load(source, Loader=yaml.BaseLoader)
        lines = source.split("\n")
        assert all(lines[line - 1].startswith(f"{key}:") for key, line in plain.lines.items())
        assert plain.remarks == []


@pytest.mark.parametrize(
    "source",
    [
        'tags: ["one", "two, three"]\ncategories: []\n',
        "extends: _layouts.post\nimage: https://example.org/a.jpg \ncategories: [a, b c] \n",
        "layout: post\ntitle: 'It is: in quotes'\ntags:\n  - one\n  - \"two\"\n",
        "# A comment\ntitle: £5 for a crab (and tea)\n\ndraft:\ndate: 2024-05-06 07:08:09 +0200\n",
    ],
)
def test_the_common_forms_are_accepted(source: str) -> None:
    assert parse_plain(source) is not None


@pytest.mark.parametrize(
    "source",
    ["", "# only\n", "a: b: c\n", "a: b\n c\n", "a: |\n  b\n", "a: 1\na: 2\n", "a: *b\n", "- a\n"],
)
def test_other_yaml_is_rejected(source: str) -> None:
    assert parse_plain(source) is None
