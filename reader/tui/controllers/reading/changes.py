"""What the author of the current post changed since the person read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from reader.library.events import ChangesFound
from reader.library.library import Library
from reader.library.requests import ChangesRequest
from reader.posts.post import Post
from reader.tui.controllers.article import ArticleController
from reader.tui.controllers.library import StartJob
from reader.tui.jobs import JobGroup

FindVersions: TypeAlias = Callable[[Path], Sequence[tuple[datetime, Path]]]
"""Returns the former versions of a post, the oldest first, each with the time of its end."""


class ChangesController:
    """Compares the current post with the version of it that the person read.

    Args:
        article: The current article.
        library: Compares the versions.
        start: Starts background jobs.
        find_versions: Finds the versions that were put aside.
    """

    def __init__(
        self,
        article: ArticleController,
        library: Library,
        start: StartJob,
        find_versions: FindVersions,
    ) -> None:
        self._article = article
        self._library = library
        self._start = start
        self._find_versions = find_versions
        self._show: Callable[[ChangesFound], object] | None = None
        self._post: Post | None = None

    def begin(self, post: Post, show: Callable[[ChangesFound], object]) -> str:
        """Look for what was changed in a post, and show it once it is found.

        Args:
            post: The post.
            show: Receives the changes.

        Returns:
            Why there is nothing to show; empty while they are being looked for.
        """
        if post.feed is None:
            return "Earlier versions are kept of posts from feeds only."
        versions = self._find_versions(Path(post.path))
        if not versions:
            return "This post has not been changed since it arrived."
        former = _version_seen(versions, self._article.seen_at(post))
        if former is None:
            return "This post has not been changed since you read it."
        self._post, self._show = post, show
        self._start(JobGroup.CHANGES, self._library.find_changes, ChangesRequest(post, former))
        return ""

    def on_found(self, event: ChangesFound) -> None:
        """Show the changes, if they are those that were asked for last."""
        show, self._show = self._show, None
        if show is not None and event.post == self._post:
            show(event)


def _version_seen(versions: Sequence[tuple[datetime, Path]], seen_at: float | None) -> Path | None:
    """Return the version of a post that the person saw last; None if it is the present one.

    Args:
        versions: The former versions, the oldest first, each with the time at which another one
            took its place.
        seen_at: When the version was loaded that the person saw, in seconds since 1970. None if
            that is unknown: then the latest change is what counts.
    """
    if seen_at is None:
        return versions[-1][1] if versions else None
    return next((path for time, path in versions if time.timestamp() > seen_at), None)
