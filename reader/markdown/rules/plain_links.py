"""Inline rules for the plainest links, which need none of the work that others need.

The rules of markdown-it-py and linkify-it give the same tokens for them, as a property test shows,
but take several times as long: they parse the URL, encode and decode it, and look for markup in the
label. A list of 100,000 links consists of little else.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from reader.text.urls import PLAIN_URL, is_plain_url

_LABEL = r"[A-Za-z0-9]+(?:[ .-][A-Za-z0-9]+)*"
_LINK = re.compile(rf"\[(?P<label>{_LABEL})\]\((?P<url>{PLAIN_URL})\)(?![(\[{{])")
_BARE_LINK = re.compile(rf"{PLAIN_URL}(?=[ \n]|\Z)")
_SCHEME = re.compile(r"(?:^|[ \n])(https?)\Z")
_ADDRESS = re.compile(r"www\.|@", re.IGNORECASE)
"""What linkify-it may find in a label."""


class FastParser(MarkdownIt):
    """A parser that does not normalise URLs in which there is nothing to normalise."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name in markdown-it-py
        return url if is_plain_url(url) else super().normalizeLink(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the name in markdown-it-py
        return link if is_plain_url(link) else super().normalizeLinkText(link)


def use_plain_links(parser: MarkdownIt) -> None:
    """Put these rules in front of those that they save. Call this after all others are added."""
    parser.inline.ruler.after("text", "plain_link", _link)
    parser.inline.ruler.after("text", "plain_bare_link", _bare_link)


def _link(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[words](https://example.org/path)`."""
    if state.src[state.pos] != "[":
        return False
    found = _LINK.match(state.src, state.pos, state.posMax)
    if found is None or _ADDRESS.search(found["label"]):
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": found["url"]}
        state.push("text", "", 0).content = found["label"]
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _bare_link(state: StateInline, silent: bool) -> bool:
    """Inline rule: a URL between spaces or line breaks."""
    if state.src[state.pos] != ":" or state.linkLevel > 0:
        return False
    scheme = _SCHEME.search(state.pending)
    if scheme is None:
        return False
    start = state.pos - len(scheme[1])
    found = _BARE_LINK.match(state.src, start, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": found[0]}
        opening.markup, opening.info = "linkify", "auto"
        state.push("text", "", 0).content = found[0]
        closing = state.push("link_close", "a", -1)
        closing.markup, closing.info = "linkify", "auto"
    state.pos = found.end()
    return True
