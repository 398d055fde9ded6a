"""Names of HTML elements by what they mean, and which `<words>` are text rather than tags."""

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
"""Elements that style text: the name of the Markdown token with the same meaning, by tag."""

EMBEDS = {
    "iframe": "embed",
    "video": "video",
    "audio": "audio",
    "embed": "embed",
    "object": "embed",
}
"""Elements that play or embed something: what the link in their place is called, by tag."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text separated by whitespace."""
    return frozenset(words.split())


HIDDEN = word_set(
    """script style template head title link meta base param source track canvas datalist rp
    colgroup col map area"""
)
"""Elements that are not shown, together with what they contain."""

BLOCKS = word_set(
    """address article aside body center div dialog dir fieldset figure figcaption footer form
    header hgroup html main menu nav noscript optgroup option p search section summary caption tr
    td th tbody thead tfoot legend frameset frame noframes"""
)
"""Elements that only separate their content from the text around them."""

MARKDOWN_BLOCKS = word_set("blockquote dd details dl dt h1 h2 h3 h4 h5 h6 hr li ol pre table ul")
"""Elements that Markdown has blocks for."""

_INLINE = word_set(
    """a abbr acronym bdi bdo big blink br button data font img input label math meter output
    picture progress q rb rt rtc ruby select slot small span sub sup svg textarea time wbr nobr
    path g rect circle line polygon polyline ellipse defs use text tspan"""
)

KNOWN = frozenset(SPANS) | frozenset(EMBEDS) | HIDDEN | BLOCKS | MARKDOWN_BLOCKS | _INLINE
"""Every element of HTML, including obsolete ones, and the common ones of SVG."""

_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)([^<>]*)>")
_OPENED = re.compile(r"<([A-Za-z][\w.:-]*)")
_CLOSED = re.compile(r"</([A-Za-z][\w.:-]*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_NOT_NESTED = ("br", "img", "hr", "p", "li")
"""Elements that are void, or that the next one of the same name closes."""
_MIN_TAGS_TO_CHECK = 5_000
_MAX_DEPTH = 500


def closed_tag_names(body: str) -> frozenset[str]:
    """Return the names of the tags that a body both opens and closes, in their own case."""
    if "</" not in body:
        return frozenset()
    return frozenset(_OPENED.findall(body)) & frozenset(_CLOSED.findall(body))


def is_text(tag: str, closed_tags: frozenset[str]) -> bool:
    """Return whether something in angle brackets is text, as in `Vec<T>`, and not an HTML tag.

    A name that HTML does not know is a tag only if it is used like one: it has attributes, closes
    itself, is closed somewhere in the document, or has the hyphen of a custom element
    (https://html.spec.whatwg.org/multipage/custom-elements.html#valid-custom-element-name) or the
    colon of an XML namespace.

    Args:
        tag: The source with its angle brackets.
        closed_tags: The `closed_tag_names` of the whole document.
    """
    match = _TAG.fullmatch(tag)
    if match is None:
        return False
    _, name, rest = match.groups()
    if name.lower() in KNOWN or "-" in name or ":" in name:
        return False
    if "=" in rest or rest.rstrip().endswith("/"):
        return False
    return name not in closed_tags


def prepare_html(html: str, closed_tags: frozenset[str]) -> str:
    """Return HTML that the HTML parser can be given.

    Text in angle brackets is escaped. HTML that nests too deeply to be walked loses all its tags,
    so that only its text is left.

    Args:
        html: A piece of HTML.
        closed_tags: The `closed_tag_names` of the whole document.
    """
    html = _TAG.sub(lambda match: _escape_text(match, closed_tags), html)
    if html.count("<") > _MIN_TAGS_TO_CHECK and _depth(html) > _MAX_DEPTH:
        return _TAG.sub(" ", _COMMENT.sub("", html))
    return html


def _escape_text(match: re.Match[str], closed_tags: frozenset[str]) -> str:
    tag = match.group()
    if match[2].lower() in KNOWN or not is_text(tag, closed_tags):
        return tag
    return f"&lt;{tag[1:-1]}&gt;"


def _depth(html: str) -> int:
    """Return the greatest depth to which elements are nested, assuming that all are closed."""
    depth = max_depth = 0
    for closing, name, rest in _TAG.findall(html):
        if not closing and not rest.endswith("/") and name.lower() not in _NOT_NESTED:
            depth += 1
            max_depth = max(max_depth, depth)
        elif closing:
            depth -= 1
    return max_depth
