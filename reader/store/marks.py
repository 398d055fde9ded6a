"""What the user has read and starred, and the positions in articles, saved with every change.

Unlike the index, these marks are no cache: the file is never deleted. A damaged or foreign file is
moved aside. The file of a newer Broadsheet is left unchanged, and new marks are not saved.

Several processes may use the same file. A change writes only the columns that it concerns, and
`refresh` loads what other processes have written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.stories import NO_STORIES, Stories
from reader.store.moved_posts import Traits, find_moved
from reader.store.real_paths import RealPaths
from reader.store.saving.batch import COLUMNS, FormerMark, MarkBatch, Value
from reader.store.saving.mark_store import MarkStore

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
    seen_at: float | None = None
    """When the user last left the article, in seconds since 1970; None if that is unknown."""


NO_MARK = Mark()

_HAS_STATE: Mapping[str, Callable[[Mark], bool]] = {
    "read": lambda mark: mark.is_read,
    "starred": lambda mark: mark.is_starred,
    "later": lambda mark: mark.later is not None,
}


@dataclass(frozen=True, slots=True)
class _Change:
    """A change that can be undone."""

    description: str
    columns: Sequence[str]
    """The columns that were changed."""
    former: Sequence[tuple[Post, Mark]]
    """The posts with their marks before the change."""


class Marks:
    """The marks of all posts that have any.

    Args:
        path: The file, which is created with the first mark. None keeps the marks in memory only.
        report: Called with a message for the user for each reason that marks cannot be saved for,
            and if a damaged file was replaced.
        folders: The opened folders. The file has the real paths of posts, so that a post that is
            opened through a symbolic link has the same mark.
        stories: Returns the stories of the open posts. The translations of a post are read and
            starred together, but have positions of their own.
        store: Saves the marks, in the place of one that opens the file at `path`.
    """

    def __init__(
        self,
        path: Path | None,
        report: Callable[[str], object] = print,
        folders: Sequence[Path] = (),
        stories: Callable[[], Stories] = lambda: NO_STORIES,
        store: MarkStore | None = None,
    ) -> None:
        self._stories = stories
        self._paths = RealPaths(folders)
        self.store = store or MarkStore(path)
        """Saves the marks."""
        self._marks: dict[str, Mark] = {}
        self._paths_by_state: dict[str, set[str]] = {}
        """Paths of the marks in each state that was asked for, so that no key looks at all."""
        self._traits: dict[str, Traits] = {}
        """Title and date of each marked post, by path. They identify a post that has moved."""
        self._changes: list[_Change] = []
        self._is_loaded = False
        self.store.report, self.store.all_marks = report, self._stored_marks
        self.refresh()
        self.take_unsaved()

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

    def is_read(self, post: Post) -> bool:
        """Return whether a post is read, from any thread. This costs less than its whole mark."""
        if self._own_mark(post).is_read:
            return True
        posts = self._stories().posts_of(post)
        return len(posts) > 1 and any(self._own_mark(each).is_read for each in posts)

    def _own_mark(self, post: Post) -> Mark:
        return self._marks.get(post.path, NO_MARK)

    @property
    def states(self) -> States:
        """The conditions that `is:` in a query can refer to, by name."""
        return {
            "read": self.is_read,
            "unread": lambda post: not self.is_read(post),
            "starred": lambda post: self.mark_for(post).is_starred,
            "later": lambda post: self.mark_for(post).later is not None,
        }

    @property
    def read_paths(self) -> Set[str]:
        """Paths of all posts that are read themselves, in any folder. They may be very many."""
        return self._paths_in("read")

    @property
    def starred_paths(self) -> Set[str]:
        """Paths of all posts that are starred themselves, in any folder."""
        return self._paths_in("starred")

    @property
    def later_paths(self) -> list[str]:
        """Paths of the posts in the reading queue, of any folder, in their order."""
        return sorted(self._paths_in("later"), key=lambda path: (self._position(path), path))

    def _position(self, path: str) -> int:
        return self._marks[path].later or 0

    def _paths_in(self, state: str) -> Set[str]:
        paths = self._paths_by_state.get(state)
        if paths is None:
            has_state = _HAS_STATE[state]
            paths = {path for path, mark in self._marks.items() if has_state(mark)}
            self._paths_by_state[state] = paths
        return paths

    @property
    def marked_paths(self) -> frozenset[str]:
        """Paths of all posts with a mark, in any folder, and of their translations."""
        return frozenset(self._stories().paths_of(self._marks))

    # Changes.

    def set_read(self, posts: Sequence[Post], *, is_read: bool) -> None:
        """Mark posts as read or unread, and with them those of other feeds about the same page."""
        verb = "marked read" if is_read else "marked unread"
        self._change(posts, lambda mark: replace(mark, is_read=is_read), ("is_read",), verb)

    def set_starred(self, posts: Sequence[Post], *, is_starred: bool) -> None:
        """Star or unstar posts."""
        verb = "starred" if is_starred else "unstarred"
        self._change(
            posts, lambda mark: replace(mark, is_starred=is_starred), ("is_starred",), verb
        )

    def add_to_later(self, posts: Sequence[Post]) -> None:
        """Add posts to the end of the reading queue, in their order."""
        positions = count(max(map(self._position, self._paths_in("later")), default=0) + 1)

        def add(mark: Mark) -> Mark:
            return mark if mark.later is not None else replace(mark, later=next(positions))

        self._change(posts, add, ("later",), "added to Later")

    def remove_from_later(self, posts: Sequence[Post]) -> None:
        """Remove posts from the reading queue."""
        self._change(
            posts, lambda mark: replace(mark, later=None), ("later",), "removed from Later"
        )

    def order_later(self, posts: Sequence[Post], moved: Post) -> None:
        """Change the order of posts in the reading queue.

        Args:
            posts: The posts in their new order. Other posts of the queue keep their positions.
            moved: The post that was moved.
        """
        positions = iter(_ascending(self.mark_for(post).later or 0 for post in posts))
        self._change(
            posts,
            lambda mark: replace(mark, later=next(positions)),
            ("later",),
            "moved in Later",
            subject=moved,
        )

    def finish(self, post: Post) -> None:
        """Mark a post as read, and remove it from the reading queue, in one change."""
        self._change(
            [post],
            lambda mark: replace(mark, is_read=True, later=None),
            ("is_read", "later"),
            "read, and removed from Later",
        )

    def share_read(self) -> None:
        """Mark the posts as read that are about the same page as a read post of another feed.

        Such a post may have arrived after the other one was read. This cannot be undone.
        """
        groups = self._stories().same_page
        unread = [
            post
            for group in groups
            if any(map(self.is_read, group))
            for post in group
            if not self.is_read(post)
        ]
        if unread:
            marks = {post.path: replace(self._own_mark(post), is_read=True) for post in unread}
            self._write(marks, unread, ("is_read",))

    def set_position(
        self, post: Post, block: int, block_text: str, progress: int | None = None
    ) -> None:
        """Save the position in the article of a post, as in `Mark`. This cannot be undone."""
        former = self._own_mark(post)
        mark = replace(former, block=block, block_text=block_text, progress=progress)
        if mark != former:
            self._write({post.path: mark}, [post], ("block", "block_text", "progress"))

    def set_seen(self, post: Post, time: float) -> None:
        """Save when the user left the article of a post. This cannot be undone.

        Args:
            post: The post.
            time: Seconds since 1970.
        """
        mark = replace(self._own_mark(post), seen_at=time)
        self._write({post.path: mark}, [post], ("seen_at",))

    def undo(self) -> str | None:
        """Undo the last change of this run. Return its description; None if there is none."""
        if not self._changes:
            return None
        change = self._changes.pop()
        marks = {
            post.path: _with_columns(self._own_mark(post), former, change.columns)
            for post, former in change.former
        }
        self._write(marks, [post for post, _ in change.former], change.columns)
        return change.description

    def _change(
        self,
        posts: Sequence[Post],
        change: Callable[[Mark], Mark],
        columns: Sequence[str],
        verb: str,
        subject: Post | None = None,
    ) -> None:
        """Change the marks of posts and of their translations, in one step that can be undone.

        Args:
            posts: The posts, without repetitions.
            change: Returns the new mark for a mark; called once for each post, in their order.
            columns: The columns that it changes.
            verb: What is done, for the description of the change.
            subject: The post that the description names; None for those that change.
        """
        new = [(post, change(self.mark_for(post))) for post in posts]
        changed = [(post, mark) for post, mark in new if mark != self.mark_for(post)]
        if not changed:
            return
        title = (subject or changed[0][0]).title
        is_one = subject is not None or len(changed) == 1
        what = f"“{title}”" if is_one else f"{len(changed):,} posts"
        stories = self._stories()
        sharing = stories.read_together if "is_read" in columns else stories.posts_of
        marks = {
            each.path: _with_columns(self._own_mark(each), _shared_mark(each, post, mark), columns)
            for post, mark in changed
            for each in sharing(post)
        }
        written = [each for post, _ in changed for each in sharing(post)]
        former = [(each, self._own_mark(each)) for each in written]
        self._changes = [*self._changes, _Change(f"{what} {verb}", columns, former)][-MAX_UNDO:]
        self._write(marks, written, columns)

    # The last session.

    def last_session(self, folders: Sequence[Path]) -> str | None:
        """Return the text that `set_last_session` saved for these folders, or None."""
        return self.store.place(_folders_key(folders))

    def set_last_session(self, folders: Sequence[Path], session: str) -> None:
        """Save where the user is in a set of folders, for the next start.

        Args:
            folders: The opened folders, in their order.
            session: A text in the form of the caller.
        """
        self.store.write(MarkBatch(places={_folders_key(folders): session}))

    # Visited links.

    def is_visited(self, address: str) -> bool:
        """Return whether an address was opened in the browser."""
        return self.store.is_visited(address)

    def mark_visited(self, addresses: Sequence[str]) -> None:
        """Remember that addresses were opened in the browser. This cannot be undone."""
        self.store.write(MarkBatch(visited=addresses))

    # Other processes, and moved posts.

    def refresh(self) -> bool:
        """Load what other processes have changed. Return whether there was a change."""
        rows = self.store.load(is_repeated=self._is_loaded)
        if rows is None:
            return False
        self._is_loaded = True
        self._take(rows)
        return True

    def follow_moved_posts(self, catalogue: Catalogue) -> Mapping[str, Post]:
        """Transfer the marks of missing files to the posts that these files have become.

        Such a post must not have marks yet. See `find_moved` for how it is recognised.

        Returns:
            These posts, by the former paths of their files.
        """
        missing = {
            path: traits
            for path, traits in self._traits.items()
            if catalogue.get_by_path(path) is None and not os.path.lexists(path)
        }
        if not missing:
            return {}
        posts = (*catalogue.all_posts, *catalogue.hidden)
        others = (post for post in posts if post.path not in self._traits)
        moved = find_moved(missing, others)
        for path, post in moved.items():
            self._move(path, post)
        return moved

    def _move(self, path: str, post: Post) -> None:
        mark = self._marks.pop(path)
        self._paths_by_state.clear()
        del self._traits[path]
        self._write({post.path: mark}, [post], COLUMNS)
        # A mark of an older version is stored under the path through the link.
        stored = {path, self._paths.real_path(path)}
        self.store.write(MarkBatch(removed=map(os.fsencode, stored)))

    # The file.

    def _write(
        self, marks: Mapping[str, Mark], posts: Sequence[Post], columns: Sequence[str]
    ) -> None:
        """Write some columns of posts. Another process may have changed the other columns."""
        self._marks.update(marks)
        for state, paths in self._paths_by_state.items():
            has_state = _HAS_STATE[state]
            paths.difference_update(marks)
            paths.update(path for path, mark in marks.items() if has_state(mark))
        batch = MarkBatch()
        for post in posts:
            traits = self._traits[post.path] = Traits.from_post(post)
            values = {name: getattr(marks[post.path], name) for name in columns}
            batch.change(os.fsencode(self._paths.real_path(post.path)), *traits, values)
        self.store.write(batch)

    def take_unsaved(self) -> None:
        """Show what was changed in the store, but not by this object, and is not saved yet."""
        for key, change in self.store.unsaved.marks.items():
            path = self._paths.opened_path(os.fsdecode(key))
            self._marks[path] = replace(self._marks.get(path, NO_MARK), **_fields(change.values))
            self._traits[path] = Traits(change.title, change.date)
        self._paths_by_state.clear()

    def _take(self, rows: Iterable[FormerMark]) -> None:
        """Show the marks of the file, and what is not saved in it yet."""
        real_paths: set[str] = set()
        for raw, title, date, is_read, is_starred, *others in rows:
            stored = os.fsdecode(raw)
            path = self._paths.opened_path(stored)
            if path != stored:
                real_paths.add(path)
            elif path in real_paths:
                continue  # older versions stored the path through a symbolic link
            self._marks[path] = Mark(bool(is_read), bool(is_starred), *others)
            self._traits[path] = Traits(title, date)
        self.take_unsaved()

    def _stored_marks(self) -> Iterator[FormerMark]:
        """Yield all marks as the file has them."""
        for path, mark in self._marks.items():
            values = (getattr(mark, name) for name in COLUMNS)
            yield os.fsencode(self._paths.real_path(path)), *self._traits[path], *values


def _fields(values: Mapping[str, Value]) -> dict[str, Any]:
    """Return values of columns as fields of `Mark`."""
    return {
        name: bool(value) if name.startswith("is_") else value for name, value in values.items()
    }


def _shared_mark(post: Post, marked: Post, mark: Mark) -> Mark:
    """Return the mark that a post gets from a translation: only the marked one is queued."""
    return mark if post.path == marked.path else replace(mark, later=None)


def _with_columns(mark: Mark, other: Mark, columns: Sequence[str]) -> Mark:
    """Return a mark with some columns of another one."""
    return replace(mark, **{name: getattr(other, name) for name in columns})


def _ascending(positions: Iterable[int]) -> Iterator[int]:
    """Yield positions from the lowest to the highest; of equal ones, some are raised."""
    last = 0
    for position in sorted(positions):
        last = max(position, last + 1)
        yield last


def _folders_key(folders: Sequence[Path]) -> bytes:
    return b"\0".join(os.fsencode(folder.absolute()) for folder in folders)
