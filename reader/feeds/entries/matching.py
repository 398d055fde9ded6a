"""Which entries of a document are known from earlier ones: a decision without side effects.

Publishers change what identifies an entry. Guids change when a site moves, links carry tokens that
differ in each answer, and dates move. Each of these has made readers show everything twice:
https://github.com/newsboat/newsboat/issues/256, https://github.com/miniflux/v2/issues/2358,
https://github.com/lemon24/reader/issues/79. So an entry has several keys, of which the first that
is known decides. `judge_guids` first looks at the whole document, because a guid that is not unique
identifies nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reader.feeds.entries.keys import EntryKeys

Key: TypeAlias = str | tuple[str, ...] | None
"""What entries are grouped by. Those without a key are left out."""

MIN_MASS = 2
"""Number of entries that must have changed alike to be a change of the whole feed. A single one may
be a correction, or a new entry that is like an old one."""


@dataclass(frozen=True, slots=True)
class Match:
    """What an entry of a document is."""

    known: int | None = None
    """Index of the known entry that it is; None for a new entry."""
    key: str = ""
    """By what it was recognised, in words."""
    repeats: int | None = None
    """Index of the entry of the document that it repeats; None if it repeats none."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What the entries of a document are."""

    matches: tuple[Match, ...]
    """One for each entry, in their order. No two of them have the same known entry."""
    is_guid_unreliable: bool
    """Whether the guids of the feed identify nothing, from now on."""


def match_entries(
    entries: Sequence[EntryKeys], known: Sequence[EntryKeys], *, is_guid_unreliable: bool = False
) -> Matching:
    """Find the entries of a document that are known. The result does not depend on their order.

    Args:
        entries: The keys of the entries of the document.
        known: The keys of all entries of the feed that are known.
        is_guid_unreliable: Whether an earlier document has shown that the guids identify nothing.
    """
    repeats = _find_repeats(entries)
    kept = [index for index in range(len(entries)) if index not in repeats]
    is_guid_unreliable = is_guid_unreliable or _are_guids_unreliable(
        [entries[index] for index in kept], known
    )
    pairing = _Pairing(entries, known, kept, is_guid_unreliable=is_guid_unreliable)
    pairing.pair_by("everything", lambda keys: _everything(keys, is_guid_unreliable))
    if not is_guid_unreliable:
        pairing.pair_by("guid", lambda keys: keys.guid)
        pairing.pair_by("guid without scheme", lambda keys: keys.bare_guid)
    pairing.pair_by_link()
    pairing.pair_by_title()
    pairing.pair_by_text()
    matches = [pairing.matches.get(index, Match()) for index in range(len(entries))]
    for index, first in repeats.items():
        matches[index] = Match(repeats=first)
    return Matching(tuple(matches), is_guid_unreliable)


def _find_repeats(entries: Sequence[EntryKeys]) -> dict[int, int]:
    """Return the entries that repeat another one of the document, with the one they repeat.

    They agree in all keys, and have a guid or the same text. RFC 4287 allows several versions of an
    entry in a document: https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1.
    """
    firsts: dict[Key, int] = {}
    repeats: dict[int, int] = {}
    for index, keys in enumerate(entries):
        text = "" if keys.guid else keys.source_hash
        identity = (keys.guid, keys.link, keys.title, keys.published, text)
        first = firsts.setdefault(identity, index)
        if first != index:
            repeats[index] = first
    return repeats


def _are_guids_unreliable(entries: Sequence[EntryKeys], known: Sequence[EntryKeys]) -> bool:
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
    links = _unique(entries, _link_key) & _unique(known, _link_key)
    titles = _unique(entries, _dated_title) & _unique(known, _dated_title)
    return sum(keys.link in links or _dated_title(keys) in titles for keys in entries)


def _everything(keys: EntryKeys, is_guid_unreliable: bool) -> Key:
    """Return all keys that count; None if nothing is known of the text."""
    guid = "" if is_guid_unreliable else keys.guid
    everything = (guid, keys.link, keys.title, keys.published, keys.source_hash)
    return everything if keys.source_hash else None


def _link_key(keys: EntryKeys) -> Key:
    return keys.link


def _dated_title(keys: EntryKeys) -> Key:
    return keys.title_and_day if keys.day else None


def _unique(items: Iterable[EntryKeys], key: Callable[[EntryKeys], Key]) -> set[Key]:
    """Return the keys that exactly one item has."""
    counts = Counter(map(key, items))
    return {value for value, count in counts.items() if value and count == 1}


