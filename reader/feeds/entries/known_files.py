"""Compare what is remembered of a feed with the posts in the folder.

The folder is the truth. A post that was moved is found again, one that was deleted is not written
again, and one that is back is known again. If nothing is remembered, as after a loss of the
database or a fetch that was killed, what is known is rebuilt from the posts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from reader.feeds.entries.keys import guid_key, known_keys, link_key, title_key
from reader.feeds.entries.matching import match_entries
from reader.feeds.model import Subscription
from reader.feeds.writing.entry_text import feed_name
from reader.feeds.writing.feed_folder import FeedFolder
from reader.feeds.writing.written_posts import WrittenPost, markdown_files
from reader.store.feeds.known_entry import Fate, FeedHistory, KnownEntry
from reader.store.feeds.states import FeedStates

DELETED_BY_PERSON = "its post was deleted"


class KnownFiles:
    """The posts of all feeds in the folder, during one fetch.

    Args:
        folder: The feeds folder.
        states: What is remembered.
    """

    def __init__(self, folder: FeedFolder, states: FeedStates) -> None:
        self._folder = folder
        self._states = states
        self._elsewhere: list[WrittenPost] | None = None
        """The posts that nothing is remembered of; None before they were searched for."""

    def compare(
        self, subscription: Subscription, history: FeedHistory, now: datetime
    ) -> tuple[list[KnownEntry], set[int]]:
        """Return the entries that are known of a feed, after a look at its files.

        Args:
            subscription: The feed.
            history: What is remembered of it.
            now: The current time.

        Returns:
            The entries, and the indices of those that differ from `history` or are not in it.
        """
        known = [entry for entry in history.entries if entry.fate is not Fate.DUPLICATE]
        written = {entry.path for entry in known if entry.fate is Fate.WRITTEN}
        lost = [
            index
            for index, entry in enumerate(known)
            if entry.fate is Fate.WRITTEN and not self._exists(entry)
        ]
        posts = self._unknown_posts(subscription, written, everywhere=bool(lost) or not known)
        changed = set(lost)
        returnable = lost + [
            index for index, entry in enumerate(known) if entry.fate is Fate.DELETED
        ]
        keys = [known_keys(self._as_known(post, now)) for post in posts]
        matching = match_entries(
            keys,
            [known_keys(known[index]) for index in returnable],
            is_guid_unreliable=history.is_guid_unreliable,
        )
        found: set[int] = set()
        for post, match in zip(posts, matching.matches, strict=True):
            if match.known is None:
                changed.add(len(known))
                known.append(self._as_known(post, now))
                continue
            index = returnable[match.known]
            found.add(index)
            changed.add(index)
            known[index] = replace(
                known[index], path=self.relative(post.path), fate=Fate.WRITTEN, detail=""
            )
        for index in set(lost) - found:
            known[index] = replace(known[index], fate=Fate.DELETED, detail=DELETED_BY_PERSON)
        return known, changed

    def relative(self, path: Path) -> str:
        """Return a path as it is remembered."""
        return path.relative_to(self._folder.root).as_posix()

    def absolute(self, entry: KnownEntry) -> Path:
        """Return the file of an entry that has one."""
        assert entry.path is not None
        return self._folder.root / entry.path

    def _exists(self, entry: KnownEntry) -> bool:
        return entry.path is not None and os.path.lexists(self.absolute(entry))

    def _unknown_posts(
        self, subscription: Subscription, written: set[str | None], *, everywhere: bool
    ) -> Sequence[WrittenPost]:
        """Return the posts of a feed that nothing is remembered of.

        Args:
            subscription: The feed.
            written: The paths of its posts that are remembered.
            everywhere: Whether to search the whole folder, and not only that of the feed.
        """
        folder = self._folder.folder_of(subscription)
        # The folders within it may be those of other feeds.
        paths = [path for path in self._unknown_paths(folder, written) if path.parent == folder]
        posts = list(self._folder.written_posts(paths))
        if everywhere:
            seen = {post.path for post in posts}
            name = feed_name(subscription)
            posts += [
                post
                for post in self._posts_elsewhere()
                if (post.feed == name or post.path.parent.name == folder.name)
                and post.path not in seen
                and self.relative(post.path) not in written
            ]
        return posts

    def _posts_elsewhere(self) -> Sequence[WrittenPost]:
        """Return the posts in the whole folder that nothing was remembered of at the first call."""
        if self._elsewhere is None:
            paths = self._unknown_paths(self._folder.root, self._states.written_paths())
            self._elsewhere = list(self._folder.written_posts(paths))
        return self._elsewhere

    def _unknown_paths(self, folder: Path, known: Iterable[str | None]) -> list[Path]:
        paths = set(known)
        return [path for path in markdown_files(folder) if self.relative(path) not in paths]

    def _as_known(self, post: WrittenPost, now: datetime) -> KnownEntry:
        """Return what a post says about the entry that it was."""
        day = "" if post.day is None else post.day.isoformat()
        return KnownEntry(
            guid=guid_key(post.guid),
            link=post.link,
            link_key=link_key(post.link),
            title=post.title,
            title_key=title_key(post.title),
            published=day,
            date=day,
            path=self.relative(post.path),
            first_seen=now.timestamp(),
        )
