"""From an empty home to the first entry read."""

from __future__ import annotations

from pathlib import Path

from reader.settings import SUBSCRIPTIONS_FILE
from tests.feed_server import document, feed_server

from .real_terminal import Terminal, app_that_fetches

FEED = b"""\
<rss version="2.0"><channel><title>The Harbour Times</title><link>/</link>
<item><title>The tide comes in</title><guid>1</guid><link>/tide</link>
<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The harbour was &lt;b&gt;full&lt;/b&gt; by noon.&lt;/p&gt;
</description></item>
</channel></rss>
"""
PAGE = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'


def test_the_first_feed_is_added_and_read() -> None:
    with feed_server() as server:
        server.answer("/", document(PAGE, "text/html"))
        server.answer("/feed", document(FEED))
        terminal = Terminal(columns=100, rows=30)
        terminal.until_shown("Welcome to Broadsheet", "Add a feed")
        terminal.press("a")
        terminal.until_shown("Add a feed", "Enter look")
        terminal.press(server.url("/"))
        terminal.press("\r")
        terminal.until_shown("The Harbour Times", "The tide comes in", "Category")
        terminal.press("News\r")
        terminal.until_shown("Folder of your feeds", "~/Broadsheet")
        terminal.press("\r")
        terminal.until_shown("feed: The Harbour Times", "1 new post")
        terminal.press("l")
        terminal.until_shown("The harbour was full by noon.")
        terminal.press("q")
        assert terminal.end() == 0
    folder = Path("~/Broadsheet").expanduser()
    assert 'name = "The Harbour Times"' in (folder / SUBSCRIPTIONS_FILE).read_text("utf-8")
    [post] = folder.rglob("*.md")
    assert post.name == "2026-03-02-the-tide-comes-in.md"
    terminal = Terminal(columns=100, rows=30)
    terminal.until_shown("The tide comes in", "1 of 1")
    assert "Welcome" not in terminal.shown
    terminal.press("q")
    assert terminal.end() == 0


def test_quitting_does_not_wait_for_a_fetch() -> None:
    with app_that_fetches() as terminal:
        terminal.press("q")
        assert terminal.end() == 0
    assert b"Traceback" not in terminal.raw
