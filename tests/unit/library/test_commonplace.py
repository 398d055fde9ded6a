"""The file that collects quotes."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from reader.library.reading.commonplace import CommonplaceError, append_quote
from reader.library.reading.quotes import Quote
from reader.posts.loading.loader import load_body, load_post
from tests.made_posts import make

POST = make("A *title*", id="world/a.md", path="/news/world/a.md", date=date(2026, 6, 2))
QUOTE = Quote("First line\nsecond line\n\n- item", POST, "part-1")
ENTRY = """\
## A \\*title\\*

> First line
> second line
>
> - item

— [world/a.md#part-1](/news/world/a.md#part-1), 2 Jun 2026

Why it matters.
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "data" / "deep" / "book.md"


def test_the_file_and_its_folder_are_created_as_a_post(book: Path) -> None:
    append_quote(book, QUOTE, " Why it matters. ")
    assert book.read_text("utf-8") == f"---\ntitle: Commonplace book\n---\n\n{ENTRY}"
    post = load_post(book)
    assert (post.title, post.problems) == ("Commonplace book", ())


def test_entries_follow_each_other_under_one_title(book: Path) -> None:
    append_quote(book, QUOTE, "Why it matters.")
    append_quote(book, Quote("Other", POST, ""), "")
    text = book.read_text("utf-8")
    assert text.count("title: Commonplace book") == 1
    assert text.endswith(
        f"{ENTRY}\n## A \\*title\\*\n\n> Other\n\n— [world/a.md](/news/world/a.md), 2 Jun 2026\n"
    )
    assert "Why it matters." in load_body(load_post(book))


@pytest.mark.parametrize(
    ("content", "gap"),
    [
        (b"# Mine\n", b"\n"),
        (b"# Mine", b"\n\n"),
        (b"\xef\xbb\xbf# Mine\r\n", b"\n"),
        (b"latin \xe9\n", b"\n"),
        (b"---\ntitle: Mine\n---\n", b"\n"),
    ],
)
def test_an_existing_file_is_kept_byte_for_byte(book: Path, content: bytes, gap: bytes) -> None:
    book.parent.mkdir(parents=True)
    book.write_bytes(content)
    append_quote(book, QUOTE, "Why it matters.")
    assert book.read_bytes() == content + gap + ENTRY.encode()


def test_an_empty_file_gets_a_title(book: Path) -> None:
    book.parent.mkdir(parents=True)
    book.touch()
    append_quote(book, QUOTE, "")
    assert book.read_text("utf-8").startswith("---\ntitle: Commonplace book\n---\n\n## ")


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_file_in_utf_16_is_left_alone(book: Path, mark: bytes) -> None:
    book.parent.mkdir(parents=True)
    book.write_bytes(mark + b"a\x00")
    with pytest.raises(CommonplaceError, match="not encoded in UTF-8"):
        append_quote(book, QUOTE, "")
    assert book.read_bytes() == mark + b"a\x00"


def test_a_symbolic_link_is_followed_and_kept(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "notes.md"
    target.write_text("# Notes\n")
    book.parent.mkdir(parents=True)
    book.symlink_to(target)
    append_quote(book, QUOTE, "")
    assert book.is_symlink()
    assert target.read_text("utf-8").startswith("# Notes\n\n## A")


def test_a_folder_in_the_place_of_the_file_is_reported(book: Path) -> None:
    book.mkdir(parents=True)
    with pytest.raises(CommonplaceError, match=r"book\.md: Is a directory"):
        append_quote(book, QUOTE, "")


def test_a_file_in_the_place_of_the_folder_is_reported(book: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(CommonplaceError, match="was not saved"):
        append_quote(book, QUOTE, "")
    assert (tmp_path / "data").read_text() == "x"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root can write any file")
def test_a_file_that_cannot_be_written_is_reported(book: Path) -> None:
    book.parent.mkdir(parents=True)
    book.write_text("x")
    book.chmod(0o400)
    with pytest.raises(CommonplaceError, match="Permission denied"):
        append_quote(book, QUOTE, "")


def test_a_full_disk_is_reported() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    with pytest.raises(CommonplaceError, match="No space left"):
        append_quote(Path("/dev/full"), QUOTE, "")


def test_text_that_is_not_utf_8_can_be_saved(book: Path) -> None:
    odd = make("Odd", id="a\udcff.md", path="/news/a\udcff (b) 100%.md")
    append_quote(book, Quote("Text \udcff", odd, "é"), "\udcff")
    assert "(/news/a%3F%20%28b%29%20100%25.md#é)" in book.read_text("utf-8")


def test_a_quote_for_the_clipboard_names_its_source() -> None:
    assert QUOTE.markdown == (
        "> First line\n> second line\n>\n> - item\n\n"
        "— [A \\*title\\*](/news/world/a.md#part-1), 2 Jun 2026\n"
    )
    undated = make("Undated", path="/a.md", date=None)
    assert Quote("x", undated, "").markdown == "> x\n\n— [Undated](/a.md)\n"
