"""The links of an article with what they lead to: posts, web pages, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.article.extract.inline_markdown import link_destination
from reader.article.extract.links import Link
from reader.posts.links.resolve import LinkResolver
from reader.posts.post import Post
from reader.text.urls import absolute_url, is_web_link

_BRACKETS = re.compile(r"[\\\[\]]")


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """A link of an article, and what it leads to."""

    label: str
    """Its text on one line; never empty."""
    target: str
    """As written in the post."""
    address: str
    """What it leads to outside of the open posts: a URL, or else the target."""
    post: Post | None = None
    """The open post that it leads to, if any."""
    is_dead: bool = False
    """Whether it leads to a file of the opened folder that does not exist."""

    @property
    def is_external(self) -> bool:
        """Whether it can be opened in a browser, or as an email."""
        return self.post is None and not self.is_dead and is_web_link(self.address)

    @property
    def is_in_article(self) -> bool:
        """Whether it leads to a part of its own article."""
        return self.target.startswith("#")

    @property
    def markdown(self) -> str:
        """The link in Markdown, with an address that is valid outside of the folder if possible."""
        address = self.address
        if self.post is not None and not self.is_in_article:
            _, hash_sign, fragment = self.target.partition("#")
            address = f"{self.post.link or self.post.path}{hash_sign}{fragment}"
        label = _BRACKETS.sub(r"\\\g<0>", self.label)
        return f"[{label}]({link_destination(address)})"


def markdown_list(links: Iterable[ArticleLink]) -> str:
    """Return links as a list in Markdown, one line for each."""
    return "".join(f"- {link.markdown}\n" for link in links)


def describe_links(
    found: Iterable[Link], post: Post, resolver: LinkResolver, site: str | None
) -> list[ArticleLink]:
    """Return links with what they lead to.

    Args:
        found: The links of an article.
        post: Its post.
        resolver: Resolves all of the links.
        site: URL of the site that the posts belong to, if it is known.
    """
    return [_describe(link, post, resolver, site) for link in found]


def _describe(link: Link, post: Post, resolver: LinkResolver, site: str | None) -> ArticleLink:
    address = absolute_url(link.target, post.link, site)
    label = link.label or address or "(no text)"
    linked = resolver.resolve(link.target, post)
    is_dead = linked is None and resolver.is_dead(link.target, post)
    return ArticleLink(label, link.target, address, linked, is_dead)
