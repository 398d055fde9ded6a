"""The catalogue of all loaded posts, by category, path and id."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from reader.posts.post import PAGE, Post, Problem, SkippedFile, newest_first


class CategoryKind(Enum):
    """How the posts of a category are selected."""

    ALL = "all"
    FEATURED = "featured"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Category:
    """A line of the sidebar: all posts, the featured posts, or the posts of a named category."""

    name: str
    count: int
    kind: CategoryKind = CategoryKind.NAMED

    @property
    def key(self) -> tuple[CategoryKind, str]:
        """Identity of the category, independent of its spelling and its number of posts."""
        return self.kind, self.name.casefold()


class Catalogue:
    """The posts of the opened folders, newest first.

    A catalogue is immutable: `with_posts` and `with_changes` return new ones.

    Args:
        posts: Posts in any order. Of several posts with the same path, the last one is used.
    """

    def __init__(self, posts: Iterable[Post] = ()) -> None:
        by_path = {post.path: post for post in posts}
        ordered = sorted(by_path.values(), key=newest_first)
        self.posts: tuple[Post, ...] = tuple(post for post in ordered if post.hidden is None)
        """The listed posts."""
        self.hidden: tuple[Post, ...] = tuple(post for post in ordered if post.hidden is not None)
        """The posts that are not listed, such as drafts."""

    def __len__(self) -> int:
        return len(self.posts)

    def with_posts(self, posts: Iterable[Post]) -> Catalogue:
        """Return a catalogue with more posts. They replace posts with the same path."""
        return Catalogue((*self.posts, *self.hidden, *posts))

    def with_changes(self, posts: Iterable[Post], removed: Collection[str]) -> Catalogue:
        """Return a catalogue with some posts added or replaced, and others removed.

        The cost depends on the number of changes, whereas `with_posts` sorts the whole catalogue.

        Args:
            posts: The new and changed posts.
            removed: Paths of the posts to remove.
        """
        changed = {post.path: post for post in posts}
        excluded = changed.keys() | removed
        listed = [post for post in changed.values() if post.hidden is None]
        hidden = [post for post in changed.values() if post.hidden is not None]
        other = Catalogue()
        other.posts = _merge(self.posts, excluded, listed)
        other.hidden = _merge(self.hidden, excluded, hidden)
        return other

    @cached_property
    def _by_category(self) -> dict[str, list[Post]]:
        posts_by_name: dict[str, list[Post]] = {}
        for post in self.posts:
            for name in post.categories:
                posts_by_name.setdefault(name.casefold(), []).append(post)
        return posts_by_name

    @cached_property
    def _by_id(self) -> dict[str, Post]:
        all_posts = (*self.posts, *self.hidden)
        return {post.id: post for post in reversed(all_posts)}

    @cached_property
    def withheld(self) -> tuple[Post, ...]:
        """The hidden posts without the pages of sites, which are not posts."""
        return tuple(post for post in self.hidden if post.hidden != PAGE)

    @cached_property
    def featured(self) -> tuple[Post, ...]:
        """The featured posts, newest first."""
        return tuple(post for post in self.posts if post.featured)

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """The named categories: `latest` first if it exists, then by count, then by name.

        A name has the spelling that most posts use.
        """
        spellings: dict[str, Counter[str]] = {}
        # Counting equal tuples first is fast, because most posts share theirs with others.
        for names, count in Counter(post.categories for post in self.posts).items():
            for name in names:
                spellings.setdefault(name.casefold(), Counter())[name] += count
        categories = [
            Category(counter.most_common(1)[0][0], len(self._by_category[key]))
            for key, counter in spellings.items()
        ]
        categories.sort(
            key=lambda category: (category.key[1] != "latest", -category.count, category.key[1])
        )
        return tuple(categories)

    @cached_property
    def all_categories(self) -> tuple[Category, ...]:
        """The categories All and Featured, then the named categories."""
        return (
            Category("All", len(self.posts), CategoryKind.ALL),
            Category("Featured", len(self.featured), CategoryKind.FEATURED),
            *self.categories,
        )

    def category(self, name: str) -> Category | None:
        """Return the category of that name, regardless of case, or None if no post has it."""
        key = name.casefold()
        return next((category for category in self.categories if category.key[1] == key), None)

    def in_category(self, category: Category) -> tuple[Post, ...]:
        """Return the posts of a category, newest first."""
        if category.kind is CategoryKind.ALL:
            return self.posts
        if category.kind is CategoryKind.FEATURED:
            return self.featured
        return tuple(self._by_category.get(category.name.casefold(), ()))

    @cached_property
    def _by_path(self) -> dict[str, Post]:
        return {post.path: post for post in (*self.hidden, *self.posts)}

    def get_by_path(self, path: str) -> Post | None:
        """Return the post of a file, listed or hidden, or None.

        Args:
            path: Absolute path of the file.
        """
        return self._by_path.get(path)

    def get(self, post_id: str) -> Post | None:
        """Return the post with that id, listed or hidden, or None.

        Posts of different folders can have the same id. Of these, the newest listed one is
        returned; `get_by_path` is unambiguous.
        """
        return self._by_id.get(post_id)


def _merge(
    posts: Iterable[Post], excluded: Collection[str], new: Iterable[Post]
) -> tuple[Post, ...]:
    """Return sorted posts without the excluded paths and with new posts, still sorted."""
    merged = [post for post in posts if post.path not in excluded]
    for post in new:
        insort(merged, post, key=newest_first)
    return tuple(merged)


class Preview(Catalogue):
    """The first posts of a catalogue that is still loading, with the counts of its last load.

    Args:
        posts: The posts to show.
        categories: All categories with the counts of the complete catalogue.
    """

    def __init__(self, posts: Iterable[Post], categories: Iterable[Category]) -> None:
        super().__init__(posts)
        self._all_categories = tuple(categories)

    @property
    def all_categories(self) -> tuple[Category, ...]:
        """The categories with the counts of the complete catalogue."""
        return self._all_categories


def other_files(catalogue: Catalogue, skipped: Iterable[SkippedFile]) -> tuple[SkippedFile, ...]:
    """Return the files that are not listed because they are not posts, by path.

    Args:
        catalogue: The loaded posts. Of the hidden ones, only the pages of sites are returned.
        skipped: The files that were skipped.
    """
    pages = (
        SkippedFile(
            post.path,
            "a page of the site, outside of its posts folders"
            if post.is_dated
            else "a page of the site, without a date",
        )
        for post in catalogue.hidden
        if post.hidden == PAGE
    )
    return tuple(sorted((*skipped, *pages), key=lambda file: file.path))


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The result of a load."""

    catalogue: Catalogue
    problems: tuple[Problem, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    files: int = 0
    """Number of files that were examined: posts and skipped files."""

    @property
    def other_files(self) -> tuple[SkippedFile, ...]:
        """The skipped files and the pages of sites, by path."""
        return other_files(self.catalogue, self.skipped)
