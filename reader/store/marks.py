"""What the reader has read, starred and got to: kept for good, and written the moment it changes.

Not a cache: the file is never thrown away. One that is no database, or another program's, is moved
aside; one of a newer Broadsheet is left alone, and nothing is remembered until it is gone.

Two readers may have the same file open: each change touches its own posts and columns alone, and
`refresh` takes in what the other has written.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.store.marks_file import MarksError, connect_marks
from reader.store.rows import date_to_text

if TYPE_CHECKING:
    from reader.posts.search.filters import States

MARKS_FILE = "marks.db"
"""Its name in the data folder."""
_MOST_UNDO = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of one post."""

    is_read: bool = False
    is_starred: bool = False
    block: int | None = None
    """Index of the block of its article that was at the top when it was left."""
    block_text: str | None = None
    """What that block says, by which it is found again in another version of the post."""


NO_MARK = Mark()


@dataclass(frozen=True, slots=True)
class _Step:
    """A change that can be undone."""

    said: str
    column: str
    value: bool
    """What the column was set to, in posts in which it was the opposite."""
    posts: Sequence[Post]


class Marks:
    """The marks of every post that has any.

    Args:
        path: The file; made when the first mark is set. None remembers until the end of the run.
        complain: Told once, in words for the reader, when marks cannot be kept.
    """

    def __init__(self, path: Path | None, complain: Callable[[str], object] = print) -> None:
        self._path = path
        self._complain = complain
        self._marks: dict[str, Mark] = {}
        self._names: dict[str, tuple[str, str | None]] = {}
        """Title and date of the marked posts, by path: by these a moved post is known again."""
        self._connection: sqlite3.Connection | None = None
        self._seen_version = -1
        self._steps: list[_Step] = []
        if path is not None and path.exists():
            self._open(path)

    def of(self, post: Post) -> Mark:
        """The mark of a post."""
        return self._marks.get(post.path, NO_MARK)

    @property
    def states(self) -> States:
        """What a search may ask of the marks of a post."""
        return {
            "read": lambda post: self.of(post).is_read,
            "unread": lambda post: not self.of(post).is_read,
            "starred": lambda post: self.of(post).is_starred,
        }

    @property
    def read_paths(self) -> Iterable[str]:
        """Paths of all posts that have been read, of whatever folder."""
        return (path for path, mark in self._marks.items() if mark.is_read)

    # Changes.

    def set_read(self, posts: Sequence[Post], *, is_read: bool) -> None:
        """Note that posts have been read, or are to be read again."""
        self._set("is_read", posts, is_read, "marked read" if is_read else "marked unread")

    def set_starred(self, posts: Sequence[Post], *, is_starred: bool) -> None:
        """Star posts, or take their stars away."""
        self._set("is_starred", posts, is_starred, "starred" if is_starred else "unstarred")

    def set_place(self, post: Post, block: int, block_text: str) -> None:
        """Note how far a post has been read. This is no change to undo."""
        mark = replace(self.of(post), block=block, block_text=block_text)
        if mark != self.of(post):
            self._write({post.path: mark}, [post], ("block", "block_text"))

    def undo(self) -> str | None:
        """Undo the last change of this run; gives what it was, None where there is none."""
        if not self._steps:
            return None
        step = self._steps.pop()
        marks = {
            post.path: _with(self.of(post), step.column, not step.value) for post in step.posts
        }
        self._write(marks, step.posts, (step.column,))
        return step.said

    def _set(self, column: str, posts: Sequence[Post], value: bool, verb: str) -> None:
        """Change a column of posts, and write nothing but it: another reader may change others."""
        changed = [post for post in posts if getattr(self.of(post), column) is not value]
        if not changed:
            return
        what = f"“{changed[0].title}”" if len(changed) == 1 else f"{len(changed):,} posts"
        step = _Step(f"{what} {verb}", column, value, changed)
        self._steps = [*self._steps, step][-_MOST_UNDO:]
        marks = {post.path: _with(self.of(post), column, value) for post in changed}
        self._write(marks, changed, (column,))

    # Where the reader was.

    def place_in(self, folders: Sequence[Path]) -> str | None:
        """What was last noted of a set of folders."""
        if self._connection is None:
            return None
        with suppress(sqlite3.Error):
            row = self._connection.execute(
                "SELECT place FROM places WHERE folders = ?", (_key_of(folders),)
            ).fetchone()
            return None if row is None else str(row[0])
        return None

    def set_place_in(self, folders: Sequence[Path], place: str) -> None:
        """Note where in a set of folders the reader is, for the next start."""
        self._execute("INSERT OR REPLACE INTO places VALUES (?, ?)", [(_key_of(folders), place)])

    # Other readers, and posts that moved.

    def refresh(self) -> bool:
        """Take in what another reader has changed; whether there was anything."""
        if self._connection is None:
            if self._path is None or not self._path.exists():
                return False
            self._open(self._path)
            return bool(self._marks)
        try:
            if _version_of(self._connection) == self._seen_version:
                return False
            self._load(self._connection)
        except sqlite3.Error as error:
            self._give_up(f"The marks cannot be read any more ({error}).")
            return False
        return True

    def adopt(self, catalogue: Catalogue) -> None:
        """Give the marks of files that are gone to the posts that they have become.

        A post is known again by its title and date, by its file's name and date, or by its file's
        name and title, as long as there is just one such post and it has no mark yet.
        """
        lost = [
            path
            for path in self._names
            if catalogue.get_by_path(path) is None and not os.path.lexists(path)
        ]
        if not lost:
            return
        # Few posts share a title or a file's name with the lost ones: only these are compared.
        titles, names = {self._names[path][0] for path in lost}, set(map(_name_of, lost))
        found: dict[tuple[str, ...], list[Post]] = {}
        for post in (*catalogue.posts, *catalogue.hidden):
            is_alike = post.title in titles or _name_of(post.path) in names
            if is_alike and post.path not in self._names:
                for trait in _traits(post.path, post.title, date_to_text(post.date)):
                    found.setdefault(trait, []).append(post)
        for path in lost:
            traits = _traits(path, *self._names[path])
            become = next((found[it][0] for it in traits if len(found.get(it, ())) == 1), None)
            if become is not None and become.path not in self._names:
                self._move(path, become)

    def _move(self, path: str, post: Post) -> None:
        mark = self._marks.pop(path)
        del self._names[path]
        self._write({post.path: mark}, [post], ("is_read", "is_starred", "block", "block_text"))
        self._execute("DELETE FROM marks WHERE path = ?", [(os.fsencode(path),)])

    # The file.

    def _write(
        self, marks: Mapping[str, Mark], posts: Sequence[Post], columns: Sequence[str]
    ) -> None:
        self._marks.update(marks)
        self._names.update({it.path: (it.title, date_to_text(it.date)) for it in posts})
        names = ", ".join(columns)
        updates = ", ".join(f"{name} = excluded.{name}" for name in (*columns, "title", "date"))
        self._execute(
            f"INSERT INTO marks (path, title, date, {names})"  # noqa: S608 - names of our own
            f" VALUES (?, ?, ?{', ?' * len(columns)})"
            f" ON CONFLICT (path) DO UPDATE SET {updates}",
            [
                (os.fsencode(it.path), it.title, date_to_text(it.date),
                 *(getattr(marks[it.path], name) for name in columns))
                for it in posts
            ],
        )  # fmt: skip

    def _execute(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if self._connection is None and self._path is not None:
            self._open(self._path)
            self._seen_version = -1  # what another has written meanwhile is news for `refresh`
        if self._connection is None:
            return
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.executemany(statement, rows)
        except sqlite3.Error as error:
            self._give_up(f"The marks cannot be written ({error}); they last until you quit.")

    def _open(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = connect_marks(path)
            self._load(self._connection)
        except (MarksError, sqlite3.Error, OSError) as error:
            self._give_up(f"{path}: {error}; marks last until you quit.")

    def _load(self, connection: sqlite3.Connection) -> None:
        # Before the rows: what is written between the two is read once more.
        self._seen_version = _version_of(connection)
        rows = connection.execute(
            "SELECT path, is_read, is_starred, block, block_text, title, date FROM marks"
        ).fetchall()
        for raw, is_read, is_starred, block, text, title, date in rows:
            path = os.fsdecode(raw)
            self._marks[path] = Mark(bool(is_read), bool(is_starred), block, text)
            self._names[path] = (title, date)

    def _give_up(self, why: str) -> None:
        self._connection, self._path = None, None
        self._complain(why)


def _version_of(connection: sqlite3.Connection) -> int:
    """Another number whenever another reader has written."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _with(mark: Mark, column: str, value: bool) -> Mark:
    return replace(mark, is_read=value) if column == "is_read" else replace(mark, is_starred=value)


def _name_of(path: str) -> str:
    return os.path.basename(path)  # noqa: PTH119 - text


def _traits(path: str, title: str, date: str | None) -> list[tuple[str, ...]]:
    """By what a moved or renamed post is known again, the surest first."""
    name = _name_of(path)
    dated = [("title and date", title, date), ("name and date", name, date)] if date else []
    return [*dated, ("name and title", name, title)]


def _key_of(folders: Sequence[Path]) -> bytes:
    return b"\0".join(os.fsencode(folder.absolute()) for folder in folders)
