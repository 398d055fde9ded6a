"""Writes the tree of an entry as Markdown, with markdownify (https://pypi.org/project/markdownify/).

markdownify walks a tree of Beautiful Soup and calls a method for each element. The methods below
replace its own wherever Markdown has traps; each returns Markdown with empty lines around blocks.
"""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag
from markdownify import MarkdownConverter

from reader.article.extract.inline_markdown import code_span
from reader.feeds.markdown.delimiters import (
    delimiters_work,
    is_before_link,
    is_in_heading,
    is_line_end,
    is_line_start,
)
from reader.feeds.markdown.escaping import (
    TextContext,
    escape_html,
    escape_inline,
    paired_characters,
)
from reader.feeds.markdown.generators import is_active_code
from reader.feeds.markdown.html_writer import pre_html
from reader.feeds.markdown.soup import soup_of
from reader.feeds.markdown.tree import CELLS, LINE, Element

_DELIMITERS = {"strong": "**", "em": "*", "del": "~~"}
_DELIMITER_CELLS = {"": " --- ", "right": " --: ", "center": " :-: "}
_BACKTICKS = re.compile(r"`{3,}")
_LINE_START = re.compile(r"^(?=.)", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")


def tree_to_markdown(document: Element) -> str:
    """Return the Markdown of the tree of an entry, without whitespace around it."""
    escapes = paired_characters(document.text())
    return str(_Converter(escapes).convert_soup(soup_of(document))).strip()


class _Converter(MarkdownConverter):
    """Writes the tags that `soup_of` returns.

    Args:
        escapes: Characters that are escaped because the entry has more than one of them.
    """

    def __init__(self, escapes: str) -> None:
        super().__init__(heading_style="atx")
        self._escapes = escapes

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        """Return text escaped for its place; the text of code is escaped with its element."""
        tags = parent_tags or set()
        if "pre" in tags or "code" in tags:
            return str(el)
        context = TextContext(
            is_line_start=is_line_start(el),
            in_link="a" in tags,
            is_line_end=is_line_end(el),
            is_before_link=is_before_link(el),
            in_heading=el.next_sibling is None and is_in_heading(el),
            escapes=self._escapes,
        )
        return escape_inline(str(el), context)

    def convert_island(self, el: Tag, _text: str, parent_tags: set[str]) -> str:
        return _block(str(el["html"]))

    def convert_line(self, _el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n{text}\n"

    def convert_p(self, _el: Tag, text: str, parent_tags: set[str]) -> str:
        return _block(text)

    def convert_hN(self, n: int, _el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        return _block(f"{'#' * n} {text}")

    def convert_hr(self, _el: Tag, _text: str, parent_tags: set[str]) -> str:
        # Three dashes are also the fence of front matter, and separate slides.
        return _block("* * *")

    def convert_blockquote(self, _el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = text.strip("\n").split("\n")
        return _block("\n".join(f"> {line}" if line else ">" for line in lines))

    def convert_list(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        is_tight = el.parent is not None and el.parent.name == "li" and _follows_line(el)
        return "\n" + text.strip("\n") + "\n" if is_tight else _block(text)

    convert_ul = convert_list
    convert_ol = convert_list

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        marker = str(el.get("marker", "- "))
        content = text.strip("\n")
        if "task" in el.attrs:
            content = f"[{el['task']}] {content}"
        content = _LINE_START.sub(" " * len(marker), content)
        is_loose = any(
            isinstance(part, Tag) and part.name not in (LINE, "ul", "ol") for part in el.children
        )
        end = "\n\n" if is_loose else "\n"
        return f"{marker}{content[len(marker) :]}".rstrip(" ") + end

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        language = str(el.get("language", ""))
        if is_active_code(text):
            return _block(pre_html(text, language))
        fence = max((match[0] for match in _BACKTICKS.finditer(text)), key=len, default="``")
        return _block(f"{fence}`{language}\n{text}\n{fence}`")

    def convert_code(self, _el: Tag, text: str, parent_tags: set[str]) -> str:
        before, code, after = _edges(text)
        if not code:
            return before
        if is_active_code(code):
            content = escape_inline(code, TextContext(in_link=True, escapes="$~"))
            return f"{before}<code>{content}</code>{after}"
        span = code_span(code)
        if not parent_tags.isdisjoint(CELLS):
            span = span.replace("|", "\\|")
        return f"{before}{span}{after}"

    def _convert_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        before, inner, after = _edges(text)
        if not inner:
            return before
        delimiter = _DELIMITERS[el.name]
        if delimiters_work(el, inner, has_space_before=bool(before), has_space_after=bool(after)):
            return f"{before}{delimiter}{inner}{delimiter}{after}"
        return f"{before}<{el.name}>{inner}</{el.name}>{after}"

    convert_strong = _convert_mark
    convert_em = _convert_mark
    convert_del = _convert_mark

    def _convert_inline_html(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        before, inner, after = _edges(text)
        return f"{before}<{el.name}>{inner}</{el.name}>{after}" if inner else before

    convert_kbd = convert_mark = convert_u = convert_ins = _convert_inline_html
    convert_sub = convert_sup = convert_ruby = convert_rt = _convert_inline_html

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        before, label, after = _edges(text)
        if not label:
            return before
        return f"{before}[{label}]({_target(el, 'href')}){after}"

    def convert_img(self, el: Tag, _text: str, parent_tags: set[str]) -> str:
        alt = escape_inline(
            str(el.get("alt", "")), TextContext(in_attribute=True, escapes=self._escapes)
        )
        return f"![{alt}]({_target(el, 'src')})"

    def convert_br(self, _el: Tag, _text: str, parent_tags: set[str]) -> str:
        return "<br />" if "_inline" in parent_tags else "  \n"

    def convert_anchor(self, el: Tag, _text: str, parent_tags: set[str]) -> str:
        return f'<a id="{escape_html(str(el["id"]))}"></a>'

    def convert_reference(self, el: Tag, _text: str, parent_tags: set[str]) -> str:
        return f"[^{el['label']}]"

    def convert_note(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        content = _LINE_START.sub("    ", text.strip("\n")).lstrip(" ")
        return _block(f"[^{el['label']}]: {content}")

    def convert_table(self, _el: Tag, text: str, parent_tags: set[str]) -> str:
        return _block(text)

    def convert_td(self, _el: Tag, text: str, parent_tags: set[str]) -> str:
        return f" {text.strip()} |"

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        row = f"|{text}\n"
        if el.previous_sibling is not None:
            return row
        cells = (_DELIMITER_CELLS[str(cell.get("align", ""))] for cell in el.find_all("th"))
        return f"{row}|{'|'.join(cells)}|\n"


def _block(markdown: str) -> str:
    """Return Markdown with empty lines around it."""
    return "\n\n" + markdown.strip("\n") + "\n\n"


def _edges(text: str) -> tuple[str, str, str]:
    """Return the spaces before text, the text, and the spaces after it."""
    inner = text.strip()
    if not inner:
        return text, "", ""
    start = text.index(inner[0])
    return text[:start], inner, text[start + len(inner) :]


def _target(el: Tag, name: str) -> str:
    address = _ENTITY.sub("&amp;", str(el.get(name, "")))
    if "(" in address or ")" in address:
        address = f"<{address}>"
    title = str(el.get("title", ""))
    if not title:
        return address
    escaped = escape_inline(title, TextContext(in_attribute=True, escapes="$~"))
    return f'{address} "{escaped.replace(chr(34), "&quot;")}"'


def _follows_line(el: Tag) -> bool:
    previous = el.previous_sibling
    return previous is None or (isinstance(previous, Tag) and previous.name == LINE)
