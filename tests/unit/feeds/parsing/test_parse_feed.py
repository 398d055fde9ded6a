"""Parsing RSS and Atom to entries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from reader.feeds.errors import FeedError
from reader.feeds.model import Enclosure, Entry, FeedDocument
from reader.feeds.parsing import parse_feed
from reader.text.dates import PostDate

URL = "https://example.org/feeds/all.xml"


def parse(text: str, content_type: str = "", url: str = URL) -> FeedDocument:
    return parse_feed(text.encode(), content_type, url)


def rss(item: str, channel: str = "", attributes: str = "") -> Entry:
    """Return the entry of an RSS feed with one item."""
    text = f"<rss version='2.0' {attributes}><channel>{channel}<item>{item}</item></channel></rss>"
    (entry,) = parse(text).entries
    return entry


def atom(entry: str, feed: str = "", attributes: str = "") -> Entry:
    """Return the entry of an Atom feed with one entry."""
    (found,) = parse(
        f"<feed xmlns='http://www.w3.org/2005/Atom' {attributes}>{feed}"
        f"<entry>{entry}</entry></feed>"
    ).entries
    return found


def test_a_feed_of_rss_2() -> None:
    document = parse(
        """<?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel>
          <title>The &lt;em&gt;Daily&lt;/em&gt; Fig</title>
          <link>https://example.org/</link>
          <language>en_GB</language>
          <ttl>90</ttl>
          <item>
            <title>Figs &amp; dates</title>
            <link>https://example.org/figs</link>
            <guid isPermaLink="false">fig-7</guid>
            <pubDate>Mon, 06 May 2024 07:08:09 +0200</pubDate>
            <author>ada@example.org (Ada Fig)</author>
            <category domain="x">Fruit</category><category>fruit</category>
            <category>Trees</category>
            <description>&lt;p&gt;Ripe.&lt;/p&gt;</description>
            <enclosure url="/figs.mp3" type="audio/mpeg" length="1234"/>
          </item>
        </channel></rss>"""
    )
    assert document.title == "The Daily Fig"
    assert document.link == "https://example.org/"
    assert document.ttl == timedelta(minutes=90)
    assert document.faults == ()
    assert document.entries == (
        Entry(
            guid="fig-7",
            title="Figs & dates",
            link="https://example.org/figs",
            published=datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=2))),
            authors=("Ada Fig",),
            tags=("Fruit", "Trees"),
            summary="<p>Ripe.</p>",
            base="https://example.org/figs",
            enclosures=(Enclosure("https://example.org/figs.mp3", "audio/mpeg", 1234),),
            language="en-GB",
        ),
    )


def test_a_feed_of_atom() -> None:
    document = parse(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
          <title type="text">Feigen</title>
          <link rel="self" href="https://example.org/feeds/all.xml"/>
          <link href="/blog/"/>
          <author><name>Ada Fig</name><email>ada@example.org</email></author>
          <entry>
            <id>tag:example.org,2024:7</id>
            <title type="html">Reife &lt;b&gt;Feigen&lt;/b&gt; &amp;amp; mehr</title>
            <link rel="replies" href="/comments"/>
            <link rel="alternate" type="text/html" href="/blog/7"/>
            <published>2024-05-06T07:08:09Z</published>
            <updated>2024-05-07T07:08:09Z</updated>
            <category term="obst" label="Obst"/>
            <summary>Kurz &lt;3</summary>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Lang</p></div></content>
          </entry>
        </feed>"""
    )
    assert (document.title, document.link) == ("Feigen", "https://example.org/blog/")
    (entry,) = document.entries
    assert entry.guid == "tag:example.org,2024:7"
    assert entry.title == "Reife Feigen & mehr"
    assert entry.link == "https://example.org/blog/7"
    assert entry.published == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert entry.updated == datetime(2024, 5, 7, 7, 8, 9, tzinfo=UTC)
    assert entry.authors == ("Ada Fig",)
    assert entry.tags == ("Obst",)
    assert entry.summary == "<p>Kurz &lt;3</p>"
    assert entry.content == "<p>Lang</p>"
    assert entry.language == "de"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("R&amp;D", "R&D"),
        ("R&D", "R&D"),
        ("Q &amp;amp; A", "Q & A"),
        ("It&amp;#8217;s", "It’s"),
        ("&lt;p&gt;In a p&lt;/p&gt;", "In a p"),
        ("very &lt;strong&gt;strong&lt;/strong&gt;", "very strong"),
        ("<b>one</b>two", "onetwo"),
        ("The &lt;script&gt; element", "The <script> element"),
        ("The &amp;lt;script&amp;gt; element", "The <script> element"),
        ("a &lt; b", "a < b"),
        ("one&lt;br/&gt;two", "one two"),
        ("<![CDATA[AT&T <i>x</i>]]>", "AT&T x"),
        ("  two \n\t lines ", "two lines"),
        ("bell &#7; and &#133;", "bell and …"),
        ("Martine Ã©crit", "Martine Ã©crit"),
    ],
)
def test_titles_of_rss(title: str, text: str) -> None:
    assert rss(f"<title>{title}</title>").title == text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("<title>a &lt;b&gt;c&lt;/b&gt;</title>", "a <b>c</b>"),
        ("<title type='text'>The &lt;script&gt; element</title>", "The <script> element"),
        ("<title type='html'>say &lt;code&gt;what&lt;/code&gt;?</title>", "say what?"),
        ("<title type='html'>&amp;lt;b&amp;gt; &amp;amp; more</title>", "<b> & more"),
        ("<title type='html'>a&lt;script&gt;x&lt;/script&gt;&lt;style&gt;y</title>", "a"),
        ("<title type='xhtml'><div>say <code>what</code>?</div></title>", "say what?"),
        ("<title type='xhtml'>say &lt;code&gt;what&lt;/code&gt;?</title>", "say what?"),
    ],
)
def test_titles_of_atom(title: str, text: str) -> None:
    assert atom(title).title == text


