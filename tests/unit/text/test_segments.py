"""The last gate before the terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text
from textual.color import Color

from reader.text.clean import FIRST_PRIVATE, clean_line
from reader.text.segments import clean_segment, draw, draw_lines
from reader.tui.terminal.output_filter import OutputFilter

CONTROLS = {*map(chr, (*range(0x20), *range(0x7F, 0xA0))), "\u202e", "\u2066", "\u2028"}
PICTURE = FIRST_PRIVATE
UNCHANGED = ["", "Tide", "月が青い", "👩\u200d🚀 ❤\ufe0f", PICTURE, "\u200f\u05d0", "葛\U000e0100"]
UNSAFE = [
    "\x1b[2J", "a\x9b31m", "\x07", "a\tb", "\u202ea", "\ud800", "a\nb", "\U000e0041",
]  # fmt: skip


@pytest.mark.parametrize("text", UNCHANGED)
def test_what_is_clean_passes_unchanged(text: str) -> None:
    for segment in (Segment(text), Segment(text, Style(bold=True)), Segment(clean_line(text))):
        assert clean_segment(segment) is segment


@pytest.mark.parametrize("text", UNSAFE)
def test_a_character_that_acts_on_the_terminal_becomes_visible(text: str) -> None:
    shown = clean_segment(Segment(text, Style(bold=True)))
    assert not set(shown.text) & CONTROLS
    assert "\ufffd" in shown.text
    assert shown.style == Style(bold=True)


@pytest.mark.parametrize(
    "link", ["http://a/\x1b\\\x1b]0;title\x07", "http://a/\x9c", "http://a/\n"]
)
def test_a_hyperlink_with_controls_is_no_hyperlink(link: str) -> None:
    safe = Segment("a", Style(bold=True, link="https://example.org/"))
    assert clean_segment(safe) is safe
    assert clean_segment(Segment("a", Style(bold=True, link=link))).style == Style(bold=True)


def test_a_line_of_the_app_stays_as_wide_as_it_was() -> None:
    line = [Segment("\x1b[2J\x1b]0;title\x07 tide"), Segment("   ")]
    cleaned = OutputFilter().apply(line, Color(0, 0, 0))
    assert Segment.get_line_length(cleaned) == Segment.get_line_length(line)
    safe = [Segment("The tide")]
    assert OutputFilter().apply(safe, Color(0, 0, 0)) is safe


OWN_SEQUENCES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;\x1b]*;[^\x1b]*\x1b\\")


@given(st.text(), st.text())
def test_nothing_that_rich_draws_passes_uncleaned(text: str, address: str) -> None:
    [written] = draw([Text(text, Style(link=address))], 40)
    assert not set(OWN_SEQUENCES.sub("", written)) & (CONTROLS - {"\n"})


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_no_line_passes_uncleaned(parts: list[tuple[str, str]]) -> None:
    line = [Segment(text, Style(bold=True, link=address)) for text, address in parts]
    [written] = draw_lines([line])
    assert not set(OWN_SEQUENCES.sub("", written)) & CONTROLS


@pytest.mark.parametrize("no_color", [False, True])
@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "dumb"])
def test_a_line_is_drawn_as_rich_draws_it(
    monkeypatch: pytest.MonkeyPatch, term: str, *, no_color: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    line = [
        Segment("a "),
        Segment("b", Style(color="blue", underline=True, link="https://example.org/")),
        Segment(" c", Style(color="#123456", dim=True)),
        Segment("d", Style.null()),
    ]
    [drawn], [by_rich] = draw_lines([line]), draw([Segments(line)], 80)
    number = re.compile("id=[0-9]+")  # of a hyperlink; each is another one
    assert number.sub("", drawn) == number.sub("", by_rich)
