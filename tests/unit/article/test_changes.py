"""Comparing two versions of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.blocks import Block, Paragraph, PlainText
from reader.article.document import parse_document
from reader.article.extract.changes import ADDED, REMOVED, Changes, find_changes
from reader.article.extract.marked import MarkedCode, MarkedTable, Spans
from reader.article.plain import render_text


def compared(former: str, later: str) -> Changes:
    return find_changes(parse_document(former).blocks, parse_document(later).blocks)


def marked(changes: Changes) -> list[str]:
    """Return the text of the changed blocks, with additions in [+ +] and deletions in [- -]."""
    signs = {ADDED: "[+{}+]", REMOVED: "[-{}-]", "dim": "", None: "{}"}
    texts = []
    for index in changes.changed:
        spans = spans_of(changes.blocks[index])
        texts.append("".join(signs[role].format(text) for text, role in spans))
    return texts


def spans_of(block: Block) -> Spans:
    if isinstance(block, MarkedCode | MarkedTable):
        return block.spans
    assert isinstance(block, Paragraph)
    assert isinstance(block.text, PlainText)
    return block.text.spans


@pytest.mark.parametrize(
    ("former", "later", "expected"),
    [
        ("Tickets cost twelve crowns.", "Tickets cost ten crowns.",
         ["Tickets cost [-twelve -][+ten +]crowns."]),
        ("It leaves at 12:00.", "It leaves at 13:00.", ["It leaves at [-12:00-][+13:00+]."]),
        ("船は八時に出ます。", "船は九時に出ます。", ["船は[-八-][+九+]時に出ます。"]),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree is new.", ["[+Three is new.+]"]),
        ("One.\n\nTwo goes.\n\nThree.", "One.\n\nThree.", ["[-Two goes.-]"]),
        ("- one\n- two", "- one\n- two\n- three", ["[+three+]"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 3 |",
         ["a\tb\n1\t[-2-][+3+]"]),
        ("    code()", "    code(1)", ["code([+1+])"]),
        ("Open.", "Open. Now for all.", ["Open. [+Now for all.+]"]),
        ("Open. Now for all.", "Open.", ["Open. [-Now for all.-]"]),
        ("Read by hand", "Read by hand, for the last time",
         ["Read by hand[+, for the last time+]"]),
        ("It ends.[^1]\n\n[^1]: A.", "It ends now.[^1]\n\n[^1]: A.", ["It ends [+now+].¹"]),
        ("", "All of it is new.", ["[+All of it is new.+]"]),
        ("All of it is gone.", "", ["[-All of it is gone.-]"]),
        ("A cat sat on the mat.", "Rain fell upon every valley.",
         ["[-A cat sat on the mat.-]", "[+Rain fell upon every valley.+]"]),
    ],
)  # fmt: skip
def test_words_that_differ_are_marked(former: str, later: str, expected: list[str]) -> None:
    assert marked(compared(former, later)) == expected


@pytest.mark.parametrize(
    ("former", "later"),
    [
        ("Same *words* here.", "Same _words_ here."),
        ("A [link](https://example.org/a).", "A [link](https://example.org/b)."),
        ("One.\n\nTwo.", "One.\n\n\n\nTwo."),
        ("A .", "A."),
    ],
)
def test_another_spelling_is_no_change(former: str, later: str) -> None:
    assert compared(former, later) == Changes()


def test_what_is_unchanged_is_left_out_but_for_the_neighbours() -> None:
    paragraphs = [f"Paragraph {number} stays." for number in range(9)]
    former = "\n\n".join(["First.", *paragraphs, "Last."])
    later = "\n\n".join(["First, changed.", *paragraphs, "Last, changed."])
    lines = [line for line in render_text(compared(former, later).blocks, 60) if line]
    assert [line.strip("─ ") for line in lines[1:-1]] == [
        "Paragraph 0 stays.",
        "7 paragraphs unchanged",
        "Paragraph 8 stays.",
    ]


def test_added_and_removed_words_are_counted() -> None:
    changes = compared("One two three.\n\nGone for good.", "One 2 three.\n\nNew\n\nNewer still.")
    assert (changes.added, changes.removed) == (4, 4)
    assert changes.summary == "4 words added, 4 words removed"


def test_a_removed_list_item_keeps_its_marker() -> None:
    lines = list(render_text(compared("- one\n- two", "- one").blocks, 40))
    assert [line for line in lines if line] == ["• one", "• two"]


def drawn(former: str, later: str, width: int = 60) -> list[str]:
    lines = render_text(compared(former, later).blocks, width)
    return [line.rstrip() for line in lines if line]


def table(*rows: str) -> str:
    return "\n".join(f"| {row} |" for row in ("Pier | Boats", ":-- | --:", *rows))


def test_a_changed_table_stays_a_table() -> None:
    assert drawn(
        table("North | 12", "South | 7"), table("North | 13", "South | 7", "West | 9")
    ) == [
        "Pier   Boats",
        "────────────",
        "North  12 13",
        "South      7",
        "West       9",
    ]


def test_a_table_that_is_too_wide_has_its_cells_below_each_other() -> None:
    former, later = table(f"{'North ' * 5}| 12"), table(f"{'North ' * 5}| 13")
    assert drawn(former, later, 10)[-1] == "12 13"


def test_a_break_in_a_cell_breaks_no_row() -> None:
    assert (
        drawn(table("North<br>pier | 12"), table("North<br>pier | 13"))[-1] == "North pier  12 13"
    )


def test_rows_far_from_a_change_are_left_out() -> None:
    rows = [f"Pier {number} | {number}" for number in range(1, 10)]
    later = [*rows[:4], "Pier 5 | 50", *rows[5:]]
    assert drawn(table(*rows), table(*later)) == [
        "Pier    Boats",
        "─────────────",
        "… 3 rows unchanged",
        "Pier 4      4",
        "Pier 5   5 50",
        "Pier 6      6",
        "… 3 rows unchanged",
    ]


def test_a_long_table_is_compared_row_by_row() -> None:
    rows = [f"Pier {number} | {number}" for number in range(900)]
    changes = compared(table(*rows), table(*rows[:500], *rows[501:]))
    assert (changes.added, changes.removed) == (0, 3)


def test_changed_code_keeps_its_indentation() -> None:
    code = "```python\ndef f():\n\tif 1:\n{}\n```"
    former, later = code.format("        return 1"), code.format("        return 2")
    assert drawn(former, later) == [" def f():", "     if 1:", "         return 1 2"]


TEXTS = st.lists(st.text("ab c.\n#-*", max_size=30), max_size=8).map("\n\n".join)


@given(TEXTS, TEXTS)
def test_the_changes_have_all_paragraphs_that_one_version_lacks(former: str, later: str) -> None:
    changes = compared(former, later)
    for role, body, other in ((ADDED, later, former), (REMOVED, former, later)):
        lacking = set(_paragraphs(body)) - set(_paragraphs(other))
        shown = {_version(changes.blocks[index], role) for index in changes.changed}
        assert lacking <= shown


def _version(block: Block, role: str) -> str:
    """Return the text of a changed block without what only the other version has."""
    text = "".join(text for text, each in spans_of(block) if each in (None, role))
    return "".join(text.split())


def _paragraphs(body: str) -> list[str]:
    """Return the paragraphs of a body that has no code and no tables."""
    changes = compared("", body)
    return [_version(changes.blocks[index], ADDED) for index in changes.changed]
