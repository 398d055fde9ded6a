"""The plain mode: line after line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from reader.cli.folders import load_posts
from reader.cli.plain import PlainReader
from reader.store.marks import Marks
from reader.text.dates import DateForm

from .conftest import Broadsheet

E = "End of the article."


def test_all_is_listed_where_nobody_is_there_to_answer(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("--plain", posts)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2 posts, newest first.",
        "",
        "1. 月がとても青い. 6 May 2024. science.",
        "2. The tide comes in. 2 Mar 2024. world, science. featured.",
    ]


def test_a_file_is_read_at_once(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("--plain", posts / "world/tide.md")
    assert "The harbour was full by noon." in result.stdout
    assert "* High: 5 m" in result.stdout
    assert "posts, newest first" not in result.stdout
    assert result.stdout.endswith("End of the article.\n\n")


def talk(
    posts: Path, answers: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    """What is printed to a reader who gives these answers."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    catalogue = load_posts([posts]).catalogue
    PlainReader(catalogue, Marks(None), DateForm.BOTH, is_asking=True).run()
    return capsys.readouterr().out


def test_a_number_reads_and_marks(
    posts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = talk(posts, "2\nl\nq\n3\n", monkeypatch, capsys)
    assert said.count(E) == 1
    assert "world, science. featured. read." in said


def test_titles_are_searched_and_numbered_anew(
    posts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = talk(posts, "/tide\n1\n2\n\n", monkeypatch, capsys)
    assert "1 found for tide." in said
    assert "The harbour was full by noon." in said
    assert "There is no number 2 in this list." in said
    assert "That is all of the list." in said


def test_a_long_list_comes_by_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(45):
        (tmp_path / f"{number:02}.md").write_text(f"---\ntitle: T{number}\n---\nx\n")
    said = talk(tmp_path, "", monkeypatch, capsys)
    assert "\n20. " in said
    assert "\n21. " not in said
    assert "\n45. " in talk(tmp_path, "\n\n\n", monkeypatch, capsys)


def test_a_post_that_is_gone_is_told_and_not_marked(
    posts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue = load_posts([posts]).catalogue
    (posts / "moon.md").unlink()
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n"))
    marks = Marks(None)
    PlainReader(catalogue, marks, DateForm.BOTH, is_asking=True).run()
    assert "it no longer exists" in capsys.readouterr().out
    assert not marks.mark_for(catalogue.posts[0]).is_read
