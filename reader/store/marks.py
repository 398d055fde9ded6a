"""What the user has read and starred, and the positions in articles, saved with every change.

Unlike the index, these marks are no cache: the file is never deleted. A damaged or foreign file is
moved aside. The file of a newer Broadsheet is left unchanged, and new marks are not saved.

Several processes may use the same file. A change writes only the columns that it concerns, and
`refresh` loads what other processes have written.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.stories import NO_STORIES, Stories
from reader.store.codecs import date_to_text
from reader.store.marks_file import MarksError, connect_marks
from reader.store.real_paths import RealPaths

if TYPE_CHECKING:
    from reader.posts.search.filters import States

MARKS_FILE = "marks.db"
"""Name of the file in the data folder."""
MAX_UNDO = 100
"""Maximum number of changes that can be undone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is saved about one post."""

    is_read: bool = False
    is_starred: bool = False
    block: int | None = None
    """Index, from 0, of the block at the top of the pane when the user left the article."""
    block_text: str | None = None
    """Text of that block, by which it is found again if the article has changed."""
    progress: int | None = None
    """How much of the article was read when the user left it, in per cent; None if unknown."""
    later: int | None = None
    """Position in the reading queue, in ascending order; None if the post is not in it."""


NO_MARK = Mark()

_COLUMNS = tuple(field.name for field in fields(Mark))
"""Columns of the file, which are named as the fields."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A change that can be undone."""

    description: str
    column: str
    value: bool
    """The new value of the column. The old one was the opposite, for each of the posts."""
    posts: Sequence[Post]


