"""How each HTML element is written as tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token

from reader.markdown.context import ParseContext
from reader.markdown.formulas.mathml import mathml_text
from reader.markdown.html.leaves import embed_tokens, text_token
from reader.markdown.html.lists import counts_down, first_number, number_attributes, number_style
from reader.markdown.html.markdown_parts import PART
from reader.markdown.html.names import prepare_html
from reader.markdown.html.tables import write_table
from reader.markdown.html.tree import html_body
from reader.markdown.html.writer import ElementHandler, Writer, attribute
from reader.text.scripts import to_unicode_script

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LANGUAGE = re.compile(r"(?:language-|lang-|brush:\s*|highlight-source-)([\w+#-]+)")


def html_tokens(html: str, context: ParseContext, parts: Sequence[list[Token]] = ()) -> list[Token]:
    """Return the block tokens of a piece of HTML.

    Args:
        html: Any text; elements that it does not close are closed at its end.
        context: The context of the document, for Markdown within the HTML.
        parts: Block tokens of the parts in Markdown; see `reader.markdown.html.markdown_parts`.
    """
    body = html_body(prepare_html(html, context.closed_tags))
    writer = Writer(context, _HANDLERS, list(parts))
    if body is not None:
        writer.write_children(body)
    writer.end_paragraph()
    return writer.tokens


def _paragraph(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    writer.paragraph_depth += 1
    writer.write_block_content(node)
    writer.end_paragraph()
    writer.paragraph_depth -= 1


def _link(writer: Writer, node: LexborNode) -> None:
    target = attribute(node, "href")
    if target:
        writer.write_span(Token("link_open", "a", 1, attrs={"href": target}), node)
    else:
        writer.write_children(node)


def _heading(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    writer.write_children(node)
    line = writer.take_line()
    if line:
        writer.write_block("heading_open", node.tag or "h6", 1)
        writer.write_block("inline", children=line)
        writer.write_block("heading_close", node.tag or "h6", -1)


def _rule(writer: Writer, _node: LexborNode) -> None:
    writer.end_paragraph()
    writer.write_block("hr", "hr")


def _pre(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    code = node.css_first("code")
    classes = f"{attribute(node, 'class')} {attribute(code, 'class') if code else ''}"
    language = _LANGUAGE.search(classes)
    content = node.text().strip("\n")
    if content:
        info = language[1] if language else ""
        writer.write_block("fence", "code", content=content, info=info)


def _quote(writer: Writer, node: LexborNode) -> None:
    if node.child is not None:
        writer.write_container("blockquote", node)
        return
    writer.end_paragraph()
    writer.add(*embed_tokens(node.attributes))
    writer.end_paragraph()


def _bullet_list(writer: Writer, node: LexborNode) -> None:
    writer.write_container("bullet_list", node)


def _ordered_list(writer: Writer, node: LexborNode) -> None:
    meta = {"step": -1 if counts_down(node) else 1, "style": number_style(node)}
    attributes = {"start": first_number(node)}
    writer.write_container("ordered_list", node, attrs=attributes, meta=meta)


def _item(writer: Writer, node: LexborNode) -> None:
    parent = node.parent.tag if node.parent is not None else None
    if parent in ("ul", "ol", "menu", "dir"):
        writer.write_container("list_item", node, attrs=number_attributes(node))
        return
    writer.end_paragraph()
    writer.write_block("bullet_list_open", "ul", 1)
    writer.write_container("list_item", node)
    writer.write_block("bullet_list_close", "ul", -1)


def _definition_list(writer: Writer, node: LexborNode) -> None:
    writer.write_container("dl", node)


def _term(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    writer.write_children(node)
    line = writer.take_line()
    if line:
        writer.write_block("dt_open", "dt", 1)
        writer.write_block("inline", children=line)
        writer.write_block("dt_close", "dt", -1)


def _definition(writer: Writer, node: LexborNode) -> None:
    writer.write_container("dd", node)


def _details(writer: Writer, node: LexborNode) -> None:
    writer.write_container("details", node)


def _summary(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    writer.write_children(node)
    line = writer.take_line()
    if line:
        writer.write_block("summary", children=line)


def _caption(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    writer.write_span(Token("caption_open", "figcaption", 1), node)
    writer.end_paragraph()


def _figure(writer: Writer, node: LexborNode) -> None:
    writer.write_container("figure", node)


def _inline_quote(writer: Writer, node: LexborNode) -> None:
    writer.add(text_token("“"))
    writer.write_children(node)
    writer.add(text_token("”"))


def _super_or_subscript(writer: Writer, node: LexborNode) -> None:
    content = to_unicode_script(node.text(), node.tag or "")
    if content is None:
        writer.write_children(node)
    else:
        writer.add(text_token(content))


def _ruby_text(writer: Writer, node: LexborNode) -> None:
    reading = node.text().strip()
    if reading:
        writer.add(text_token(f"({reading})"))


def _svg(writer: Writer, node: LexborNode) -> None:
    title = node.css_first("title")
    if title is not None:
        writer.add(Token("image", "img", 0, content=title.text()))


def _formula(writer: Writer, node: LexborNode) -> None:
    writer.add(text_token(mathml_text(node)))


def _markdown_part(writer: Writer, node: LexborNode) -> None:
    writer.write_part(attribute(node, "index"))


_HANDLERS: dict[str, ElementHandler] = {
    "p": _paragraph,
    "a": _link,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "hr": _rule,
    "pre": _pre,
    "blockquote": _quote,
    "ul": _bullet_list,
    "ol": _ordered_list,
    "li": _item,
    "dl": _definition_list,
    "dt": _term,
    "dd": _definition,
    "details": _details,
    "summary": _summary,
    "figure": _figure,
    "figcaption": _caption,
    "caption": _caption,
    "q": _inline_quote,
    "sup": _super_or_subscript,
    "sub": _super_or_subscript,
    "rt": _ruby_text,
    "svg": _svg,
    **dict.fromkeys(("math", "m:math", "mml:math"), _formula),
    "table": write_table,
    PART: _markdown_part,
}
"""Handlers by tag name. Elements that are not here are styles, leaves, or only their content."""
