"""Any change that is not one of the text of an entry makes no new entry, in any order."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.entries.keys import EntryKeys, bare_guid
from reader.feeds.entries.matching import Match, match_entries

TEXTS = st.sampled_from(["", "a", "b", "c", "site.example/a", "site.example/b"])
GUIDS = st.sampled_from(["", "1", "2", "http://site.example/a", "https://www.site.example/a/"])
DATES = st.sampled_from(["", "2026-11-27", "2026-11-27T08:00:00", "2026-11-28T08:00:00"])


@st.composite
def any_keys(draw: st.DrawFn) -> EntryKeys:
    """Return keys of which many are equal to those of others."""
    guid = draw(GUIDS)
    return EntryKeys(
        guid, bare_guid(guid), draw(TEXTS), draw(TEXTS), draw(DATES), draw(st.sampled_from("xyz"))
    )


def distinct(count: int) -> list[EntryKeys]:
    """Return keys of different entries."""
    return [
        EntryKeys(
            f"http://site.example/?p={number}",
            f"site.example/?p={number}",
            f"site.example/{number}",
            f"title {number}",
            f"2026-11-{1 + number:02}T08:00:00",
            f"text {number}",
        )
        for number in range(count)
    ]


CHANGES = {
    "guids": lambda keys, token: replace(keys, guid=token, bare_guid=token),
    "no guids": lambda keys, token: replace(keys, guid="", bare_guid=""),
    "constant guids": lambda keys, token: replace(keys, guid="x", bare_guid="x"),
    "links": lambda keys, token: replace(keys, link=f"{keys.link}?t={token}"),
    "no links": lambda keys, token: replace(keys, link=""),
    "dates": lambda keys, token: replace(keys, published="2027-01-01T00:00:00"),
    "no dates": lambda keys, token: replace(keys, published=""),
    "titles": lambda keys, token: replace(keys, title=f"new {keys.title}", source_hash=token),
    "texts": lambda keys, token: replace(keys, source_hash=token),
    "guids and links": lambda keys, token: replace(
        keys, guid=token, bare_guid=token, link=f"{keys.link}?t={token}"
    ),
    "guids and dates": lambda keys, token: replace(
        keys, guid=token, bare_guid=token, published="2027-01-01T00:00:00"
    ),
    "all but title and text": lambda keys, token: replace(
        keys, guid=token, bare_guid=token, link=token, published="2027-01-01T00:00:00"
    ),
}


@given(
    count=st.integers(2, 8),
    change=st.sampled_from(sorted(CHANGES)),
    order=st.randoms(use_true_random=False),
)
def test_no_mass_change_makes_new_entries(count: int, change: str, order: random.Random) -> None:
    known = distinct(count)
    changed = [
        (index, CHANGES[change](keys, f"token-{change}-{index}"))
        for index, keys in enumerate(known)
    ]
    order.shuffle(changed)
    matching = match_entries([keys for _, keys in changed], known)

    assert [match.known for match in matching.matches] == [index for index, _ in changed]


@given(count=st.integers(1, 8), new=st.integers(1, 4), order=st.randoms(use_true_random=False))
def test_entries_that_nobody_knows_are_new(count: int, new: int, order: random.Random) -> None:
    entries = distinct(count + new)
    known, document = entries[:count], entries[:]
    order.shuffle(document)
    matching = match_entries(document, known)

    assert [match.known is None for match in matching.matches] == [
        keys not in known for keys in document
    ]
    assert not matching.is_guid_unreliable


@given(entries=st.lists(any_keys(), max_size=6), known=st.lists(any_keys(), max_size=6))
def test_every_entry_is_something_and_no_known_one_is_two(
    entries: list[EntryKeys], known: list[EntryKeys]
) -> None:
    matching = match_entries(entries, known)
    found = [match.known for match in matching.matches if match.known is not None]

    assert len(matching.matches) == len(entries)
    assert len(found) == len(set(found))
    for index, match in enumerate(matching.matches):
        if match.repeats is not None:
            assert match.known is None
            assert match.repeats < index
            assert matching.matches[match.repeats].repeats is None


@given(entries=st.lists(any_keys(), max_size=6), known=st.lists(any_keys(), max_size=3))
def test_the_same_document_again_has_nothing_new(
    entries: list[EntryKeys], known: list[EntryKeys]
) -> None:
    """After a document, each entry is known with the keys that it had in it."""
    first = match_entries(entries, known)
    after = list(known)
    places: list[int | None] = []
    for keys, match in zip(entries, first.matches, strict=True):
        if match.repeats is not None:
            places.append(None)
        elif match.known is None:
            places.append(len(after))
            after.append(keys)
        else:
            places.append(match.known)
            after[match.known] = keys
    again = match_entries(entries, after, is_guid_unreliable=first.is_guid_unreliable)

    assert [match.repeats for match in again.matches] == [match.repeats for match in first.matches]
    assert [match == Match() for match in again.matches].count(True) == 0
