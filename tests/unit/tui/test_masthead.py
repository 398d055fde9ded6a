"""The status in the header."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.notices import publication
from reader.tui.widgets.masthead import fit_header, fit_status


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (40, "1 of 24 · 24 unread · 1 hidden"),
        (30, "1 of 24 · 24 unread · 1 hidden"),
        (29, "1 of 24 · 24 unread"),
        (18, "1 of 24"),
        (5, "1 of…"),
        (0, ""),
    ],
)
def test_parts_that_do_not_fit_are_left_out(room: int, expected: str) -> None:
    assert fit_status("1 of 24 · 24 unread · 1 hidden", room) == expected


def test_an_empty_status_stays_empty() -> None:
    assert fit_status("", 10) == ""


@pytest.mark.parametrize(
    ("folders", "title"),
    [
        (["/home/ada/Broadsheet"], "Broadsheet"),
        (["/home/ada/news"], "Broadsheet · news"),
        (["/home/ada/news", "/home/ada/Broadsheet"], "Broadsheet · news, Broadsheet"),
    ],
)
def test_the_title_names_the_folders_and_the_program_once(folders: list[str], title: str) -> None:
    assert publication([*map(Path, folders)], is_sample=False) == title


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (60, ("Broadsheet · news", "3 marks not saved", " · 1 of 24 · 24 unread")),
        (50, ("Broadsheet · news", "3 marks not saved", " · 1 of 24")),
        (40, ("Broadsheet · news", "3 marks not saved", "")),
        (30, ("Broadsheet…", "3 marks not saved", "")),
        (20, ("B…", "3 marks not saved", "")),
        (10, ("…", "3 marks…", "")),
        (0, ("", "", "")),
    ],
)
def test_a_warning_is_shortened_last(width: int, expected: tuple[str, str, str]) -> None:
    status = "1 of 24 · 24 unread"
    assert fit_header("Broadsheet · news", "3 marks not saved", status, width) == expected


def test_without_a_warning_the_status_has_no_separator_before_it() -> None:
    assert fit_header("Broadsheet", "", "1 of 24", 40) == ("Broadsheet", "", "1 of 24")
