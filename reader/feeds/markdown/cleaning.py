"""The HTML of an entry as a tree in which only what is shown is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from reader.feeds.markdown.addresses import same_page, web_address
from reader.feeds.markdown.embeds import Embed, embed_of
from reader.feeds.markdown.footnotes import Footnotes, find_footnotes
from reader.feeds.markdown.pictures import emoji_text, picture_address
from reader.markdown.headings import PERMALINK
from reader.markdown.html.names import EMBEDS, closed_tag_names, prepare_html
from reader.markdown.html.tree import html_body

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_HTML = 2_000_000
"""Maximum number of characters of an entry; what follows is cut off."""

_NOT_SHOWN = ", ".join((
    "style", "template", "head", "title", "link", "meta", "canvas", "datalist", "rp", "colgroup",
    "map", "frameset", "svg", "form:not(:has(p))", "button", "select", "textarea", "dialog",
    "input:not([type=checkbox i])", "[hidden]",
    ".screen-reader-text", ".sr-only", ".visually-hidden", ".katex-html", ".MathJax_Preview",
    "td.gutter", "td.linenos", "td.rouge-gutter", "td.hljs-ln-numbers", "td.code-gutter",
    ".footnotes > hr", ".line-numbers-rows", "span.linenos", "span.lineno", "span.linenumber",
    ".lntd:first-child:not(:last-child)",
))  # fmt: skip
"""What browsers do not show, what works only on the website, and the numbers of lines of code."""
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_HEADINGS = "h1 a, h2 a, h3 a, h4 a, h5 a, h6 a"
_MAX_PERMALINKS = 1_000
_PLAYERS = ", ".join(EMBEDS)
_FILLED = "[data-slug-hash], [data-href], [data-url], [data-permalink], [data-instgrm-permalink]"


class CleanTree(NamedTuple):
    """A tree without what is not shown, and what was found out about its elements."""

    body: LexborNode
    footnotes: Footnotes
    embeds: dict[int, Embed]
    """Links in the place of elements, by the `mem_id` of the element."""
    image: str
    """Address of the first image; empty without one."""


def clean_tree(html: str, base: str, *, has_footnotes: bool = True) -> CleanTree | None:
    """Parse HTML and remove what is not shown from its tree.

    Afterwards each `<img>` has a usable `src`. Links are left to `clean_links`, because their
    addresses do not count as words.

    Args:
        html: Any text.
        base: The URL that relative addresses start from; may be empty.
        has_footnotes: Whether footnotes are looked for. Otherwise they are links and lists.

    Returns:
        None if there is no HTML.
    """
    html = html[:MAX_HTML]
    body = html_body(prepare_html(html, closed_tag_names(html)))
    if body is None:
        return None
    embeds = _replace_scripts(body, base)
    for node in body.css(_NOT_SHOWN):
        node.decompose()
    for node in body.css("[style]"):
        if _HIDDEN_STYLE.search(node.attributes.get("style") or ""):
            node.decompose()
    _remove_permalinks(body)
    for node in body.css(f"{_PLAYERS}, {_FILLED}"):
        is_player = node.tag in EMBEDS
        if (is_player or node.child is None) and (embed := embed_of(node, base)) is not None:
            embeds[node.mem_id] = embed
        elif is_player:
            node.decompose()
    image = _clean_images(body, base)
    footnotes = find_footnotes(body) if has_footnotes else Footnotes()
    return CleanTree(body, footnotes, embeds, image)


def _replace_scripts(body: LexborNode, base: str) -> dict[int, Embed]:
    """Remove scripts, except for those that write something known into the page."""
    embeds: dict[int, Embed] = {}
    for node in body.css("script"):
        embed = embed_of(node, base)
        if embed is None:
            node.decompose()
        else:
            embeds[node.mem_id] = embed
    return embeds


def _remove_permalinks(body: LexborNode) -> None:
    """Remove the signs in headings that link to the heading, as an article does not show them."""
    for link in body.css(_HEADINGS)[:_MAX_PERMALINKS]:
        if "#" in (link.attributes.get("href") or "") and link.css_first("img") is None:
            text = link.text()
            heading = link.parent
            has_more = heading is not None and heading.text().strip() != text.strip()
            if has_more and PERMALINK.fullmatch(text):
                link.decompose()


def _clean_images(body: LexborNode, base: str) -> str:
    """Give each image its address, remove those without, and return the first address."""
    first = last = ""
    for image in body.css("img"):
        emoji = emoji_text(image.attributes)
        if emoji:
            image.replace_with(emoji)
            continue
        address = picture_address(image, base)
        is_repeated = address == last and _is_in_noscript(image)
        if not address or is_repeated:
            image.decompose()
            continue
        image.attrs["src"] = last = address
        first = first or address
    return first


def _is_in_noscript(image: LexborNode) -> bool:
    parent = image.parent
    return parent is not None and parent.tag in ("noscript", "picture")


def clean_links(tree: CleanTree, base: str) -> frozenset[str]:
    """Make the addresses of links absolute, except for those that lead to a place in the entry.

    Afterwards each `<a>` with `href` leads to a page of the web or to such a place.

    Args:
        tree: The tree of the entry.
        base: The URL that relative addresses start from; may be empty.

    Returns:
        The names of the places that links lead to.
    """
    footnotes = tree.footnotes
    names = {
        node.attributes.get("id") or node.attributes.get("name")
        for node in tree.body.css("[id], a[name]")
    }
    anchors: set[str] = set()
    for link in tree.body.css("a[href]"):
        if link.mem_id in footnotes.labels or link.mem_id in footnotes.back_links:
            continue
        target = (link.attributes.get("href") or "").strip()
        address = web_address(target, base)
        page, _, fragment = target.partition("#")
        is_inside = fragment and (not page or same_page(address, base))
        if is_inside and (fragment in names or unquote(fragment) in names):
            name = fragment if fragment in names else unquote(fragment)
            anchors.add(name)
            link.attrs["href"] = f"#{name}"
        elif address:
            link.attrs["href"] = address
        else:
            del link.attrs["href"]
    return frozenset(anchors)
