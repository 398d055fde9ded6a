"""Taking the replies of a terminal out of its input."""

from __future__ import annotations

import pytest

from reader.graphics.replies import ReplyFilter

NAME = b"\x1bP>|kitty(0.41.1)\x1b\\"
GRAPHICS = b"\x1b_Gi=31;OK\x1b\\"
CELL = b"\x1b[6;18;9t"
COLUMN = b"\x1b[2;3R"
ATTRIBUTES = b"\x1b[?62;4;22c"
REPLIES = [COLUMN, NAME, GRAPHICS, CELL, ATTRIBUTES]
KEYS = [
    b"j",
    b"\x1b[A",
    b"\x1b[1;5B",
    b"\x1b[5~",
    b"\x1b[6~",
    b"\x1b[2~",
    b"\x1b[97;5u",
    b"\x1b[<0;12;7M",
    b"\x1b[?2026;2$y",
    b"\x1b[200~q\xc3\xa9\x1b[201~",
    "é漢".encode(),
]


@pytest.fixture
def expecting() -> ReplyFilter:
    replies = ReplyFilter()
    replies.is_expecting = True
    return replies


@pytest.mark.parametrize("key", KEYS)
def test_keys_pass(expecting: ReplyFilter, key: bytes) -> None:
    assert expecting.feed(key, 0) == key
    assert expecting.deadline is None
    assert b"".join(expecting.feed(bytes([byte]), 0) for byte in key) == key
    assert expecting.take_replies() == []


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("reply", REPLIES)
def test_replies_are_separated_from_keys(expecting: ReplyFilter, reply: bytes, key: bytes) -> None:
    assert expecting.feed(key + reply + key, 0) == key + key
    assert expecting.take_replies() == [reply]
    assert expecting.take_replies() == []


@pytest.mark.parametrize("pause", [0.0, 0.25])
def test_replies_arrive_in_pieces(expecting: ReplyFilter, pause: float) -> None:
    keys = b"".join(
        expecting.feed(bytes([byte]), number * pause)
        for reply in REPLIES
        for number, byte in enumerate(reply)
    )
    assert keys == b""
    assert expecting.take_replies() == REPLIES


@pytest.mark.parametrize("reply", REPLIES)
def test_a_late_reply_is_no_key_either(reply: bytes) -> None:
    assert ReplyFilter().feed(b"j" + reply + b"k", 0) == b"jk"


@pytest.mark.parametrize(
    "long",
    [
        b"\x1bP>|" + b"q" * 100_000 + b"\x1b\\",
        b"\x1b_G" + b"q" * 100_000 + b"\x1b\\",
        b"\x1b[?62" + b";1" * 50_000 + b"c",
        b"\x1b[6" + b";1" * 50_000 + b"t",
        b"\x1b[?62" + b";1" * 50_000 + b"$y",
    ],
)
@pytest.mark.parametrize("size", [200_000, 4096, 999])
def test_a_long_reply_is_removed_and_ignored(
    expecting: ReplyFilter, long: bytes, size: int
) -> None:
    data = b"j" + long + b"k"
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    assert b"".join(expecting.feed(piece, 0) for piece in pieces) == b"jk"
    assert expecting.take_replies() == []


@pytest.mark.parametrize("broken", [b"\x1bP>|kitty", b"\x1b_Gi=31;O"])
@pytest.mark.parametrize("key", [b"\x1b[A", b"\r", b"\x03", "é".encode()])
def test_a_reply_without_an_end_ends_where_another_sequence_begins(
    expecting: ReplyFilter, broken: bytes, key: bytes
) -> None:
    assert expecting.feed(broken + key, 0) == key


def test_a_reply_that_never_ends_gives_the_keyboard_back(expecting: ReplyFilter) -> None:
    assert expecting.feed(b"\x1bP>|kitty", 0) == b""
    assert expecting.deadline == 2
    assert expecting.release() == b""
    assert expecting.feed(b"q", 3) == b"q"
    # Nor does typing into it prolong it for ever.
    assert expecting.feed(b"\x1bP>|", 10) == b""
    typed = [expecting.feed(b"j", 10 + seconds) for seconds in range(1, 13)]
    assert typed[-1] == b"j"


def test_escape_is_a_key_after_a_pause(expecting: ReplyFilter) -> None:
    assert expecting.feed(b"\x1b", 0) == b""
    assert expecting.deadline == pytest.approx(0.3)
    assert expecting.release() == b"\x1b[27;1u"
    assert expecting.deadline is None


def test_escape_before_another_key_keeps_its_meaning(expecting: ReplyFilter) -> None:
    expecting.feed(b"\x1b", 0)
    assert expecting.feed(b"j", 0.05) == b"\x1bj"
    expecting.feed(b"\x1b", 1)
    assert expecting.feed(b"j", 1.2) == b"\x1b[27;1uj"
    expecting.feed(b"\x1b", 2)
    assert expecting.feed(NAME, 2.2) == b"\x1b[27;1u"


def test_escape_and_alt_are_not_held_back_when_nothing_is_expected() -> None:
    replies = ReplyFilter()
    for key in (b"\x1b", b"\x1bP", b"\x1b_", b"\x1b["):
        assert replies.feed(key, 0) == key
        assert replies.deadline is None


def test_alt_with_a_letter_that_begins_a_reply_is_a_key(expecting: ReplyFilter) -> None:
    assert expecting.feed(b"\x1bP", 0) == b""
    assert expecting.release() == b"\x1bP"
