"""Quotes from articles, with where they come from."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.article.blocks import Block
from reader.article.document import Document
from reader.article.extract.inline_markdown import escape, link_destination
from reader.article.extract.quotes import quote_markdown
from reader.posts.links.internal import target_fragment
from reader.posts.links.resolve import LinkResolver, is_external, target_path
from reader.posts.post import Post
from reader.text.dates import day_in_words
from reader.text.urls import absolute_url

_NOT_IN_PATH = re.compile(r"[%#?]")
"""Characters of a path that have another meaning in a link."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Some paragraphs of an article."""

    text: str
    """The paragraphs in Markdown, without the marks of a quote."""
    post: Post
    fragment: str
    """Fragment of the nearest heading above; empty if there is none."""

    @property
    def markdown(self) -> str:
        """The quote in Markdown, with the title, the date and the path of its post."""
        return f"{self._quoted}\n\n{self._source(escape(self.post.title))}\n"

    def entry(self, note: str) -> str:
        """Return the quote as a section of a file that collects quotes.

        Args:
            note: What the person wrote about it; may be empty.
        """
        name = f"{self.post.id}{'#' if self.fragment else ''}{self.fragment}"
        parts = (f"## {escape(self.post.title)}", self._quoted, self._source(escape(name)), note)
        return "\n\n".join(filter(None, map(str.strip, parts))) + "\n"

    @property
    def _quoted(self) -> str:
        return "\n".join(f"> {line}".rstrip() for line in self.text.split("\n"))

    def _source(self, label: str) -> str:
        post = self.post
        day = f", {day_in_words(post.date)}" if post.date else ""
        return f"— [{label}]({link_destination(post_address(post, self.fragment))}){day}"


def post_address(post: Post, fragment: str = "") -> str:
    """Return the path of a post's file, and a fragment, as the target of a link."""
    # Other programs could not read bytes that are not UTF-8.
    path = post.path.encode("utf-8", "replace").decode()
    escaped = _NOT_IN_PATH.sub(lambda found: f"%{ord(found[0]):02X}", path)
    return f"{escaped}#{fragment}" if fragment else escaped


def make_quote(
    post: Post,
    document: Document,
    selected: range,
    blocks: Sequence[Block],
    resolver: LinkResolver,
    site: str | None,
) -> Quote:
    """Return a quote from an article.

    Args:
        post: The post of the article.
        document: The whole article.
        selected: Indices of neighbouring blocks of the document.
        blocks: These blocks.
        resolver: Resolves the links in the article.
        site: URL of the site that the posts belong to, if it is known.
    """

    def address(target: str) -> str:
        """Return where a link leads to from any file."""
        linked = resolver.resolve(target, post)
        if linked is not None:
            return post_address(linked, target_fragment(target))
        url = absolute_url(target, post.link, site)
        if not target or is_external(url) or url.startswith("/"):
            return url
        folder = post.path.replace("\\", "/").rpartition("/")[0]
        return posixpath.normpath(posixpath.join(folder, target_path(target)))

    fragment = document.anchor_above(selected.start)
    return Quote(quote_markdown(blocks, address), post, fragment)
