"""Keep loaded posts between loads, so that files that have not changed are not loaded again."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from reader.posts.fields.flags import has_passed
from reader.posts.loading.walk import FoundFile
from reader.posts.options import LoadOptions
from reader.posts.path_info import PathFacts
from reader.posts.post import Post
from reader.posts.site import Site
from reader.text.dates import PostDate

_TIMESTAMP_RESOLUTION = 2_000_000_000
"""Nanoseconds within which a file can change twice without changing its timestamps. FAT has the
coarsest timestamps, with a resolution of two seconds."""


class Stamp(NamedTuple):
    """The status of a file by which changes are detected. Times are nanoseconds since 1970."""

    modified: int
    changed: int
    """When the content or the inode last changed. Unlike `modified`, programs cannot set it."""
    size: int
    inode: int

    @classmethod
    def from_status(cls, status: os.stat_result) -> Stamp:
        """Return the stamp of a file with that status."""
        return cls(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


@dataclass(frozen=True, slots=True)
class CachedPost:
    """A loaded file, and what it depends on."""

    post: Post
    has_front_matter: bool
    is_complete: bool
    """Whether all of the file was loaded."""
    expires: PostDate | None
    context: str
    """Identifies the site and the other files that the post depends on."""
    stamp: Stamp
    sidecar: Stamp | None
    loaded_at: int
    """When loading began, in nanoseconds since 1970."""

    @property
    def facts(self) -> PathFacts:
        """What the other files of the folder said about the path."""
        return PathFacts.from_key(self.context.partition("|")[0])

    def is_settled(self) -> bool:
        """Whether the stamps show every change that was made after loading.

        They do not if the file changed just before it was loaded: a second change may have the
        same timestamps. Git has the same problem: https://git-scm.com/docs/racy-git.
        """
        stamps = (self.stamp,) if self.sidecar is None else (self.stamp, self.sidecar)
        last = max(max(stamp.modified, stamp.changed) for stamp in stamps)
        return last < self.loaded_at - _TIMESTAMP_RESOLUTION

    def apply_expiry(self, options: LoadOptions) -> CachedPost:
        """Return the post hidden or listed according to the options' time."""
        if self.expires is None or self.post.hidden not in (None, "expired"):
            return self
        hidden = "expired" if has_passed(self.expires, options) else None
        if hidden == self.post.hidden:
            return self
        return replace(self, post=replace(self.post, hidden=hidden))


def context_key(facts: PathFacts, site: Site) -> str:
    """Return what `CachedPost.context` stores."""
    return f"{facts.key}|{site.key}"


class PostCache(Protocol):
    """Keeps posts from one load to the next."""

    def recall(self, file: FoundFile) -> CachedPost | None:
        """Return the cached post of a file, or None."""

    def keep(self, file: FoundFile, cached: CachedPost) -> None:
        """Store the post of a file."""


class NoCache:
    """A cache that keeps nothing."""

    def recall(self, file: FoundFile) -> CachedPost | None:  # noqa: ARG002 - as PostCache has it
        return None

    def keep(self, file: FoundFile, cached: CachedPost) -> None:
        """Discard the post."""


def is_unchanged(cached: CachedPost, file: FoundFile, status: os.stat_result, context: str) -> bool:
    """Whether a file and what its post depends on are the same as when the post was cached.

    Args:
        cached: The cached post of the file.
        file: The file.
        status: The current status of the file.
        context: The current value of `CachedPost.context`.
    """
    is_same = Stamp.from_status(status) == cached.stamp and context == cached.context
    if not is_same or not cached.is_settled():
        return False
    if not file.has_sidecar or cached.sidecar is None:
        return file.has_sidecar == (cached.sidecar is not None)
    try:
        return Stamp.from_status(os.stat(file.sidecar)) == cached.sidecar  # noqa: PTH116 - text
    except (OSError, ValueError):
        return False
