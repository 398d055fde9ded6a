"""Questions to the posts."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from reader.posts.post import Post, Problem, SkippedFile, newest_first


class CategoryKind(Enum):
    """What a category gathers its posts by."""

    ALL = "all"
    FEATURED = "featured"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Category:
    """A line of the sidebar: every post, the featured ones, or those that name a category."""

    name: str
    count: int
    kind: CategoryKind = CategoryKind.NAMED

    @property
    def key(self) -> tuple[CategoryKind, str]:
        """What makes it the same category while its posts come and go and its spelling varies."""
        return self.kind, self.name.casefold()


class Catalogue:
    """The posts of the opened folders, newest first. Immutable: `with_posts` gives a new one."""

    def __init__(self, posts: Iterable[Post] = ()) -> None:
        by_path = {post.path: post for post in posts}
        ordered = sorted(by_path.values(), key=newest_first)
        self.posts: tuple[Post, ...] = tuple(post for post in ordered if post.hidden is None)
        """The posts that are listed."""
        self.hidden: tuple[Post, ...] = tuple(post for post in ordered if post.hidden is not None)
        """Drafts and the like, kept apart."""

    def __len__(self) -> int:
        return len(self.posts)

    def with_posts(self, posts: Iterable[Post]) -> Catalogue:
        """This catalogue and more posts; one of the same path takes the place of the older."""
        return Catalogue((*self.posts, *self.hidden, *posts))

    def with_changes(self, posts: Iterable[Post], gone: Collection[str]) -> Catalogue:
        """This catalogue with some posts changed or added, and without those of some paths.

        Costs as much as there are watch_folders, where a catalogue of all would sort all anew.
        """
        changed = {post.path: post for post in posts}
        left = changed.keys() | gone
        other = Catalogue()
        other.posts = _merged(
            self.posts, left, (it for it in changed.values() if it.hidden is None)
        )
        other.hidden = _merged(
            self.hidden, left, (it for it in changed.values() if it.hidden is not None)
        )
        return other

    @cached_property
    def _by_category(self) -> dict[str, list[Post]]:
        shelves: dict[str, list[Post]] = {}
        for post in self.posts:
            for name in post.categories:
                shelves.setdefault(name.casefold(), []).append(post)
        return shelves

    @cached_property
    def _by_id(self) -> dict[str, Post]:
        every = (*self.posts, *self.hidden)
        return {post.id: post for post in reversed(every)}

    @cached_property
    def featured(self) -> tuple[Post, ...]:
        """The featured posts, newest first."""
        return tuple(post for post in self.posts if post.featured)

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """The named categories: `latest` first when there is one, then by count, then by name.

        A name is spelled as most of its posts spell it.
        """
        spellings: dict[str, Counter[str]] = {}
        # Few of the posts have categories that no other has, in that order.
        for names, posts in Counter(post.categories for post in self.posts).items():
            for name in names:
                spellings.setdefault(name.casefold(), Counter())[name] += posts
        found = [
            Category(spelled.most_common(1)[0][0], len(self._by_category[key]))
            for key, spelled in spellings.items()
        ]
        return tuple(sorted(found, key=lambda it: (it.key[1] != "latest", -it.count, it.key[1])))

    @cached_property
    def all_categories(self) -> tuple[Category, ...]:
        """All, Featured, then the named categories."""
        return (
            Category("All", len(self.posts), CategoryKind.ALL),
            Category("Featured", len(self.featured), CategoryKind.FEATURED),
            *self.categories,
        )

    def category(self, name: str) -> Category | None:
        """The category of that name, however it is spelled; None where no post has it."""
        key = name.casefold()
        return next((it for it in self.categories if it.key[1] == key), None)

    def in_category(self, category: Category) -> tuple[Post, ...]:
        """The posts of a category, newest first."""
        if category.kind is CategoryKind.ALL:
            return self.posts
        if category.kind is CategoryKind.FEATURED:
            return self.featured
        return tuple(self._by_category.get(category.name.casefold(), ()))

    @cached_property
    def _by_path(self) -> dict[str, Post]:
        return {post.path: post for post in (*self.hidden, *self.posts)}

    def get_by_path(self, path: str) -> Post | None:
        """The post of that file, hidden ones too; None when there is none."""
        return self._by_path.get(path)

    def get(self, post_id: str) -> Post | None:
        """The post of that id, hidden ones too; None when there is none.

        Posts of two folders can have the same id: then it is the newest that is listed. Who knows
        the folder asks `get_by_path`.
        """
        return self._by_id.get(post_id)


def _merged(posts: Iterable[Post], left: Collection[str], new: Iterable[Post]) -> tuple[Post, ...]:
    merged = [post for post in posts if post.path not in left]
    for post in new:
        insort(merged, post, key=newest_first)
    return tuple(merged)


class Preview(Catalogue):
    """The first posts of a catalogue that is still to come, under the counts of all of it."""

    def __init__(self, posts: Iterable[Post], categories: Iterable[Category]) -> None:
        super().__init__(posts)
        self._all_categories = tuple(categories)

    @property
    def all_categories(self) -> tuple[Category, ...]:
        """As they were counted when the whole was there."""
        return self._all_categories


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load found."""

    catalogue: Catalogue
    problems: tuple[Problem, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    files: int = 0
    """Files looked at: posts and skipped ones."""
