"""Limits of what a terminal reports."""

from __future__ import annotations

import pytest
from textual import events
from textual.geometry import Size

from reader.tui.terminal.bounds import MAX_LINE, MAX_SIZE, limit


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("", ""),
        ("\n \n", ""),
        ("tide", "tide"),
        ("\n  high  tide \nlow tide\n", "high  tide \nlow tide"),
        ("high\ttide\r\nlow", "high tide\nlow"),
        ("tide\x1b\u202e.", "tide\ufffd."),
        ("t" * 100_000, "t" * MAX_LINE),
    ],
)
def test_a_paste_is_short_and_clean(pasted: str, text: str) -> None:
    event = events.Paste(pasted)
    limit(event)
    assert event.text == text


def test_a_size_is_limited_to_what_can_be_drawn() -> None:
    event = events.Resize.from_dimensions((65_535, 24), (65_535, 480))
    limit(event)
    assert event.size == event.virtual_size == event.container_size == Size(MAX_SIZE.width, 24)
    event = events.Resize.from_dimensions((300, 65_535), None)
    limit(event)
    assert event.size == Size(300, MAX_SIZE.height)
