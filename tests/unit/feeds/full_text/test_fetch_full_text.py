"""A fetch of a feed with `full_text`, from the server to the files."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.feeds.fetching.fetch import StopSwitch
from reader.feeds.fetching.session import open_session
from reader.feeds.model import Subscription
from tests.feed_server import document, feed_server, status

NOW = 1_700_000_000.0
PAGE = "<html><body><nav>Home</nav><article><p>{}</p></article></body></html>"
WORDS = "The whole text of entry {}, which has more words than the feed."


def feed_of(server_url: str, *summaries: str) -> bytes:
    items = "".join(
        f"<item><title>Entry {number}</title><guid>{number}</guid>"
        f"<link>{server_url}/{number}</link><description>{summary}</description></item>"
        for number, summary in enumerate(summaries)
    )
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()


@pytest.fixture
def _trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the optional library: the text is what the page has in paragraphs."""

    def extract(page: str, **_: object) -> str:
        return page.partition("<p>")[2].partition("</p>")[0]

    monkeypatch.setitem(sys.modules, "trafilatura", SimpleNamespace(extract=extract))
    monkeypatch.setattr("reader.feeds.fetching.session.is_available", lambda: True)
    monkeypatch.setattr("reader.feeds.fetching.session.MIN_GAP", 0.0)


def fetch(tmp_path: Path, url: str, *, full_text: bool = True) -> dict[str, str]:
    """Fetch a feed and return the texts of its posts by title."""
    subscription = Subscription("tides", "Tides", url, full_text=full_text)
    folder = tmp_path / "feeds"
    folder.mkdir(exist_ok=True)
    ignore = lambda _: None  # noqa: E731
    with open_session(folder, tmp_path, NOW, emit=ignore, report=ignore) as session:
        ended = session.fetch([subscription], StopSwitch())
    assert ended.failed == 0
    texts = [path.read_text("utf-8") for path in folder.rglob("*.md")]
    return {text.partition('title: "')[2].partition('"')[0]: text for text in texts}


@pytest.mark.usefixtures("_trafilatura")
def test_new_entries_have_the_texts_of_their_pages(tmp_path: Path) -> None:
    with feed_server() as server:
        url = server.url("/feed")
        server.answer(
            "/feed",
            document(feed_of(server.address, "Zero …", "One …")),
            document(feed_of(server.address, "Zero …", "One …", "Two …")),
            document(feed_of(server.address, "Zero, corrected …", "One …", "Two …")),
        )
        for number in (0, 2):
            page = PAGE.format(WORDS.format(number)).encode()
            server.answer(f"/{number}", document(page, "text/html"))
        server.answer("/1", status(404))

        posts = fetch(tmp_path, url)
        assert WORDS.format(0) in posts["Entry 0"]
        assert "full_text: true\n" in posts["Entry 0"]
        assert posts["Entry 1"].rstrip().endswith("One …")
        assert "full_text" not in posts["Entry 1"]
        assert server.paths == ["/feed", "/0", "/1"]

        server.forget()
        more = fetch(tmp_path, url)
        assert more["Entry 0"] == posts["Entry 0"]
        assert WORDS.format(2) in more["Entry 2"]
        assert server.paths == ["/feed", "/2"]

        # A changed entry has the text that its page has now.
        server.forget()
        corrected = PAGE.format(WORDS.format("zero, corrected")).encode()
        server.answer("/0", document(corrected, "text/html"))
        assert WORDS.format("zero, corrected") in fetch(tmp_path, url)["Entry 0"]
        assert server.paths == ["/feed", "/0"]


@pytest.mark.usefixtures("_trafilatura")
def test_pages_are_only_fetched_for_feeds_that_ask_for_it(tmp_path: Path) -> None:
    with feed_server() as server:
        server.answer("/feed", document(feed_of(server.address, "Zero …")))
        posts = fetch(tmp_path, server.url("/feed"), full_text=False)
        assert posts["Entry 0"].rstrip().endswith("Zero …")
        assert server.paths == ["/feed"]
