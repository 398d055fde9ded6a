"""Replies never become keys, and keys are never lost, however the input is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.graphics.replies import ReplyFilter

TEXT = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=700)
REPLIES = st.one_of(
    st.builds(lambda text: f"\x1bP>|{text}\x1b\\", TEXT),
    st.builds(lambda text: f"\x1b_G{text}\x1b\\", TEXT),
    st.builds(
        lambda numbers: f"\x1b[?{';'.join(map(str, numbers))}c",
        st.lists(st.integers(0, 99), max_size=300),
    ),
    st.builds(lambda *size: "\x1b[6;{};{}t".format(*size), *[st.integers(0, 9999)] * 2),
    st.builds(lambda column: f"\x1b[2;{column}R", st.integers(1, 999)),
)
KEYS = st.one_of(
    st.sampled_from(["j", "é", "漢", "\r", "\t", "\x03", "\x1bj", "\x1b[A", "\x1bOP", "\x1b[1;2C"]),
    st.sampled_from(["\x1b[5~", "\x1b[6~", "\x1b[97;5u", "\x1b[<35;3;4M", "\x1b[I"]),
    st.sampled_from(["\x1b[?2026;2$y", "\x1b[200~a b\x1b[201~"]),
)


@given(
    st.lists(st.tuples(st.booleans(), REPLIES, KEYS), max_size=12),
    st.lists(st.integers(1, 40), min_size=1),
    st.booleans(),
)
def test_replies_and_keys_are_separated(
    pieces: list[tuple[bool, str, str]], cuts: list[int], is_expecting: bool
) -> None:
    replies = ReplyFilter()
    replies.is_expecting = is_expecting
    sent = [reply if is_reply else key for is_reply, reply, key in pieces]
    data = "".join(sent).encode()
    keys = "".join(key for is_reply, _, key in pieces if not is_reply).encode()
    if not is_expecting:
        assert replies.feed(data, 0) == keys
        return
    received, start, index = b"", 0, 0
    while start < len(data):
        size = cuts[index % len(cuts)]
        received += replies.feed(data[start : start + size], 0)
        start, index = start + size, index + 1
    assert received == keys
    assert replies.deadline is None


@given(st.binary(max_size=200), st.integers(0, 200))
def test_any_other_input_passes_unchanged(data: bytes, cut: int) -> None:
    replies = ReplyFilter()
    plain = data.replace(b"\x1b", b"")
    assert replies.feed(plain[:cut], 0) + replies.feed(plain[cut:], 0) == plain
