"""Take in the document of a feed: its entries become posts, and what is known of them is saved.

Everything is decided before anything is written. Then posts are marked as read that are read on
arrival, files are written one by one, and one commit saves what is known. A fetch may be killed
between any two of these steps: each file is complete, and the next fetch recognises the files that
no commit has recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from reader.feeds.entries.expiry import find_expired, find_forgettable
from reader.feeds.entries.keys import EntryKeys, entry_keys, known_keys
from reader.feeds.entries.known_files import KnownFiles
from reader.feeds.entries.matching import Match, match_entries
from reader.feeds.entries.planning import Planner
from reader.feeds.entries.plans import Action, Convert, Plan
from reader.feeds.entries.rebuilding import match_posts
from reader.feeds.entries.taken import TakeIn, summarise
from reader.feeds.entries.written_text import load_written
from reader.feeds.model import KEEP_ALL, Entry, FeedDocument, Subscription
from reader.feeds.writing.feed_folder import FeedFolder
from reader.store.feeds.known_entry import Fate, FeedHistory, KnownEntry
from reader.store.feeds.states import FeedStates
from reader.store.marks import Marks


@dataclass(frozen=True, slots=True)
class ExpiredPost:
    """A post that was deleted because its subscription keeps only some."""

    path: str
    """The file, as an absolute path."""
    title: str
    reason: str


class Intake:
    """Takes in the documents of the feeds of one folder, in one thread.

    Args:
        folder: The feeds folder.
        states: What is known of the feeds.
        marks: What the person has read and starred, opened with the feeds folder.
        convert: Returns the body of an entry as Markdown.
        plain_words: Returns the words of some HTML.
    """

    def __init__(
        self,
        folder: FeedFolder,
        states: FeedStates,
        marks: Marks,
        *,
        convert: Convert,
        plain_words: Callable[[str], str],
    ) -> None:
        self._folder = folder
        self._states = states
        self._marks = marks
        self._convert = convert
        self._plain_words = plain_words
        self._files = KnownFiles(folder, states)

    def take_in(
        self,
        subscription: Subscription,
        document: FeedDocument,
        now: datetime,
        *,
        is_dry: bool = False,
    ) -> TakeIn:
        """Write the entries of a document as posts, as far as they are new or have changed.

        A document without entries changes nothing: it may be an error of the server.

        Args:
            subscription: The feed.
            document: Its document.
            now: The current time, with its time zone.
            is_dry: Whether nothing is written, and the result has the texts that would be.

        Raises:
            FeedError: A file cannot be written. What was written before it is recognised by the
                next fetch.
        """
        if not document.entries:
            return TakeIn()
        history = self._states.history(subscription.id)
        known, changed = self._files.compare(subscription, history, now)
        keys = [entry_keys(entry, document.link, self._plain_words) for entry in document.entries]
        matching = match_entries(
            keys, list(map(known_keys, known)), is_guid_unreliable=history.is_guid_unreliable
        )
        matches = match_posts(document.entries, matching.matches, known, subscription, now)
        planner = self._planner(subscription, history, known, keys, matches, now)
        plans = [
            _plan(planner, entry, each, match, known, changed)
            for entry, each, match in zip(document.entries, keys, matches, strict=True)
        ]
        has_gap = history.last_document is not None and _has_gap(matches)
        if is_dry:
            return summarise(plans, has_gap=has_gap, with_texts=True)
        matched = {match.known for match in matches}
        others = [known[index] for index in sorted(changed - matched)]
        plans = self._carry_out(plans)
        taken = FeedHistory(
            (*others, *(plan.known for plan in plans)), matching.is_guid_unreliable, now.timestamp()
        )
        seen = {entry.number for entry in taken.entries}
        forgotten = find_forgettable(history.entries, now)
        self._states.save_history(
            subscription.id, taken, [entry for entry in forgotten if entry.number not in seen]
        )
        return summarise(plans, has_gap=has_gap)

    def clear_out(
        self, subscription: Subscription, now: datetime, *, is_dry: bool = False
    ) -> tuple[ExpiredPost, ...]:
        """Delete the posts that a subscription does not keep. Return them.

        Posts are kept that are unread, starred, in Later, edited, or still in the feed.

        Args:
            subscription: The feed.
            now: The current time, with its time zone.
            is_dry: Whether nothing is deleted.

        Raises:
            FeedError: A file cannot be deleted.
        """
        if subscription.keep == KEEP_ALL:
            return ()
        history = self._states.history(subscription.id)
        self._marks.refresh()
        expired = find_expired(history, subscription.keep, now, self._deletable())
        posts = [
            ExpiredPost(str(self._files.absolute(entry)), entry.title, reason)
            for entry, reason in expired
        ]
        if expired and not is_dry:
            for post in posts:
                self._folder.delete(Path(post.path))
            self._states.save_entries(
                subscription.id,
                [replace(entry, fate=Fate.DELETED, detail=reason) for entry, reason in expired],
            )
        return tuple(posts)

    def _deletable(self) -> Callable[[KnownEntry], bool]:
        """Return a function that returns whether a post is read and unedited, and not kept."""
        read = self._marks.read_paths
        kept = self._marks.starred_paths | set(self._marks.later_paths)

        def is_deletable(entry: KnownEntry) -> bool:
            path = self._files.absolute(entry)
            if str(path) not in read or str(path) in kept:
                return False
            file = load_written(path)
            return file is not None and file.hash == entry.file_hash

        return is_deletable

    def _planner(
        self,
        subscription: Subscription,
        history: FeedHistory,
        known: Sequence[KnownEntry],
        keys: Sequence[EntryKeys],
        matches: Sequence[Match],
        now: datetime,
    ) -> Planner:
        new_links = {
            each.link
            for each, match in zip(keys, matches, strict=True)
            if match.known is None and match.repeats is None
        }
        read_links = self._read_links(new_links, subscription.id)
        taken = {self._folder.root / entry.path for entry in known if entry.path is not None}
        return Planner(
            subscription,
            self._folder,
            now,
            convert=self._convert,
            plain_words=self._plain_words,
            is_first=history.last_document is None,
            is_read_elsewhere=read_links.__contains__,
            is_taken=taken.__contains__,
        )

    def _read_links(self, links: set[str], feed: str) -> set[str]:
        """Return those of some links that a post that is read has in another feed."""
        paths_by_link = self._states.paths_by_link(links, feed)
        if not paths_by_link:
            return set()
        self._marks.refresh()
        read = self._marks.read_paths
        return {
            link
            for link, paths in paths_by_link.items()
            if any(str(self._folder.root / path) in read for path in paths)
        }

    def _carry_out(self, plans: Sequence[Plan]) -> list[Plan]:
        """Write what is planned. Return the plans with what is known after that."""
        posts = [plan.post for plan in plans if plan.post is not None]
        # Before the files, so that the app never shows these posts as unread.
        self._marks.set_read(posts, is_read=True)
        written: Path | None = None
        done = []
        for plan in plans:
            if plan.action in (Action.WRITE, Action.REPLACE, Action.PUT_ASIDE):
                assert plan.path is not None
                plan = self._write(plan, plan.path)
                written = plan.path
            done.append(plan)
        self._folder.sync(written)
        return done

    def _write(self, plan: Plan, path: Path) -> Plan:
        if plan.action is Action.WRITE:
            self._folder.write(path, plan.text)
            return plan
        if plan.action is Action.REPLACE:
            self._folder.put_aside(path)
            self._folder.replace(path, plan.text)
            return plan
        aside = self._folder.put_aside(path, plan.text)
        return replace(plan, known=replace(plan.known, aside=self._files.relative(aside)))


def _has_gap(matches: Sequence[Match]) -> bool:
    """Return whether entries before those of a document were probably missed: none is known.

    A document of one entry, as some feeds always have it, says nothing.
    """
    return len(matches) > 1 and all(match.known is None for match in matches)


def _plan(
    planner: Planner,
    entry: Entry,
    keys: EntryKeys,
    match: Match,
    known: Sequence[KnownEntry],
    changed: set[int],
) -> Plan:
    if match.repeats is not None:
        return planner.plan_repeat(entry, keys)
    if match.known is None:
        return planner.plan_new(entry, keys)
    return planner.plan_known(entry, keys, known[match.known], is_lost=match.known in changed)
