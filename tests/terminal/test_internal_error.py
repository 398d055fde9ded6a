"""A handler that fails: the terminal is restored, and a report holds the stack and no post text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .real_terminal import Terminal, write_news

FAILING_HELP = """
from reader.cli import main
from reader.tui.screens.main import MainScreen

def fail(self, name):
    headline = self.current_post.title
    raise RuntimeError(f"cannot show {headline}")

MainScreen.action_show = fail
main()
"""

FAILING_ARTICLE = """
from reader.cli import main
from reader.tui.widgets.article_pane import ArticlePane

def fail(self, *args, **options):
    raise RuntimeError("cannot draw it")

ArticlePane.show = fail
main()
"""

FAILING_LIST = """
import sys
from reader.cli import main
from reader.library.library import Library

def fail(self, on_waiting=None):
    raise RuntimeError("The tide comes in")

Library.load_all = fail
main()
"""

FAILING_INPUT = """
from reader.cli import main
from textual.drivers.linux_driver import LinuxDriver

def fail(self):
    raise RuntimeError("cannot read it")

LinuxDriver.run_input_thread = fail
main()
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_news(tmp_path / "news")


def reports() -> list[Path]:
    return sorted(Path(os.environ["XDG_STATE_HOME"], "broadsheet", "reports").glob("*.txt"))


def fail_in_the_middle_of_an_article(news: Path) -> Terminal:
    """Read the newest article up to its third part, then run into the error."""
    terminal = Terminal(news, code=FAILING_HELP)
    terminal.until_shown("The tide comes in")
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("]]]")
    terminal.until(lambda: "Part 2" not in terminal.shown and "Part 3" in terminal.shown)
    terminal.press("?")
    return terminal


def test_the_terminal_is_restored_and_a_report_is_written(news: Path) -> None:
    terminal = fail_in_the_middle_of_an_article(news)
    assert terminal.end() == 70
    after = terminal.raw[terminal.raw.rindex(b"\x1b[?1049l") :].decode()
    [report] = reports()
    assert "Broadsheet hit an internal error" in after
    assert "everything you have read so far is saved" in after
    assert str(report) in after.replace("\r\n", "")
    assert "Traceback" not in after
    assert "tide" not in after.replace(str(news), "")


def test_a_report_holds_the_stack_and_no_text_of_a_post(news: Path) -> None:
    terminal = Terminal(news, code=FAILING_HELP)
    terminal.until_shown("The tide comes in")
    terminal.press("j?")
    assert terminal.end() == 70

    text = reports()[0].read_text("utf-8")
    assert "builtins.RuntimeError" in text
    assert " in fail" in text
    assert "120x40" in text
    assert "Last commands: cursor_down, show('help')" in text
    assert "textual 8" in text
    assert "headline" not in text
    assert "tide" not in text
    assert "gull" not in text


def test_the_next_start_reopens_the_article_at_its_position(news: Path) -> None:
    assert fail_in_the_middle_of_an_article(news).end() == 70

    terminal = Terminal(news)
    terminal.until_shown("Part 3")
    assert "Part 2" not in terminal.shown
    terminal.press("q")
    assert terminal.end() == 0


def test_an_article_that_fails_at_the_start_is_not_opened_again(news: Path) -> None:
    terminal = Terminal(news)
    terminal.until_shown("The tide comes in")
    terminal.press("l")
    terminal.until_shown("Part 1")
    terminal.press("q")
    assert terminal.end() == 0
    assert Terminal(news, columns=80, code=FAILING_ARTICLE).end() == 70

    terminal = Terminal(news, columns=80, code=FAILING_ARTICLE)
    terminal.until_shown("A gull goes out")
    terminal.press("q")
    assert terminal.end() == 0


def test_a_command_that_fails_prints_one_sentence(news: Path) -> None:
    terminal = Terminal("list", news, code=FAILING_LIST)

    assert terminal.end() == 70
    assert b"Broadsheet hit an internal error" in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert b"tide" not in terminal.raw
    assert "in fail" in reports()[0].read_text("utf-8")


def test_an_input_that_fails_ends_the_app_as_other_errors_do(news: Path) -> None:
    terminal = Terminal(news, code=FAILING_INPUT)

    assert terminal.end() == 70
    assert b"Broadsheet hit an internal error" in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert "in fail" in reports()[0].read_text("utf-8")
