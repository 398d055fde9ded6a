"""What is to be done with each entry of a document: decided before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from reader.feeds.entries.filters import EntryFilters, FilteredPost
from reader.feeds.entries.keys import EntryKeys, text_hash
from reader.feeds.entries.plans import Action, Convert, Plan
from reader.feeds.entries.post_dates import date_change, date_entry
from reader.feeds.entries.written_text import (
    WrittenText,
    file_hash,
    load_written,
    parse_written,
)
from reader.feeds.model import Entry, Subscription
from reader.feeds.writing.entry_text import EntryText
from reader.feeds.writing.feed_folder import FeedFolder
from reader.posts.parsing import parse_post
from reader.posts.post import Post
from reader.store.arrivals import MAX_FIRST_AGE
from reader.store.codecs import date_to_text
from reader.store.feeds.known_entry import Fate, KnownEntry
from reader.text.dates import PostDate, day_of, wall_clock


class Planner:
    """Decides what is to be done with the entries of a document. It writes nothing.

    Args:
        subscription: The feed.
        folder: The feeds folder.
        now: The time of the document, with its time zone.
        convert: Returns the body of an entry.
        plain_words: Returns the words of some HTML.
        is_first: Whether this is the first document of the feed.
        is_read_elsewhere: Whether a post with the same link, in the form of `EntryKeys.link`, has
            been read in another feed.
        is_taken: Whether a path belonged to another entry.
    """

    def __init__(
        self,
        subscription: Subscription,
        folder: FeedFolder,
        now: datetime,
        *,
        convert: Convert,
        plain_words: Callable[[str], str],
        is_first: bool,
        is_read_elsewhere: Callable[[str], bool],
        is_taken: Callable[[Path], bool],
    ) -> None:
        self._subscription = subscription
        self._folder = folder
        self._now = now
        self._convert = convert
        self._plain_words = plain_words
        self._is_first = is_first
        self._is_read_elsewhere = is_read_elsewhere
        self._is_taken = is_taken
        self._filters = EntryFilters(subscription)

    def plan_repeat(self, entry: Entry, keys: EntryKeys) -> Plan:
        """Decide about an entry that the document has twice."""
        known = replace(
            self._seen(KnownEntry(first_seen=self._now.timestamp()), entry, keys),
            fate=Fate.DUPLICATE,
            detail="the feed has this entry twice",
        )
        return Plan(entry, Action.REPEAT, known, entry.title)

    def plan_new(self, entry: Entry, keys: EntryKeys) -> Plan:
        """Decide about an entry that is not known."""
        known = KnownEntry(first_seen=self._now.timestamp())
        return self._plan_writing(entry, keys, self._seen(known, entry, keys))

    def plan_known(
        self, entry: Entry, keys: EntryKeys, known: KnownEntry, *, is_lost: bool
    ) -> Plan:
        """Decide about an entry that is known.

        Args:
            entry: The entry.
            keys: Its keys.
            known: What is remembered of it.
            is_lost: Whether its post has been deleted since the last document.
        """
        seen = self._seen(known, entry, keys)
        is_same = known.source_hash == keys.source_hash
        if known.fate is Fate.DELETED:
            return Plan(
                entry, Action.LEAVE_DELETED if is_lost else Action.NOTHING, seen, known.title
            )
        if known.fate is Fate.FILTERED:
            if is_same and self._filters.has_reason(known.detail):
                return Plan(entry, Action.NOTHING, seen, known.title)
            return self._plan_writing(entry, keys, seen)
        if is_same:
            return Plan(entry, Action.NOTHING, seen, known.title, self._path(known))
        return self._plan_change(entry, seen)

    # New posts.

    def _plan_writing(self, entry: Entry, keys: EntryKeys, known: KnownEntry) -> Plan:
        was_filtered = known.fate is Fate.FILTERED
        dated = date_entry(entry, datetime.fromtimestamp(known.first_seen, self._now.tzinfo))
        text = self._entry_text(entry, dated.date, dated.published_as)
        known = replace(known, title=known.title or text.title)
        is_read = self._is_old(dated.date) or self._is_read_elsewhere(keys.link)
        written = str(text)
        if self._filters:
            filtered = FilteredPost(self._parse(written), text.body)
            reason = self._filters.reason_to_leave_out(filtered)
            if reason is not None:
                action = Action.NOTHING if was_filtered else Action.FILTER
                known = replace(known, fate=Fate.FILTERED, detail=reason)
                return Plan(entry, action, known, text.title)
            if self._filters.is_featured(filtered):
                written = str(replace(text, is_featured=True))
            is_read = is_read or self._filters.is_read(filtered)
        path = self._folder.path_for(
            self._subscription, text.title, day_of(dated.date), self._is_taken
        )
        known = replace(
            known,
            fate=Fate.WRITTEN,
            detail="",
            date=date_to_text(dated.date) or "",
            path=path.relative_to(self._folder.root).as_posix(),
            words_hash=self._words_hash(entry),
            file_hash=file_hash(written),
        )
        post = self._marked_post(written, path) if is_read else None
        return Plan(entry, Action.WRITE, known, text.title, path, written, post)

    def _is_old(self, date: PostDate) -> bool:
        age = wall_clock(self._now) - wall_clock(date)
        return self._is_first and age > MAX_FIRST_AGE

    def _marked_post(self, text: str, path: Path) -> Post:
        """Return the post with this text for being marked: its title and date, without its body."""
        head, fence, _ = text.partition("\n---\n")
        return replace(self._parse(head + fence), path=str(path))

    def _parse(self, text: str) -> Post:
        """Return the post of a text, as if it were in the folder of its feed."""
        path = self._folder.folder_of(self._subscription) / "post.md"
        post_id = path.relative_to(self._folder.root).as_posix()
        return parse_post(text.encode("utf-8", "replace"), path=str(path), post_id=post_id).post

    # Changed posts.

    def _plan_change(self, entry: Entry, known: KnownEntry) -> Plan:
        """Decide about an entry whose HTML has changed, or of which only the file is known."""
        path = self._path(known)
        words_hash = self._words_hash(entry)
        if known.words_hash == words_hash:
            return Plan(entry, Action.NOTHING, known, known.title, path)
        file = None if path is None else load_written(path)
        if path is None or file is None:
            return self._plan_later(entry, known)
        version = self._new_version(entry, known, file)
        if file.is_full_text and not version.is_full_text:
            return self._plan_later(entry, known)
        # Guid and link may have changed since the file was written, and that is no new version.
        former = replace(entry, guid=file.guid, link=file.link)
        same = parse_written(str(replace(version, entry=former)))
        is_known = known.words_hash != ""
        known = replace(known, words_hash=words_hash)
        if same.text == file.text:
            known = replace(known, file_hash=file.hash, aside=None)
            return Plan(entry, Action.NOTHING, known, known.title, path)
        if not is_known and file.has_words_of(same):
            return Plan(entry, Action.NOTHING, known, known.title, path)
        changed = date_change(entry, version.date, self._now)
        text = str(replace(version, updated=changed))
        is_edited = known.file_hash != file.hash
        # The person may put the version that is put aside in the place of the post.
        known = replace(known, file_hash=file_hash(text))
        if is_edited:
            return Plan(entry, Action.PUT_ASIDE, known, file.title, path, text)
        known = replace(known, aside=None)
        return Plan(entry, Action.REPLACE, known, version.title, path, text)

    def _plan_later(self, entry: Entry, known: KnownEntry) -> Plan:
        """Leave a post as it is, because its file or the page of the entry cannot be read now.

        What is remembered of the text is different from any, so the next document tries again.
        """
        known = replace(known, source_hash="")
        return Plan(entry, Action.NOTHING, known, known.title, self._path(known))

    def _new_version(self, entry: Entry, known: KnownEntry, file: WrittenText) -> EntryText:
        """Return the text of a post with the dates of its file."""
        first_seen = datetime.fromtimestamp(known.first_seen, self._now.tzinfo)
        date = file.date or date_entry(entry, first_seen).date
        text = self._entry_text(entry, date, file.published_as, file.updated)
        if self._filters:
            filtered = FilteredPost(self._parse(str(text)), text.body)
            text = replace(text, is_featured=self._filters.is_featured(filtered))
        return text

    # Both.

    def _entry_text(
        self,
        entry: Entry,
        date: PostDate,
        published_as: PostDate | None,
        updated: PostDate | None = None,
    ) -> EntryText:
        body = self._convert(entry)
        return EntryText(
            entry,
            self._subscription,
            body.text,
            date,
            image=body.image,
            published_as=published_as,
            updated=updated,
            is_full_text=body.is_full_text,
            layout=self._folder.layout,
        )

    def _words_hash(self, entry: Entry) -> str:
        words = self._plain_words(entry.content or entry.summary)
        return text_hash(" ".join(entry.title.split()), " ".join(words.split()))

    def _seen(self, known: KnownEntry, entry: Entry, keys: EntryKeys) -> KnownEntry:
        """Return what is remembered of an entry after it was in a document with these keys."""
        return replace(
            known,
            guid=keys.guid or known.guid,
            link=entry.link or known.link,
            link_key=keys.link or known.link_key,
            title=entry.title or known.title,
            title_key=keys.title,
            published=keys.published,
            source_hash=keys.source_hash,
            last_seen=self._now.timestamp(),
        )

    def _path(self, known: KnownEntry) -> Path | None:
        return None if known.path is None else self._folder.root / known.path
