"""What a terminal is asked, and what follows from its replies."""

from __future__ import annotations

import pytest

from reader.graphics.canvas import ImageProtocol
from reader.graphics.queries import (
    TerminalReport,
    first_questions,
    is_last,
    is_multiplexed,
    report,
    second_question,
)

KITTY, SIXEL, BLOCKS = ImageProtocol.KITTY, ImageProtocol.SIXEL, ImageProtocol.BLOCKS
OK = b"\x1b_Gi=31;OK\x1b\\"


def named(name: bytes) -> bytes:
    return b"\x1bP>|" + name + b"\x1b\\"


@pytest.mark.parametrize(
    ("replies", "protocol"),
    [
        ([named(b"kitty(0.41.1)"), OK, b"\x1b[?62;c"], KITTY),
        ([named(b"kitty(0.28.0)"), OK, b"\x1b[?62;c"], KITTY),
        ([named(b"kitty(1.0)"), OK, b"\x1b[?62;c"], KITTY),
        ([named(b"ghostty 1.1.3"), OK, b"\x1b[?62;22c"], KITTY),
        # No Unicode placeholders.
        ([named(b"kitty(0.26.5)"), OK, b"\x1b[?62;c"], BLOCKS),
        ([named(b"kitty(0.27.1)"), OK, b"\x1b[?62;c"], BLOCKS),
        ([named(b"kitty"), OK, b"\x1b[?62;c"], BLOCKS),
        ([named(b"Konsole 23.08.4"), OK, b"\x1b[?62;1;4c"], SIXEL),
        ([named(b"WezTerm 20240203-110809"), OK, b"\x1b[?65;4;6;18;22c"], SIXEL),
        ([OK, b"\x1b[?62;c"], BLOCKS),
        # Graphics are switched off.
        ([named(b"kitty(0.41.1)"), b"\x1b_Gi=31;ENOTSUP:off\x1b\\", b"\x1b[?62;c"], BLOCKS),
        ([named(b"kitty(0.41.1)"), b"\x1b_Gi=32;OK\x1b\\", b"\x1b[?62;c"], BLOCKS),
        ([named(b"XTerm(379)"), b"\x1b[?63;1;2;4;6;9;15;16;22;28c"], SIXEL),
        ([named(b"XTerm(379)"), b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"], BLOCKS),
        ([named(b"foot(1.13.1)"), b"\x1b[?62;4;22c"], SIXEL),
        # The first number is the class of the terminal.
        ([b"\x1b[?4;22c"], BLOCKS),
        ([b"\x1b[?1;44;14c"], BLOCKS),
        # A multiplexer that was not seen in the environment, as through ssh.
        ([named(b"tmux 3.5a"), b"\x1b[?1;2;4c"], BLOCKS),
        ([named(b"Zellij(0.40)"), OK, b"\x1b[?62;4c"], BLOCKS),
        ([], BLOCKS),
    ],
)
def test_the_replies_tell_the_protocol(replies: list[bytes], protocol: ImageProtocol) -> None:
    assert report(replies).protocol is protocol


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([b"\x1b[6;18;9t"], TerminalReport(cell=(9, 18))),
        ([b"\x1b[6;0;0t"], TerminalReport()),
        ([b"\x1b[6t"], TerminalReport()),
        ([b"\x1b[6;99999;1t"], TerminalReport()),
        ([b"\x1b[2;2R"], TerminalReport(has_wide_marks=False)),
        ([b"\x1b[2;3R"], TerminalReport(has_wide_marks=True)),
        ([b"\x1b[2;1R"], TerminalReport()),
        ([b"\x1b[2;80R"], TerminalReport()),
        ([named("ключ".encode())], TerminalReport(name="\ufffd" * 8)),
    ],
)
def test_what_cannot_be_parsed_is_ignored(replies: list[bytes], expected: TerminalReport) -> None:
    assert report(replies) == expected


def test_the_attributes_are_asked_for_last() -> None:
    asked = first_questions({"TERM": "xterm-256color"}, about_images=True)
    assert asked.endswith("\x1b[c")
    assert all(question in asked for question in ("\x1b[>q", "\x1b[16t", "\x1b[6n"))
    assert is_last(b"\x1b[?62;c")
    assert not is_last(b"\x1b[6;18;9t")


@pytest.mark.parametrize("environment", [{}, {"TERM": "dumb"}, {"TERM": "unknown"}])
def test_dumb_terminals_are_asked_nothing(environment: dict[str, str]) -> None:
    assert first_questions(environment, about_images=True) == ""


def test_images_need_not_be_asked_for() -> None:
    asked = first_questions({"TERM": "xterm-kitty"}, about_images=False)
    assert "a=q" not in asked
    assert "\x1b[16t" not in asked
    assert "\x1b[6n" in asked


@pytest.mark.parametrize(
    ("term", "name", "first", "second"),
    [
        ("xterm-kitty", b"kitty(0.41.1)", True, False),
        ("xterm-ghostty", b"ghostty 1.1.3", True, False),
        # The environment is only a hint.
        ("xterm-256color", b"kitty(0.41.1)", False, True),
        ("xterm-kitty", b"XTerm(379)", True, False),
        ("xterm-256color", b"kitty(0.26.5)", False, False),
        # tmux would make a title of it.
        ("tmux-256color", b"tmux 3.3a", False, False),
    ],
)
def test_kitty_graphics_are_asked_for_where_they_are_expected(
    term: str, name: bytes, *, first: bool, second: bool
) -> None:
    asked = first_questions({"TERM": term}, about_images=True)
    assert ("a=q" in asked) is first
    question = second_question(report([named(name), b"\x1b[?62;c"]), asked)
    assert ("a=q" in question) is second
    assert question.endswith("\x1b[c") is second


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, False),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux-0/default,1,0"}, True),
        ({"TERM": "foot", "STY": "1.pts-0"}, True),
        ({"TERM": "foot", "ZELLIJ": "0"}, True),
    ],
)
def test_a_multiplexer_is_recognised(environment: dict[str, str], *, expected: bool) -> None:
    assert is_multiplexed(environment) is expected
