"""The element of a page that holds its text, found by the words that trafilatura extracts."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from reader.feeds.full_text.main_text import main_html

URL = "https://quay.example/tides"
ARTICLE = """\
<p>The <em>harbour</em> was “quiet” on Monday, and the <a href="/ferry">ferry</a> left.</p>
<h2>Numbers</h2>
<ul><li>the first thing of all</li><li>the second thing of all</li></ul>
<pre><code class="language-python">def tide(h):
    return h * 2</code></pre>
<table><tr><th>day</th><th>metres</th></tr><tr><td>Monday</td><td>2.1</td></tr></table>
<figure><img src="/tide.jpg" alt=""><figcaption>The tide on Monday.</figcaption></figure>
<p>Another paragraph of some length ends the article.</p>"""
PAGE = f"""\
<!DOCTYPE html><html><head><title>Tides</title></head><body>
<header><nav><a href="/">Home</a></nav>The Quay, a newspaper</header>
<main><div class="wide"><article><h1>Tides at the quay</h1>
<div class="share">Share this on all your networks</div>
<script>track()</script>
{ARTICLE}
<section><h3>You may also like</h3><p>Ten ferries that nobody remembers</p></section>
</article></div></main>
<aside>Subscribe to our newsletter</aside><footer>All rights reserved</footer></body></html>"""
EXTRACTED = """\
Tides at the quay
The harbour was “quiet” on Monday, and the ferry left.
Numbers
- the first thing of all
- the second thing of all
def tide(h):
    return h * 2
day | metres |
Monday | 2.1 |
Another paragraph of some length ends the article."""


@pytest.fixture
def extract(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Return a trafilatura that has found some text, which a test can change."""
    module = SimpleNamespace(text=EXTRACTED)
    module.extract = lambda page, **_: module.text
    monkeypatch.setitem(sys.modules, "trafilatura", module)
    return module


@pytest.mark.usefixtures("extract")
def test_the_element_of_the_text_is_found_and_keeps_its_markup() -> None:
    html = main_html(PAGE, URL, "Tides at the Quay!")
    for part in (
        '<a href="/ferry">ferry</a>', '<code class="language-python">', "<figcaption>The tide",
        "<th>metres</th>", "<li>the second thing of all</li>", "ends the article.",
    ):  # fmt: skip
        assert part in html
    for other in ("<h1>", "Share this", "track()", "You may also", "newsletter", "Home", "rights"):
        assert other not in html


@pytest.mark.usefixtures("extract")
def test_a_heading_that_is_not_the_title_stays() -> None:
    assert "<h1>Tides at the quay</h1>" in main_html(PAGE, URL, "Tides")


@pytest.mark.parametrize("text", [None, "", "  \n", "Words that are nowhere on the page at all"])
def test_nothing_is_taken_if_no_element_holds_the_text(
    extract: SimpleNamespace, text: str | None
) -> None:
    extract.text = text
    assert main_html(PAGE, URL) == ""


def test_a_page_may_have_no_elements_or_too_many(extract: SimpleNamespace) -> None:
    extract.text = "Some words of the page"
    for page in ("Some words of the page", "<div>" * 100_000 + "Some words of the page", ""):
        assert main_html(page, URL).count("Some words") == (1 if page else 0)


def test_the_real_library_finds_the_same_element() -> None:
    pytest.importorskip("trafilatura")
    words = "The council voted about the harbour for hours, and the ferry waited. " * 8
    page = PAGE.replace("Another paragraph", f"{words}</p><p>Another paragraph")
    html = main_html(page, URL, "Tides at the quay")
    assert '<code class="language-python">' in html
    assert "newsletter" not in html
