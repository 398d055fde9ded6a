"""Feeds that are not well-formed, and documents that are no feeds."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.errors import FeedError
from reader.feeds.model import FeedDocument
from reader.feeds.parsing import parse_feed
from reader.feeds.parsing.limits import MAX_BYTES, MAX_ENTRIES, MAX_TAGS
from reader.feeds.parsing.namespaces import declare_prefixes
from reader.feeds.parsing.repair import repair_xml
from reader.text.clean import clean_text

URL = "https://example.org/feed"
START = "<rss version='2.0'><channel><title>Figs</title>"
END = "</channel></rss>"


def parse(text: str) -> FeedDocument:
    return parse_feed(text.encode(), "", URL)


def titles(text: str) -> list[str]:
    document = parse(text)
    assert document.title == "Figs"
    assert len(document.faults) == 1
    return [entry.title for entry in document.entries]


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ("<item><title>R&D</title></item>", ["R&D"]),
        ("<item><title>a &nbsp;&eacute;&foo; &amp; &#8217;&#x1;</title></item>", ["a é&foo; & ’"]),
        ("<item><title>a < b</title></item>", ["a < b"]),
        ("<item><title>a <3 b</title></item>", ["a <3 b"]),
        ("<item><title>One<item><title>Two</title></item>", ["One", "Two"]),
        ("<item><title>One<link>http://example.org/</link></item>", ["One"]),
        ("<item><title>One</titel></item><item><title>Two</title></item>", ["One", "Two"]),
        ("<item><title><![CDATA[One</title></item><item><title>Two</title></item>", ["One", "Two"]),
        (
            "<item><a><title><![CDATA[One</title></item><item><title><![CDATA[Two]]></title></item>",
            ["One", "Two"],
        ),
        ("<item><title>One</title><description><p>x<br>y</description></item>", ["One"]),
        ("<item a=1 b='<' c><title x:y=z>One</title></item>", ["One"]),
        ("<Item><Title>One</title></ITEM>", ["One"]),
        ("<item><title>One</title><![CD", ["One"]),
        ("<item><title>One</title></item><!-- never closed", ["One"]),
        ("<item><title>One</title></item></item></p>", ["One"]),
        ("<item><title>One]]&gt; ]]></title></item>", ["One]]> ]]>"]),
        ("<item><title>One</title><a b='1' b='2'/></item>", ["One"]),
    ],
)
def test_repairs(items: str, found: list[str]) -> None:
    assert titles(f"{START}{items}{END if items.endswith('item>') else ''}") == found


def test_what_was_not_closed_keeps_its_text() -> None:
    (entry,) = parse(f"{START}<item><description>Hello <b>world</description></item>{END}").entries
    assert entry.summary == "Hello <b>world</b>"


@pytest.mark.parametrize(
    "text",
    [
        "\n \t<?xml version='1.0'?>" + START + END,
        "<!-- a comment with <rss> in it -->" + START + END,
        "<br />\n<b>Warning</b>: something in /var/www/x.php\n" + START + END,
        "<?xml?xml version='1.0' encoding='UTF-8' ??>" + START + END,
        "<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'x.dtd'>"
        + START
        + END,
        (START + END).replace("'2.0'", "2.0"),
        (START + END).replace("rss", "RSS"),
        "<?xml-stylesheet href='a.xsl'?>" + START + "\x0b\x1f" + END,
    ],
)
def test_what_is_around_a_feed_does_not_matter(text: str) -> None:
    assert parse(text).title == "Figs"


def test_entities_of_the_document() -> None:
    prolog = (
        "<!DOCTYPE rss [<!ENTITY nbsp '&#160;'><!ENTITY fig \"Fig tree\">"
        "<!ENTITY file SYSTEM 'file:///etc/passwd'><!ENTITY laugh '&fig;&fig;'>]>"
    )
    item = "<title>A&nbsp;&fig; &file;&laugh;</title><description><![CDATA[&fig;]]></description>"
    (entry,) = parse(f"{prolog}{START}<item>{item}</item>{END}").entries
    assert entry.title == "A Fig tree &file;&laugh;"
    assert entry.summary == "&fig;"


@pytest.mark.parametrize(
    "text",
    [
        "<rss><rss:channel><rss:title>Figs</rss:title><rss:item><rss:title>One</rss:title></rss:item>"
        "</rss:channel></rss>",
        "<rss xmlns:x='http://example.org/ours'><x:channel><x:title>Figs</x:title><x:item>"
        "<x:title>One</x:title></x:item></x:channel></rss>",
        "<a:feed xmlns:a='https://www.w3.org/2005/atom/'><a:title>Figs</a:title><a:entry>"
        "<a:title>One</a:title></a:entry></a:feed>",
        "<feed xmlns='http://example.org/ours'><title>Figs</title><entry><title>One</title></entry></feed>",
        "<rdf:RDF><channel><title>Figs</title></channel><item><title>One</title></item></rdf:RDF>",
        "<rss xmlns:x='http://example.org/a b'><channel><title>Figs</title><item><title>One</title>"
        "<x:y xmlns:z='&#32;a'/></item></channel></rss>",
        "<rss xmlns='http://backend.userland.com/rss2'><channel><title>Figs</title><item>"
        "<title>One</title></item></channel></rss>",
    ],
)  # fmt: skip
def test_namespaces_that_are_nearly_right(text: str) -> None:
    document = parse(text)
    assert document.title == "Figs"
    assert [entry.title for entry in document.entries] == ["One"]


def test_prefixes_without_a_declaration() -> None:
    item = "<content:encoded>&lt;b&gt;x&lt;/b&gt;</content:encoded><o:p odd:y='1'/>"
    (entry,) = parse(f"{START}<item><dc:creator>Ada</dc:creator>{item}</item>{END}").entries
    assert (entry.authors, entry.content) == (("Ada",), "<b>x</b>")
    assert parse(f"{START}<item>{item}</item>{END}").faults == ()


def test_an_entry_on_which_the_parser_fails_does_not_affect_the_others() -> None:
    bad = "<item><category><entry/>x</category></item>"
    text = f"{START}<item><title>One</title></item>{bad}<item><title>Two</title></item>{END}"
    document = parse(text)
    assert document.title == "Figs"
    assert [entry.title for entry in document.entries] == ["One", "Two"]
    assert "1 entry could not be parsed" in document.faults[-1]


@pytest.mark.parametrize(
    ("text", "content_type", "reason"),
    [
        ("", "", "empty document"),
        (" \n", "text/xml", "empty document"),
        ("<!doctype html><title>Figs &amp; more</title>", "", "web page (“Figs & more”)"),
        ("<html><p><rss></html>", "", "web page"),
        ("<html><form><input type=password></form></html>", "", "login page"),
        ("<html><title>Log in - Wifi</title></html>", "", "login page"),
        ("<html><title>Just a moment...</title></html>", "", "proof that a person is asking"),
        ("<opml version='1.0'><body/></opml>", "", "OPML"),
        ("<urlset/>", "", "site map"),
        ("<svg xmlns='x'/>", "", "“svg”"),
        ("plain text", "", "neither RSS nor Atom nor a JSON Feed"),
        ("GIF89a", "image/gif", "image/gif"),
    ],
)
def test_documents_that_are_no_feeds(text: str, content_type: str, reason: str) -> None:
    with pytest.raises(FeedError) as raised:
        parse_feed(text.encode(), content_type, URL)
    assert reason in raised.value.reason
    assert raised.value.remedy.endswith(".")


def test_a_document_that_is_too_large() -> None:
    with pytest.raises(FeedError, match="larger than 10 MB"):
        parse_feed(b" " * (MAX_BYTES + 1), "", URL)


def test_too_many_entries() -> None:
    document = parse(f"{START}{'<item/>' * (MAX_ENTRIES + 5)}{END}")
    assert len(document.entries) == MAX_ENTRIES
    assert "more than 5,000 entries" in document.faults[0]


def test_too_many_tags() -> None:
    tags = "".join(f"<category>{number}</category>" for number in range(2_000))
    (first, second) = parse(f"{START}<item>{tags}</item><item>{tags}</item>{END}").entries
    assert len(first.tags) == len(second.tags) == MAX_TAGS


@pytest.mark.parametrize(
    "text",
    [
        "<x>" * 20_000,
        "<x>" * 20_000 + "</x>" * 20_000,
        "<item><author>" + "a." * 100_000 + "</author></item>",
        "<item><itunes:keywords>" + ",".join(map(str, range(50_000))) + "</itunes:keywords></item>",
        "<a " * 20_000,
        "<x><![CDATA[</x>" * 5_000,
        "<item>" + "".join(f" a{number}='1'" for number in range(20_000)),
        "&" * 100_000,
        "<!--" * 50_000,
        "<![CDATA[" * 50_000,
    ],
    ids=range(10),
)
def test_hostile_documents_are_parsed_in_linear_time(text: str) -> None:
    # Each of these takes minutes if its time grows with the square of its length.
    assert parse(f"{START}{text}").title == "Figs"


PIECES = st.sampled_from(
    [
        "<item>", "</item>", "<entry a='1' b=2>", "</entry>", "<title>", "</title>", "<", ">", "&",
        "&amp;", "&nbsp;", "&#27;", "&#xFFFE;", "<![CDATA[", "]]>", "<!--", "-->", "<?x",
        "?>", "/>", "'", '"',
        "<x:y z:w='1'", "<p>", "<br>", "</x:y>", "<link/>", "xmlns:a=''", "é", "\t", "<guid>", "a",
        "<author>", "<category>", "</CHANNEL>", "</rss>", "xml:base='/x'", "<!DOCTYPE", "=", " ",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_a_repaired_document_is_well_formed(text: str) -> None:
    repaired = repair_xml(declare_prefixes(clean_text(f"<rss>{text}")))
    parser = expat.ParserCreate("utf-8", " ")
    parser.Parse(repaired.encode(), True)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_repairing_changes_nothing_that_is_repaired(text: str) -> None:
    repaired = repair_xml(declare_prefixes(f"<rss>{text}"))
    assert repair_xml(repaired) == repaired
