"""The marks of posts: which are read and starred, and where the person stopped reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

from reader.posts.catalogue import Catalogue, Preview
from reader.posts.post import Post
from reader.posts.stories import NO_STORIES, Stories
from reader.store.marks import Mark, Marks
from reader.store.saving.mark_store import MarkStore
from reader.text.counts import counted

if TYPE_CHECKING:
    from reader.article.positions import ScrollPosition
    from reader.posts.search.filters import States
    from reader.store.saving.rescue import Rescued

FINISHED = 100
"""The progress of an article that was read to its end, in per cent."""


class ReadMarks:
    """The marks of posts.

    Args:
        path: The database; None to keep marks in memory.
        report: Called with a message for each reason that marks cannot be saved for.
        on_change: Called when a post was marked.
        folders: The opened folders.
        new_paths: Returns the paths of the posts that arrived after the last visit.
        stories: Returns the stories of the open posts: the translations of a post share its marks.
        store: Saves the marks, in the place of one that opens the file at `path`.
    """

    def __init__(
        self,
        path: Path | None,
        report: Callable[[str], object],
        on_change: Callable[[], object] = lambda: None,
        folders: Sequence[Path] = (),
        new_paths: Callable[[], Collection[str]] = frozenset,
        stories: Callable[[], Stories] = lambda: NO_STORIES,
        store: MarkStore | None = None,
    ) -> None:
        self._marks = Marks(path, report, folders, stories, store)
        self._stories = stories
        self.mark_for: Callable[[Post], Mark] = self._marks.mark_for
        """Returns the mark of a post. Every row that is drawn asks it."""
        self._on_change = on_change
        self._new_paths = new_paths
        self._just_read: set[str] = set()
        """Paths of posts that were read since they were listed."""
        self.moved: Mapping[str, Post] = {}
        """The posts that missing files have become since the load before, by the former paths."""
        self.unread_count = 0
        """Number of unread posts of the whole catalogue when they were last counted."""
        self._counted: Catalogue | None = None
        """The catalogue whose posts were last counted."""
        self._counted_paths: Set[str] = frozenset()
        """Paths of the posts that were read then."""
        self._read_stories: Counter[str] = Counter()
        """How many of its translations were read, by the path of a listed post; none has 0."""

    @property
    def store(self) -> Marks:
        """The database of the marks."""
        return self._marks

    def is_unread(self, post: Post) -> bool:
        """Whether a post is unread."""
        return not self._marks.is_read(post)

    def is_starred(self, post: Post) -> bool:
        """Whether a post is starred."""
        return self._marks.mark_for(post).is_starred

    def counts_as_unread(self, post: Post) -> bool:
        """Whether a post is unread, or was read only since it was listed.

        A list of unread posts keeps those until it is rebuilt, so that nothing disappears under
        the cursor.
        """
        return self.is_unread(post) or post.path in self._just_read

    @property
    def states(self) -> States:
        """Tests of what the person did that a search can use, by name of the state."""
        return {**self._marks.states, "new": lambda post: post.path in self._new_paths()}

    @property
    def new_paths(self) -> Collection[str]:
        """Paths of the posts that are new. They are few, and some of them may be gone."""
        return self._new_paths()

    def forget_just_read(self) -> None:
        """Treat the posts that were just read as read in a list of unread posts."""
        self._just_read.clear()

    def count_unread(self, catalogue: Catalogue) -> None:
        """Count the unread posts of a catalogue; those of a preview are not known."""
        if isinstance(catalogue, Preview):
            return
        if catalogue is not self._counted:
            self._counted, self._counted_paths = catalogue, frozenset()
            self._read_stories.clear()
        # All posts may be read: only those are looked up whose marks have changed.
        read = self._marks.read_paths
        for path in read ^ self._counted_paths:
            post = catalogue.get_by_path(path)
            if post is not None and post.hidden is None:
                self._count_read(catalogue.translations_of(post)[0].path, path in read)
        self._counted_paths = frozenset(read)
        self.unread_count = len(catalogue) - len(self._read_stories)

    def _count_read(self, path: str, is_read: bool) -> None:
        """Count a translation of a listed post as read, or no longer."""
        self._read_stories[path] += 1 if is_read else -1
        if not self._read_stories[path]:
            del self._read_stories[path]

    def mark_read(self, posts: Sequence[Post]) -> int:
        """Mark posts as read; return how many were unread."""
        unread = list(filter(self.is_unread, posts))
        if unread:
            self._remember_just_read(unread)
            self._marks.set_read(unread, is_read=True)
            self._on_change()
        return len(unread)

    def _remember_just_read(self, posts: Iterable[Post]) -> None:
        together = self._stories().read_together
        self._just_read.update(each.path for post in posts for each in together(post))

    def toggle_read(self, *posts: Post) -> str:
        """Mark posts as read, or as unread if all of them are read; return what was done."""
        count = self.mark_read(posts)
        if count:
            return f"{counted(count, 'post')} marked read."
        self._marks.set_read(posts, is_read=False)
        self._on_change()
        return f"{counted(len(posts), 'post')} marked unread."

    def toggle_star(self, *posts: Post) -> str:
        """Star posts, or remove the stars if all of them are starred; return what was done."""
        without = [post for post in posts if not self.is_starred(post)]
        self._marks.set_starred(without or posts, is_starred=bool(without))
        self._on_change()
        posts_in_words = counted(len(without or posts), "post")
        return f"{posts_in_words} {'starred' if without else 'unstarred'}."

    # The reading queue.

    def is_later(self, post: Post) -> bool:
        """Whether a post is in the reading queue."""
        return self._marks.mark_for(post).later is not None

    @property
    def later_paths(self) -> Sequence[str]:
        """Paths of the posts in the reading queue, in their order."""
        return self._marks.later_paths

    def add_to_later(self, posts: Sequence[Post]) -> None:
        """Add posts to the end of the reading queue."""
        self._marks.add_to_later(posts)
        self._on_change()

    def remove_from_later(self, posts: Sequence[Post]) -> None:
        """Remove posts from the reading queue."""
        self._marks.remove_from_later(posts)
        self._on_change()

    def order_later(self, posts: Sequence[Post], moved: Post) -> None:
        """Put posts of the reading queue into another order, in which one of them was moved."""
        self._marks.order_later(posts, moved)
        self._on_change()

    def finish(self, post: Post) -> None:
        """Mark a post as read and remove it from the reading queue, in one change."""
        if self.is_unread(post):
            self._remember_just_read([post])
        self._marks.finish(post)
        self._on_change()

    # Undoing, and other changes.

    def undo(self) -> str:
        """Undo the last change of a mark; return a message about it."""
        undone = self._marks.undo()
        if undone is None:
            return "There is nothing to undo."
        self._on_change()
        return f"Undone: {undone}"

    def refresh(self) -> None:
        """Load what another running Broadsheet has changed."""
        if self._marks.refresh():
            self._on_change()

    def add_rescued(self, rescued: Rescued) -> None:
        """Show and save what earlier runs could not save."""
        self._marks.store.add_rescued(rescued)
        if rescued.paths:
            self._marks.take_unsaved()
            self._on_change()

    def adopt(self, catalogue: Catalogue) -> None:
        """Give posts the marks that follow from others: those of the file that a post was before it
        was renamed, and of the posts that are read together with it."""
        self.moved = self._marks.follow_moved_posts(catalogue)
        self._marks.share_read()

    def position_in(self, post: Post) -> ScrollPosition | None:
        """Return where the person stopped reading a post; None for its beginning."""
        # Late: the first paint shows no article (`make bench ARGS=start`).
        from reader.article.positions import ScrollPosition

        mark = self._marks.mark_for(post)
        return None if mark.block is None else ScrollPosition(mark.block, mark.block_text or "")

    def save_position(self, post: Post, position: ScrollPosition, progress: int | None) -> None:
        """Save how far the person has read a post, if that changed.

        Args:
            post: The post.
            position: The top of the pane.
            progress: How much of the article was read, in per cent; None if it is unknown.
        """
        mark = self._marks.mark_for(post)
        if progress is None:
            progress = mark.progress
        # A look at the beginning does not count as reading, unless that is the whole article.
        is_begun = bool(position.block) or mark.block is not None
        if is_begun or (mark.is_read and progress == FINISHED):
            self._marks.set_position(post, position.block, position.text, progress)

    def save_seen(self, post: Post, time: float) -> None:
        """Save when the version of a post was loaded that the person has seen, if it is read.

        Only posts from feeds have former versions.

        Args:
            post: The post.
            time: Seconds since 1970.
        """
        if post.feed and self._marks.is_read(post):
            self._marks.set_seen(post, time)
