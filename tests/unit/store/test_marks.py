"""Marks are saved at once, and survive kills, other processes and moved files."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.store.marks import NO_MARK, Mark, Marks
from reader.store.marks_file import connect_marks
from tests.child_python import python_path


def post(name: str, title: str = "", day: int = 1, folder: str = "/nowhere") -> Post:
    return Post(
        id=name, path=f"{folder}/{name}", slug=name, title=title or name, description="",
        date=date(2024, 5, day), categories=("x",),
    )  # fmt: skip


POSTS = [post(f"{number}.md") for number in range(4)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "marks.db"


def fail(message: str) -> None:
    raise AssertionError(message)


def test_marks_are_loaded_at_the_next_start(path: Path) -> None:
    marks = Marks(path, fail)
    assert marks.mark_for(POSTS[0]) == NO_MARK
    marks.set_read(POSTS[:2], is_read=True)
    marks.set_starred(POSTS[1:3], is_starred=True)
    marks.set_position(POSTS[3], 17, "where it was")
    again = Marks(path, fail)
    assert [again.mark_for(post) for post in POSTS] == [
        Mark(is_read=True),
        Mark(is_read=True, is_starred=True),
        Mark(is_starred=True),
        Mark(block=17, block_text="where it was"),
    ]
    assert sorted(again.read_paths) == [POSTS[0].path, POSTS[1].path]


def test_the_file_is_created_with_the_first_mark(path: Path) -> None:
    assert Marks(path, fail).mark_for(POSTS[0]) == NO_MARK
    assert not path.parent.exists()


def test_a_change_of_several_posts_is_undone_at_once(path: Path) -> None:
    marks = Marks(path, fail)
    marks.set_read([POSTS[0]], is_read=True)
    marks.set_read(POSTS, is_read=True)
    marks.set_starred([POSTS[2]], is_starred=True)
    assert marks.undo() == "“2.md” starred"
    assert marks.undo() == "3 posts marked read"
    assert [marks.mark_for(post).is_read for post in POSTS] == [True, False, False, False]
    assert marks.undo() == "“0.md” marked read"
    assert marks.undo() is None
    assert [Marks(path, fail).mark_for(post) for post in POSTS] == [NO_MARK] * 4


def in_later(marks: Marks) -> list[str]:
    return [Path(path).stem for path in marks.later_paths]


def test_the_reading_queue_has_the_order_of_adding_and_of_moving(path: Path) -> None:
    marks = Marks(path, fail)
    marks.add_to_later([POSTS[2]])
    marks.add_to_later([POSTS[0], POSTS[2], POSTS[3]])
    assert in_later(marks) == ["2", "0", "3"]
    marks.order_later([POSTS[3], POSTS[2], POSTS[0]], POSTS[3])
    assert in_later(Marks(path, fail)) == ["3", "2", "0"]
    marks.remove_from_later([POSTS[2]])
    marks.add_to_later([POSTS[2]])
    assert in_later(marks) == ["3", "0", "2"]
    assert [marks.states["later"](post) for post in POSTS] == [True, False, True, True]
    assert [marks.undo() for _ in range(5)] == [
        "“2.md” added to Later",
        "“2.md” removed from Later",
        "“3.md” moved in Later",
        "2 posts added to Later",
        "“2.md” added to Later",
    ]
    assert [Marks(path, fail).mark_for(post) for post in POSTS] == [NO_MARK] * 4


def test_posts_of_other_folders_keep_their_positions_in_the_queue(path: Path) -> None:
    marks = Marks(path, fail)
    marks.add_to_later(POSTS)
    marks.order_later([POSTS[3], POSTS[0]], POSTS[3])
    assert in_later(marks) == ["3", "1", "2", "0"]


def test_a_queue_with_equal_positions_can_be_ordered(path: Path) -> None:
    marks = Marks(path, fail)
    marks.add_to_later(POSTS[:1])
    with connect_marks(path) as connection:
        connection.executemany(
            "INSERT INTO marks (path, title, later) VALUES (?, '', 1)",
            [(os.fsencode(post.path),) for post in POSTS[1:3]],
        )
    assert marks.refresh()
    assert in_later(marks) == ["0", "1", "2"]
    marks.order_later([POSTS[0], POSTS[2], POSTS[1]], POSTS[2])
    assert in_later(marks) == ["0", "2", "1"]


def test_a_finished_post_is_read_and_leaves_the_queue_in_one_change() -> None:
    marks = Marks(None)
    marks.add_to_later(POSTS[:2])
    marks.finish(POSTS[0])
    assert marks.mark_for(POSTS[0]) == Mark(is_read=True)
    assert marks.undo() == "“0.md” read, and removed from Later"
    assert in_later(marks) == ["0", "1"]
    assert not marks.mark_for(POSTS[0]).is_read


LISTS = st.lists(st.sampled_from(POSTS), unique=True)
KINDS = st.sampled_from(["read", "unread", "star", "unstar", "add", "remove", "order", "finish"])
CHANGES = st.lists(st.tuples(KINDS, LISTS))


def carry_out(marks: Marks, kind: str, posts: list[Post]) -> None:
    """Change the marks of posts in one of the ways that can be undone."""
    if kind in ("read", "unread"):
        marks.set_read(posts, is_read=kind == "read")
    elif kind in ("star", "unstar"):
        marks.set_starred(posts, is_starred=kind == "star")
    elif kind == "add":
        marks.add_to_later(posts)
    elif kind == "remove":
        marks.remove_from_later(posts)
    elif kind == "order":
        queue = [post for post in posts if marks.mark_for(post).later is not None]
        if queue:
            marks.order_later(queue, queue[0])
    elif posts:
        marks.finish(posts[0])


@given(CHANGES, CHANGES)
def test_undo_restores_every_state_before_any_changes(
    before: list[tuple[str, list[Post]]], after: list[tuple[str, list[Post]]]
) -> None:
    marks = Marks(None)
    for kind, posts in before:
        carry_out(marks, kind, posts)
    states = [[marks.mark_for(post) for post in POSTS]]
    for kind, posts in after:
        carry_out(marks, kind, posts)
        now = [marks.mark_for(post) for post in POSTS]
        if now != states[-1]:
            states.append(now)
    for state in reversed(states[:-1]):
        assert marks.undo() is not None
        assert [marks.mark_for(post) for post in POSTS] == state


def test_two_processes_keep_the_marks_of_each_other(path: Path) -> None:
    one, other = Marks(path, fail), Marks(path, fail)
    one.set_read([POSTS[0]], is_read=True)
    other.set_starred([POSTS[0]], is_starred=True)
    other.set_read([POSTS[1]], is_read=True)
    assert one.refresh()
    assert not one.refresh()
    assert one.mark_for(POSTS[0]) == Mark(is_read=True, is_starred=True)
    assert one.mark_for(POSTS[1]).is_read


_MARKER = """
import os, signal, sys
from datetime import date
from pathlib import Path
from reader.posts.post import Post
from reader.store.marks import Marks
marks = Marks(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    post = Post(f"{number}", f"/nowhere/{number}", "", "T", "", None, ("x",))
    marks.set_read([post], is_read=True)
if sys.argv[4] == "die":
    os.kill(os.getpid(), signal.SIGKILL)
"""


def start_marker(
    path: Path, project: Path, start: int, stop: int, end: str
) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", _MARKER, str(path), str(start), str(stop), end]
    return subprocess.Popen(words, env=os.environ | {"PYTHONPATH": python_path(project)})


def test_marks_survive_a_kill(path: Path, project: Path) -> None:
    assert start_marker(path, project, 0, 3, "die").wait() == -signal.SIGKILL
    assert len(list(Marks(path, fail).read_paths)) == 3


def test_two_processes_that_mark_at_the_same_time_lose_nothing(path: Path, project: Path) -> None:
    processes = [start_marker(path, project, start, start + 1_000, "") for start in (0, 1000)]
    assert [process.wait() for process in processes] == [0, 0]
    assert len(list(Marks(path, fail).read_paths)) == 2_000


def test_a_file_that_another_process_creates_meanwhile_is_not_moved_aside(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)

    class Overtaken(sqlite3.Connection):
        """Lets another process create the file after the first statement."""

        is_overtaken = False

        def execute(self, *words: Any) -> sqlite3.Cursor:
            result = super().execute(*words)
            if not Overtaken.is_overtaken:
                Overtaken.is_overtaken = True
                connect_marks(path).close()
            return result

    connect = partial(sqlite3.connect, factory=Overtaken)
    monkeypatch.setattr("reader.store.marks_file.sqlite3.connect", connect)
    connect_marks(path).close()
    assert Overtaken.is_overtaken
    assert list(path.parent.glob("*damaged*")) == []


def test_a_post_keeps_its_marks_when_its_file_or_title_changes(path: Path) -> None:
    marks = Marks(path, fail)
    moved, renamed, retitled = post("a.md", "A", 1), post("b.md", "B", 2), post("c.md", "C", 3)
    marks.set_read([moved, renamed, retitled], is_read=True)
    now = [
        post("a.md", "A", 1, "/nowhere/else"),
        post("other.md", "B", 2),
        replace(retitled, title="C corrected", path="/nowhere/new/c.md"),
    ]
    marks.follow_moved_posts(Catalogue(now))
    assert [marks.mark_for(post).is_read for post in now] == [True, True, True]
    again = Marks(path, fail)
    assert [again.mark_for(post).is_read for post in now] == [True, True, True]
    assert len(list(again.read_paths)) == 3


def test_marks_are_not_transferred_if_two_posts_match(path: Path) -> None:
    marks = Marks(path, fail)
    marks.set_read([post("a.md", "Weekly", 1)], is_read=True)
    now = [post("b.md", "Weekly", 1), post("c.md", "Weekly", 1)]
    marks.follow_moved_posts(Catalogue(now))
    assert [marks.mark_for(post).is_read for post in now] == [False, False]


def test_marks_of_existing_files_are_not_transferred(tmp_path: Path, path: Path) -> None:
    (tmp_path / "a.md").write_text("", "utf-8")
    here = post("a.md", "A", 1, str(tmp_path))
    marks = Marks(path, fail)
    marks.set_read([here], is_read=True)
    marks.follow_moved_posts(Catalogue([post("a.md", "A", 1, "/other")]))
    assert list(marks.read_paths) == [here.path]


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_moved_aside_and_kept(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    messages: list[str] = []
    Marks(path, messages.append).set_read([POSTS[0]], is_read=True)
    assert Marks(path, fail).mark_for(POSTS[0]).is_read
    aside = path.with_name("marks.db.damaged-1")
    assert aside.read_bytes() == content
    (message,) = messages
    assert f"{path} was damaged and is now {aside}." in message


def test_the_file_of_an_older_version_is_converted(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA application_id = 1112689995")
        connection.execute("PRAGMA user_version = 1")
        connection.execute(
            "CREATE TABLE marks (path BLOB PRIMARY KEY, is_read INTEGER NOT NULL DEFAULT 0,"
            " is_starred INTEGER NOT NULL DEFAULT 0, block INTEGER, block_text TEXT,"
            " title TEXT NOT NULL, date TEXT) WITHOUT ROWID"
        )
        connection.execute(
            "INSERT INTO marks VALUES (?, 1, 0, 3, 'Three', 'A', NULL)", (b"/nowhere/a.md",)
        )
    marks = Marks(path)
    a = post("a.md")
    assert marks.mark_for(a) == Mark(is_read=True, block=3, block_text="Three")
    marks.set_position(a, 4, "Four", progress=63)
    assert Marks(path).mark_for(a) == Mark(True, False, 4, "Four", progress=63)


def test_a_newer_file_is_left_unchanged_and_reported(path: Path) -> None:
    Marks(path, fail).set_read([POSTS[0]], is_read=True)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    messages: list[str] = []
    marks = Marks(path, messages.append)
    marks.set_read([POSTS[1]], is_read=True)
    assert marks.mark_for(POSTS[1]).is_read
    assert len(messages) == 1
    assert "newer Broadsheet" in messages[0]
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM marks").fetchone() == (1,)


def test_an_unwritable_folder_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    messages: list[str] = []
    marks = Marks(tmp_path / "file" / "marks.db", messages.append)
    marks.set_read([POSTS[0]], is_read=True)
    marks.set_read([POSTS[1]], is_read=True)
    assert marks.mark_for(POSTS[0]).is_read
    assert len(messages) == 1


def test_the_last_session_is_saved_for_each_set_of_folders(path: Path, tmp_path: Path) -> None:
    marks = Marks(path, fail)
    assert marks.last_session([tmp_path]) is None
    marks.set_last_session([tmp_path], "here")
    marks.set_last_session([tmp_path, tmp_path / "b"], "there")
    again = Marks(path, fail)
    assert again.last_session([tmp_path]) == "here"
    assert again.last_session([tmp_path, tmp_path / "b"]) == "there"
    assert again.last_session([tmp_path / "b"]) is None


def linked_post(folder: Path) -> Post:
    return post("a.md", folder=str(folder))


@pytest.mark.parametrize("link", ["link/news", "shortcut"])
def test_a_post_has_the_same_mark_through_a_symbolic_link(
    tmp_path: Path, path: Path, link: str
) -> None:
    (tmp_path / "real/news").mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "shortcut").symlink_to("real/news")
    real, linked = tmp_path / "real/news", tmp_path / link
    Marks(path, fail, [real]).set_read([linked_post(real)], is_read=True)
    marks = Marks(path, fail, [linked])
    assert marks.mark_for(linked_post(linked)) == Mark(is_read=True)
    assert list(marks.read_paths) == [linked_post(linked).path]
    marks.set_starred([linked_post(linked)], is_starred=True)
    again = Marks(path, fail, [real])
    assert again.mark_for(linked_post(real)) == Mark(is_read=True, is_starred=True)
    assert list(again.read_paths) == [linked_post(real).path]


@pytest.mark.parametrize("name", ["a-link", "z-link"])
def test_a_mark_that_was_stored_through_a_symbolic_link_is_kept(
    tmp_path: Path, path: Path, name: str
) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / name
    link.symlink_to("real")
    Marks(path, fail).set_read([linked_post(link)], is_read=True)
    marks = Marks(path, fail, [link])
    assert marks.mark_for(linked_post(link)) == Mark(is_read=True)
    marks.set_read([linked_post(link)], is_read=False)
    assert Marks(path, fail, [link]).mark_for(linked_post(link)) == NO_MARK


def test_marks_move_with_a_post_that_is_opened_through_a_symbolic_link(
    tmp_path: Path, path: Path
) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to("real")
    old = post("a.md", title="Tide", folder=str(link))
    Marks(path, fail, [link]).set_read([old], is_read=True)
    new = replace(old, path=f"{link}/b.md", id="b.md")
    marks = Marks(path, fail, [link])
    marks.follow_moved_posts(Catalogue([new]))
    again = Marks(path, fail, [link])
    assert list(again.read_paths) == [new.path]


@pytest.mark.parametrize("is_saved", [True, False])
def test_visited_addresses_are_remembered(path: Path, is_saved: bool) -> None:
    marks = Marks(path if is_saved else None, fail)
    marks.mark_visited(["https://example.org/a", "https://example.org/b"])
    marks.mark_visited(["https://example.org/a"])
    assert marks.is_visited("https://example.org/b")
    assert not marks.is_visited("https://example.org/c")
    later = Marks(path, fail)
    assert later.is_visited("https://example.org/a") is is_saved
