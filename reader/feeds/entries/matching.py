"""Which entries of a document are known from earlier ones: a decision without side effects.

Publishers change what identifies an entry. Guids change when a site moves, links carry tokens that
differ in each answer, and dates move. Each of these has made readers show everything twice:
https://github.com/newsboat/newsboat/issues/256, https://github.com/miniflux/v2/issues/2358,
https://github.com/lemon24/reader/issues/79. So an entry has several keys, and the first one that
is known decides. `are_guids_unreliable` first looks at the whole document, because a guid that is
not unique identifies nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reader.feeds.entries.guids import MIN_MASS, Key, are_guids_unreliable, link_of
from reader.feeds.entries.keys import EntryKeys


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
    """Find the entries of a document that are known.

    The order of the entries matters only among those that no key tells apart.

    Args:
        entries: The keys of the entries of the document.
        known: The keys of all entries of the feed that are known.
        is_guid_unreliable: Whether an earlier document has shown that the guids identify nothing.
    """
    repeats = _find_repeats(entries)
    kept = [index for index in range(len(entries)) if index not in repeats]
    is_guid_unreliable = is_guid_unreliable or are_guids_unreliable(
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


def _everything(keys: EntryKeys, is_guid_unreliable: bool) -> Key:
    """Return all keys that count; None if nothing is known of the text."""
    guid = "" if is_guid_unreliable else keys.guid
    everything = (guid, keys.link, keys.title, keys.published, keys.source_hash)
    return everything if keys.source_hash else None


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
        all_entries = _group(self._entries, self._kept, link_of)
        all_known = _group(self._known, range(len(self._known)), link_of)
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
