"""Any bytes that are imported as a list of feeds give clean feeds, or an error with a remedy."""

from __future__ import annotations

import re
from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.feeds.errors import FeedError
from reader.feeds.subscriptions.imports import parse_list, plan_import
from reader.feeds.subscriptions.opml import format_opml
from tests.property.effort import examples

from .byte_mutations import mutated

OPML = b"""<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Fruit"><outline text="Figs &amp; dates" type="rss" xmlUrl="https://example.org/a"/>
<outline text="Sub"><outline title="Plums" xmlUrl="http://user:secret@example.org/b?c=d&amp;e=f"
 category="/x/y,z"/></outline></outline>
<outline xmlUrl="example.com/feed" /></body></opml>"""
URLS = b"""# mine
https://example.org/a "~Figs" fruit "two words"
http://example.org/b
"query:Unread:unread = \\"yes\\""
exec:script.sh
"""
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

MISTAKES = (
    *(b"<outline ", b"/>", b"</outline>", b'xmlUrl="', b"<!--", b"-->", b"<![CDATA[", b"&amp;"),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"feed:", b"https://[::1", b"file:///etc/passwd"),
)
lists = mutated([OPML, URLS], MISTAKES)


@settings(max_examples=examples(150))
@given(lists | st.binary(max_size=200))
@example(b"<opml><body>" + b"<outline text='a'>" * 5_000)
@example(b'<opml><outline xmlUrl="https://[/"/></opml>')
def test_any_list_gives_clean_feeds_or_an_error(data: bytes) -> None:
    with suppress(FeedError):
        plan = plan_import(parse_list(data), ())
        ids = [feed.id for feed in plan.new]
        assert len(ids) == len(set(ids))
        for feed in plan.new:
            assert feed.url.startswith(("http://", "https://"))
            assert not CONTROLS.search(feed.id + feed.name + feed.url + feed.category)
        for refused in plan.refused:
            assert refused.refusal
            assert not CONTROLS.search(refused.url + refused.title)
        if plan.new:
            again = plan_import(parse_list(format_opml(plan.new).encode()), ())
            assert {feed.url for feed in again.new} == {feed.url for feed in plan.new}
