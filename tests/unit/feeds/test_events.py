"""Events of a fetch as lines of JSON."""

from __future__ import annotations

import json

import pytest

from reader.feeds import events
from reader.feeds.events import EVENT_TYPES, FetchEvent, format_event, parse_event

EXAMPLES: list[FetchEvent] = [
    events.FetchStarted(3),
    events.PostWritten("kottke", "/feeds/\udcff\n.md", "Ærlig \u2028\x1b[2J 月", is_new=True),
    events.PostDeleted("kottke", "/feeds/old.md", "Old", "older than 30 days"),
    events.FeedFetched("kottke", "Kottke", 1, 2, 3, 4, is_unchanged=True),
    events.FeedFailed("kottke", "Kottke", "It failed.", "Wait.", 1.5),
    events.FeedPostponed("kottke", "Kottke", 9.0),
    events.FeedMoved("kottke", "Kottke", "https://example.org/"),
    events.FetchEnded(3, 1, 2, 3, is_offline=True),
]


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: event.name)
def test_an_event_is_one_line_of_ascii_and_reads_back(event: FetchEvent) -> None:
    line = format_event(event)

    assert line.isascii()
    assert line.isprintable()
    assert parse_event(line) == event


def test_every_event_has_an_example_and_a_name_of_its_own() -> None:
    assert [type(event) for event in EXAMPLES] == list(EVENT_TYPES)
    assert len({kind.name for kind in EVENT_TYPES}) == len(EVENT_TYPES)


@pytest.mark.parametrize(
    "line",
    ["", "{", "3", "null", "[]", '{"event": []}', '{"event": "new kind"}', '{"event": "post"}'],
)
def test_other_lines_are_no_events(line: str) -> None:
    assert parse_event(line) is None


def test_fields_of_a_later_version_are_ignored() -> None:
    line = json.dumps({"event": "start", "feeds": 3, "later": 1})

    assert parse_event(line) == events.FetchStarted(3)