def test_a_long_title_is_cut_between_words() -> None:
    title = rss(f"<title>{'word ' * 1_000}</title>").title
    assert len(title) <= 1_000
    assert title.endswith(" word…")


def test_guids_stay_as_they_are() -> None:
    attributes = "xml:base='http://example.com/base/'"
    assert rss("<guid>t3_x</guid><link>a</link>", attributes=attributes).guid == "t3_x"
    assert atom("<id>http:///odd//id</id>", attributes=attributes).guid == "http:///odd//id"
    assert rss("<guid> <![CDATA[a?b&c]]> </guid>", attributes=attributes).guid == "a?b&c"
    assert rss("<guid>Ã©</guid>").guid == "Ã©"


def test_a_document_of_channels() -> None:
    document = parse(
        "<CHANNEL HREF='http://example.org/'><TITLE>Figs</TITLE><ITEM HREF='/1'"
        " LASTMOD='2024-05-06T07:08'><TITLE>One</TITLE><ABSTRACT>Ripe</ABSTRACT></ITEM></CHANNEL>"
    )
    (entry,) = document.entries
    assert (document.title, entry.title, entry.summary) == ("Figs", "One", "<p>Ripe</p>")
    assert entry.link == "https://example.org/1"
    assert entry.published == datetime(2024, 5, 6, 7, 8)


def test_a_feed_of_atom_0_3() -> None:
    document = parse(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title mode='escaped'"
        " type='text/html'>Figs &lt;b&gt;x&lt;/b&gt;</title><entry><title>One</title>"
        "<link rel='alternate' type='text/html' href='/1'/><issued>2024-05-06</issued>"
        "<modified>2024-05-07</modified></entry></feed>"
    )
    (entry,) = document.entries
    assert (document.title, entry.link) == ("Figs x", "https://example.org/1")
    assert (entry.published, entry.updated) == (date(2024, 5, 6), date(2024, 5, 7))


def test_titles_and_links_of_images_and_sources_are_not_those_of_the_feed() -> None:
    other = "<title>Other</title><link>http://example.com/</link>"
    document = parse(
        f"<rss><channel><image><url>i.png</url>{other}</image><title>Figs</title>"
        f"<link>http://example.org/</link><textInput>{other}</textInput><item><title>One</title>"
        "<source url='http://example.com/'>Other</source><link>/1</link></item></channel></rss>"
    )
    assert (document.title, document.link) == ("Figs", "http://example.org/")
    assert (document.entries[0].title, document.entries[0].link) == (
        "One", "https://example.org/1",
    )  # fmt: skip


