"""Find the targets of the links in a body without parsing it.

The result is approximate, but sufficient to decide which posts to consider. `resolve` then
determines the post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FORMS = (
    (
        "](",
        re.compile(r"\]\(\s*(?:<([^<>\n]+)>|(?!\{[{%])([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*))"),
    ),
    ("]:", re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:\s*<?([^\s<>]+)", re.MULTILINE)),
    ("[[", re.compile(r"\[\[([^\[\]|\n]{1,200})")),
    ("<", re.compile(r"\b(?:href|to)\s*=\s*(?:\"([^\"\n]+)\"|'([^'\n]+)')", re.IGNORECASE)),
    ("{%", re.compile(r"\{%-?\s*(?:post_url|link)\s+([^%}\n]{1,300}?)\s*-?%\}")),
    ("{%", re.compile(r"\{%\s*post_(?:link|path)\s+[\"']?([^\s\"'%}]{1,300})")),
    ("{{", re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"']?([^\"'<>%\n]{1,300}?)[\"']?\s*[>%]\}\}")),
)
"""Each form of link: a string that it contains, and its pattern. A body without the string is not
searched for the pattern. The forms are inline links and link reference definitions
(https://spec.commonmark.org/0.31.2/#links), wiki links, HTML, Jekyll's tags
(https://jekyllrb.com/docs/liquid/tags/#links), Hexo's
(https://hexo.io/docs/tag-plugins) and Hugo's `ref` (https://gohugo.io/shortcodes/ref/)."""
_CHUNK = 64 * 1024
"""Number of characters that are searched at once. No other thread runs during a search."""


def link_targets(body: str) -> Iterator[str]:
    """Yield the targets of the links in a body, including repeated ones.

    They are ordered by the form of link, and by their position within a form.
    """
    if len(body) <= _CHUNK:
        yield from _find_targets(body)
        return
    start = 0
    while start < len(body):
        end = body.find("\n", start + _CHUNK) + 1 or len(body)
        yield from _find_targets(body[start : min(end, start + 2 * _CHUNK)])
        start = end


def _find_targets(text: str) -> Iterator[str]:
    for substring, pattern in _FORMS:
        if substring in text:
            for found in pattern.finditer(text):
                yield found[found.lastindex or 0].strip().replace("&amp;", "&")
