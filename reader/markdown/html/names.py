"""Which tags HTML knows, what they mean, and which `<words>` are no tags at all."""

from __future__ import annotations

import re

SPANS = {
    "b": "strong", "strong": "strong",
    "i": "em", "em": "em", "cite": "em", "dfn": "em", "var": "em", "address": "em",
    "s": "s", "del": "s", "strike": "s",
    "mark": "mark", "u": "u", "ins": "u",
    "figcaption": "caption",
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


def names(text: str) -> frozenset[str]:
    """Words that stand for themselves."""
    return frozenset(text.split())


HIDDEN = names(
    """script style template head title link meta base param source track canvas datalist rp
    colgroup col map area"""
)

BLOCKS = names(
    """address article aside body center div dialog dir fieldset figure figcaption footer form
    header hgroup html main menu nav noscript optgroup option p search section summary caption tr
    td th tbody thead tfoot legend frameset frame noframes"""
)
"""Elements that only part what is in them from what is around them."""

_MARKDOWN_BLOCKS = names("blockquote dd details dl dt h1 h2 h3 h4 h5 h6 hr li ol pre table ul")

_INLINE = names(
    """a abbr acronym bdi bdo big blink br button data font img input label math meter output
    picture progress q rb rt rtc ruby select slot small span sub sup svg textarea time wbr nobr
    path g rect circle line polygon polyline ellipse defs use text tspan"""
)

KNOWN = frozenset(SPANS) | frozenset(EMBEDS) | HIDDEN | BLOCKS | _MARKDOWN_BLOCKS | _INLINE

_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)([^<>]*)>")
_BEGUN = re.compile(r"<([A-Za-z][\w.:-]*)")
_ENDED = re.compile(r"</([A-Za-z][\w.:-]*)")
_MOST_TAGS = 5_000
_DEEPEST = 500
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)


def ended_names(body: str) -> frozenset[str]:
    """The names of tags that a body both begins and ends."""
    if "</" not in body:
        return frozenset()
    return frozenset(_BEGUN.findall(body)) & frozenset(_ENDED.findall(body))


def is_word(tag: str, ended: frozenset[str]) -> bool:
    """Whether something in angle brackets is text, as in `Vec<T>`, and not a tag to be hidden.

    A tag that HTML does not know is hidden only where it behaves like one: it has attributes, ends
    itself or is ended somewhere in the document, or is named like a custom element.

    Args:
        tag: What stands in angle brackets, with them.
        ended: The `ended_names` of the whole document.
    """
    found = _TAG.fullmatch(tag)
    if found is None:
        return False
    _, name, rest = found.groups()
    if name.lower() in KNOWN or "-" in name or ":" in name:
        return False
    if "=" in rest or rest.rstrip().endswith("/"):
        return False
    return name not in ended


def guarded(html: str, ended: frozenset[str]) -> str:
    """HTML in which words in angle brackets are escaped, and nothing nests too deep to be read."""
    html = _TAG.sub(lambda found: _escaped(found, ended), html)
    if html.count("<") > _MOST_TAGS and _depth(html) > _DEEPEST:
        return _TAG.sub(" ", _COMMENT.sub("", html))
    return html


def _escaped(found: re.Match[str], ended: frozenset[str]) -> str:
    tag = found.group()
    if found[2].lower() in KNOWN or not is_word(tag, ended):
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
