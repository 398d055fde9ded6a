"""Separating what was typed from what else a terminal sends."""

from __future__ import annotations

import re

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS

from reader.tui.terminal.input_filter import (
    ESCAPE_KEY,
    MAX_DURATION,
    MAX_ESCAPE_PAUSE,
    MAX_PASTE,
    MAX_PASTE_PAUSE,
    MAX_PAUSE,
    InputFilter,
)

NAME = b"\x1bP>|kitty(0.41.1)\x1b\\"
GRAPHICS = b"\x1b_Gi=31;OK\x1b\\"
CELL = b"\x1b[6;18;9t"
COLUMN = b"\x1b[2;3R"
ATTRIBUTES = b"\x1b[?62;4;22c"
REPLIES = [COLUMN, NAME, GRAPHICS, CELL, ATTRIBUTES]
KEYS = [
    b"j",
    b"\r",
    b"\x03",
    b"\x1bb",
    b"\x1bOP",
    b"\x1b[A",
    b"\x1b[1;5B",
    b"\x1b[5~",
    b"\x1b[6~",
    b"\x1b[2~",
    b"\x1b[97;5u",
    b"\x1b[<0;12;7M",
    b"\x1b[<35;3;4m",
    b"\x1b[I",
    b"\x1b[[A",
    b"\x1b[?2026;2$y",
    b"\x1b[48;24;80;480;640t",
    b"\x1b[200~q\xc3\xa9\n\tx\x1b[201~",
    "é漢🙂".encode(),
]
HOSTILE = [
    *(b"\x1b%b11;rgb:1e1e/q!s\r\xe9\x07" % kind for kind in (b"]", b"P", b"_", b"^", b"X")),
    *(b"\x1b%b11;rgb:1e1e/q!s\r\xe9\x1b\\" % kind for kind in (b"]", b"P", b"_", b"^", b"X")),
    b"\x1b[M \x80\xff",
    b"\x1b[Mq!q",
    b"\x1b[M#\x00\x00",
    b"\x1b[?997;1n",
    b"\x1b[>41;330;0c",
    b"\x1b[?31u",
    b"\x1b[113~",
    b"\x1b[99999999u",
    b"\x1b[55296;1u",
    b"\x1b[97;1;1114112u",
    b"\x1b[97;1:3u",
    b"\x1b[32;12;7M",
    b"\x1b[<0;0;7M",
    b"\x1b[<0;-3;7M",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[48;24;80;1;1t",
    b"\x1b[?25;2$y",
    b"\x1bOz",
    b"\x80",
    b"\xe9\xe8",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xf5\xff",
    "\x9b\x85".encode(),
]
"""What is no key. All but the last ones would type characters."""


@pytest.fixture
def expecting() -> InputFilter:
    replies = InputFilter()
    replies.is_expecting = True
    return replies


@pytest.mark.parametrize("key", KEYS)
def test_keys_pass(expecting: InputFilter, key: bytes) -> None:
    assert expecting.feed(key, 0) == key
    assert expecting.deadline is None
    assert b"".join(expecting.feed(bytes([byte]), 0) for byte in key) == key
    assert expecting.take_replies() == []


@pytest.mark.parametrize("other", HOSTILE)
def test_what_is_no_key_is_removed(other: bytes) -> None:
    data, keys = other.join([*KEYS, *reversed(KEYS)]), b"".join([*KEYS, *reversed(KEYS)])
    assert InputFilter().feed(data, 0) == keys
    bytewise = InputFilter()
    assert b"".join(bytewise.feed(bytes([byte]), 0) for byte in data) == keys
    assert bytewise.deadline is None


def test_every_sequence_that_textual_knows_passes() -> None:
    """Whole, and without Kitty's protocol, which knows some of them by other keys."""
    typed = InputFilter(has_kitty_keys=False)
    sequences = [text for text in ANSI_SEQUENCES_KEYS if re.match("\x1b[^\x1b§]", text)]
    assert len(sequences) > 300
    lost = []
    for number, sequence in enumerate(sequences):
        keys = typed.feed(sequence.encode(), number * 10)
        if keys + typed.release(number * 10 + 9) != sequence.encode():
            lost.append(sequence)
    # Ctrl with arrows of an old PuTTY, the cursor of SCO, and Kitty's own keys.
    assert [text for text in lost if not re.fullmatch(r"\x1b\[(5[A-D]|\d+;\d+u)", text)] == []


def test_every_functional_key_of_kitty_passes() -> None:
    for code in FUNCTIONAL_KEYS:
        key = f"\x1b[{code[:-1]};5{code[-1]}".encode()
        assert InputFilter().feed(key, 0) == key


@pytest.mark.parametrize(
    ("sent", "passed"),
    [
        (b"\x1b[97:65;2u", b"\x1b[97;2u"),
        (b"\x1b[97;2:1;65u", b"\x1b[97;2;65u"),
        (b"\x1b[97;1:2u", b"\x1b[97;1u"),
        (b"\x1b[1;1:2A", b"\x1b[1;1A"),
        (b"\x1b[1;1:3A", b""),
        (b"\x1b[0;;28450:23383u", "漢字".encode()),
        (b"\x1b[0;;" + b":".join([b"28450"] * 40) + b"u", "漢".encode() * 40),
        (b"\x1b[27;5;106~", b"\x1b[106;5u"),
        (b"\x1b[<0;99999999999;7M", b"\x1b[<0;9999;7M"),
    ],
)
def test_a_key_is_reduced_to_what_is_used(sent: bytes, passed: bytes) -> None:
    assert InputFilter().feed(sent, 0) == passed


@pytest.mark.parametrize("reply", REPLIES)
def test_replies_are_separated_from_keys(expecting: InputFilter, reply: bytes) -> None:
    assert expecting.feed(reply.join(KEYS), 0) == b"".join(KEYS)
    assert expecting.take_replies() == [reply] * (len(KEYS) - 1)
    assert expecting.take_replies() == []


@pytest.mark.parametrize("pause", [0.0, 0.25, 1.4])
def test_replies_arrive_in_pieces(expecting: InputFilter, pause: float) -> None:
    keys = b""
    for start, reply in enumerate(REPLIES):
        first, rest = reply[: 2 + start], reply[2 + start :]
        keys += expecting.feed(first, start * 10) + expecting.feed(rest, start * 10 + pause)
    assert keys == b""
    assert expecting.take_replies() == REPLIES


@pytest.mark.parametrize("reply", [*REPLIES, b"\x1b]11;rgb:1e1e/1e1e\x07"])
def test_a_reply_that_is_split_after_escape_is_no_key(reply: bytes) -> None:
    late = InputFilter()
    assert late.feed(b"\x1b", 0) + late.release(0.1) == ESCAPE_KEY
    assert late.feed(reply[1:], 1) == b""
    busy = InputFilter()
    assert busy.feed(b"\x1b", 0) + busy.feed(reply[1:], 1) == b""


@pytest.mark.parametrize("reply", REPLIES)
def test_a_late_reply_is_no_key_either(reply: bytes) -> None:
    late = InputFilter()
    assert late.feed(b"j" + reply + b"k", 0) == b"jk"
    assert late.take_replies() == []


@pytest.mark.parametrize(
    "long",
    [
        b"\x1bP>|" + b"q" * 100_000 + b"\x1b\\",
        b"\x1b_G" + b"q" * 100_000 + b"\x1b\\",
        b"\x1b]52;c;" + b"q" * 1_000_000 + b"\x07",
        b"\x1b[?62" + b";1" * 50_000 + b"c",
        b"\x1b[6" + b";1" * 50_000 + b"t",
        b"\x1b[?62" + b";1" * 50_000 + b"$y",
        b"\x1b[0;;" + b"113:" * 50_000 + b"u",
        b"\x1b[<0;" + b"1" * 50_000 + b";7M",
    ],
)
@pytest.mark.parametrize("size", [200_000, 4096, 999])
def test_a_long_sequence_is_removed_and_ignored(
    expecting: InputFilter, long: bytes, size: int
) -> None:
    data = b"j" + long + b"k"
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    assert b"".join(expecting.feed(piece, 0) for piece in pieces) == b"jk"
    assert expecting.take_replies() == []


@pytest.mark.parametrize("broken", [b"\x1bP>|kitty", b"\x1b_Gi=31;O", b"\x1b]0;t", b"\x1b[?62;"])
@pytest.mark.parametrize("key", [b"\x1b[A", b"\x1b[113;5u"])
def test_a_sequence_ends_where_another_begins(
    expecting: InputFilter, broken: bytes, key: bytes
) -> None:
    assert expecting.feed(broken + key, 0) == key


@pytest.mark.parametrize(
    "begun", [b"\x1b]0;t", b"\x1bP", b"\x1b[", b"\x1b[?1", b"\x1b[M ", b"\x1bO", b"\x1b_x\x1b"]
)
def test_a_sequence_that_never_ends_gives_the_keyboard_back(begun: bytes) -> None:
    typed = InputFilter()
    assert typed.feed(begun, 0) == b""
    assert typed.deadline == MAX_PAUSE
    assert typed.release(MAX_PAUSE) == b""
    assert typed.feed(b"q", 2) == b"q"
    # The same if the program was too busy to notice.
    assert typed.feed(begun, 10) == b""
    assert typed.feed(b"q", 10 + MAX_PAUSE + 0.1) == b"q"


def test_typing_into_a_string_does_not_prolong_it_for_ever() -> None:
    typed = InputFilter()
    assert typed.feed(b"\x1b]0;", 0) == b""
    keys = [typed.feed(b"j", second) for second in range(1, int(MAX_DURATION) + 2)]
    assert keys == [b""] * int(MAX_DURATION) + [b"j"]


def test_escape_is_a_key_after_a_pause(expecting: InputFilter) -> None:
    assert expecting.feed(b"\x1b", 0) == b""
    assert expecting.deadline == pytest.approx(0.3)
    assert expecting.release(0.3) == ESCAPE_KEY
    assert expecting.deadline is None
    typed = InputFilter()
    typed.feed(b"\x1b", 0)
    assert typed.deadline == MAX_ESCAPE_PAUSE
    assert typed.feed(b"j", 0.2) == ESCAPE_KEY + b"j"


def test_escape_before_another_key_keeps_its_meaning() -> None:
    typed = InputFilter()
    typed.feed(b"\x1b", 0)
    assert typed.feed(b"j", 0.05) == b"\x1bj"
    typed.feed(b"\x1b", 1)
    assert typed.feed(b"\x1b[A", 1.05) == ESCAPE_KEY + b"\x1b[A"
    assert typed.feed(b"\x1b" + NAME, 2) == ESCAPE_KEY


def test_a_paste_is_cut_and_has_no_control_characters() -> None:
    start, end = b"\x1b[200~", b"\x1b[201~"
    paste = b"a\x00\x1b[A\x07\xe9\x9b\x7fb\r\n" + b"c" * MAX_PASTE * 3
    for size in (len(paste) + 20, 4096, 7):
        data = b"j" + start + paste + end + b"k"
        typed = InputFilter()
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        keys = b"".join(typed.feed(piece, 0) for piece in pieces)
        assert keys.startswith(b"j" + start + b"a[Ab\r\ncc")
        assert keys.endswith(b"cc" + end + b"k")
        assert MAX_PASTE - 20 < len(keys) <= MAX_PASTE + 20


def test_a_paste_that_never_ends_is_pasted_after_a_pause() -> None:
    typed = InputFilter()
    assert typed.feed(b"\x1b[200~tide", 0) == b""
    # A slow line does not make keys of its rest.
    assert [typed.feed(b"e", second) for second in range(1, 30)] == [b""] * 29
    assert typed.deadline == 29 + MAX_PASTE_PAUSE
    assert typed.release(40) == b"\x1b[200~tide" + b"e" * 29 + b"\x1b[201~"
    assert typed.feed(b"q", 41) == b"q"


def test_the_rest_of_a_paste_that_a_busy_app_reads_late_is_no_command() -> None:
    busy = InputFilter()
    assert busy.feed(b"\x1b[200~The first part, ", 0) == b""
    assert busy.feed(b"quit it\x1b[201~j", 2 * MAX_PASTE_PAUSE).endswith(b"quit it\x1b[201~j")


def test_a_letter_may_be_split_for_any_time() -> None:
    typed = InputFilter()
    assert typed.feed(b"\xe6", 0) == b""
    assert typed.deadline is None
    assert typed.feed(b"\xbc\xa2", 60) == "漢".encode()
    assert typed.feed(b"\xe6", 61) + typed.feed(b"j", 62) == b"j"


def test_a_paste_that_has_not_ended_is_known() -> None:
    typed = InputFilter()
    typed.feed(b"\x1b[200~The first part, ", 0)
    assert typed.is_pasting
    typed.feed(b"the rest\x1b[201~j", 0)
    assert not typed.is_pasting
