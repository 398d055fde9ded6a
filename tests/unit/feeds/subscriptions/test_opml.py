"""OPML is read as other programs write it, and written so that it reads back the same."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.model import Subscription
from reader.feeds.subscriptions.names import safe_category
from reader.feeds.subscriptions.opml import OutlineFeed, format_opml, parse_opml
from reader.text.clean import one_line


def opml(body: str, head: str = '<?xml version="1.0"?>') -> str:
    return f'{head}<opml version="2.0"><head><title>x</title></head><body>{body}</body></opml>'


FEED = '<outline type="rss" title="A" xmlUrl="https://a.example/feed"/>'
A = OutlineFeed("https://a.example/feed", "A")


def parsed(body: str) -> list[OutlineFeed]:
    return parse_opml(opml(body).encode())


@pytest.mark.parametrize(
    "outline",
    [
        FEED,
        '<outline text="A" xmlURL=" https://a.example/feed " />',
        "<outline text='A' XMLURL='https://a.example/feed'></outline>",
        '<OUTLINE Title="A" Text="B" XmlUrl="https://a.example/feed"/>',
        '<outline title="" text="A" xmlUrl="https://a.example/feed"/>',
        '<outline title=" " text=" A&#10;" xmlUrl="https://a.example/feed"/>',
        '<o:outline xmlns:o="x" title="A" o:xmlUrl="https://a.example/feed"/>',
        '<outline htmlUrl="x" title="A" xmlUrl="https://a.example/feed" version="RSS"/>',
        '<outline type="RSS" text="A" url="https://a.example/feed"/>',
    ],
)
def test_a_feed_is_read_in_every_spelling(outline: str) -> None:
    assert parsed(outline) == [A]


def test_folders_are_outlines_without_an_address_whatever_their_type() -> None:
    found = parsed(
        f'<outline type="rss" text="Tech"><outline title="Apple">{FEED}</outline>'
        '<outline text="B" xmlUrl="https://b.example"><outline text="C" xmlUrl="c"/></outline>'
        f'</outline><outline text="Empty"/>{FEED}<outline>{FEED}</outline>'
    )
    assert [(feed.url, feed.folder) for feed in found] == [
        (A.url, "Tech/Apple"),
        ("https://b.example", "Tech"),
        ("c", "Tech"),
        (A.url, ""),
        (A.url, ""),
    ]


def test_a_link_to_a_page_is_no_feed() -> None:
    assert parsed('<outline type="link" text="A" url="https://a.example"/>') == []


def test_a_slash_in_the_name_of_a_folder_nests_nothing() -> None:
    [feed] = parsed(f'<outline text="AI: a/b"><outline text=" ">{FEED}</outline></outline>')
    assert feed.folder == "AI: a-b"


def test_folders_are_nested_only_so_deep() -> None:
    [feed] = parsed('<outline text="x">' * 5_000 + FEED + "</outline>" * 5_000)
    assert feed.folder == "/".join("x" * 8)


def test_categories_are_paths_separated_by_commas() -> None:
    [feed] = parsed('<outline xmlUrl="u" category="/Boston/Weather,News, ,/"/>')
    assert feed.categories == ("Boston/Weather", "News")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Q & A", "Q & A"),
        ("AT&T&nbsp;&amp;&eacute;&LT;", "AT&T &é<"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("<b>bold</b>", "<b>bold</b>"),
        ('The "best" feed', 'The "best" feed'),
        ('"quoted"', '"quoted"'),
        ("a=b 'c'", "a=b 'c'"),
        ("\x0bform\x00", "form"),
        ("\x1b[31m", "[31m"),
        ("&#0;&#x1b;x", "\ufffdx"),
    ],
)
def test_lists_that_are_not_well_formed_are_read(title: str, shown: str) -> None:
    found = parsed(
        f'<outline text="F"><outline title="{title}" xmlUrl="https://a.example/?a=1&b=2"/></outline>'
        f"{FEED}"
    )
    assert [(feed.url, feed.folder) for feed in found] == [
        ("https://a.example/?a=1&b=2", "F"),
        (A.url, ""),
    ]
    assert found[0].title == shown


def test_comments_are_left_out() -> None:
    commented = f'<!-- {FEED} --><!-- <outline text="x"> -->'
    assert parsed(commented + FEED) == [A]
    assert parsed(f"{commented}{FEED}<b>") == [A]


def test_a_list_that_breaks_off_is_read_so_far() -> None:
    assert parse_opml(opml(FEED + '<outline title="B" xmlU').encode()) == [A]
    assert parse_opml(f"{FEED}{FEED}".encode()) == [A, A]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1251", "cp1251"),
        ("koi8-r", "koi8-r"),
        ("Shift_JIS", "shift_jis"),
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("utf-16", "utf-16-be"),
        ("utf-16", "utf-8"),
        ("nonsense", "utf-8"),
        ("rot13", "utf-8"),
    ],
)
def test_the_declared_encoding_is_used(declared: str, encoding: str) -> None:
    title = "Новости"
    text = opml(FEED.replace("A", title), f'<?xml version="1.0" encoding="{declared}"?>\n')
    assert [feed.title for feed in parse_opml(text.encode(encoding))] == [title]


def test_entities_are_neither_expanded_nor_loaded() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    text = opml(FEED.replace('"A"', '"A &b; &c;"'), bomb)
    [feed] = parse_opml(text.encode())
    assert feed.title == "A &b; &c;"


def test_a_title_is_one_clean_line_of_limited_length() -> None:
    [feed] = parsed(f'<outline title="{"x" * 5_000}&#27;" xmlUrl="u"/>')
    assert feed.title == "x" * 1_000


@pytest.mark.parametrize("unit", ['a="', "<outline ", '<outline a="', '<outline a="b"', "&", '"  '])
def test_hostile_lists_take_linear_time(unit: str) -> None:
    parse_opml(f"<outline {unit * (300_000 // len(unit))}".encode())


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    parse_opml(data)
    parse_opml(b"<outline xmlUrl=" + data + b"/>")


_NAMES = st.text(min_size=1, max_size=30).map(one_line).filter(bool)
_CATEGORIES = st.lists(_NAMES, max_size=3).map("/".join).map(safe_category)
_URLS = st.from_regex(r"https?://[a-z]{1,9}\.example/[!-~é]{0,9}", fullmatch=True)


@given(st.lists(st.tuples(_NAMES, _URLS, _CATEGORIES), max_size=8))
def test_exported_lists_read_back_the_same(feeds: list[tuple[str, str, str]]) -> None:
    text = format_opml(
        [
            Subscription(str(number), name, url, category)
            for number, (name, url, category) in enumerate(feeds)
        ]
    )
    ElementTree.fromstring(text.encode())
    found = parse_opml(text.encode())
    clean = str.maketrans(dict.fromkeys("\ufffe\uffff"))
    expected = [
        OutlineFeed(url, one_line(name.translate(clean)), safe_category(category.translate(clean)))
        for name, url, category in feeds
    ]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_an_export_has_no_secrets() -> None:
    secret = Subscription(
        "a", "A", "https://a.example", user="ada", password_command="pass x", headers={"X": "token"}
    )
    text = format_opml([secret])
    assert '<outline type="rss" text="A" title="A" xmlUrl="https://a.example"/>' in text
    assert not any(word in text for word in ("ada", "pass", "token"))


def test_a_long_run_of_letters_in_a_damaged_list_takes_no_time() -> None:
    # With a time that grows with the square of the length, this would take hours.
    assert parse_opml(b"<opml><outline " + b"a" * 1_000_000) == []