def test_the_guid_of_rss_1_is_the_address_of_its_item() -> None:
    document = parse(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="http://example.org/"><title>Old</title></channel>
        <item rdf:about="http://example.org/1"><title>One</title><link>http://example.org/one</link>
        <dc:date>2024-05-06</dc:date><dc:creator>Ada</dc:creator><dc:subject>Figs</dc:subject></item>
        </rdf:RDF>"""
    )
    (entry,) = document.entries
    assert (entry.guid, entry.link) == ("http://example.org/1", "http://example.org/one")
    assert entry.published is not None
    assert entry.updated is None
    assert (entry.authors, entry.tags) == (("Ada",), ("Figs",))


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<guid>http://example.org/1</guid>", "http://example.org/1"),
        ("<guid isPermaLink='false'>http://example.org/1</guid>", ""),
        ("<guid>t3_x</guid>", ""),
        ("<link>http://example.org/a?b=1&amp;c=2</link>", "http://example.org/a?b=1&c=2"),
        ("<link>http://example.org/a?b=1&c=2</link>", "http://example.org/a?b=1&c=2"),
        ("<link>\n  http://example.org/\n  a b </link>", "http://example.org/a%20b"),
        ("<link>/one</link>", "https://example.org/one"),
        ("<link>//example.com/one</link>", "https://example.com/one"),
        ("<link>www.example.com/one</link>", "http://www.example.com/one"),
        ("<link>javascript:alert(1)</link>", ""),
        ("<link>http://[broken/</link>", ""),
    ],
)  # fmt: skip
def test_links_of_rss(item: str, link: str) -> None:
    assert rss(item).link == link


@pytest.mark.parametrize(
    ("entry", "link"),
    [
        ("<link rel='alternate' type='text/plain' href='/a.txt'/><link href='/a'/>", "https://example.org/a"),
        ("<link href='gemini://example.org/a'/><link href='http://example.org/a'/>", "http://example.org/a"),
        ("<link rel='enclosure' href='/a.mp3'/><id>urn:x</id>", ""),
        ("<id>https://example.org/1</id>", "https://example.org/1"),
        ("<link href='a' xml:base='http://example.com/blog/'/>", "http://example.com/blog/a"),
        ("<content src='http://example.org/text' type='text/html'/>", "http://example.org/text"),
    ],
)  # fmt: skip
def test_links_of_atom(entry: str, link: str) -> None:
    assert atom(entry).link == link


def test_relative_addresses_of_the_text_start_from_its_base_or_its_page() -> None:
    content = "<content type='html' xml:base='/b/'>&lt;img src='x'&gt;</content>"
    assert atom(content).base == "https://example.org/b/"
    assert rss("<link>/a/</link><description>x</description>").base == "https://example.org/a/"
    assert rss("<description>x</description>").base == URL


@pytest.mark.parametrize(
    ("item", "authors"),
    [
        ("<author>ada@example.online (Ada Fig)</author>", ("Ada Fig",)),
        ("<author>Ada Fig &lt;ada@example.org&gt;</author>", ("Ada Fig",)),
        ("<author>Ada Fig (ada@example.org)</author>", ("Ada Fig",)),
        ("<author>ada@example.org</author>", ("ada@example.org",)),
        ("<author>Ada (Fig)</author>", ("Ada (Fig)",)),
        ("<author>Ada Fig)</author>", ("Ada Fig)",)),
        ("<dc:creator>\"Ada\"</dc:creator><dc:creator>Bo</dc:creator>", ("Ada", "Bo")),
        ("<itunes:author>Ada &amp;amp; Bo</itunes:author>", ("Ada & Bo",)),
        ("", ()),
    ],
)  # fmt: skip
def test_authors_of_rss(item: str, authors: tuple[str, ...]) -> None:
    assert rss(item).authors == authors


def test_authors_are_inherited_from_the_feed() -> None:
    author = "<author><name>Ada</name></author>"
    assert atom("", feed=author).authors == ("Ada",)
    source = "<source><author><name>Cy</name></author></source>"
    assert atom(source, feed=author).authors == ("Cy",)
    assert atom("<author><name>Bo</name></author>" + author, feed=author).authors == ("Bo", "Ada")
    channel = "<managingEditor>ada@example.org (Ada)</managingEditor>"
    assert rss("", channel=channel).authors == ("Ada",)


def test_tags_are_names_and_not_identifiers() -> None:
    entry = atom(
        "<category scheme='http://schemas.google.com/g/2005#kind' term='http://example.com/kind'/>"
        "<category term='rust' label='r/rust'/><category term='x&amp;amp;y'/>"
        "<media:group><media:keywords>a, b</media:keywords></media:group>"
    )
    assert entry.tags == ("r/rust", "x&y", "a", "b")


def test_the_fullest_text_is_the_content() -> None:
    item = (
        "<description>Short &amp;amp; plain</description><itunes:summary>Short</itunes:summary>"
        "<content:encoded><![CDATA[<p>The whole text</p>]]></content:encoded>"
    )
    entry = rss(item)
    assert (entry.summary, entry.content) == ("Short &amp; plain", "<p>The whole text</p>")
    entry = rss("<description>&lt;p&gt;Long and rich&lt;/p&gt;</description>"
                "<itunes:summary>Long</itunes:summary>")  # fmt: skip
    assert (entry.summary, entry.content) == ("<p>Long and rich</p>", "")
    entry = rss("<content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded>")
    assert (entry.summary, entry.content) == ("", "<p>x</p>")


def test_plain_text_becomes_paragraphs() -> None:
    text = "First &lt;line&gt;\nsecond line\n\nAnother paragraph"
    html = "<p>First &lt;line&gt;<br>\nsecond line</p>\n<p>Another paragraph</p>"
    assert atom(f"<summary>{text}</summary>").summary == html
    group = f"<media:group><media:description>{text}</media:description></media:group>"
    assert atom(group.replace("&lt;line&gt;", "line")).summary == html.replace(
        "&lt;line&gt;", "line"
    )
    wrapped = ("word " * 15).strip()
    assert (
        atom(f"<summary>{wrapped}\n{wrapped}</summary>").summary == f"<p>{wrapped}\n{wrapped}</p>"
    )
    indented = "One sentence\n        that goes on"
    assert rss(f"<description>\n  {indented}\n</description>").summary == (
        "<p>One sentence\nthat goes on</p>"
    )


def test_unescaped_elements_are_html() -> None:
    entry = rss("<description>Hello <b>world</b> &amp; all</description>")
    assert entry.summary == "Hello <b>world</b> &amp; all"


def test_media() -> None:
    entry = rss(
        "<media:content url='/small.jpg' type='image/jpeg' width='100'/>"
        "<media:content url='/large.jpg' medium='image' width='900'/>"
        "<media:content url='/film.mp4' type='video/mp4' fileSize='2000' medium='image'/>"
        "<media:thumbnail url='/thumb.jpg' width='1200'/>"
        "<enclosure url='/film.mp4' length='2000'/><enclosure url=''/>"
        "<enclosure url='/b.ogg' type='Audio/OGG; x=y' length='about 5'/>"
    )
    assert entry.image == "https://example.org/large.jpg"
    assert entry.enclosures == (
        Enclosure("https://example.org/film.mp4", "video/mp4", 2000),
        Enclosure("https://example.org/b.ogg", "audio/ogg"),
    )
    assert (
        rss("<itunes:image href='http://example.org/i.png'/>").image == "http://example.org/i.png"
    )
    assert rss("<media:thumbnail url='//example.org/t.png'/>").image == "https://example.org/t.png"
    assert rss("<enclosure url='/e.png' type='image/png'/>").image == "https://example.org/e.png"


@pytest.mark.parametrize(
    ("item", "day"),
    [
        ("<pubDate>Sun, 19 May 02 15:21 GMT</pubDate>", datetime(2002, 5, 19, 15, 21, tzinfo=UTC)),
        ("<dc:date>2024-05-06T24:00:00Z</dc:date>", datetime(2024, 5, 7, tzinfo=UTC)),
        ("<pubDate>2003-365</pubDate>", datetime(2003, 12, 31, tzinfo=UTC)),
        ("<pubDate>soon</pubDate>", None),
        ("<pubDate>soon</pubDate><dc:date>2024-05-06</dc:date>", date(2024, 5, 6)),
        ("", None),
    ],
)  # fmt: skip
def test_dates(item: str, day: PostDate | None) -> None:
    assert rss(item).published == day


@pytest.mark.parametrize(
    ("channel", "ttl"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl>soon</ttl>", None),
        ("<ttl>99999999999</ttl>", None),
        ("<sy:updatePeriod> daily </sy:updatePeriod>", timedelta(days=1)),
        (
            "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            timedelta(minutes=15),
        ),
        ("<sy:updatePeriod>sometimes</sy:updatePeriod>", None),
    ],
)
def test_how_often_a_feed_wants_to_be_fetched(channel: str, ttl: timedelta | None) -> None:
    assert parse(f"<rss version='2.0'><channel>{channel}</channel></rss>").ttl == ttl


def test_a_document_that_is_the_name_of_a_file_is_not_opened() -> None:
    with pytest.raises(FeedError, match="neither RSS nor Atom"):
        parse(__file__)


def test_a_relation_of_a_link_may_be_its_whole_address() -> None:
    relation = "http://www.iana.org/assignments/relation"
    entry = atom(
        f"<link rel='{relation}/alternate' href='/a'/>"
        f"<link rel='{relation}/enclosure' href='/a.mp3' type='audio/mpeg'/>"
    )
    assert entry.link == "https://example.org/a"
    assert entry.enclosures == (Enclosure("https://example.org/a.mp3", "audio/mpeg"),)


def test_the_language_of_an_entry_without_a_text_is_that_of_its_title() -> None:
    assert (
        atom("<title xml:lang='fr'>La figue</title>", attributes="xml:lang='de'").language == "fr"
    )
