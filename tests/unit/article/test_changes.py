"""Comparing two versions of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.blocks import Block, Paragraph
from reader.article.document import parse_document
from reader.article.extract.changes import ADDED, REMOVED, Changes, find_changes
from reader.article.plain import render_text


def compared(former: str, later: str) -> Changes:
    return find_changes(parse_document(former).blocks, parse_document(later).blocks)


def marked(changes: Changes) -> list[str]:
    """Return the text of the changed blocks, with additions in [+ +] and deletions in [- -]."""
    signs = {ADDED: "[+{}+]", REMOVED: "[-{}-]", "dim": "", None: "{}"}
    texts = []
    for index in changes.changed:
        block = changes.blocks[index]
        assert isinstance(block, Paragraph)
        spans = block.text.spans  # type: ignore[attr-defined]
        texts.append("".join(signs[role].format(text) for text, role in spans))
    return texts


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
         ["a | b\n1 | [-2-][+3+]"]),
        ("    code()", "    code(1)", ["code([+1+])"]),
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
    assert isinstance(block, Paragraph)
    spans = block.text.spans  # type: ignore[attr-defined]
    return "".join(text for text, each in spans if each in (None, role))


def _paragraphs(body: str) -> list[str]:
    """Return the paragraphs of a body that has no code and no tables."""
    changes = compared("", body)
    return [_version(changes.blocks[index], ADDED) for index in changes.changed]
