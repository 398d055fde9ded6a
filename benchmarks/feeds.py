"""Generated RSS feeds with the elements of blogs, the same ones in each run."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from benchmarks.posts import words

ENTRIES = 30
"""Entries of each feed."""
_LAST_DATE = datetime(2026, 6, 1, 7, 30, tzinfo=UTC)


def feed_document(number: int) -> bytes:
    """Return a feed of 30 entries with about 5 KB of HTML each."""
    rng = random.Random(number)
    entries = "".join(_entry(rng, number, index) for index in range(ENTRIES))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>\n'
        f"<title>Feed {number}</title><link>https://feed-{number}.example/</link>\n"
        f"<description>{words(rng, 8)}</description>\n{entries}</channel></rss>\n"
    ).encode()


def entry_html(rng: random.Random) -> str:
    """Return about 5 KB of HTML: paragraphs, links, an image, a list, a table and code."""
    parts = [_paragraph(rng) for _ in range(10)]
    items = "".join(f"<li>{words(rng, 8)}</li>" for _ in range(5))
    cells = "".join(f"<tr><td>{words(rng, 1)}</td><td>{words(rng, 2)}</td></tr>" for _ in range(4))
    code = "\n".join(f"{words(rng, 1)} = {words(rng, 1)}({index})" for index in range(6))
    parts[3:3] = [
        f'<h2>{words(rng, 4)}</h2><figure><img src="/{rng.random()}.jpg" alt="x"></figure>'
    ]
    parts[6:6] = [f"<ul>{items}</ul>", f"<blockquote><p>{words(rng, 30)}</p></blockquote>"]
    parts[9:9] = [f"<table><tr><th>a</th><th>b</th></tr>{cells}</table>"]
    parts[11:11] = [f'<pre><code class="language-python">{escape(code)}</code></pre>']
    return "\n".join(parts)


def _entry(rng: random.Random, number: int, index: int) -> str:
    link = f"https://feed-{number}.example/{index}/"
    day = format_datetime(_LAST_DATE - timedelta(hours=9 * index, minutes=number))
    return (
        f"<item><title>{words(rng, 7).capitalize()}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{day}</pubDate><category>{words(rng, 1)}</category>"
        f"<description>{words(rng, 20)}</description>"
        f"<content:encoded><![CDATA[{entry_html(rng)}]]></content:encoded></item>\n"
    )


def _paragraph(rng: random.Random) -> str:
    link = f'<a href="https://example.org/{rng.randrange(10**6)}">{words(rng, 3)}</a>'
    return (
        f"<p>{words(rng, 20).capitalize()}, <em>{words(rng, 2)}</em> &amp; {link} "
        f"<strong>{words(rng, 2)}</strong>. {words(rng, 25).capitalize()}.</p>"
    )
