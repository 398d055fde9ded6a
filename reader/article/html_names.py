"""Which tags HTML knows, what they mean, and which `<words>` are no tags at all."""

from __future__ import annotations

import re

SPANS = {
    "b": "strong", "strong": "strong",
    "i": "em", "em": "em", "cite": "em", "dfn": "em", "var": "em", "address": "em",
    "s": "s", "del": "s", "strike": "s",
    "mark": "mark", "u": "u", "ins": "u",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
"""Elements that style text, and the token that does the same in Markdown."""

EMBEDS = {
    "iframe": "embed",
    "video": "video",
    "audio": "audio",
    "embed": "embed",
    "object": "embed",
}


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


HIDDEN = _names(
    """script style template head title link meta base param source track canvas datalist rp
    colgroup col map area"""
)

BLOCKS = _names(
    """address article aside body center div dialog dir fieldset figure figcaption footer form
    header hgroup html main menu nav noscript optgroup option p search section summary caption tr
    td th tbody thead tfoot legend frameset frame noframes"""
)
"""Elements that only part what is in them from what is around them."""

_MARKDOWN_BLOCKS = _names("blockquote dd details dl dt h1 h2 h3 h4 h5 h6 hr li ol pre table ul")

_INLINE = _names(
    """a abbr acronym bdi bdo big blink br button data font img input label math meter output
    picture progress q rb rt rtc ruby select slot small span sub sup svg textarea time wbr nobr
    path g rect circle line polygon polyline ellipse defs use text tspan"""
)

KNOWN = frozenset(SPANS) | frozenset(EMBEDS) | HIDDEN | BLOCKS | _MARKDOWN_BLOCKS | _INLINE

_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)([^<>]*)>")
_MOST_TAGS = 5_000
_DEEPEST = 500
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)


def is_word(tag: str, around: str) -> bool:
    """Whether something in angle brackets is text, as in `Vec<T>`, and not a tag to be hidden.

    A tag that HTML does not know is hidden only where it behaves like one: it has attributes, ends
    itself or is ended in the text around, or is named like a custom element.
    """
    found = _TAG.fullmatch(tag)
    if found is None:
        return False
    closing, name, rest = found.groups()
    if name.lower() in KNOWN or "-" in name or ":" in name:
        return False
    if "=" in rest or rest.rstrip().endswith("/"):
        return False
    partner = f"<{name}" if closing else f"</{name}>"
    return partner not in around


def guarded(html: str) -> str:
    """HTML in which words in angle brackets are escaped, and nothing nests too deep to be read."""
    html = _TAG.sub(lambda found: _escaped(found, html), html)
    if html.count("<") > _MOST_TAGS and _depth(html) > _DEEPEST:
        return _TAG.sub(" ", _COMMENT.sub("", html))
    return html


def _escaped(found: re.Match[str], html: str) -> str:
    tag = found.group()
    if found[2].lower() in KNOWN or not is_word(tag, html):
        return tag
    return f"&lt;{tag[1:-1]}&gt;"


def _depth(html: str) -> int:
    depth = deepest = 0
    for closing, name, rest in _TAG.findall(html):
        if (
            not closing
            and not rest.endswith("/")
            and name.lower() not in ("br", "img", "hr", "p", "li")
        ):
            depth += 1
            deepest = max(deepest, depth)
        elif closing:
            depth -= 1
    return deepest
