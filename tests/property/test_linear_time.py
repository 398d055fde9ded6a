"""The work for a body that repeats a marker grows with its length, and not with its square.

Work is the number of functions that are called, which is the same in every run. It shows repeated
searches by functions of ours and of the parser. The time of single searches, such as those of
regular expressions, is measured by `make bench ARGS=markers`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from reader.article.document import parse_document
from reader.article.plain import render_text
from reader.feeds.markdown import to_markdown
from reader.posts.links.targets import link_targets
from reader.posts.parsing import parse_post
from reader.posts.search.searchable import searchable_text
from tests.markers import markers, repeated

LENGTH = 1_500
FACTOR = 3
TOLERANCE = 1.5


def count_calls(work: Callable[[], object]) -> int:
    """Return the number of functions that are called, in Python and in C."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    previous = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(previous)
    return calls


def process(body: str) -> None:
    """Do what is done with a body: load its post, index it, find its links, and render it."""
    parse_post(body.encode(), path="/posts/a.md", post_id="a.md")
    searchable_text(body)
    list(link_targets(body))
    list(render_text(parse_document(body).blocks, 80))


@pytest.mark.parametrize("marker", markers())
def test_calls_grow_with_the_length(marker: str) -> None:
    short, long = repeated(marker, LENGTH), repeated(marker, FACTOR * LENGTH)
    process(short)  # fills the caches that do not depend on the length
    few = count_calls(lambda: process(short))
    assert count_calls(lambda: process(long)) < FACTOR * few * TOLERANCE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[^", "]"),
        (":note[", "]{.x}"),
        ("^[a ", "]"),
        ("==", "=="),
        ("$", "$"),
    ],
)
def test_no_end_is_looked_for_far_away(before: str, after: str) -> None:
    text = f"{before}{'a' * 20_000}"
    definition = f"\n\n[^{'a' * 20_000}]: note" if before == "[^" else ""
    lines = render_text(parse_document(text + after + definition).blocks, 80)
    assert "".join(lines).replace(" ", "").startswith(text.replace(" ", ""))


_HTML = """
<a <a␣href=b>c</a>␣ <a␣href=#b>c</a>␣ <p␣id=a><a␣href=#a>b</a> <b> <b><p> <b>a</b>␣
<em>a<strong>b</strong></em>␣ <code>`</code>␣ <br> a<br> <div> <ul><li>a <ul><li>a</ul>
<ol><li>a</ol> <li>a <blockquote> <dl><dd>a <table><tr><td>a <table><tr><td>a<td>b</table>
<details> <figure><figcaption>a <pre>a</pre> <h2>a</h2> <img␣src=a> <svg> <math> <q> <ruby>a<rt>b
<select> <iframe␣src=//a> <p␣hidden> <!-- <![CDATA[ &lt; &nbsp; {{␣ @if␣ [ *
"""
HTML = [markup.replace("␣", " ") for markup in _HTML.split()]


_ENTRY_LENGTH = 2 * LENGTH
"""So long that both texts are converted in the same way: an entry of some hundred images is kept as
HTML, after a conversion whose words were compared."""


@pytest.mark.parametrize("html", HTML)
def test_calls_for_an_entry_grow_with_its_length(html: str) -> None:
    def convert(length: int) -> None:
        to_markdown(repeated(html, length), "https://e.example/")

    convert(FACTOR * _ENTRY_LENGTH)  # compiles what libraries compile at the first use
    few = count_calls(lambda: convert(_ENTRY_LENGTH))
    assert count_calls(lambda: convert(FACTOR * _ENTRY_LENGTH)) < FACTOR * few * TOLERANCE


@pytest.mark.parametrize("html", ["<a ", "<div>", "<b><p>", "<ul><li>", "<blockquote>", "<b id=1>"])
def test_an_entry_may_be_as_deep_as_it_likes(html: str) -> None:
    assert len(to_markdown(f"{repeated(html, 60_000)}end", "https://e.example/").text) < 60_000
