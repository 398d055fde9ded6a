"""What the directives of MyST, Sphinx and PyMdown Extensions become.

For their names see https://mystmd.org/guide/directives and
https://facelessuser.github.io/pymdown-extensions/extensions/blocks.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from reader.markdown.rules.callouts import push_blocks, push_callout

_ATTRIBUTE_LIST = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*$")


class Directive(NamedTuple):
    """The head of a directive."""

    name: str
    """The name in lower case."""
    argument: str
    """The text after the name; empty if there is none."""
    options: Mapping[str, str]


_DirectiveHandler: TypeAlias = Callable[[StateBlock, Directive, int, int], None]
"""Pushes the tokens of a directive whose content is between two lines."""


def is_directive(name: str) -> bool:
    """Return whether this is the name of a known directive, in any case."""
    return name.lower() in _HANDLERS


def push_directive(state: StateBlock, directive: Directive, start: int, stop: int) -> None:
    """Push the tokens of a directive.

    Args:
        state: The state of the parser; its line is not changed.
        directive: A known directive.
        start: The first line of the content.
        stop: The line after the last one.
    """
    _HANDLERS[directive.name](state, directive, start, stop)


def push_paragraph(state: StateBlock, content: str, *children: Token) -> None:
    """Push a paragraph of inline Markdown, or of inline tokens that are parsed already."""
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.children = content, list(children) or None
    state.push("paragraph_close", "p", -1)


def push_caption(state: StateBlock, text: str) -> None:
    """Push a caption of inline Markdown; attributes at its end are removed."""
    push_paragraph(state, f"<figcaption>{_ATTRIBUTE_LIST.sub('', text)}</figcaption>")


def _callout(state: StateBlock, directive: Directive, start: int, stop: int) -> None:
    kind = directive.options.get("class", "").partition(" ")[0] or "note"
    kind = _KINDS.get(directive.name, kind if directive.name in _GENERIC else directive.name)
    title = directive.argument
    if directive.name.startswith(("version", "deprecated")) and title:
        title = f"{_KINDS[directive.name].replace('-', ' ').capitalize()} {title}"
    if title and start >= stop and directive.name not in _GENERIC:
        # The text is on the first line, which would hold the title of a longer callout.
        state.push("callout_open", "div", 1).meta = {"kind": kind, "title": ""}
        push_paragraph(state, title)
        state.push("callout_close", "div", -1)
    else:
        push_callout(state, start, stop, state.blkIndent, {"kind": kind, "title": title})


def _content(state: StateBlock, directive: Directive, start: int, stop: int) -> None:
    if directive.argument and directive.name in _CAPTIONED:
        push_caption(state, directive.argument)
    push_blocks(state, start, stop, state.blkIndent)


def _quote(state: StateBlock, directive: Directive, start: int, stop: int) -> None:
    state.push("blockquote_open", "blockquote", 1)
    _content(state, directive, start, stop)
    state.push("blockquote_close", "blockquote", -1)


def _caption(state: StateBlock, _directive: Directive, start: int, stop: int) -> None:
    before = len(state.tokens)
    push_blocks(state, start, stop, state.blkIndent)
    _make_captions(state.tokens[before:])


def _make_captions(tokens: list[Token]) -> None:
    for opening, inline in pairwise(tokens):
        if opening.type == "paragraph_open" and inline.content:
            inline.content = f"<figcaption>{inline.content}</figcaption>"


def _image(state: StateBlock, directive: Directive, start: int, stop: int) -> None:
    """Push an image; the first paragraph of the content of a figure is its caption."""
    state.push("figure_open", "figure", 1)
    alt = directive.options.get("alt", "")
    image = Token("image", "img", 0, attrs={"src": directive.argument}, content=alt)
    push_paragraph(state, "", image)
    before = len(state.tokens)
    push_blocks(state, start, stop, state.blkIndent)
    _make_captions(state.tokens[before : before + 2])
    state.push("figure_close", "figure", -1)


def _code(state: StateBlock, directive: Directive, start: int, stop: int) -> None:
    if caption := directive.options.get("caption"):
        push_caption(state, caption)
    token = state.push("fence", "code", 0)
    token.info = directive.argument if directive.name in _WITH_LANGUAGE else directive.name
    token.content = state.getLines(start, stop, state.blkIndent, True)
    token.map = [start, stop]


def _formula(state: StateBlock, _directive: Directive, start: int, stop: int) -> None:
    lines = state.getLines(start, stop, state.blkIndent, False)
    state.push("formula", "", 0).content = lines.strip()


def _raw(state: StateBlock, directive: Directive, start: int, stop: int) -> None:
    if directive.argument == "html":
        token = state.push("html_block", "", 0)
        token.content = state.getLines(start, stop, state.blkIndent, True)
        token.map = [start, stop]


def _embed(state: StateBlock, directive: Directive, start: int, stop: int) -> None:
    """Push a link to what would be embedded or included, and the content as its caption."""
    name, target = directive.name, directive.argument
    if name == "youtube":
        name, target = "iframe", f"https://www.youtube.com/watch?v={target}"
    tag = name if name in ("video", "audio") else "iframe"
    if name in _FILES:
        push_paragraph(state, f"[{html.escape(target)}](<{target}>)")
    elif target:
        push_paragraph(state, f'<{tag} src="{html.escape(target)}"></{tag}>')
    if name not in _FILES:
        _caption(state, directive, start, stop)


def _csv_table(state: StateBlock, directive: Directive, start: int, stop: int) -> None:
    if directive.argument:
        push_caption(state, directive.argument)
    lines = state.getLines(start, stop, state.blkIndent, False).strip().split("\n")
    header = next(csv.reader([directive.options.get("header", "")], skipinitialspace=True), [])
    rows = [row for row in csv.reader(lines, skipinitialspace=True) if row]
    if not header and directive.options.get("header-rows", "0") != "0" and rows:
        header = rows.pop(0)
    columns = max(map(len, [header, *rows]), default=0)
    if columns:
        cells = [[*row, *[""] * (columns - len(row))] for row in [header, *rows]]
        meta = {"header": cells[0], "rows": cells[1:], "alignments": [""] * columns}
        state.push("table", "table", 0).meta = meta


def _list_table(state: StateBlock, directive: Directive, start: int, stop: int) -> None:
    """Push a table that is written as a list of rows, each of them a list of cells."""
    if directive.argument:
        push_caption(state, directive.argument)
    before = len(state.tokens)
    push_blocks(state, start, stop, state.blkIndent)
    rows = _rows_of_list(state.tokens[before:])
    columns = len(rows[0]) if rows else 0
    if columns and all(len(row) == columns for row in rows):
        del state.tokens[before:]
        header = [""] * columns
        if directive.options.get("header-rows", "0") != "0":
            header = rows.pop(0)
        meta = {"header": header, "rows": rows, "alignments": [""] * columns}
        state.push("table", "table", 0).meta = meta


def _rows_of_list(tokens: Sequence[Token]) -> list[list[str]]:
    """Return the inline Markdown of the items within the items of a list."""
    rows: list[list[list[str]]] = []
    for token in tokens:
        depth = token.level - tokens[0].level
        if token.type == "list_item_open" and depth == 1:
            rows.append([])
        elif token.type == "list_item_open" and depth == 3 and rows:
            rows[-1].append([])
        elif token.type == "inline" and rows and rows[-1]:
            rows[-1][-1].append(token.content)
    return [["<br>".join(cell) for cell in row] for row in rows]


def _nothing(_state: StateBlock, _directive: Directive, _start: int, _stop: int) -> None:
    """Push nothing: the directive is for the generator, or what it shows is elsewhere."""


_KINDS = {
    "seealso": "see-also",
    "versionadded": "new-in-version",
    "versionchanged": "changed-in-version",
    "deprecated": "deprecated-since-version",
}
"""Kinds of callouts that differ from the name of the directive."""
_GENERIC = frozenset(("admonition", "card", "grid-item-card"))
"""Callouts whose kind is in the option `class`."""
_CAPTIONED = frozenset(("table", "rubric"))
"""Containers whose argument is a caption."""
_WITH_LANGUAGE = frozenset(("code", "code-block", "code-cell", "sourcecode", "highlight"))
_FILES = frozenset(("include", "literalinclude"))

_NAMES: dict[_DirectiveHandler, str] = {
    _callout: """note tip hint important warning caution danger error attention admonition seealso
        todo topic sidebar margin aside dropdown details card grid-item-card tab-item tab question
        versionadded versionchanged deprecated exercise solution proof theorem lemma definition
        info success failure bug example""",
    _content: """figure-md tab-set tab-set-code grid grid-item container cell glossary table
        html only hlist compound div rubric""",
    _quote: "epigraph pull-quote blockquote highlights",
    _caption: "caption figure-caption table-caption",
    _image: "image figure",
    _code: """code code-block code-cell sourcecode parsed-literal prompt doctest eval-rst mermaid
        graphviz plantuml""",
    _formula: "math",
    _raw: "raw",
    _embed: "iframe youtube video audio include literalinclude",
    _csv_table: "csv-table",
    _list_table: "list-table",
    _nothing: """toctree contents tableofcontents index bibliography postlist meta
        sectionauthor codeauthor currentmodule automodule autoclass autofunction""",
}
_HANDLERS = {name: handler for handler, names in _NAMES.items() for name in names.split()}
"""Handlers by the name of the directive."""
