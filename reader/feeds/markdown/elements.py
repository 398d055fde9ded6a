"""How each element of HTML is written into the tree of an entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.feeds.markdown.builder import ElementHandler, TreeBuilder
from reader.feeds.markdown.cleaning import CleanTree, clean_links
from reader.feeds.markdown.languages import code_language
from reader.feeds.markdown.pictures import picture_name
from reader.feeds.markdown.tables import write_table
from reader.feeds.markdown.tree import PARAGRAPHS, Element, Part, joined_lines
from reader.markdown.formulas.mathml import mathml_text
from reader.markdown.html.lists import counts_down, first_number, number_attributes
from reader.text.clean import clean_text, one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_STRAY = "stray"
"""Attribute of a list that is made of items which are in no list."""


def build_tree(tree: CleanTree, base: str) -> Element:
    """Return the blocks of an entry, with its footnotes at the end.

    Args:
        tree: The tree of the entry.
        base: The URL that the addresses of its links start from; may be empty.
    """
    return TreeBuilder(tree, clean_links(tree, base), _HANDLERS).build()


def _break(builder: TreeBuilder, _node: LexborNode) -> None:
    if not builder.line.write_break():
        builder.end_line()


def _link(builder: TreeBuilder, node: LexborNode) -> None:
    attributes = node.attributes
    target = attributes.get("href")
    if not target:
        builder.write_children(node)
        return
    link = Element("a", {"href": target})
    if title := one_line(attributes.get("title") or ""):
        link.attributes["title"] = title
    builder.line.spans.append(link)
    builder.write_children(node)
    builder.line.spans.pop()


def _image(builder: TreeBuilder, node: LexborNode) -> None:
    attributes = node.attributes
    image = {"src": attributes.get("src") or "", "alt": picture_name(node)}
    title = one_line(attributes.get("title") or "")
    if title and title != image["alt"]:
        image["title"] = title
    builder.line.write_element(Element("img", image))


def _heading(builder: TreeBuilder, node: LexborNode) -> None:
    parts = builder.collect(node)
    line = joined_lines(parts)
    if line is None:
        builder.write_blocks(parts)
    elif line:
        builder.write_block(Element(node.tag or "h6", parts=line))


def _rule(builder: TreeBuilder, _node: LexborNode) -> None:
    builder.write_block(Element("hr"))


def _pre(builder: TreeBuilder, node: LexborNode) -> None:
    for line_break in node.css("br"):
        line_break.replace_with("\n")
    code = clean_text(node.text()).strip("\n")
    if code.strip():
        language = code_language(node)
        attributes = {"language": language} if language else {}
        builder.write_block(Element("pre", attributes, [code]))


def _quote(builder: TreeBuilder, node: LexborNode) -> None:
    builder.write_container(Element("blockquote"), node)


def _list(builder: TreeBuilder, node: LexborNode) -> None:
    element = Element("ol" if node.tag == "ol" else "ul")
    if node.tag == "ol":
        if counts_down(node):
            element.attributes["reversed"] = ""
        if (start := first_number(node)) != 1 or "reversed" in element.attributes:
            element.attributes["start"] = str(start)
    builder.write_container(element, node)
    last = builder.last_block
    if last is element:
        _repair_list(element)


def _repair_list(element: Element) -> None:
    """Put what is directly in a list into the item before it, as browsers show it."""
    items: list[Part] = []
    for part in element.parts:
        if isinstance(part, Element) and part.tag == "li":
            items.append(part)
        elif items and isinstance(item := items[-1], Element):
            item.parts.append(part)
        else:
            items.append(Element("li", parts=[part]))
    element.parts = items


def _item(builder: TreeBuilder, node: LexborNode) -> None:
    item = Element("li")
    for name, value in number_attributes(node).items():
        item.attributes[name] = str(value)
    checkbox = node.css_first("input")
    if checkbox is not None and _item_around(checkbox) == node.mem_id:
        item.attributes["task"] = "x" if "checked" in checkbox.attributes else " "
    if builder.block_tag in _LISTS:
        item.parts = builder.collect(node, "li")
        if item.parts:
            builder.write_block(item)
        return
    builder.end_line()
    item.parts = builder.collect(node, "li")
    last = builder.last_block
    if last is not None and last.tag == "ul" and _STRAY in last.attributes:
        last.parts.append(item)
    elif item.parts:
        builder.write_block(Element("ul", {_STRAY: ""}, [item]))


def _item_around(node: LexborNode) -> int | None:
    parent = node.parent
    while parent is not None and parent.tag != "li":
        parent = parent.parent
    return None if parent is None else parent.mem_id


def _inline_quote(builder: TreeBuilder, node: LexborNode) -> None:
    builder.line.write_text("“")
    builder.write_children(node)
    builder.line.write_text("”")


def _formula(builder: TreeBuilder, node: LexborNode) -> None:
    builder.line.write_text(mathml_text(node))


def _ignore(_builder: TreeBuilder, _node: LexborNode) -> None:
    pass


def _definition_part(builder: TreeBuilder, node: LexborNode) -> None:
    tag = node.tag or ""
    parts = builder.collect(node, tag)
    if builder.block_tag not in ("dl", "details"):
        builder.write_blocks(parts)
        return
    line = joined_lines(parts) if tag in ("dt", "summary") else None
    builder.write_block(Element(tag, parts=parts if line is None else line))


def _definition_list(builder: TreeBuilder, node: LexborNode) -> None:
    parts = builder.collect(node, "dl")
    if any(isinstance(part, Element) and part.tag == "dt" for part in parts):
        builder.write_block(Element("dl", parts=parts))
    else:
        builder.write_blocks(parts)


def _details(builder: TreeBuilder, node: LexborNode) -> None:
    builder.write_block(Element("details", parts=builder.collect(node, "details")))


def _figure(builder: TreeBuilder, node: LexborNode) -> None:
    """An image with a caption stays a figure. Others are their content."""
    parts = builder.collect(node, "figure")
    elements = [part for part in parts if isinstance(part, Element)]
    captions = [element for element in elements if element.tag == "figcaption"]
    others = [element for element in elements if element.tag != "figcaption"]
    if captions and others and all(_has_only_images(element) for element in others):
        builder.write_block(Element("figure", parts=parts))
        return
    for element in elements:
        is_caption = element.tag == "figcaption"
        builder.write_block(Element("p", parts=element.parts) if is_caption else element)


def _has_only_images(element: Element) -> bool:
    has_image = any(inner.tag == "img" for inner in element.descendants())
    return element.tag in PARAGRAPHS and has_image and not element.text().strip()


def _caption(builder: TreeBuilder, node: LexborNode) -> None:
    parts = builder.collect(node)
    line = joined_lines(parts)
    if builder.block_tag == "figure" and line:
        builder.write_block(Element("figcaption", parts=line))
    else:
        builder.write_blocks(parts)


_HANDLERS: Mapping[str, ElementHandler] = {
    "p": TreeBuilder.write_paragraph,
    "br": _break,
    "a": _link,
    "img": _image,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "hr": _rule,
    "pre": _pre,
    "blockquote": _quote,
    **dict.fromkeys(_LISTS, _list),
    "li": _item,
    "q": _inline_quote,
    "math": _formula,
    "input": _ignore,
    "dl": _definition_list,
    "dt": _definition_part,
    "dd": _definition_part,
    "details": _details,
    "summary": _definition_part,
    "figure": _figure,
    "figcaption": _caption,
    "table": write_table,
}
"""Handlers by tag name. Other elements are styles, separators, or only their content."""
