"""What the links in a body name, as far as that can be told without parsing it.

Enough to know which posts may be meant; which one is, `local_links` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINK = re.compile(
    r"""
    \]\(\s*(?:<(?P<angled>[^<>\n]+)>|(?!\{[{%])(?P<inline>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*))
    | ^\ {0,3}\[[^\]\n]{1,200}\]:\s*<?(?P<defined>[^\s<>]+)
    | \[\[(?P<wiki>[^\[\]|\n]{1,200})
    | \b(?:href|url|to|link)\s*=\s*(?:"(?P<double>[^"\n]+)"|'(?P<single>[^'\n]+)')
    | \{%-?\s*(?:post_url|link)\s+(?P<liquid>[^%}\n]{1,300}?)\s*-?%\}
    | \{\{[<%]\s*(?:rel)?ref\s+["']?(?P<hugo>[^"'<>%\n]{1,300}?)["']?\s*[>%]\}\}
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_CHUNK = 64 * 1024
"""Characters that are looked through at once: no other thread can run meanwhile."""


def outgoing(body: str) -> Iterator[str]:
    """The targets of a body's links, in order and as often as they stand there."""
    if len(body) <= _CHUNK:
        yield from _in(body)
        return
    start = 0
    while start < len(body):
        end = body.find("\n", start + _CHUNK) + 1 or len(body)
        yield from _in(body[start : min(end, start + 2 * _CHUNK)])
        start = end


def _in(text: str) -> Iterator[str]:
    for found in _LINK.finditer(text):
        yield (found[found.lastgroup or 0]).strip()
