"""The app is closed while another program has locked the file of the marks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.settings import data_folder
from reader.store.marks import MARKS_FILE, Marks

from .real_terminal import Terminal, write_news


def test_a_mark_is_saved_by_the_next_run_if_the_file_is_locked_at_the_end(tmp_path: Path) -> None:
    news = write_news(tmp_path / "news")
    path = data_folder() / MARKS_FILE
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        terminal = Terminal(news)
        terminal.until_shown("The tide comes in", "2 unread")
        terminal.press("s")
        terminal.until_shown("1 mark not saved")
        terminal.press("q")
        assert terminal.end() == 0
    (rescue,) = path.parent.glob("*.json")
    message = " ".join(terminal.raw.decode(errors="replace").split())
    assert "1 mark could not be saved: another program has locked marks.db." in message
    assert f"broadsheet marks --import {rescue}" in message
    terminal = Terminal(news)
    terminal.until_shown("The tide comes in", "★")
    terminal.until(lambda: not rescue.exists())
    terminal.press("q")
    assert terminal.end() == 0
    assert len(Marks(path).starred_paths) == 1
