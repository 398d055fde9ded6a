"""What an earlier load learnt of a file, so that a file that has not changed is not read again."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from reader.posts.fields.flags import has_passed
from reader.posts.loading.walk import FoundFile
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.text.dates import PostDate

_GRAIN = 2_000_000_000
"""Nanoseconds within which a file can change twice and have the same times, on the coarsest file
systems (FAT keeps even seconds)."""


class Stamp(NamedTuple):
    """By what a change of a file is told. Times are nanoseconds since 1970."""

    modified: int
    changed: int
    """When its content or its own record last changed; a program that sets `modified` back cannot
    set this one."""
    size: int
    inode: int

    @classmethod
    def from_status(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file whose status was asked."""
        return cls(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


@dataclass(frozen=True, slots=True)
class CachedPost:
    """One file as it was read."""

    post: Post
    has_front_matter: bool
    is_complete: bool
    """Whether all of it was read."""
    expires: PostDate | None
    site: str
    """What of the site's configuration its fields depend on, as `Site.key` gives it."""
    stamp: Stamp
    sidecar: Stamp | None
    loaded_at: int
    """Before it was read, in nanoseconds since 1970."""

    def is_settled(self) -> bool:
        """Whether a change after the reading must show in the stamps."""
        stamps = (self.stamp,) if self.sidecar is None else (self.stamp, self.sidecar)
        last = max(max(it.modified, it.changed) for it in stamps)
        return last < self.loaded_at - _GRAIN

    def apply_expiry(self, options: LoadOptions) -> CachedPost:
        """The same, hidden or not by the present time and options."""
        if self.expires is None or self.post.hidden not in (None, "expired"):
            return self
        hidden = "expired" if has_passed(self.expires, options) else None
        if hidden == self.post.hidden:
            return self
        return replace(self, post=replace(self.post, hidden=hidden))


class PostCache(Protocol):
    """Keeps what was read of files from one load to the next."""

    def recall(self, file: FoundFile) -> CachedPost | None:
        """What was last kept of the file, if anything."""

    def keep(self, file: FoundFile, cached: CachedPost) -> None:
        """Take note of a file that was read."""


class NoCache:
    """Keeps nothing."""

    def recall(self, file: FoundFile) -> CachedPost | None:  # noqa: ARG002 - as PostCache has it
        return None

    def keep(self, file: FoundFile, cached: CachedPost) -> None:
        """Let it go."""


def is_unchanged(cached: CachedPost, file: FoundFile, status: os.stat_result, site: str) -> bool:
    """Whether a file, its side-car and its site are still what they were when it was read."""
    is_same = Stamp.from_status(status) == cached.stamp and site == cached.site
    if not is_same or not cached.is_settled():
        return False
    if not file.has_sidecar or cached.sidecar is None:
        return file.has_sidecar == (cached.sidecar is not None)
    try:
        return Stamp.from_status(os.stat(file.sidecar)) == cached.sidecar  # noqa: PTH116 - text
    except (OSError, ValueError):
        return False
