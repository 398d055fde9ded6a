"""Stories: the translations of a post are one story, of which one post is shown.

Posts of several feeds about the same page are shown each, but read together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from reader.posts.post import Post

ORIGINAL = "original"
"""Stands for the language of a post that names none, if its site names none either."""
_COMMON = "en"


class Languages(NamedTuple):
    """Which translation of a story is shown."""

    preferred: tuple[str, ...] = ()
    """Language codes such as `en` or `pt-BR`, the most preferred first."""
    site: str | None = None
    """The language of posts that name none, if it is known."""

    def order(self, language: str | None) -> tuple[int, int, str]:
        """Sort key of the languages of a story, of which the first is shown.

        A preference for `pt` includes `pt-BR`, and the other way round. Without a preferred
        language, the first is the language of the site: of the posts that name none, or else the
        one that the site's configuration names. If that is unknown, it is English, which most
        readers know.
        """
        code = (language or self.site or "").casefold()
        for place, preferred in enumerate(self.preferred):
            if code == preferred.casefold():
                return place, 0, code
            if main_language(code) == main_language(preferred.casefold()):
                return place, 1, code
        is_site = language is None or code == (self.site or "").casefold()
        return len(self.preferred), 0 if is_site else 1 if code == _COMMON else 2, code

    def label(self, post: Post) -> str:
        """Return the language of a translation as it is shown, such as `en`."""
        return post.language or self.site or ORIGINAL


class Stories:
    """The stories of more than one post.

    Args:
        stories: The posts of each story, in any order. No post is in two of them.
        languages: Which post of a story is shown.
        same_page: The posts of several feeds about each page. No post is in two of them.
    """

    def __init__(
        self,
        stories: Iterable[Sequence[Post]] = (),
        languages: Languages | None = None,
        same_page: Iterable[Sequence[Post]] = (),
    ) -> None:
        self.languages = languages or Languages()
        self._by_path: dict[str, tuple[Post, ...]] = {}
        order = cache(self.languages.order)
        for story in stories:
            ordered = tuple(sorted(story, key=lambda post: (order(post.language), post.path)))
            self._by_path.update((post.path, ordered) for post in ordered)
        self._same_page = {post.path: tuple(posts) for posts in same_page for post in posts}

    def __bool__(self) -> bool:
        return bool(self._by_path)

    def posts_of(self, post: Post) -> tuple[Post, ...]:
        """Return all posts of the story that a post belongs to, the shown one first."""
        return self._by_path.get(post.path) or (post,)

    def read_together(self, post: Post) -> tuple[Post, ...]:
        """Return all posts that are read when a post is: it comes first, then its translations, and
        the posts of other feeds about the same page."""
        return (post, *(each for each in self._also_read(post) if each.path != post.path))

    def _also_read(self, post: Post) -> Iterable[Post]:
        return (*self._by_path.get(post.path, ()), *self._same_page.get(post.path, ()))

    @property
    def same_page(self) -> Collection[tuple[Post, ...]]:
        """The posts of several feeds about each page."""
        return {posts[0].path: posts for posts in self._same_page.values()}.values()

    def paths_of(self, paths: Iterable[str]) -> Iterator[str]:
        """Yield the paths of all posts of the stories that some posts belong to."""
        for path in paths:
            story = self._by_path.get(path)
            yield from (path,) if story is None else (post.path for post in story)

    def with_changes(self, posts: Iterable[Post]) -> Stories:
        """Return the same stories with new versions of some posts, for which `is_regrouped` is
        false."""
        changed = {post.path: post for post in posts}
        other = Stories(languages=self.languages)
        other._by_path = _with_changes(self._by_path, changed)
        other._same_page = _with_changes(self._same_page, changed)
        return other

    def is_shown(self, post: Post) -> bool:
        """Whether a post is the one that stands for its story."""
        story = self._by_path.get(post.path)
        return story is None or story[0].path == post.path

    def one_each(self, posts: Sequence[Post]) -> Sequence[Post]:
        """Return one post of each story: of those given, the one that comes first in its story.

        The posts keep their order.
        """
        if not self._by_path:
            return posts
        paths = {post.path for post in posts}

        def is_first(post: Post) -> bool:
            given = (other.path for other in self.posts_of(post) if other.path in paths)
            return next(given) == post.path

        return list(filter(is_first, posts))


def _with_changes(
    groups: Mapping[str, tuple[Post, ...]], changed: Mapping[str, Post]
) -> dict[str, tuple[Post, ...]]:
    """Return groups of posts, by the path of each member, with new versions of some posts."""
    new = dict(groups)
    for path in changed.keys() & groups.keys():
        group = tuple(changed.get(post.path, post) for post in groups[path])
        new.update((post.path, group) for post in group)
    return new


NO_STORIES = Stories()

GroupStories: TypeAlias = Callable[[Sequence[Post], Callable[[str], Post | None]], Stories]
"""Finds the stories among listed posts. The second argument returns the post of a path."""


def is_regrouped(old: Post, new: Post) -> bool:
    """Whether a post may belong to another story, or be about another page, since its file has
    changed."""
    return _traits(old) != _traits(new)


def _traits(post: Post) -> tuple[object, ...]:
    return (
        post.language,
        post.translation_key,
        post.page,
        post.slug,
        post.date,
        post.hidden,
        post.link,
        post.feed,
    )


def main_language(code: str) -> str:
    """Return the language of a code without its script and region: `pt` of `pt-BR`."""
    return code.partition("-")[0]
