"""`broadsheet show`: an article as plain text, and how the post is found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.cells import cell_len

from reader.cli import output
from tests.stuck_disk import StuckDisk
from tests.unit.cli.conftest import Broadsheet


def test_an_article_is_plain_text_in_a_pipe(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("show", posts, "world/tide.md")

    assert result.exit_code == 0
    assert "The tide comes in\n" in result.stdout
    assert "Twice a day.\n" in result.stdout
    assert "The harbour was full by noon.\n" in result.stdout
    assert "• High: 5 m\n" in result.stdout
    assert "title:" not in result.stdout
    assert "\x1b" not in result.stdout


def test_no_line_ends_in_spaces(broadsheet: Broadsheet, posts: Path) -> None:
    lines = broadsheet("show", posts, "world/tide.md").stdout.splitlines()

    assert lines == [line.rstrip() for line in lines]


@pytest.mark.parametrize("width", [20, 40, 200])
def test_lines_fit_the_width(broadsheet: Broadsheet, posts: Path, width: int) -> None:
    (posts / "long.md").write_text(f"---\ntitle: Long\n---\n{'word ' * 100}\n", "utf-8")

    lines = broadsheet("show", posts, "long.md", "--width", width).stdout.splitlines()

    assert width - 5 < max(map(cell_len, lines)) <= width


def test_the_path_of_the_file_works_like_the_id(
    broadsheet: Broadsheet, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(posts.parent)

    assert "The moon did it." in broadsheet("show", "posts", "posts/moon.md").stdout


def test_a_hidden_post_is_shown_by_its_id(broadsheet: Broadsheet, posts: Path) -> None:
    assert "Soon." in broadsheet("show", posts, "draft.md").stdout


@pytest.mark.parametrize(
    "wrong_id", ["world/tides.md", "word/tide.md", "somewhere/else/than/tide.html"]
)
def test_similar_ids_are_suggested_for_an_unknown_one(
    broadsheet: Broadsheet, posts: Path, wrong_id: str
) -> None:
    result = broadsheet("show", posts, wrong_id)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{wrong_id}: no post has this ID. Did you mean world/tide.md?" in result.stderr


def test_without_similar_ids_the_list_is_suggested(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("show", posts, "zzz")

    assert result.exit_code == 2
    assert "`list --json` prints every ID" in result.stderr


def test_a_long_article_is_complete(broadsheet: Broadsheet, posts: Path) -> None:
    body = "\n\n".join(f"Paragraph {number}." for number in range(1500))
    front = "---\ntitle: Long\ndescription: Of many parts.\n---\n"
    (posts / "long.md").write_text(f"{front}{body}\n", "utf-8")

    shown = broadsheet("show", posts, "long.md").stdout

    assert [line for line in shown.splitlines() if line.startswith("Paragraph")] == [
        f"Paragraph {number}." for number in range(1500)
    ]


def test_a_file_needs_no_folder(broadsheet: Broadsheet, posts: Path) -> None:
    path = next(posts.rglob("*.md"))
    alone = broadsheet("show", str(path))
    assert alone.exit_code == 0
    assert alone.output == broadsheet("show", str(posts), str(path)).output


def test_a_folder_alone_is_not_enough(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("show", str(posts))
    assert result.exit_code == 2
    assert "which post of that folder?" in result.output


def test_what_is_neither_a_post_nor_a_folder_is_named(
    broadsheet: Broadsheet, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    missing = broadsheet("show", tmp_path / "tied.md")
    pipe = broadsheet("show", tmp_path / "pipe.md")

    assert "tied.md: there is no such folder" in missing.output
    assert "pipe.md: this is a file, not a folder" in pipe.output
    assert missing.exit_code == pipe.exit_code == 2


@pytest.mark.parametrize("name", ["posts", "world/tide.md"])
def test_a_file_that_is_waited_for_is_named(
    broadsheet: Broadsheet, posts: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    words = [posts, "world/tide.md"] if name == "posts" else [posts / name]
    expected = broadsheet("show", *words).stdout
    disk = StuckDisk(monkeypatch, "tide.md")

    def report(message: str) -> None:
        output.report(message)
        disk.answer()

    monkeypatch.setattr("reader.cli.commands.show.MAX_SECONDS", 0)
    monkeypatch.setattr("reader.cli.folders.report", report)
    result = broadsheet("show", *words)
    assert f"{posts / 'world' / 'tide.md'}: still reading it. " in result.stderr
    assert result.stdout == expected
