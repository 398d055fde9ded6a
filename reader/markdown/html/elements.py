"""What each HTML element means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from reader.markdown.context import ParseContext
from reader.markdown.html.leaves import raised, text
from reader.markdown.html.names import guarded
from reader.markdown.html.tables import add_table
from reader.markdown.html.writer import ElementHandler, Writer, attribute

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LANGUAGE = re.compile(r"(?:language-|lang-|brush:\s*|highlight-source-)([\w+#-]+)")


def html_tokens(html: str, language: ParseContext) -> list[Token]:
    """The block tokens of a piece of HTML, balanced whatever the piece is."""
    # Late: most articles hold no HTML. Not the standard library's parser, whose time grows with
    # the square of an unclosed tag's length: 60 KB take it 19 seconds.
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(guarded(html, language.ended)).body
    writer = Writer(language, _ACTS)
    if body is not None:
        writer.children(body)
    writer.end_paragraph()
    return writer.tokens


def _paragraph(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    writer.loose += 1
    writer.children(node)
    writer.end_paragraph()
    writer.loose -= 1


def _link(writer: Writer, node: LexborNode) -> None:
    target = attribute(node, "href")
    if target:
        writer.span(Token("link_open", "a", 1, attrs={"href": target}), node)
    else:
        writer.children(node)


def _heading(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    writer.children(node)
    line = writer.taken_line()
    if line:
        writer.block("heading_open", node.tag or "h6", 1)
        writer.block("inline", children=line)
        writer.block("heading_close", node.tag or "h6", -1)


def _rule(writer: Writer, _node: LexborNode) -> None:
    writer.end_paragraph()
    writer.block("hr", "hr")


def _pre(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    code = node.css_first("code")
    marks = f"{attribute(node, 'class')} {attribute(code, 'class') if code else ''}"
    found = _LANGUAGE.search(marks)
    listing = node.text().strip("\n")
    if listing:
        writer.block("fence", "code", content=listing, info=found[1] if found else "")


def _quote(writer: Writer, node: LexborNode) -> None:
    writer.container("blockquote", node)


def _bullets(writer: Writer, node: LexborNode) -> None:
    writer.container("bullet_list", node)


def _numbers(writer: Writer, node: LexborNode) -> None:
    start = attribute(node, "start")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 1
    writer.container("ordered_list", node, attrs={"start": number})


def _item(writer: Writer, node: LexborNode) -> None:
    around = node.parent.tag if node.parent is not None else None
    if around in ("ul", "ol", "menu", "dir"):
        writer.container("list_item", node)
        return
    writer.end_paragraph()
    writer.block("bullet_list_open", "ul", 1)
    writer.container("list_item", node)
    writer.block("bullet_list_close", "ul", -1)


def _definitions(writer: Writer, node: LexborNode) -> None:
    writer.container("dl", node)


def _term(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    writer.children(node)
    line = writer.taken_line()
    if line:
        writer.block("dt_open", "dt", 1)
        writer.block("inline", children=line)
        writer.block("dt_close", "dt", -1)


def _definition(writer: Writer, node: LexborNode) -> None:
    writer.container("dd", node)


def _details(writer: Writer, node: LexborNode) -> None:
    writer.container("details", node)


def _summary(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    writer.children(node)
    line = writer.taken_line()
    if line:
        writer.block("summary", children=line)


def _caption(writer: Writer, node: LexborNode) -> None:
    writer.end_paragraph()
    writer.span(Token("caption_open", "figcaption", 1), node)
    writer.end_paragraph()


def _figure(writer: Writer, node: LexborNode) -> None:
    writer.container("figure", node)


def _quoted(writer: Writer, node: LexborNode) -> None:
    writer.add(text("“"))
    writer.children(node)
    writer.add(text("”"))


def _raised(writer: Writer, node: LexborNode) -> None:
    form = raised(node.text(), node.tag or "")
    if form is None:
        writer.children(node)
    else:
        writer.add(text(form))


def _reading(writer: Writer, node: LexborNode) -> None:
    writer.add(text(f"({node.text()})"))


def _drawing(writer: Writer, node: LexborNode) -> None:
    title = node.css_first("title")
    if title is not None:
        writer.add(Token("image", "img", 0, content=title.text()))


def _formula(writer: Writer, node: LexborNode) -> None:
    source = node.css_first('annotation[encoding="application/x-tex"]')
    writer.text((source or node).text())


_ACTS: dict[str, ElementHandler] = {
    "p": _paragraph,
    "a": _link,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "hr": _rule,
    "pre": _pre,
    "blockquote": _quote,
    "ul": _bullets,
    "ol": _numbers,
    "li": _item,
    "dl": _definitions,
    "dt": _term,
    "dd": _definition,
    "details": _details,
    "summary": _summary,
    "figure": _figure,
    "figcaption": _caption,
    "caption": _caption,
    "q": _quoted,
    "sup": _raised,
    "sub": _raised,
    "rt": _reading,
    "svg": _drawing,
    "math": _formula,
    "table": add_table,
}