class Marks:
    """The marks of all posts that have any.

    Args:
        path: The file, which is created with the first mark. None keeps the marks in memory only.
        report: Called at most once, with a message for the user, if marks cannot be saved.
        folders: The opened folders. The file has the real paths of posts, so that a post that is
            opened through a symbolic link has the same mark.
        stories: Returns the stories of the open posts. The translations of a post are read and
            starred together, but have positions of their own.
    """

    def __init__(
        self,
        path: Path | None,
        report: Callable[[str], object] = print,
        folders: Sequence[Path] = (),
        stories: Callable[[], Stories] = lambda: NO_STORIES,
    ) -> None:
        self._path = path
        self._stories = stories
        self._paths = RealPaths(folders)
        self._report = report
        self._marks: dict[str, Mark] = {}
        self._titles_and_dates: dict[str, tuple[str, str | None]] = {}
        """Title and date of each marked post, by path. They identify a post that has moved."""
        self._connection: sqlite3.Connection | None = None
        self._loaded_version = -1
        self._changes: list[_Change] = []
        if path is not None and path.exists():
            self._open(path)

    def mark_for(self, post: Post) -> Mark:
        """Return the mark of a post; `NO_MARK` if it has none.

        What is marked in one of its translations is marked in all.
        """
        posts = self._stories().posts_of(post)
        if len(posts) == 1:
            return self._own_mark(post)
        marks = list(map(self._own_mark, posts))
        return replace(
            self._own_mark(post),
            is_read=any(mark.is_read for mark in marks),
            is_starred=any(mark.is_starred for mark in marks),
            later=next((mark.later for mark in marks if mark.later is not None), None),
        )

    def _own_mark(self, post: Post) -> Mark:
        return self._marks.get(post.path, NO_MARK)

    @property
    def states(self) -> States:
        """The conditions that `is:` in a query can refer to, by name."""
        return {
            "read": lambda post: self.mark_for(post).is_read,
            "unread": lambda post: not self.mark_for(post).is_read,
            "starred": lambda post: self.mark_for(post).is_starred,
        }

    @property
    def read_paths(self) -> Iterable[str]:
        """Paths of all read posts, in any folder."""
        return (path for path, mark in self._marks.items() if mark.is_read)

    # Changes.

    def set_read(self, posts: Sequence[Post], *, is_read: bool) -> None:
        """Mark posts as read or unread."""
        self._set("is_read", posts, is_read, "marked read" if is_read else "marked unread")

    def set_starred(self, posts: Sequence[Post], *, is_starred: bool) -> None:
        """Star or unstar posts."""
        self._set("is_starred", posts, is_starred, "starred" if is_starred else "unstarred")

    def set_position(
        self, post: Post, block: int, block_text: str, progress: int | None = None
    ) -> None:
        """Save the position in the article of a post, as in `Mark`. This cannot be undone."""
        former = self._own_mark(post)
        mark = replace(former, block=block, block_text=block_text, progress=progress)
        if mark != former:
            self._write({post.path: mark}, [post], ("block", "block_text", "progress"))

    def undo(self) -> str | None:
        """Undo the last change of this run. Return its description; None if there is none."""
        if not self._changes:
            return None
        change = self._changes.pop()
        marks = {
            post.path: _with_value(self._own_mark(post), change.column, not change.value)
            for post in change.posts
        }
        self._write(marks, change.posts, (change.column,))
        return change.description

    def _set(self, column: str, posts: Sequence[Post], value: bool, verb: str) -> None:
        marked = [post for post in posts if getattr(self.mark_for(post), column) is not value]
        if not marked:
            return
        what = f"“{marked[0].title}”" if len(marked) == 1 else f"{len(marked):,} posts"
        stories = map(self._stories().posts_of, marked)
        translations = {post.path: post for story in stories for post in story}
        changed = [
            post
            for post in translations.values()
            if getattr(self._own_mark(post), column) is not value
        ]
        change = _Change(f"{what} {verb}", column, value, changed)
        self._changes = [*self._changes, change][-MAX_UNDO:]
        marks = {post.path: _with_value(self._own_mark(post), column, value) for post in changed}
        self._write(marks, changed, (column,))

    # The last session.

    def last_session(self, folders: Sequence[Path]) -> str | None:
        """Return the text that `set_last_session` saved for these folders, or None."""
        if self._connection is None:
            return None
        with suppress(sqlite3.Error):
            row = self._connection.execute(
                "SELECT place FROM places WHERE folders = ?", (_folders_key(folders),)
            ).fetchone()
            return None if row is None else str(row[0])
        return None

    def set_last_session(self, folders: Sequence[Path], session: str) -> None:
        """Save where the user is in a set of folders, for the next start.

        Args:
            folders: The opened folders, in their order.
            session: A text in the form of the caller.
        """
        self._execute(
            "INSERT OR REPLACE INTO places VALUES (?, ?)", [(_folders_key(folders), session)]
        )

    # Other processes, and moved posts.

    def refresh(self) -> bool:
        """Load what other processes have changed. Return whether there was a change."""
        if self._connection is None:
            if self._path is None or not self._path.exists():
                return False
            self._open(self._path)
            return bool(self._marks)
        try:
            if _data_version(self._connection) == self._loaded_version:
                return False
            self._load(self._connection)
        except sqlite3.Error as error:
            self._give_up(
                f"The marks cannot be loaded ({error}); new marks are lost when you quit."
            )
            return False
        return True

    def follow_moved_posts(self, catalogue: Catalogue) -> None:
        """Transfer the marks of missing files to the posts that these files have become.

        A moved or renamed post is identified by its title and date, by its file name and date, or
        by its file name and title. It must be the only such post, and must not have marks yet.
        """
        missing = [
            path
            for path in self._titles_and_dates
            if catalogue.get_by_path(path) is None and not os.path.lexists(path)
        ]
        if not missing:
            return
        # Few posts share a title or a file name with the missing ones; only they are compared.
        titles = {self._titles_and_dates[path][0] for path in missing}
        names = set(map(_file_name, missing))
        posts_by_trait: dict[tuple[str, ...], list[Post]] = {}
        for post in (*catalogue.all_posts, *catalogue.hidden):
            is_similar = post.title in titles or _file_name(post.path) in names
            if is_similar and post.path not in self._titles_and_dates:
                for trait in _traits(post.path, post.title, date_to_text(post.date)):
                    posts_by_trait.setdefault(trait, []).append(post)
        for path in missing:
            candidates = (
                posts_by_trait.get(trait, ())
                for trait in _traits(path, *self._titles_and_dates[path])
            )
            moved = next((posts[0] for posts in candidates if len(posts) == 1), None)
            if moved is not None and moved.path not in self._titles_and_dates:
                self._move(path, moved)

    def _move(self, path: str, post: Post) -> None:
        mark = self._marks.pop(path)
        del self._titles_and_dates[path]
        self._write({post.path: mark}, [post], _COLUMNS)
        # A mark of an older version is stored under the path through the link.
        stored = {path, self._paths.real_path(path)}
        self._execute("DELETE FROM marks WHERE path = ?", [(os.fsencode(key),) for key in stored])

    # The file.

    def _write(
        self, marks: Mapping[str, Mark], posts: Sequence[Post], columns: Sequence[str]
    ) -> None:
        """Write some columns of posts. Another process may have changed the other columns."""
        self._marks.update(marks)
        rows = []
        for post in posts:
            date = date_to_text(post.date)
            self._titles_and_dates[post.path] = (post.title, date)
            values = (getattr(marks[post.path], name) for name in columns)
            key = os.fsencode(self._paths.real_path(post.path))
            rows.append((key, post.title, date, *values))
        names = ", ".join(columns)
        updates = ", ".join(f"{name} = excluded.{name}" for name in (*columns, "title", "date"))
        # https://www.sqlite.org/lang_upsert.html
        self._execute(
            f"INSERT INTO marks (path, title, date, {names})"  # noqa: S608 - names of our own
            f" VALUES (?, ?, ?{', ?' * len(columns)})"
            f" ON CONFLICT (path) DO UPDATE SET {updates}",
            rows,
        )

    def _execute(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if self._connection is None and self._path is not None:
            self._open(self._path)
            # The caller does not know yet what another process has written; `refresh` reports it.
            self._loaded_version = -1
        if self._connection is None:
            return
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.executemany(statement, rows)
        except sqlite3.Error as error:
            self._give_up(f"The marks cannot be saved ({error}); new marks are lost when you quit.")

    def _open(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = connect_marks(path)
            self._load(self._connection)
        except (MarksError, sqlite3.Error, OSError) as error:
            self._give_up(f"{path}: {error}; new marks are lost when you quit.")

    def _load(self, connection: sqlite3.Connection) -> None:
        # The version comes first, so that a change between the two statements is loaded later.
        self._loaded_version = _data_version(connection)
        rows = connection.execute(
            f"SELECT path, title, date, {', '.join(_COLUMNS)} FROM marks"  # noqa: S608 - our names
        ).fetchall()
        real_paths: set[str] = set()
        for raw, title, date, is_read, is_starred, *others in rows:
            stored = os.fsdecode(raw)
            path = self._paths.opened_path(stored)
            if path != stored:
                real_paths.add(path)
            elif path in real_paths:
                continue  # older versions stored the path through a symbolic link
            self._marks[path] = Mark(bool(is_read), bool(is_starred), *others)
            self._titles_and_dates[path] = (title, date)

    def _give_up(self, message: str) -> None:
        self._connection, self._path = None, None
        self._report(message)


def _data_version(connection: sqlite3.Connection) -> int:
    """Return a number that changes whenever another connection writes:
    https://www.sqlite.org/pragma.html#pragma_data_version"""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _with_value(mark: Mark, column: str, value: bool) -> Mark:
    return replace(mark, is_read=value) if column == "is_read" else replace(mark, is_starred=value)


def _file_name(path: str) -> str:
    return os.path.basename(path)  # noqa: PTH119 - text


def _traits(path: str, title: str, date: str | None) -> list[tuple[str, ...]]:
    """Return what identifies a moved or renamed post, the most reliable trait first."""
    name = _file_name(path)
    dated = [("title and date", title, date), ("name and date", name, date)] if date else []
    return [*dated, ("name and title", name, title)]


def _folders_key(folders: Sequence[Path]) -> bytes:
    return b"\0".join(os.fsencode(folder.absolute()) for folder in folders)
