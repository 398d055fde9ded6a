"""Wrapping any text keeps the text, and stays within the width."""

from __future__ import annotations

from itertools import pairwise, takewhile

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes
from rich.style import Style

from reader.article.line import wrap_runs
from reader.text.clean import clean_line
from reader.text.line_breaks import break_spans
from reader.text.wrap import fold, truncate, wrap_plain

ALPHABET = "ab. -/,()「」。、っ漢字한국é\u0301👩‍👩‍👧❤️🇩🇪\u200b—שл_:\u200d\ufe0f"
TEXTS = st.one_of(st.text(st.sampled_from(ALPHABET), max_size=120), st.text(max_size=60)).map(
    clean_line
)
WIDTHS = st.integers(2, 40)


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap_plain(text, width))


@given(TEXTS, WIDTHS)
def test_wrapping_loses_only_spaces_at_breaks(text: str, width: int) -> None:
    assert "".join(wrap_plain(text, width)).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, WIDTHS)
def test_lines_neither_begin_nor_end_with_a_space(text: str, width: int) -> None:
    for line in filter(None, wrap_plain(text, width)):
        graphemes, _ = split_graphemes(line)
        ends = {line[start:past] for start, past, _ in (graphemes[0], graphemes[-1])}
        assert " " not in ends


def first_word(line: str) -> str:
    """Return the text before the first space; a space with an accent does not count."""
    graphemes = (line[start:past] for start, past, _ in split_graphemes(line)[0])
    return "".join(takewhile(lambda grapheme: grapheme != " ", graphemes))


@given(TEXTS, WIDTHS)
def test_a_line_takes_every_word_that_fits(text: str, width: int) -> None:
    for (start, stop), (after, end) in pairwise(break_spans(text, width)):
        word = first_word(text[after:end])
        if word.isascii() and word.isalpha():
            spaces = after - stop
            assert cell_len(text[start:stop]) + spaces + cell_len(word) > width


@given(st.lists(st.tuples(TEXTS, st.sampled_from([Style(bold=True), Style(dim=True)]))), WIDTHS)
def test_styled_runs_break_where_their_text_does(runs: list[tuple[str, Style]], width: int) -> None:
    text = "".join(text for text, _ in runs)
    wrapped = wrap_runs(runs, width)
    lines = ["".join(piece for piece, _ in line) for line in wrapped]
    assert all(sum(cell_len(piece) for piece, _ in line) <= width for line in wrapped)
    assert lines == ([text[a:b] for a, b in break_spans(text, width)] if text else [])


@given(TEXTS, WIDTHS)
def test_folding_keeps_every_character(text: str, width: int) -> None:
    pieces = fold(text, width)
    assert "".join(pieces) == text
    assert all(cell_len(piece) <= width for piece in pieces)


@given(st.text(max_size=60), st.integers(0, 40))
def test_truncated_text_fits_and_is_the_beginning(text: str, width: int) -> None:
    cut = truncate(text, width)
    assert cell_len(cut) <= width
    assert cut == clean_line(text) or clean_line(text).startswith(cut.removesuffix("…"))


@given(TEXTS, WIDTHS, st.integers(1, 3))
def test_no_more_lines_than_allowed(text: str, width: int, max_lines: int) -> None:
    lines = wrap_plain(text, width, max_lines)
    assert len(lines) <= max_lines
    assert all(cell_len(line) <= width for line in lines)
