"""The marks of posts: which are read and starred, and where the person stopped reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reader.posts.catalogue import Catalogue, CategoryKind, Preview
from reader.posts.post import Post
from reader.posts.stories import NO_STORIES, Stories
from reader.store.marks import Mark, Marks

if TYPE_CHECKING:
    from reader.article.positions import ScrollPosition
    from reader.posts.search.filters import States

CategoryKey: TypeAlias = tuple[CategoryKind, str]


class ReadMarks:
    """The marks of posts.

    Args:
        path: The database; None to keep marks in memory.
        report: Called once with a message when marks cannot be saved.
        on_change: Called when a post was marked.
        folders: The opened folders.
        stories: Returns the stories of the open posts: the translations of a post share its marks.
    """

    def __init__(
        self,
        path: Path | None,
        report: Callable[[str], object],
        on_change: Callable[[], object] = lambda: None,
        folders: Sequence[Path] = (),
        stories: Callable[[], Stories] = lambda: NO_STORIES,
    ) -> None:
        self._marks = Marks(path, report, folders, stories)
        self._stories = stories
        self.mark_for: Callable[[Post], Mark] = self._marks.mark_for
        """Returns the mark of a post. Every row that is drawn asks it."""
        self._on_change = on_change
        self._just_read: set[str] = set()
        """Paths of posts that were read since they were listed."""
        self.unread_count = 0
        """Number of unread posts of the whole catalogue when they were last counted."""

    @property
    def store(self) -> Marks:
        """The database of the marks."""
        return self._marks

    def is_unread(self, post: Post) -> bool:
        """Whether a post is unread."""
        return not self._marks.mark_for(post).is_read

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
        """Tests of the mark of a post that a search can use, by name of the state."""
        return self._marks.states

    def forget_just_read(self) -> None:
        """Treat the posts that were just read as read in a list of unread posts."""
        self._just_read.clear()

    def count_unread(self, catalogue: Catalogue) -> Mapping[CategoryKey, int]:
        """Count the unread posts of each category, by its key; empty for a preview."""
        if isinstance(catalogue, Preview):
            return {}
        read: Counter[CategoryKey] = Counter()
        # Read posts are few: they are subtracted, so that not all posts have to be asked.
        posts = map(catalogue.get_by_path, self._marks.read_paths)
        listed = (post for post in posts if post is not None and post.hidden is None)
        shown = (catalogue.translations_of(post)[0] for post in listed)
        for post in {post.path: post for post in shown}.values():
            read.update(_keys_of(post))
        self.unread_count = len(catalogue) - read[CategoryKind.ALL, "all"]
        return {
            category.key: category.count - read[category.key]
            for category in catalogue.all_categories
        }

    def mark_read(self, posts: Sequence[Post]) -> int:
        """Mark posts as read; return how many were unread."""
        unread = list(filter(self.is_unread, posts))
        if unread:
            of_story = self._stories().posts_of
            self._just_read.update(each.path for post in unread for each in of_story(post))
            self._marks.set_read(unread, is_read=True)
            self._on_change()
        return len(unread)

    def toggle_read(self, post: Post) -> None:
        """Mark a post as read, or as unread if it is read."""
        if not self.mark_read([post]):
            self._marks.set_read([post], is_read=False)
            self._on_change()

    def toggle_star(self, post: Post) -> None:
        """Star a post, or remove its star."""
        self._marks.set_starred([post], is_starred=not self.is_starred(post))
        self._on_change()

    def mark_all_read(self, posts: Sequence[Post]) -> str:
        """Mark the listed posts as read; return a message about it."""
        count = self.mark_read(posts)
        if not count:
            return "Every post of this list is read already."
        return f"{'1 post' if count == 1 else f'{count:,} posts'} marked read. U undoes it."

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

    def adopt(self, catalogue: Catalogue) -> None:
        """Move the marks of missing files to the posts that they were renamed to."""
        self._marks.follow_moved_posts(catalogue)

    def position_in(self, post: Post) -> ScrollPosition | None:
        """Return where the person stopped reading a post; None for its beginning."""
        # Late: the first paint shows no article (`make bench ARGS=start`).
        from reader.article.positions import ScrollPosition

        mark = self._marks.mark_for(post)
        return None if mark.block is None else ScrollPosition(mark.block, mark.block_text or "")

    def save_position(self, post: Post, position: ScrollPosition) -> None:
        """Save how far the person has read a post, if that changed."""
        saved = self.position_in(post)
        if saved is not None and saved[:2] == position[:2]:
            return
        # A look at the beginning does not count as reading.
        if position.block or saved is not None:
            self._marks.set_position(post, position.block, position.text)


def _keys_of(post: Post) -> Iterable[CategoryKey]:
    yield CategoryKind.ALL, "all"
    if post.featured:
        yield CategoryKind.FEATURED, "featured"
    for name in post.categories:
        yield CategoryKind.NAMED, name.casefold()
