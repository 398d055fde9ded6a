"""Positions and marks are restored at the next start: in another terminal, and after a kill."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from .real_terminal import Terminal, write_news


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_news(tmp_path / "news")


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (200, 50), (50, 16)])
def test_a_long_post_reopens_at_the_same_paragraph_in_another_terminal(
    news: Path, columns: int, rows: int
) -> None:
    terminal = Terminal(news)
    terminal.until_shown("The tide comes in")
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("]]]]")
    terminal.until(lambda: "Part 3" not in terminal.shown and "Part 4" in terminal.shown)
    leave(terminal)
    terminal = Terminal(news, columns=columns, rows=rows)
    terminal.until_shown("Part 4")
    assert "Part 3" not in terminal.shown
    leave(terminal)


def test_a_mark_survives_a_kill_right_after_it(news: Path) -> None:
    terminal = Terminal(news)
    terminal.until_shown("The tide comes in", "2 unread")
    terminal.press("u")
    terminal.until_shown("1 unread")
    os.kill(terminal.process, signal.SIGKILL)
    terminal.end()
    terminal = Terminal(news)
    terminal.until_shown("The tide comes in", "1 unread")
    leave(terminal)


def test_two_running_apps_see_the_marks_of_each_other(news: Path) -> None:
    one, other = Terminal(news), Terminal(news)
    for terminal in (one, other):
        terminal.until_shown("The tide comes in", "2 unread")
    one.press("u")
    one.until_shown("1 unread")
    other.until_shown("1 unread")
    other.press("Gu")
    other.until(lambda: "unread" not in other.shown.split("\n")[0])
    one.until(lambda: "unread" not in one.shown.split("\n")[0])
    leave(one)
    leave(other)


def test_a_post_that_arrives_between_two_runs_is_new_in_the_second_only(news: Path) -> None:
    terminal = Terminal(news)
    terminal.until_shown("The tide comes in", "2 unread")
    assert "New since your last visit" not in terminal.shown
    leave(terminal)
    old = "---\ntitle: A letter found in a drawer\ndate: 1999-01-01\n---\nDear reader.\n"
    (news / "letter.md").write_text(old, encoding="utf-8")
    terminal = Terminal(news)
    terminal.until_shown("New since your last visit", "A letter found in a drawer")
    leave(terminal)
    terminal = Terminal(news)
    terminal.until_shown("A letter found in a drawer", "3 unread")
    assert "New since your last visit" not in terminal.shown
    leave(terminal)
