"""What the library offers to commands that print articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.article.plain import render_text
from reader.library.library import Library
from reader.posts import files
from reader.posts.errors import FolderError, PostError
from reader.posts.loading import loaded_body
from reader.text.dates import DateForm


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "tide.md"
    path.write_text("---\ntitle: Tide\ndate: 2024-03-02\n---\nIt comes *in*.\n", "utf-8")
    return path


def test_an_article_is_its_header_and_its_document(path: Path) -> None:
    library = Library([path.parent])
    post = library.load_post(path)
    blocks = library.printed_blocks(post, date(2024, 3, 4), DateForm.RELATIVE)
    lines = [line for line in render_text(blocks, 60) if line]
    assert lines[0] == "Tide"
    assert lines[1].startswith("2 days ago")
    assert lines[-1] == "It comes in."


def test_a_body_has_no_front_matter(path: Path) -> None:
    library = Library([path.parent])
    assert library.load_body(library.load_post(path)) == "It comes *in*."


def test_a_file_that_was_deleted_raises_an_error(path: Path) -> None:
    library = Library([path.parent])
    post = library.load_post(path)
    path.unlink()
    with pytest.raises(PostError):
        library.load_body(post)
    with pytest.raises(PostError):
        library.printed_blocks(post, date(2024, 3, 4), DateForm.BOTH)


def test_a_missing_folder_raises_an_error(tmp_path: Path) -> None:
    Library([tmp_path]).check_folders()
    with pytest.raises(FolderError):
        Library([tmp_path, tmp_path / "missing"]).check_folders()


def test_a_file_of_html_is_no_markdown(tmp_path: Path) -> None:
    path = tmp_path / "tide.html"
    body = "<div>\n\n    <p># It comes *in*.</p>\n\n</div>\n"
    path.write_text(f"---\ntitle: Tide\n---\n{body}", "utf-8")
    library = Library([tmp_path])
    blocks = library.printed_blocks(library.load_post(path), date(2024, 3, 4), DateForm.BOTH)
    assert list(render_text(blocks, 60))[-1] == "# It comes *in*."


def printed(path: Path) -> str:
    library = Library([path.parent])
    blocks = library.printed_blocks(library.load_post(path), date(2024, 3, 4), DateForm.RELATIVE)
    return " ".join(" ".join(render_text(blocks, 200)).split())


def test_a_file_that_is_too_long_says_where_it_was_cut(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1024 * 1024)
    monkeypatch.setattr(loaded_body, "MAX_BYTES", 1024 * 1024)
    path.write_text("---\ntitle: Tide\n---\n" + "word " * 500_000, "utf-8")
    assert " Cut here " in printed(path)
    assert "Only the first 1 MB of this text are shown. It has 2.4 MB." in printed(path)


def test_a_text_with_too_many_lines_says_where_it_was_cut(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loaded_body, "MAX_LINES", 1_000)
    path.write_text("\n".join(f"Line {number}" for number in range(1, 1_002)), "utf-8")
    assert "Line 1000 Cut here" in printed(path)
    assert "Only the first 1,000 lines of this text are shown. It has 1,001 lines." in printed(path)
    path.write_text("\n".join(f"Line {number}" for number in range(1, 1_001)), "utf-8")
    assert printed(path).endswith("Line 1000")
