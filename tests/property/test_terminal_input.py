"""What a terminal sends besides keys never becomes a key, however the input is cut."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from reader.tui.terminal.input_filter import InputFilter

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x07\x1b"), max_size=700)
NUMBERS = st.lists(st.integers(0, 99), max_size=300)
OTHERS = st.one_of(
    st.builds(
        "\x1b{}{}{}".format, st.sampled_from("P]X^_"), TEXT, st.sampled_from(["\x07", "\x1b\\"])
    ),
    st.builds(lambda numbers: f"\x1b[?{';'.join(map(str, numbers))}c", NUMBERS),
    st.builds("\x1b[6;{};{}t".format, st.integers(0, 9999), st.integers(0, 9999)),
    st.builds("\x1b[2;{}R".format, st.integers(1, 999)),
    st.builds("\x1b[{};{};{}M".format, *[st.integers(0, 10**6)] * 3),
).map(str.encode) | st.sampled_from(
    [b"\x1b[M \xff\x80", b"\x80", b"\xe9", b"\xf0\x9f", b"\x1b[>0;1c"]
)
KEYS = st.sampled_from(
    [
        "j",
        "é",
        "漢",
        "\r",
        "\t",
        "\x03",
        "\x1bj",
        "\x1b[A",
        "\x1bOP",
        "\x1b[1;2C",
        "\x1b[5~",
        "\x1b[I",
    ]
).map(str.encode) | st.sampled_from(
    [b"\x1b[97;5u", b"\x1b[<35;3;4M", b"\x1b[?2026;2$y", b"\x1b[200~a b\x1b[201~"]
)
FORMS = st.sampled_from([b"\x1b", b"\x1b[", b"\x1b]", b"\x1bP", b"\x1b[<", b"\x1b[M", b"\x1b[200~"])
ENDS = st.sampled_from([b"\x1b\\", b"\x07", b"\x1b[201~", b"u", b"~", b"M", b"t", b";", b"1;2"])
ANY = st.lists(st.binary(max_size=20) | FORMS | ENDS | OTHERS | KEYS, max_size=12).map(b"".join)
CUTS = st.lists(st.integers(1, 40), min_size=1)


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    found: list[bytes] = []
    while data:
        size = cuts[len(found) % len(cuts)]
        found.append(data[:size])
        data = data[size:]
    return found


@given(st.lists(st.tuples(OTHERS, KEYS), max_size=8), CUTS, st.booleans())
def test_keys_between_other_input_arrive_exactly(
    sent: list[tuple[bytes, bytes]], cuts: list[int], is_expecting: bool
) -> None:
    typed = InputFilter()
    typed.is_expecting = is_expecting
    data = b"".join(other + key for other, key in sent)

    received = b"".join(typed.feed(piece, 0) for piece in pieces(data, cuts))

    assert received == b"".join(key for _, key in sent)
    assert typed.deadline is None


@given(ANY, CUTS)
@example(b"P  ", [1])  # what may be the rest of a reply, although no Escape came before
def test_the_cuts_do_not_matter_and_nothing_makes_textual_fail(
    data: bytes, cuts: list[int]
) -> None:
    whole, cut = InputFilter(), InputFilter()

    received = whole.feed(data, 0)

    assert b"".join(cut.feed(piece, 0) for piece in pieces(data, cuts)) == received
    assert cut.deadline == whole.deadline
    rest = whole.release(5)
    assert cut.release(5) == rest
    received += rest
    assert whole.feed(b"q", 6) == b"q"
    for message in XTermParser().feed(received.decode("utf-8")):
        if isinstance(message, events.MouseEvent):
            assert 0 <= message.x < 10_000
            assert 0 <= message.y < 10_000


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x1b", exclude_categories=["Cc"])))
def test_text_passes_unchanged(text: str) -> None:
    assert InputFilter().feed(text.encode(), 0) == text.encode()
