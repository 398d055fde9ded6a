"""The catalogue of all loaded posts, by facet, path and id."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from reader.posts.facets import Facet, FacetTable, FacetValue
from reader.posts.post import PAGE, Post, Problem, SkippedFile, newest_first
from reader.posts.stories import NO_STORIES, GroupStories, Stories, is_regrouped


class Catalogue:
    """The posts of the opened folders, newest first.

    A catalogue is immutable: `with_posts` and `with_changes` return new ones.

    Args:
        posts: Posts in any order. Of several posts with the same path, the last one is used.
        group: Finds the posts that are translations of each other. By default, each translation is
            listed as a post of its own.
    """

    def __init__(self, posts: Iterable[Post] = (), group: GroupStories | None = None) -> None:
        by_path = {post.path: post for post in posts}
        ordered = sorted(by_path.values(), key=newest_first)
        self._group = group
        self.all_posts: tuple[Post, ...] = tuple(post for post in ordered if post.hidden is None)
        """The listed posts, with all translations of each."""
        self.hidden: tuple[Post, ...] = tuple(post for post in ordered if post.hidden is not None)
        """The posts that are not listed, such as drafts."""
        self.stories: Stories = NO_STORIES
        """Which posts are translations of each other."""
        self.posts: tuple[Post, ...] = self.all_posts
        """The listed posts, with one translation of each."""
        if group is not None:
            self._set_stories(group(self.all_posts, self.get_by_path))

    def _set_stories(self, stories: Stories) -> None:
        self.stories = stories
        is_shown = stories.is_shown
        self.posts = tuple(filter(is_shown, self.all_posts)) if stories else self.all_posts

    def __len__(self) -> int:
        return len(self.posts)

    def with_posts(self, posts: Iterable[Post]) -> Catalogue:
        """Return a catalogue with more posts. They replace posts with the same path."""
        return Catalogue((*self.all_posts, *self.hidden, *posts), self._group)

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
        other._group = self._group
        other.all_posts = _merge(self.all_posts, excluded, listed)
        other.hidden = _merge(self.hidden, excluded, hidden)
        other._set_stories(self._changed_stories(other, changed.values(), removed))
        return other

    def index_all(self) -> None:
        """Index everything now, so that nothing has to be indexed later, on another thread."""
        self.facets.index_all()
        _ = self._by_path, self.featured, self.listed_paths

    def _changed_stories(
        self, other: Catalogue, changed: Collection[Post], removed: Collection[str]
    ) -> Stories:
        """Return the stories of the catalogue that this one has changed to."""
        if self._group is None:
            return NO_STORIES
        pairs = ((self.get_by_path(post.path), post) for post in changed)
        if removed or any(old is None or is_regrouped(old, new) for old, new in pairs):
            return self._group(other.all_posts, other.get_by_path)
        return self.stories.with_changes(changed)

    @cached_property
    def facets(self) -> FacetTable:
        """The values of the facets of the listed posts."""
        return FacetTable(self.all_posts, stories=self.stories)

    @cached_property
    def hidden_facets(self) -> FacetTable:
        """The values of the facets of the posts that are not listed."""
        return FacetTable(self.withheld)

    @cached_property
    def _by_id(self) -> dict[str, Post]:
        all_posts = (*self.all_posts, *self.hidden)
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
    def listed_paths(self) -> frozenset[str]:
        """The paths of `posts`."""
        return frozenset(post.path for post in self.posts)

    @property
    def categories(self) -> tuple[FacetValue, ...]:
        """The categories: `latest` first if it exists, then by count, then by name."""
        return self.facets.values(Facet.CATEGORY)

    def category(self, name: str) -> FacetValue | None:
        """Return the category of that name, however it is spelled, or None if no post has it."""
        return self.facets.get(Facet.CATEGORY, name)

    def in_category(self, category: FacetValue) -> tuple[Post, ...]:
        """Return the posts of a category, newest first."""
        return self.facets.posts_with(category)

    @cached_property
    def _by_path(self) -> dict[str, Post]:
        return {post.path: post for post in (*self.hidden, *self.all_posts)}

    def get_by_path(self, path: str) -> Post | None:
        """Return the post of a file, listed or hidden, or None.

        Args:
            path: Absolute path of the file.
        """
        return self._by_path.get(path)

    def translations_of(self, post: Post) -> tuple[Post, ...]:
        """Return a post in all its languages, the shown one first; the post alone if it has one."""
        return self.stories.posts_of(post)

    def by_language(self, post: Post) -> dict[str, Post]:
        """Return a post and then its translations, by their languages as they are shown.

        It is empty if there is no translation.
        """
        translations = self.stories.posts_of(post)
        if len(translations) == 1:
            return {}
        others = (other for other in translations if other.path != post.path)
        return {self.stories.languages.label(each): each for each in (post, *others)}

    def languages_of(self, post: Post) -> tuple[str, ...]:
        """Return the languages of `by_language`: that of the post comes first."""
        return tuple(self.by_language(post))

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
        values: The first values of each facet, with the counts of the complete catalogue.
        count: Number of posts of the complete catalogue.
        pictured: Paths of the posts whose pictures can be loaded.
        languages: The languages of the posts that are translated, by path.
    """

    def __init__(
        self,
        posts: Iterable[Post],
        values: Iterable[FacetValue] = (),
        count: int | None = None,
        pictured: Iterable[str] = (),
        languages: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        super().__init__(posts)
        self._values = tuple(values)
        self.count = len(self.posts) if count is None else count
        self.pictured = frozenset(pictured)
        """Paths of the posts whose pictures can be loaded, among those that may need one."""
        self._languages = languages

    def languages_of(self, post: Post) -> tuple[str, ...]:
        """Return the languages of a post, of whose translations none is loaded yet."""
        return self._languages.get(post.path, ())

    @cached_property
    def facets(self) -> FacetTable:
        """The values with the counts of the complete catalogue."""
        return FacetTable(self.posts, self._values)


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
