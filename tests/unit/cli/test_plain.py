"""The plain mode."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from reader.cli.folders import load_posts
from reader.cli.plain import PlainMode
from reader.library.library import Library
from reader.posts.errors import ReaderError
from reader.settings import data_folder
from reader.store.arrivals import ARRIVALS_FILE, ArrivalStore
from reader.store.marks import Marks
from reader.text.dates import DateForm

from .conftest import Broadsheet

END = "End of the article."


def test_the_whole_list_is_printed_without_a_person_to_answer(
    broadsheet: Broadsheet, posts: Path
) -> None:
    result = broadsheet("--plain", posts)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2 posts, newest first.",
        "",
        "1. 月がとても青い. 6 May 2024. science.",
        "2. The tide comes in. 2 Mar 2024. world, science. featured.",
    ]


def test_a_file_is_printed_at_once(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("--plain", posts / "world/tide.md")
    assert "The harbour was full by noon." in result.stdout
    assert "* High: 5 m" in result.stdout
    assert "posts, newest first" not in result.stdout
    assert result.stdout.endswith("End of the article.\n\n")


def test_the_exit_status_tells_that_a_mark_is_lost(
    broadsheet: Broadsheet, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = Path("/dev/null/nowhere")
    monkeypatch.setattr("reader.cli.commands.open.data_folder", lambda: nowhere)
    monkeypatch.setattr("reader.cli.plain.rescue_folders", lambda: [nowhere])
    result = broadsheet("--plain", posts / "world/tide.md")
    assert "1 mark could not be saved" in result.stderr
    assert result.exit_code == 1


def plain_mode(posts: Path, marks: Marks) -> PlainMode:
    library = Library([posts])
    catalogue = load_posts(library).catalogue
    return PlainMode(library, catalogue, marks, DateForm.BOTH, is_interactive=True)


def answer_prompts(
    posts: Path, answers: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    """Return what is printed in response to some lines of input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    plain_mode(posts, Marks(None)).run()
    return capsys.readouterr().out


def test_a_number_prints_the_article_and_marks_it_as_read(
    posts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = answer_prompts(posts, "2\nl\nq\n3\n", monkeypatch, capsys)
    assert printed.count(END) == 1
    assert "world, science. featured. read." in printed


def test_input_in_another_encoding_is_reported(
    posts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = io.TextIOWrapper(io.BytesIO(b"1\nq\n"), "utf-16", "replace")
    monkeypatch.setattr(sys, "stdin", typed)
    with pytest.raises(ReaderError, match="not in the encoding utf-16"):
        plain_mode(posts, Marks(None)).run()


def test_titles_are_searched_and_numbered_from_one(
    posts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = answer_prompts(posts, "/tide\n1\n2\n\n", monkeypatch, capsys)
    assert "1 post found for tide." in printed
    assert "The harbour was full by noon." in printed
    assert "There is no number 2 in this list." in printed
    assert "End of the list." in printed


def test_a_long_list_is_printed_in_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(45):
        (tmp_path / f"{number:02}.md").write_text(f"---\ntitle: T{number}\n---\nx\n")
    printed = answer_prompts(tmp_path, "", monkeypatch, capsys)
    assert "\n20. " in printed
    assert "\n21. " not in printed
    assert "\n45. " in answer_prompts(tmp_path, "\n\n\n", monkeypatch, capsys)


def test_a_post_that_was_deleted_is_reported_and_not_marked(
    posts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = Marks(None)
    mode = plain_mode(posts, marks)
    moon = Library([posts]).load_post(posts / "moon.md")
    (posts / "moon.md").unlink()
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n"))
    mode.run()
    assert "it no longer exists" in capsys.readouterr().out
    assert not marks.mark_for(moon).is_read


def test_posts_that_arrived_after_the_last_visit_are_new(
    broadsheet: Broadsheet, posts: Path
) -> None:
    assert ". new." not in broadsheet("--plain", posts).stdout
    ArrivalStore(data_folder() / ARRIVALS_FILE, [posts]).save_visit(1.0, 1.0)
    (posts / "late.md").write_text("---\ntitle: Late\ndate: 1999-01-01\n---\nText.\n", "utf-8")
    # Printing the list into a pipe is no visit.
    for _ in range(2):
        lines = broadsheet("--plain", posts).stdout.splitlines()
        assert [line for line in lines if ". new" in line] == ["3. Late. 1 Jan 1999. new."]


def test_all_posts_that_are_found_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(301):
        (tmp_path / f"{number:03}.md").write_text(f"---\ntitle: Tide {number}\n---\nx\n")
    printed = answer_prompts(tmp_path, "/tide\nq\n", monkeypatch, capsys)
    assert "301 posts found for tide." in printed


def test_new_posts_can_be_searched_for(
    posts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library = Library([posts])
    catalogue = load_posts(library).catalogue
    new = {catalogue.posts[1].path}
    monkeypatch.setattr(sys, "stdin", io.StringIO("/is:new\nq\n"))
    PlainMode(library, catalogue, Marks(None), DateForm.BOTH, is_interactive=True, new=new).run()
    assert "1. The tide comes in." in capsys.readouterr().out
