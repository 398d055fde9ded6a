"""What the links in a body name, as far as that can be told without parsing it.

Enough to know which posts may be meant; which one is, `local_links` tells.
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
    ("{{", re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"']?([^\"'<>%\n]{1,300}?)[\"']?\s*[>%]\}\}")),
)
"""What a link of each form cannot be without, and how it is read. Most patterns begin with just
that, and are quick where there is none."""
_CHUNK = 64 * 1024
"""Characters that are looked through at once: no other thread can run meanwhile."""


def link_targets(body: str) -> Iterator[str]:
    """The targets of a body's links, as often as they stand there: form by form, each in order."""
    if len(body) <= _CHUNK:
        yield from _in(body)
        return
    start = 0
    while start < len(body):
        end = body.find("\n", start + _CHUNK) + 1 or len(body)
        yield from _in(body[start : min(end, start + 2 * _CHUNK)])
        start = end


def _in(text: str) -> Iterator[str]:
    for mark, pattern in _FORMS:
        if mark in text:
            for found in pattern.finditer(text):
                yield found[found.lastindex or 0].strip()
