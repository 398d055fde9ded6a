"""Whether the guids of a feed identify its entries: a decision about a whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from reader.feeds.entries.keys import EntryKeys

Key: TypeAlias = str | tuple[str, ...] | None
"""What entries are grouped by. Those without a key are left out."""

MIN_MASS = 2
"""Number of entries that must have changed alike to be a change of the whole feed. A single one may
be a correction, or a new entry that is like an old one."""


def are_guids_unreliable(entries: Sequence[EntryKeys], known: Sequence[EntryKeys]) -> bool:
    """Whether a document shows that the guids of its feed identify nothing."""
    with_guid = [keys for keys in entries if keys.guid]
    titles = {(keys.guid, keys.title) for keys in known if keys.guid}
    if len({keys.guid for keys in with_guid}) < len(with_guid):
        return True
    if len({guid for guid, _ in titles}) < len(titles):
        return True  # known before, and forgotten with the database
    by_guid = {name: keys for keys in known for name in (keys.bare_guid, keys.guid) if name}
    same_guid = [
        (keys, other)
        for keys in with_guid
        if (other := by_guid.get(keys.guid) or by_guid.get(keys.bare_guid)) is not None
    ]
    known_guids = {keys.guid for keys, _ in same_guid}
    others = [keys for keys in with_guid if keys.guid not in known_guids]
    changed = _count_known_otherwise(others, known)
    if not same_guid:
        return changed >= MIN_MASS and 2 * changed >= len(with_guid)
    if all(_has_nothing_else_of(keys, other, changed > 0) for keys, other in same_guid):
        return True
    return _leads_elsewhere(same_guid, known)


def _has_nothing_else_of(keys: EntryKeys, other: EntryKeys, has_changed: bool) -> bool:
    """Whether entries with the same guid are not the same: they have nothing else in common.

    Args:
        keys: An entry of the document.
        other: The known entry with its guid.
        has_changed: Whether other entries of the document have new guids. Then a guid may well be
            that of another entry of the same day.
    """
    if not all((keys.link, other.link, keys.title, other.title)):
        return False
    is_other_day = keys.day != other.day and bool(keys.day and other.day)
    is_other_page = keys.link != other.link and keys.title != other.title
    return is_other_page and (has_changed or is_other_day)


def _leads_elsewhere(
    same_guid: Iterable[tuple[EntryKeys, EntryKeys]], known: Iterable[EntryKeys]
) -> bool:
    """Whether an entry has the guid of one known entry, and all else of a different one.

    That happens if guids are the positions in the document.
    """
    pages = {(keys.link, keys.title) for keys in known if keys.link and keys.title}
    dated = {keys.title_and_day for keys in known if keys.title and keys.day}
    return any(
        keys.title != other.title
        and keys.link != other.link
        and ((keys.link, keys.title) in pages or keys.title_and_day in dated)
        for keys, other in same_guid
    )


def _count_known_otherwise(entries: Sequence[EntryKeys], known: Sequence[EntryKeys]) -> int:
    """Return how many entries have a link, or a title and a day, that only one known one has."""
    links = _unique(entries, link_of) & _unique(known, link_of)
    titles = _unique(entries, _dated_title) & _unique(known, _dated_title)
    return sum(keys.link in links or _dated_title(keys) in titles for keys in entries)


def link_of(keys: EntryKeys) -> Key:
    """Return the link as what entries are grouped by."""
    return keys.link


def _dated_title(keys: EntryKeys) -> Key:
    return keys.title_and_day if keys.day else None


def _unique(items: Iterable[EntryKeys], key: Callable[[EntryKeys], Key]) -> set[Key]:
    """Return the keys that exactly one item has."""
    counts = Counter(map(key, items))
    return {value for value, count in counts.items() if value and count == 1}
