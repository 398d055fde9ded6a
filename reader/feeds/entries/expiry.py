"""Which posts of a feed are deleted because its subscription keeps only some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from reader.feeds.model import Keep
from reader.store.codecs import date_from_text
from reader.store.feeds.known_entry import Fate, FeedHistory, KnownEntry
from reader.text.dates import wall_clock

MAX_ABSENCE = timedelta(days=365)
"""An entry without a post is forgotten when the feed has not had it for so long. Before that, it
would become a post again if it returned."""


def find_expired(
    history: FeedHistory, keep: Keep, now: datetime, may_go: Callable[[KnownEntry], bool]
) -> list[tuple[KnownEntry, str]]:
    """Return the entries whose posts are deleted, each with the reason.

    A post that is still in the feed is not deleted: it would have to be kept apart from new ones.

    Args:
        history: All that is remembered of the entries of the feed.
        keep: What the subscription keeps.
        now: The current time, with its time zone.
        may_go: Whether a post may be deleted: it is read and unedited, and the person has not kept
            it.
    """
    dated = _newest_first(history.entries)
    expired: list[tuple[KnownEntry, str]] = []
    for place, (date, entry) in enumerate(dated):
        reason = ""
        if keep.max_age is not None and wall_clock(now) - date > keep.max_age:
            reason = f"older than {_in_days(keep.max_age)}"
        elif keep.max_count is not None and place >= keep.max_count:
            reason = f"not among the {keep.max_count:,} newest"
        is_listed = history.last_document is None or entry.last_seen == history.last_document
        if reason and not is_listed and may_go(entry):
            expired.append((entry, reason))
    return expired


def find_forgettable(entries: Iterable[KnownEntry], now: datetime) -> list[KnownEntry]:
    """Return the entries without a post that no document has had for long.

    Args:
        entries: The entries of a feed.
        now: The time of its present document, whose entries are not to be forgotten.
    """
    limit = (now - MAX_ABSENCE).timestamp()
    return [
        entry
        for entry in entries
        if entry.fate in (Fate.DELETED, Fate.FILTERED)
        and (entry.last_seen or entry.first_seen) < limit
    ]


def _newest_first(entries: Sequence[KnownEntry]) -> list[tuple[datetime, KnownEntry]]:
    """Return the entries with posts and their dates, the newest first."""
    dated = [
        (wall_clock(date), entry)
        for entry in entries
        if entry.fate is Fate.WRITTEN and (date := date_from_text(entry.date or None)) is not None
    ]
    return sorted(dated, key=lambda pair: (pair[0], -(pair[1].number or 0)), reverse=True)


def _in_days(age: timedelta) -> str:
    return "1 day" if age.days == 1 else f"{age.days:,} days"
