"""What is true of the Markdown of any entry."""

from __future__ import annotations

import re

import frontmatter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.feeds.markdown import escape_text, plain_words, to_markdown
from reader.feeds.markdown.words import join_words, markdown_words
from tests.property.effort import examples

BASE = "https://e.example/p/"

_SPECIAL = r"""
* _ ** __ ` `` ~ ~~ [ ] ( ) [[ ]] ! ![ # ## > < & &amp; &#42; \ | - --- + +++ = == === : :: :::
:ship: $ $$ % %% @ @if ^ { } {{ }} {% %} {# {{< >}} <% %> {!! {.a} {: [^1] [^1]: 1. 2) a. (a) « “
http://a.b/c_d a@b.c import␣{ <script> <!-- --> [x] [TOC] !!! ??? 《あ》 中文 ， é
"""
SPECIAL = [word.replace("␣", " ") for word in _SPECIAL.split()] + [
    "\xa0",
    "\u200b",
    "\x1b",
    "\u202e",
]
WORDS = ["a", "word", "two words", "1", "x1", " ", "\n", "  "]
REFERENCES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

texts = st.lists(st.sampled_from(SPECIAL + WORDS * 3), max_size=6).map(
    lambda parts: "".join(parts).translate(REFERENCES)
)
INLINE = ("b", "i", "em", "strong", "s", "code", "sub", "kbd", "span", "mark", "q")
BLOCKS = (
    "p", "div", "h2", "blockquote", "ul", "ol", "li", "pre", "details", "dl", "dt", "dd", "figure",
    "figcaption", "section",
)  # fmt: skip
TAGS = (*INLINE, *BLOCKS)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inner, max_size=4).map("".join)
    return st.one_of(
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(TAGS), content),
        st.builds('<a href="/x_(y) {{z">{0}</a>'.format, content),
        st.builds("<table><tr><td>{0}</td><td>{1}</td></tr></table>".format, content, content),
        st.builds("<ul><li>{0}</li><li>{1}</li></ul>".format, content, content),
        content,
    )


leaves = st.one_of(
    texts,
    st.sampled_from(
        ["<br>", "<hr>", '<img src="/i.png" alt="*a* {{b}} [c">', "<input type=checkbox>"]
    ),
)
documents = st.recursive(leaves, element, max_leaves=12)

ACTIVE_LINE = re.compile(
    r"(?:---|\+\+\+|:::|!!![ \t]|\?\?\?[ \t]|===|%[ \t]|import |export |\[\^?\w+\]:|\$\$|~~~)"
)


def outside_code(text: str) -> str:
    """Return Markdown without its fenced code and its code spans."""
    fenced = r"^[ >]*(?:[-*] |\d+[.)] )*(`{3,}).*?^[ >]*\1$"
    text = re.sub(fenced, "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)", "", text, flags=re.DOTALL)


@settings(deadline=None, max_examples=examples(60))
@given(documents)
def test_any_entry(html: str) -> None:
    text = to_markdown(html, BASE).text
    assert markdown_words(text) == plain_words(html)
    assert_nothing_acts(text)
    post = frontmatter.loads(f'---\ntitle: "x"\n---\n\n{text}\n')
    assert (post.content, post.metadata) == (text, {"title": "x"})


def assert_nothing_acts(text: str) -> None:
    """Assert that neither a template engine nor a parser of Markdown finds anything to act on."""
    assert not re.search(r"\{\{|\{%|\{#|\{!!|<%", text)
    prose = outside_code(text)
    assert not re.search(r"<script|<!--|javascript:|\son\w+=|\[\[.*\]\]|%%", prose, re.IGNORECASE)
    assert not any(ACTIVE_LINE.match(line.lstrip(" >")) for line in prose.split("\n"))


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(SPECIAL + WORDS), max_size=8).map("".join)))
@example("HTTP://0/*")
@example("ftp://a.example/*b*_")
@example("http://@http://0/*")
@example("[\\]")
def test_plain_text_keeps_its_words(text: str) -> None:
    markdown = escape_text(text)
    assert markdown_words(markdown) == join_words([text])
    assert "\n" not in markdown


@settings(deadline=None, max_examples=examples(40))
@given(documents)
def test_other_parsers_find_no_html_that_is_not_written_on_purpose(html: str) -> None:
    rendered = MarkdownIt("commonmark").render(to_markdown(html, BASE).text)
    tags = {tag.lower() for tag in re.findall(r"<([a-z][\w-]*)", rendered, re.IGNORECASE)}
    assert tags <= ALLOWED


ALLOWED = set(
    """p a img br hr strong em del code pre h1 h2 h3 h4 h5 h6 blockquote ul ol li div span table
    tr td th caption dl dt dd details summary figure figcaption sub sup kbd mark u ins ruby rt
    input""".split()  # noqa: SIM905
)


@settings(deadline=None, max_examples=examples(40))
@given(st.text())
def test_any_text_is_accepted_as_html(html: str) -> None:
    assert markdown_words(to_markdown(html, BASE).text) == plain_words(html)
