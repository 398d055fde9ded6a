"""An entry that becomes a post has the same values for every program that reads the file."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import frontmatter
from hypothesis import example, given
from hypothesis import strategies as st

from reader.feeds.model import Enclosure, Entry, Subscription
from reader.feeds.writing.entry_text import MAX_TAGS, EntryText
from reader.feeds.writing.plain_text import inert_line
from reader.posts.parsing import parse_post
from reader.posts.post import UNCATEGORISED
from reader.text.clean import one_line

SPELLINGS = [
    "no", "1e3", "2024-01-01", "007", "~", "null", "Null", "0x1F", "12:30", "1_000", ".5", "=",
    "<<", "- x", "a: b", "a #b", "#tag", "'one'", 'say "hi"', "back\\slash", "it's \"both\"",
    "*em* and _em_", "`code`", "R&D", "&amp;", "Vec<T>", "<script>x</script>", "{{ page }}",
    "{% raw %}", "[[wiki]]", "[a](b)", "%x", "@x", "!x", "? x", "|", ">", "---", "...", "a\x85b",
    "a\u2028b", "a\u2029b", "\ufeffa", "\u202eabc", "😀 emoji", "😀 'q'", "é", "e\u0301",
    "漢字", "x" * 500, " spaces  within ", "tab\there", "line\nbreak\n---\nmore", "yes", "true",
    "Ann <ann@example.org>", "a, b; c", "\x1b[31m", "\x00", "\ud800", "<<<<<<< HEAD",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(SPELLINGS), st.text(max_size=40))
NAMES = st.lists(TEXTS, max_size=12).map(tuple)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
DATES = st.one_of(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.datetimes(
        datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.one_of(st.none(), OFFSETS)
    ),
)
ENTRIES = st.builds(
    Entry,
    guid=TEXTS,
    title=TEXTS,
    link=st.sampled_from(["", "https://example.org/a b?c=<d>&e=f#g", "http://example.org"]),
    updated=st.none() | DATES,
    authors=NAMES,
    tags=NAMES,
    summary=TEXTS,
    content=TEXTS,
    image=st.sampled_from(["", "https://example.org/a.jpg?x=1&amp;y=2", "https://e.org/ü 1.png"]),
    enclosures=st.lists(
        st.builds(
            Enclosure,
            url=st.just("https://example.org/a.mp3"),
            media_type=TEXTS,
            length=st.none() | st.integers(0, 2**40),
        ),
        max_size=2,
    ).map(tuple),
    language=st.sampled_from(["", "en", "de-DE", "no", "English"]),
)
SUBSCRIPTIONS = st.builds(
    Subscription, id=st.just("feed-id"), name=TEXTS, url=st.just("u"), category=TEXTS
)


@given(ENTRIES, SUBSCRIPTIONS, DATES, TEXTS)
@example(
    Entry(guid="g", title="It's <b>", tags=("a",) * 9), Subscription("i", "no", "u"),
    date(2024, 5, 6), "    code\n\n---\n\ntext",
)  # fmt: skip
def test_both_loaders_read_the_same_values(
    entry: Entry, subscription: Subscription, published: date, body: str
) -> None:
    post_text = EntryText(entry, subscription, body, published)
    text = str(post_text)
    values: dict[str, Any] = frontmatter.loads(text).metadata
    # "it" and "drafts" must not be taken for a language and for what hides the post.
    post = parse_post(text.encode(), path="/f/it/x/p.md", post_id="it/x/2024-05-06-p.md").post
    assert post.title == values["title"] == post_text.title
    if one_line(entry.title):
        assert post.title.replace("\u2060", "") == one_line(entry.title).replace("\u2060", "")
    if post.is_description_written:
        assert post.description == values["description"]
    else:
        assert "description" not in values
    assert list(post.categories) == (values["categories"] or [UNCATEGORISED])
    assert list(post.tags) == values.get("tags", [])
    assert list(post.authors) == values.get("authors", [])
    assert (post.link, post.image) == (values.get("link"), values.get("image"))
    assert post.language == values.get("language")
    assert post.feed == values["feed"]
    assert post.guid == (one_line(values["guid"]) or None)
    assert not post.problems
    assert not post.featured


@given(ENTRIES, DATES, DATES)
def test_dates_are_read_as_they_were(entry: Entry, published: date, original: date) -> None:
    text = str(EntryText(entry, Subscription("i", "F", "u"), "", published, published_as=original))
    values: dict[str, Any] = frontmatter.loads(text).metadata
    assert _moment(values["date"]) == _moment(published)
    assert _moment(values["published_as"]) == _moment(original)
    post = parse_post(text.encode(), path="/f/p.md", post_id="p.md").post
    assert post.date == values["date"]
    assert post.updated == values.get("updated")


@given(ENTRIES, TEXTS, st.booleans())
def test_guids_and_enclosures_are_kept(entry: Entry, name: str, is_featured: bool) -> None:
    subscription = Subscription("i", name, "u")
    text = str(EntryText(entry, subscription, "x", date(2024, 5, 6), is_featured=is_featured))
    values: dict[str, Any] = frontmatter.loads(text).metadata
    assert values["guid"] == re.sub("[\ud800-\udfff]", "\ufffd", entry.guid)
    kept = values.get("enclosures", [])
    assert [(item["url"], item.get("type", ""), item.get("length")) for item in kept] == [
        (each.url, inert_line(each.media_type), each.length) for each in entry.enclosures
    ]
    assert len(values.get("tags", [])) <= MAX_TAGS
    assert values.get("featured", False) is is_featured
    assert len(text.split("\n---\n")[0].splitlines()) <= 3 * len(values) + 8


def _moment(value: date) -> datetime:
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    value = value if value.tzinfo else value.replace(tzinfo=UTC)
    return value.replace(microsecond=0).astimezone(UTC)
