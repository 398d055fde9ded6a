"""The HTML of entries becomes Markdown with the same words, and nothing else."""

from __future__ import annotations

import pytest

from reader.feeds.markdown import ConvertedBody, escape_text, plain_words, to_markdown
from reader.feeds.markdown.words import markdown_words
from tests.unit.feeds.markdown.cases import BASE, CASE_FILES, cases_in

CASES = [
    pytest.param(case.html, case.markdown, id=f"{file.stem}: {case.name}")
    for file in CASE_FILES
    for case in cases_in(file)
]


@pytest.mark.parametrize(("html", "markdown"), CASES)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    body = to_markdown(html, BASE)
    assert body.text == markdown
    assert not body.is_html
    assert markdown_words(body.text) == plain_words(html)


def test_there_are_cases() -> None:
    assert len(CASES) > 150


@pytest.mark.parametrize("html", ["", " \n", "<p></p>", "<script>x</script>", "<!-- x -->"])
def test_nothing_becomes_nothing(html: str) -> None:
    assert to_markdown(html, BASE) == ConvertedBody("")


def test_the_first_image_is_that_of_the_entry() -> None:
    html = (
        '<img src="https://feeds.feedburner.com/~r/a/~4/b"><p><img src="/a.png"><img src="/b.png">'
    )
    assert to_markdown(html, BASE).image == "https://e.example/a.png"


def test_relative_addresses_are_dropped_without_a_base() -> None:
    body = to_markdown('<a href="../x">a</a><img src="y.png" alt="b"> c', "")
    assert body == ConvertedBody("a c")


def test_words_of_html() -> None:
    html = "<h1>One</h1><p>two<b>three</b> <img src='i' alt='four'><script>x</script>"
    html += "fi\xadve</p>six<br>7"
    assert plain_words(html) == "One twothree four five six 7"


def test_words_are_compared_without_numbers_of_footnotes() -> None:
    html = '<p>a<sup id="r"><a href="#n">1</a></sup></p><p id="n">b <a href="#r">↩</a></p>'
    assert plain_words(html) == "a b"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# Not a heading", "\\# Not a heading"),
        ("{{ x }}\n---", "&#123;<span></span>&#123; x }} ---"),
        ("<b>a</b> & [[c]]", "&lt;b>a&lt;/b> & &#91;\\[c]]"),
        ("1. a\x1b\n\n*b*", "1\\. a␛ \\*b\\*"),
        ("https://w.example/a_b_", "[https://w.example/a_b\\_](https://w.example/a_b_)"),
        ("", ""),
    ],
)
def test_plain_text_is_shown_as_it_is(text: str, markdown: str) -> None:
    assert escape_text(text) == markdown
