"""Which posts a load has found for the first time: see `reader.store.arrivals`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.store.arrivals import MAX_FIRST_AGE, ArrivalStore
from reader.store.moved_posts import Traits, find_moved

MAX_REMOVED = 1_000
"""Maximum number of removed posts that are remembered, in case that they return."""


class Arrivals:
    """Compares each load of the folders with the one before, and records the posts that it added.

    So the cost depends on the number of changes. All posts are compared with the store only if
    there is no load to compare with: without a valid index, or at the first opening of a folder.

    Args:
        store: When the posts were first seen.
        clock: Returns the current time, in seconds since 1970.
    """

    def __init__(self, store: ArrivalStore, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock
        self._last: Catalogue | None = None
        """What was recorded last."""
        self._removed: dict[str, Post] = {}
        """Posts that were removed while the app runs, by path."""
        self._times: dict[str, float] = {}
        """What `record` returned last."""

    def record(
        self,
        loaded: Catalogue,
        recalled: Catalogue | None,
        paths: Collection[str] | None = None,
    ) -> Mapping[str, float]:
        """Record the posts of a complete load.

        Args:
            loaded: The posts.
            recalled: The posts of the index, for the first load; None if there is none.
            paths: The only files that may have changed; None for all files.

        Returns:
            When the posts that this load and those before it have added were first seen, in seconds
            since 1970, by path. That may be long ago: a removed post has returned, or the index was
            rebuilt. Nobody misses a post if the event of a cancelled load is lost.
        """
        before, self._last = self._last, loaded
        if before is None and self._store.has_opened_all():
            before = recalled
        if before is None:
            times: Mapping[str, float] = self._record_all(loaded.all_posts)
        else:
            times = {} if before is loaded else self._compare(before, loaded, paths)
        if times:
            self._times = {**self._times, **times}
        return self._times

    def _record_all(self, posts: Sequence[Post]) -> Mapping[str, float]:
        """Record all posts, many of which may be recorded already."""
        now = self._clock()
        oldest = date.fromtimestamp(now) - MAX_FIRST_AGE
        unseen = [post.path for post in posts if post.feed is not None and _is_since(post, oldest)]
        times = self._store.record([post.path for post in posts], {}, now, unseen)
        return dict.fromkeys(unseen, now) if times is None else times

    def _compare(
        self, before: Catalogue, loaded: Catalogue, paths: Collection[str] | None
    ) -> Mapping[str, float]:
        """Record what has changed between two loads; return the times of the added posts."""
        added = _missing_in(before, loaded, paths)
        for post in _missing_in(loaded, before, paths):
            if loaded.get_by_path(post.path) is None:
                self._removed[post.path] = post
        times = self._record_added(added) if added else {}
        self._forget_oldest()
        return times

    def _record_added(self, added: Sequence[Post]) -> Mapping[str, float]:
        """Record posts. Those that have returned or were moved here are not first seen now."""
        returned = [post.path for post in added if self._removed.pop(post.path, None) is not None]
        missing = {path: Traits.from_post(post) for path, post in self._removed.items()}
        moved = {post.path: path for path, post in find_moved(missing, added).items()}
        for former in moved.values():
            del self._removed[former]
        now = self._clock()
        times = self._store.record([post.path for post in added], moved, now)
        if times is not None:
            return times
        known = {*returned, *moved}
        return {post.path: now for post in added if post.path not in known}

    def _forget_oldest(self) -> None:
        for path in list(self._removed)[: max(0, len(self._removed) - MAX_REMOVED)]:
            del self._removed[path]


def _is_since(post: Post, day: date) -> bool:
    return post.day is not None and post.day >= day


def _missing_in(
    others: Catalogue, catalogue: Catalogue, paths: Collection[str] | None
) -> list[Post]:
    """Return the listed posts of a catalogue that are not listed in another one.

    Args:
        others: The other catalogue.
        catalogue: The catalogue.
        paths: The only files to consider; None for all files.
    """
    if paths is None:
        listed = {post.path for post in others.all_posts}
        return [post for post in catalogue.all_posts if post.path not in listed]
    posts = filter(None, map(catalogue.get_by_path, paths))
    return [post for post in posts if post.hidden is None and not _is_listed(others, post.path)]


def _is_listed(catalogue: Catalogue, path: str) -> bool:
    post = catalogue.get_by_path(path)
    return post is not None and post.hidden is None
