"""The app where something is missing: it works, or one line says what is wrong.

The commands, in more environments, are in tests/unit/cli/test_environments.py.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.settings import config_file, data_folder, private_folders
from reader.store.marks import MARKS_FILE
from tests.terminal.real_terminal import Terminal, assert_restored, write_news

LIMITED = """
from resource import RLIMIT_NOFILE, setrlimit
from reader.cli import main
setrlimit(RLIMIT_NOFILE, (6, 6))
main()
"""


def pipes() -> None:
    """Put a pipe in the place of each file."""
    for path in (config_file(), data_folder() / MARKS_FILE):
        path.parent.mkdir(parents=True)
        os.mkfifo(path)


def files() -> None:
    """Put a file in the place of each folder."""
    for folder in private_folders():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.touch()


@pytest.mark.parametrize(
    ("prepare", "warning", "reason"),
    [
        (pipes, "config.toml: cannot be read (it is a pipe", "it is a pipe or device, not a file"),
        (files, "config.toml: cannot be read (Not a directory)", "(not a directory)"),
    ],
)
def test_the_app_works_and_keeps_marks_elsewhere(
    tmp_path: Path, prepare: Callable[[], None], warning: str, reason: str
) -> None:
    news = write_news(tmp_path / "news")
    prepare()
    terminal = Terminal(news, columns=200)
    terminal.until_shown("The tide comes in", warning)
    terminal.press("s")
    terminal.until_shown("1 mark not saved")
    terminal.press("q")
    assert terminal.end() == 0
    assert_restored(terminal)
    after = " ".join(terminal.raw[terminal.raw.rindex(b"\x1b[?1049l") :].decode().split())
    assert reason in after
    assert "broadsheet marks --import " in after


@pytest.mark.parametrize(
    ("home", "code", "message"),
    [
        ("here", None, "Error: Your home folder is unknown"),
        ("", LIMITED, "Error: The system allows no more open files. Quit other programs"),
    ],
)
def test_the_app_that_cannot_start_says_why_in_a_line(
    tmp_path: Path, home: str, code: str | None, message: str
) -> None:
    news = write_news(tmp_path / "news")
    terminal = Terminal(news, code=code, columns=200, HOME=home or str(tmp_path))
    assert terminal.end() == 2
    after = terminal.raw.decode().rpartition("\x1b[?1049l")[2]
    assert message in after
    assert "Traceback" not in after
    assert after.count("\n") == 1
