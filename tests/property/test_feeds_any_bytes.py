"""Any bytes give a feed that is safe to show and to write, or an error with a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import frontmatter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.feeds.errors import FeedError
from reader.feeds.markdown import to_markdown
from reader.feeds.model import Entry, FeedDocument, Subscription
from reader.feeds.parsing import parse_feed
from reader.feeds.writing.entry_text import EntryText
from reader.posts.loading.loader import parse_post
from tests.property.effort import examples

URL = "https://example.org/feed"
SUBSCRIPTION = Subscription("figs", "Figs", URL)
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
ACTIVE = re.compile(
    r"\{\{|\{%|\{#|<script|<!--|<\?|\]\(\s*javascript:|=\"\s*javascript:", re.IGNORECASE
)
"""What site generators and browsers act on."""

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Figs &amp; dates</title><link>https://example.org/</link><ttl>60</ttl>
<item><title>Käse {{ site }}</title><link>/one</link><guid isPermaLink="false">one</guid>
<pubDate>Mon, 06 May 2024 07:08:09 +0200</pubDate><dc:creator>Ada</dc:creator>
<category>Fruit</category><description>&lt;p&gt;Ripe {% raw %} &amp;amp; red&lt;/p&gt;</description>
<content:encoded><![CDATA[<h2>Ripe</h2><pre><code class="language-js">a = "{{ b }}"</code></pre>
<table><tr><td>1<td>2</table><img src="x.png" alt="[[x]]"><script>alert(1)</script>]]>
</content:encoded>
<media:thumbnail url="t.png" width="10"/><enclosure url="a.mp3" type="audio/mpeg" length="12"/>
</item><item><title><![CDATA[<b>Two</b>]]></title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://example.com/b/">
<title type="html">Figs</title><author><name>Ada</name></author><link href="/"/>
<entry><id>tag:x</id><title type="xhtml"><div
xmlns="http://www.w3.org/1999/xhtml">A <b>b</b></div></title>
<link href="one"/><updated>2024-05-06T07:08:09Z</updated><category term="a" label="B"/>
<summary>One\n\ntwo</summary><content type="html">&lt;p&gt;--- {# x #} [[y]]&lt;/p&gt;</content>
</entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Figs", "items": [{"id": 1,
"url": "/one", "title": "A <b>", "content_html": "<p>{{ x }}</p>", "tags": ["a"],
"date_published": "2024-05-06T07:08:09Z", "authors": [{"name": "Ada"}],
"attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1}]}]}"""

MISTAKES = st.sampled_from(
    [
        b"", b"<", b">", b"&", b"&#27;", b"&amp;#27;", b"]]>", b"<![CDATA[", b"<!--", b"\x1b[2J",
        b"\x00", b"\xff", b"\xe2\x80\xae", b"\xef\xbb\xbf", b'"', b"'", b"/>", b"</item>",
        b"<item>",
        b"<entry>", b"</title>", b"<b>", b"{{ x }}", b"{% x %}", b"&lt;script&gt;", b"<script>",
        b"&amp;lt;", b"---\n", b"\n\n", b"[[x]]", b"javascript:", b"<svg>", b"<p:q r:s='1'>", b",",
        b"[", b"{", b"\\u001b", b"\\ud800", b"\xc3\x83\xc2\xa9", b"&nbsp;", b"xml:base='//x'",
        b"<id>&#x202e;</id>", b"encoding='utf-16'", b"data:text/html,x", b"\xe2\x80\xa8",
    ]
)  # fmt: skip


@st.composite
def mutated_feeds(draw: st.DrawFn) -> bytes:
    """Return a feed with up to four mistakes."""
    data = draw(st.sampled_from([RSS, ATOM, JSON])).encode()
    for _ in range(draw(st.integers(1, 4))):
        index = draw(st.integers(0, len(data)))
        deleted = draw(st.sampled_from([0, 0, 1, 5, 40]))
        data = data[:index] + draw(MISTAKES) + data[index + deleted :]
    return data


FEEDS = mutated_feeds() | st.binary(max_size=200) | st.lists(MISTAKES, max_size=30).map(b"".join)
TYPES = st.sampled_from(
    ["", "text/xml; charset=utf-16", "text/html; charset=x", "application/json"]
)


def parse(data: bytes, content_type: str = "") -> FeedDocument:
    """Return the feed, or one without entries if it is none."""
    with suppress(FeedError):
        return parse_feed(data, content_type, URL)
    return FeedDocument()


def single_lines(document: FeedDocument) -> Iterator[str]:
    """Yield every text of a feed that is one line."""
    yield from (document.title, document.language, *document.faults)
    for entry in document.entries:
        yield from (entry.title, entry.language, *entry.authors, *entry.tags)
        yield from (enclosure.media_type for enclosure in entry.enclosures)


def addresses(document: FeedDocument) -> Iterator[str]:
    yield document.link
    for entry in document.entries:
        yield from (entry.link, entry.base, entry.image)
        yield from (enclosure.url for enclosure in entry.enclosures)


@given(FEEDS, TYPES)
@example(b"/etc/passwd", "")
@example(b"<rss>\xed\xa0\x80&#xD800;", "")
def test_any_bytes_give_a_clean_feed_or_an_error(data: bytes, content_type: str) -> None:
    document = parse(data, content_type)
    for text in single_lines(document):
        assert not UNSAFE.search(text)
        assert text == " ".join(text.split())
    for entry in document.entries:
        assert not UNSAFE.search(entry.guid + entry.summary + entry.content)
    for url in addresses(document):
        assert not url or url.startswith(("http://", "https://"))
        assert not re.search(r"[\s<>\"]", url)


def post_text(entry: Entry) -> str:
    """Return the text of the post that an entry becomes."""
    body = to_markdown(entry.content or entry.summary, entry.base)
    day = entry.published or date(2024, 5, 6)
    return str(EntryText(entry, SUBSCRIPTION, body.text, day, image=body.image))


@given(mutated_feeds())
@settings(max_examples=examples(60))
def test_a_mutated_feed_becomes_posts_in_which_nothing_is_active(data: bytes) -> None:
    for entry in parse(data).entries:
        text = post_text(entry)
        assert not UNSAFE.search(text)
        post = parse_post(text.encode(), path="/posts/a.md", post_id="posts/a.md")
        assert (post.post.guid or "") == entry.guid
        # Code is shown as it is: its author has written `{{ x }}` there.
        prose = re.sub(r"^(`{3,}|~{3,}).*?^\1|`[^`\n]+`", "", post.body, flags=re.DOTALL | re.M)
        assert not ACTIVE.search(prose)
        assert str(frontmatter.loads(text)["guid"]) == entry.guid
