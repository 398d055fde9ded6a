"""Plain text for front matter: from HTML, and unable to become markup on somebody's site."""

from __future__ import annotations

import re
from math import ceil

from reader.markdown.html.tree import html_body
from reader.posts.fields.summary import shorten
from reader.text.clean import one_line

_HEAD = 20_000
"""Number of characters of the HTML that are looked at."""
_BLOCKS = (
    "address, article, aside, blockquote, br, caption, dd, details, div, dl, dt, figcaption, "
    "figure, footer, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, "
    "summary, table, td, th, tr, ul"
)
_NO_TEXT = "head, noscript, script, style, template, title"

_MARKUP = re.compile(r"<(?=[A-Za-z/!?%])|\{(?=[{%#])|\[(?=\[)")
"""What begins a tag of HTML (https://html.spec.whatwg.org/#tag-open-state), a tag of Liquid, Jinja,
Nunjucks or ERB, and a wiki link."""
_WORD_JOINER = "\u2060"

_SHARED = 0.8
"""Share of a summary that the content begins with if the summary is only its beginning. It often
ends in a note such as “The post … appeared first on …”."""


def plain_text(html: str) -> str:
    """Return the text at the beginning of some HTML as one clean line."""
    if "<" not in html and "&" not in html:
        return one_line(html[:_HEAD])
    body = html_body(html[:_HEAD])
    if body is None:
        return ""
    for node in body.css(_NO_TEXT):
        node.decompose()
    for node in body.css(_BLOCKS):
        node.insert_before(" ")
        node.insert_after(" ")
    return one_line(body.text())


def inert_line(text: str) -> str:
    """Return a text as one clean line in which no tag or template tag begins.

    Site generators do not treat front matter as markup, but the templates of many sites print a
    title without escaping it. An invisible word joiner after the opening character makes it plain
    text there, and changes nothing that people see.
    """
    return _MARKUP.sub(lambda opening: opening[0] + _WORD_JOINER, one_line(text))


def description_of(summary: str, content: str, title: str) -> str:
    """Return the summary of an entry as a description; empty if it says nothing of its own.

    The reader makes a description from the beginning of the text. A summary that is that beginning,
    or the title, is left out.

    Args:
        summary: HTML.
        content: HTML; empty if the entry has only a summary, which is its text then.
        title: The title of the post.
    """
    if not summary or not content:
        return ""
    text = plain_text(summary)
    compared = _letters(text)
    if not compared or compared == _letters(title):
        return ""
    beginning = compared[: ceil(_SHARED * len(compared))]
    if _letters(plain_text(content)).startswith(beginning):
        return ""
    return shorten(inert_line(text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
