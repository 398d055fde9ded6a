"""The HTML of an entry to the body of a post: converted, parsed again, and compared."""

from __future__ import annotations

from dataclasses import dataclass

from reader.feeds.markdown.cleaning import clean_tree
from reader.feeds.markdown.converter import tree_to_markdown
from reader.feeds.markdown.elements import build_tree
from reader.feeds.markdown.escaping import escape_text
from reader.feeds.markdown.html_writer import html_block
from reader.feeds.markdown.words import markdown_words, tree_words

_ANY_BASE = "https://example.org/"
"""Base of relative addresses where only words count, to which the names of images belong."""


@dataclass(frozen=True, slots=True)
class ConvertedBody:
    """The body of a post that an entry becomes."""

    text: str
    """Markdown without whitespace around it, or HTML within Markdown."""
    is_html: bool = False
    """Whether it is HTML, because Markdown would have changed the words."""
    image: str = ""
    """Absolute address of the first image; empty without one."""
    is_full_text: bool = False
    """Whether it is the text of the page of the entry, and not what the feed contains."""


def to_markdown(html: str, base: str) -> ConvertedBody:
    """Convert the HTML of an entry.

    The result is parsed as an article is, and must have the words of the HTML. If it does not, the
    entry stays HTML, of a few elements only.

    Args:
        html: Any text.
        base: The URL that relative addresses start from; empty if unknown.
    """
    tree = clean_tree(html, base)
    document = build_tree(tree, base) if tree is not None else None
    if tree is None or document is None or not document.parts:
        return ConvertedBody("")
    words = tree_words(tree)
    markdown = tree_to_markdown(document)
    if markdown_words(markdown) == words:
        return ConvertedBody(markdown, image=tree.image)
    return _as_html(html, base)


def _as_html(html: str, base: str) -> ConvertedBody:
    """Return an entry as HTML; as text without blocks if even that would change its words."""
    tree = clean_tree(html, base, has_footnotes=False)
    if tree is None:
        return ConvertedBody("")
    words = tree_words(tree)
    text = html_block(build_tree(tree, base))
    if markdown_words(text) == words:
        return ConvertedBody(text, is_html=True, image=tree.image)
    return ConvertedBody(escape_text(words), image=tree.image)


def plain_words(html: str) -> str:
    """Return the words of HTML, with single spaces between them."""
    tree = clean_tree(html, _ANY_BASE)
    return tree_words(tree) if tree is not None else ""