class _Pairing:
    """Pairs entries of a document with known ones, key by key."""

    def __init__(
        self,
        entries: Sequence[EntryKeys],
        known: Sequence[EntryKeys],
        kept: Sequence[int],
        *,
        is_guid_unreliable: bool,
    ) -> None:
        self.matches: dict[int, Match] = {}
        self._entries = entries
        self._known = known
        self._kept = kept
        self._open_entries = set(kept)
        self._open_known = set(range(len(known)))
        self._is_guid_unreliable = is_guid_unreliable

    def pair_by(self, name: str, key: Callable[[EntryKeys], Key]) -> None:
        """Pair entries that have the same key, in the order in which they are known."""
        known = _group(self._known, self._open_known, key)
        for value, entries in _group(self._entries, self._open_entries, key).items():
            for entry, other in zip(entries, known.get(value, ()), strict=False):
                self._pair(name, entry, other)

    def pair_by_link(self) -> None:
        """Pair entries that have the same link, if no others have it."""
        all_entries = _group(self._entries, self._kept, _link_key)
        all_known = _group(self._known, range(len(self._known)), _link_key)
        for link in all_entries.keys() & all_known.keys():
            if len(all_entries[link]) == len(all_known[link]) == 1:
                [entry], [other] = all_entries[link], all_known[link]
                if self._are_open(entry, other) and self._may_be_same_page(entry, other):
                    self._pair("link", entry, other)

    def pair_by_title(self) -> None:
        """Pair entries that have the same title and day; of several, those with the same text."""
        entries = _group(self._entries, self._open_entries, lambda keys: keys.title_and_day)
        known = _group(self._known, self._open_known, lambda keys: keys.title_and_day)
        for title in entries.keys() & known.keys():
            self._pair_same_titles(entries[title], known[title])

    def _pair_same_titles(self, entries: Sequence[int], known: Sequence[int]) -> None:
        by_text = _group(self._known, known, lambda keys: keys.source_hash)
        for entry in entries:
            for other in by_text.get(self._entries[entry].source_hash, ()):
                if self._are_open(entry, other) and self._may_be_same_title(entry, other):
                    self._pair("title, day and text", entry, other)
        entries = [index for index in entries if index in self._open_entries]
        known = [index for index in known if index in self._open_known]
        # Of several with the same title, one that has changed cannot be told from a new one.
        if len(entries) == len(known):
            for entry, other in zip(entries, known, strict=True):
                if self._may_be_same_title(entry, other):
                    self._pair("title and day", entry, other)

    def pair_by_text(self) -> None:
        """Pair entries of which nothing but title and text is left.

        These are entries with neither guid nor link whose date has moved, and those of a document
        in which everything else has changed at once.
        """
        is_all_new = not self.matches
        entries = _group(self._entries, self._open_entries, lambda keys: keys.source_hash)
        known = _group(self._known, self._open_known, lambda keys: keys.source_hash)
        common = entries.keys() & known.keys()
        unique = {text for text in common if len(entries[text]) == len(known[text]) == 1}
        is_mass = is_all_new and len(unique) >= MIN_MASS and 2 * len(unique) >= len(self._kept)
        for text in common:
            for entry, other in zip(entries[text], known[text], strict=False):
                if (is_mass and text in unique) or not self._has_other_key(entry):
                    self._pair("title and text", entry, other)

    def _has_other_key(self, entry: int) -> bool:
        """Whether an entry has a guid that counts, or a link."""
        keys = self._entries[entry]
        return bool(keys.link or (keys.guid and not self._is_guid_unreliable))

    def _may_be_same_page(self, entry: int, other: int) -> bool:
        """Whether entries with the same link may be the same.

        A page such as a changelog has one entry after the other. Then the guid is another one, and
        so are title and day.
        """
        keys, known = self._entries[entry], self._known[other]
        if self._is_guid_unreliable or not (keys.guid and known.guid):
            return True
        return keys.title == known.title or keys.day == known.day

    def _may_be_same_title(self, entry: int, other: int) -> bool:
        """Whether entries with the same title and day may be the same.

        If they have different guids and different links, they must be from the same time: a status
        page can have two reports with the same title on a day.
        """
        keys, known = self._entries[entry], self._known[other]
        if self._is_guid_unreliable or not (keys.guid and known.guid):
            return True
        is_elsewhere = keys.link != known.link and bool(keys.link and known.link)
        return not is_elsewhere or keys.has_time_of(known)

    def _are_open(self, entry: int, other: int) -> bool:
        return entry in self._open_entries and other in self._open_known

    def _pair(self, name: str, entry: int, other: int) -> None:
        self._open_entries.discard(entry)
        self._open_known.discard(other)
        self.matches[entry] = Match(known=other, key=name)


def _group(
    items: Sequence[EntryKeys],
    indices: Iterable[int],
    key: Callable[[EntryKeys], Key],
) -> dict[Key, list[int]]:
    """Return the indices of items by their key, each list in ascending order. Items without a key
    are left out."""
    groups: dict[Key, list[int]] = {}
    for index in sorted(indices):
        if value := key(items[index]):
            groups.setdefault(value, []).append(index)
    return groups
