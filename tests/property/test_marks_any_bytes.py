"""Any damage of the file of the marks is survived: nothing is raised, and new marks are saved."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reader.store.marks import Marks
from tests.made_posts import make
from tests.property.effort import examples

from .byte_mutations import mutated

POSTS = [make(f"Post {number}") for number in range(8)]


@cache
def marks_file() -> bytes:
    """Return the file of some marks."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "marks.db")
        marks = Marks(path, lambda _: None)
        marks.set_read(POSTS[:4], is_read=True)
        marks.set_starred(POSTS[2:6], is_starred=True)
        marks.add_to_later(POSTS[5:7])
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("VACUUM INTO ?", (str(path.with_name("copy")),))
        return path.with_name("copy").read_bytes()


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(st.deferred(lambda: mutated([marks_file()])) | st.binary(max_size=300))
@example(b"")
@example(b"SQLite format 3\x00")
@example(b"\x00" * 4096)
def test_any_file_is_survived_and_new_marks_are_saved(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "marks.db")
        path.write_bytes(data)
        messages: list[str] = []
        marks = Marks(path, messages.append)
        marks.set_starred([POSTS[7]], is_starred=True)
        assert marks.mark_for(POSTS[7]).is_starred
        for post in POSTS:
            marks.mark_for(post)
        marks.undo()
        marks.set_starred([POSTS[7]], is_starred=True)
        marks.refresh()
        assert marks.mark_for(POSTS[7]).is_starred
        is_newer = data[60:64] != marks_file()[60:64] and data[68:72] == marks_file()[68:72]
        assert is_newer or Marks(path, messages.append).mark_for(POSTS[7]).is_starred, messages


def test_a_damaged_name_of_a_table_is_survived() -> None:
    """SQLite quotes it in its message, which Python cannot decode. `make fuzz` found it."""
    data = marks_file().replace(b"tablemarksmarks", b"tablem\x82rksmarks")
    data = data.replace(b"CREATE TABLE marks", b"CREATX TABLE marks")
    assert data != marks_file()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "marks.db")
        path.write_bytes(data)
        marks = Marks(path, lambda _: None)
        marks.set_starred([POSTS[7]], is_starred=True)
        assert Marks(path, lambda _: None).mark_for(POSTS[7]).is_starred


def test_a_format_of_the_schema_that_does_not_exist_is_damage(tmp_path: Path) -> None:
    data = bytearray(marks_file())
    data[47] = 9  # https://www.sqlite.org/fileformat.html#schema_format_number
    path = tmp_path / "marks.db"
    path.write_bytes(data)
    messages: list[str] = []
    marks = Marks(path, messages.append)
    marks.set_starred([POSTS[7]], is_starred=True)
    assert "was damaged" in messages[0]
    assert Marks(path).mark_for(POSTS[7]).is_starred
