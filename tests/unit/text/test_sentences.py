"""Tests of clauses as sentences."""

from __future__ import annotations

import pytest

from reader.text.sentences import as_sentence


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("the server is asleep", "The server is asleep."),
        ("nothing was found.", "Nothing was found."),
        ("offline.", "Offline."),
        ("offline: no server answers", "Offline: no server answers."),
        ("", "."),
        ("http://example.org/feed is gone", "http://example.org/feed is gone."),
        ("example.org cannot be reached", "example.org cannot be reached."),
        ("feeds.toml: there is no such file", "feeds.toml: there is no such file."),
        ("c:\\feeds is a file", "c:\\feeds is a file."),
    ],
)
def test_a_clause_becomes_a_sentence(clause: str, sentence: str) -> None:
    assert as_sentence(clause) == sentence
