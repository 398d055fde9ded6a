"""Valid files with random mistakes, for property tests of files that may be damaged."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

COMMON_MISTAKES = (
    *(b"", b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\n", b"\n\n", b'"', b"'"),
    *(b"<", b">", b"&", b"[", b"]", b"{", b"}", b"=", b".", b",", b"#", b"-1", b"1e999", b"\\"),
    *(b"\x1b[2J", b"\xe2\x80\xae", b"null", b"true", b"9" * 400, b"[" * 2_000, b"a." * 2_000),
)


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[bytes], mistakes: Sequence[bytes] = ()) -> bytes:
    """Return one of some files with up to five mistakes: bytes inserted, deleted or repeated.

    Args:
        draw: Given by Hypothesis.
        seeds: Valid files.
        mistakes: What is inserted, besides the common mistakes.
    """
    data = draw(st.sampled_from(seeds))
    insertions = st.sampled_from([*COMMON_MISTAKES, *mistakes]) | st.binary(max_size=4)
    for _ in range(draw(st.integers(1, 5))):
        index = draw(st.integers(0, len(data)))
        end = index + draw(st.sampled_from([0, 0, 1, 7, 60, 100_000]))
        if draw(st.integers(0, 5)) == 0:
            data = data[:end] + data[index:end] * 3 + data[end:]
        else:
            data = data[:index] + draw(insertions) + data[end:]
    return data
