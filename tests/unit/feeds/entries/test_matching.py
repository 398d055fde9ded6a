"""Which entries of a document are known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from reader.feeds.entries.keys import EntryKeys, bare_guid, link_key, time_key, title_key
from reader.feeds.entries.matching import Matching, match_entries
from reader.text.dates import PostDate


def keys(name: str, **changes: str) -> EntryKeys:
    """Return the keys of an entry with everything that an entry can have."""
    values = {
        "guid": f"https://site.example/?p={name}",
        "link": f"site.example/{name}",
        "title": f"about {name}",
        "published": f"2026-11-{10 + ord(name[0]) % 10}T08:00:00",
        "source_hash": f"hash of {name}",
        **changes,
    }
    return EntryKeys(bare_guid=bare_guid(values["guid"]), **values)


A, B, C = keys("a"), keys("b"), keys("c")


def known(matching: Matching) -> list[int | None]:
    """Return which known entry each entry is."""
    return [match.known for match in matching.matches]


def test_an_entry_with_the_same_guid_is_known_whatever_else_has_changed() -> None:
    changed = keys("a", title="new title", link="site.example/new", source_hash="new")

    assert known(match_entries([B, changed], [A, B])) == [1, 0]


def test_a_guid_that_moved_to_https_is_known() -> None:
    moved = keys("a", guid="http://www.site.example/?p=a/", link="", title="x", published="")
    matching = match_entries([moved, B], [A, B])

    assert known(matching) == [0, 1]
    assert matching.matches[0].key == "guid without scheme"


def test_a_changed_guid_is_found_by_its_link() -> None:
    matching = match_entries([keys("a", guid="urn:1"), B], [A, B])

    assert known(matching) == [0, 1]
    assert not matching.is_guid_unreliable


def test_a_feed_whose_guids_are_all_new_has_unreliable_ones() -> None:
    matching = match_entries([keys("a", guid="urn:1"), keys("b", guid="urn:2"), C], [A, B])

    assert known(matching) == [0, 1, None]
    assert matching.is_guid_unreliable


def test_a_document_of_new_entries_alone_says_nothing_about_guids() -> None:
    matching = match_entries([keys("d"), keys("e")], [A, B])

    assert known(matching) == [None, None]
    assert not matching.is_guid_unreliable


def test_the_same_guid_on_several_entries_counts_for_nothing() -> None:
    home = "https://site.example"
    first = match_entries([keys("a", guid=home), keys("b", guid=home)], [])
    later = match_entries([keys("b", guid=home)], [keys("a", guid=home)], is_guid_unreliable=True)

    assert known(first) == [None, None]
    assert first.is_guid_unreliable
    assert known(later) == [None]


def test_positions_as_guids_do_not_shift_the_entries() -> None:
    before = [keys("a", guid="1"), keys("b", guid="2")]
    now = [keys("c", guid="1"), keys("a", guid="2"), keys("b", guid="3")]
    matching = match_entries(now, before)

    assert known(matching) == [None, 0, 1]
    assert matching.is_guid_unreliable


def test_a_constant_guid_of_a_feed_with_one_entry_does_not_hide_the_next() -> None:
    assert known(match_entries([keys("b", guid="latest")], [keys("a", guid="latest")])) == [None]


def test_entries_without_guid_and_with_the_same_link_are_told_apart_by_title_and_day() -> None:
    page = "site.example/changes"
    before = [keys("a", guid="", link=page), keys("b", guid="", link=page)]
    now = [keys(name, guid="", link=page) for name in "cba"]

    assert known(match_entries(now, before)) == [None, 1, 0]


def test_an_entry_without_guid_is_known_by_title_and_day_if_its_link_has_a_token() -> None:
    before = [keys(name, guid="", link=f"site.example/{name}?t=1") for name in "ab"]
    now = [keys(name, guid="", link=f"site.example/{name}?t=2") for name in "cba"]

    assert known(match_entries(now, before)) == [None, 1, 0]


def test_a_moved_date_alone_makes_no_new_entry() -> None:
    for missing in ({}, {"guid": ""}, {"guid": "", "link": ""}):
        before = [keys(name, **missing) for name in "ab"]
        now = [keys(name, **missing, published="2027-01-01T00:00:00") for name in "ba"]

        assert known(match_entries(now, before)) == [1, 0]


def test_a_changelog_whose_entries_have_one_link_has_new_ones() -> None:
    page = "site.example/changes"

    assert known(match_entries([keys("b", link=page)], [keys("a", link=page)])) == [None]


def test_reports_with_the_same_title_on_a_day_are_different() -> None:
    first = keys("a", title="outage", published="2026-11-27T08:00:00")
    second = keys("b", title="outage", published="2026-11-27T15:00:00")

    assert known(match_entries([second], [first])) == [None]


def test_a_new_address_of_a_post_makes_no_new_entry() -> None:
    """With the address as guid, both change, and title and time do not."""
    new = keys("a", guid="https://site.example/new-slug", link="site.example/new-slug")

    assert known(match_entries([new, B], [A, B])) == [0, 1]


def test_undated_entries_with_the_same_title_are_different() -> None:
    before, now = keys("a", title="comic", published=""), keys("b", title="comic", published="")

    assert known(match_entries([now], [before])) == [None]


def test_notes_of_the_same_title_and_day_are_told_apart_by_their_text() -> None:
    empty = {"guid": "", "link": "", "title": "note", "published": "2026-11-27"}
    before = [keys("a", **empty), keys("b", **empty)]
    now = [keys("c", **empty), keys("b", **empty), keys("a", **empty)]

    assert known(match_entries(now, before)) == [None, 1, 0]


def test_a_change_of_everything_but_title_and_text_is_no_news() -> None:
    def moved(name: str) -> EntryKeys:
        return keys(
            name, guid=f"urn:{name}", link=f"other.example/{name}", published="2027-01-01T00:00:00"
        )

    assert known(match_entries([moved("a"), moved("b")], [A, B])) == [0, 1]
    assert known(match_entries([moved("a"), B], [A, B])) == [None, 1]


def test_an_entry_that_is_in_a_document_twice_is_a_repetition() -> None:
    newer = keys("a", source_hash="newer text")
    matching = match_entries([A, B, newer], [])

    assert [match.repeats for match in matching.matches] == [None, None, 0]
    assert not matching.is_guid_unreliable


def test_entries_without_any_key_are_repetitions_only_with_the_same_text() -> None:
    nothing = {"guid": "", "link": "", "title": "", "published": ""}
    matching = match_entries([keys("a", **nothing), keys("b", **nothing), keys("a", **nothing)], [])

    assert [match.repeats for match in matching.matches] == [None, None, 0]


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("https://www.site.example/a/?utm_source=rss#top", "site.example/a"),
        ("http://site.example/a", "site.example/a"),
        ("https://site.example/", ""),
        ("https://site.example", ""),
        ("https://site.example/?p=3", "site.example?p=3"),
        ("https://site.example/news/", ""),
        ("", ""),
        ("no address", ""),
    ],
)
def test_a_link_identifies_a_page_but_not_the_site(link: str, key: str) -> None:
    assert link_key(link, "http://www.site.example/news") == key


@pytest.mark.parametrize(
    ("published", "key"),
    [
        (None, ""),
        (date(2026, 11, 27), "2026-11-27"),
        (datetime(2026, 11, 27, 1, tzinfo=timezone(timedelta(hours=2))), "2026-11-26T23:00:00"),
        (datetime(2026, 11, 26, 23, 0, 0, 5, tzinfo=UTC), "2026-11-26T23:00:00"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2))), "0001-01-01T00:00:00"),
    ],
)
def test_the_same_time_has_the_same_key(published: PostDate | None, key: str) -> None:
    assert time_key(published) == key


def test_titles_are_compared_without_case_accents_and_spaces() -> None:
    assert title_key(" The  Café\n") == title_key("the cafe")
    assert len(title_key("long " * 1000)) < 250
    assert title_key("long " * 1000) != title_key("long " * 1001)
