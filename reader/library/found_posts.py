"""What a saved search finds, with the conditions on marks apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.library.requests import SearchCountsRequest
from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.search.filters import Filter, States


@dataclass(frozen=True, slots=True, eq=False)
class FoundPosts:
    """The posts that a search finds whatever their marks are, and the conditions on marks."""

    catalogue: Catalogue
    is_indexed: bool
    posts: Mapping[str, Post]
    """One translation of each post, by the path of the one that is listed."""
    by_mark: Sequence[Filter]
    """The other conditions of the search, which depend on marks."""
    states: States
    is_of_new: bool
    """Whether the search is about new posts, which can become others at any time."""

    def is_current(self, request: SearchCountsRequest) -> bool:
        """Whether a search for a request would find the same."""
        is_same = self.catalogue is request.catalogue and self.is_indexed is request.is_indexed
        return is_same and not self.is_of_new

    def has(self, post: Post) -> bool:
        """Whether the search finds a post, as it is marked now, in any of its translations."""
        found = self.posts.get(self.catalogue.translations_of(post)[0].path)
        return found is not None and self._passes(found)

    def _passes(self, post: Post) -> bool:
        return all(part.matches(post, self.states) for part in self.by_mark)

    def count_unread(self, marked: Iterable[str]) -> int:
        """Count the unread posts that the search finds.

        Args:
            marked: Paths of all posts that have a mark.
        """
        is_unread = self.states["unread"]
        # The translations of a post share its marks.
        marked = set(self.catalogue.stories.paths_of(marked))

        def is_counted(post: Post) -> bool:
            return is_unread(post) and self._passes(post)

        posts = [self.posts[path] for path in marked if path in self.posts]
        count = sum(map(is_counted, posts))
        unmarked = next((post for path, post in self.posts.items() if path not in marked), None)
        if unmarked is not None and is_counted(unmarked):
            count += len(self.posts) - len(posts)
        return count
