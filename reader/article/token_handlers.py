"""Handlers that turn each type of block token into blocks; see the table `HANDLERS` at the end."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.token import Token

from reader.article import code, tables
from reader.article.block_builder import BlockBuilder, Container, TokenHandler
from reader.article.blocks import Paragraph, PlainText, Prefix, Rule
from reader.article.runs import superscript
from reader.markdown.footnotes import note_anchor
from reader.markdown.formulas.convert import formula_text
from reader.markdown.headings import IDS
from reader.markdown.html.anchors import ANCHOR, anchor_names
from reader.markdown.html.lists import STYLES, styled_number

_CLASS = re.compile(r"\.([\w+#-]+)")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_LANGUAGE_LINE = re.compile(r"[ \t]*(?::{3,}|#!)([\w+#-]+)(?:[ \t][^\n]*)?(?:\n|$)")
"""A first line that names the language of indented code, as in `:::python`:
https://python-markdown.github.io/extensions/code_hilite/."""
_CALLOUT = re.compile(r"\[!(\w+)\][-+]?[ \t]*([^\n]*)(?:\n|$)")
"""First line of a quote that is a callout, as in `> [!tip]- Title`:
https://help.obsidian.md/Editing+and+formatting/Callouts."""
_CALLOUT_ROLES = {
    "tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip",
    "important": "important", "question": "important", "help": "important", "faq": "important",
    "example": "important",
    "warning": "warning", "attention": "warning", "todo": "warning",
    "caution": "caution", "danger": "caution", "error": "caution", "bug": "caution",
    "failure": "caution", "fail": "caution", "missing": "caution",
}  # fmt: skip
"""Roles by type of callout; other types are notes."""
_BULLETS = "•◦▪"
"""Bullets by depth of the list; deeper lists use the last one."""
_TASK = re.compile(r"\[([ xX])\][ \t]+")
"""Marker of a task list item: https://github.github.com/gfm/#task-list-items-extension-."""


def add_footnotes(
    builder: BlockBuilder, notes: dict[str, list[Token]], numbers: dict[str, int]
) -> None:
    """Add the texts of the footnotes, in the order of their numbers, under a labelled rule.

    Args:
        builder: The builder to add them to.
        notes: Block tokens of each footnote by label.
        numbers: Number of each footnote by label.
    """
    if not notes:
        return
    builder.add(Rule(builder.margin(), "Notes"))
    builder.open_container(None, tight=True)
    digits = len(str(len(numbers)))
    for label, number in sorted(numbers.items(), key=lambda item: item[1]):
        builder.anchors[note_anchor(label)] = len(builder.blocks)
        marker = superscript(number).rjust(digits) + " "
        builder.open_container(Prefix(marker, None, "footnote"))
        builder.add_tokens(notes[label])
        builder.close_container()
    builder.close_container()


# Headings, paragraphs and other leaf blocks.


def _heading(builder: BlockBuilder, token: Token) -> None:
    inline = builder.peek()
    assert inline is not None
    level = int(token.tag[1:])
    for name in token.meta.get(IDS, ()):
        builder.anchors.setdefault(name, len(builder.blocks))
    text = builder.inline(inline)
    builder.headings.append((level, len(builder.blocks), text))
    builder.add(Paragraph(replace(builder.margin(), role=f"heading{level}"), text))
    builder.skip(2)


def _inline(builder: BlockBuilder, token: Token) -> None:
    if token.children:
        builder.add(Paragraph(builder.margin(), builder.inline(token)))
    else:
        builder.add_paragraph(token.content)


def _anchor(builder: BlockBuilder, token: Token) -> None:
    builder.add_anchors([token.content])


def _rule(builder: BlockBuilder, _token: Token) -> None:
    builder.add(Rule(builder.margin()))


def _code(builder: BlockBuilder, token: Token) -> None:
    language, listing = _language(token.info.strip()), token.content
    if token.type == "fence" and language == "math":
        _formula(builder, token)
        return
    named = _LANGUAGE_LINE.match(listing) if token.type == "code_block" else None
    if named is not None:
        language, listing = named[1], listing[named.end() :]
    builder.add(*code.code_blocks(builder.margin(), listing, language))


def _language(info: str) -> str:
    """Return the language in the info string of a fence.

    Besides `python` this accepts forms of several generators, such as `language-python`,
    `{.python .numberLines}` and `{r, echo=FALSE}`. For info strings see
    https://spec.commonmark.org/0.31.2/#info-string.
    """
    found = (_CLASS.search(info) if info.startswith("{") else None) or _LANGUAGE.search(info)
    if found is None:
        return ""
    return (found[1] if found.re is _CLASS else found[0]).removeprefix("language-")


def _formula(builder: BlockBuilder, token: Token) -> None:
    builder.open_container(Prefix("    ", None, "text"))
    builder.add(Paragraph(builder.margin(), PlainText(((formula_text(token.content), None),))))
    builder.close_container()


def _table(builder: BlockBuilder, token: Token) -> None:
    meta = token.meta
    for row in (meta["header"], *meta["rows"]):
        for cell in row:
            builder.add_anchors(anchor_names(cell) if isinstance(cell, str) else ())
    table = tables.Table(meta["header"], meta["rows"], meta["alignments"], builder.context)
    builder.add(*tables.table_blocks(builder.margin(), table))


# Quotes, callouts and other containers.


def _quote(builder: BlockBuilder, _token: Token) -> None:
    inline = builder.peek(1)
    callout = _CALLOUT.match(inline.content) if inline and inline.type == "inline" else None
    if inline is None or callout is None:
        quote = builder.open_container(Prefix("▎ ", "▎ ", "quote_bar"), role="quote")
        quote.kind = "blockquote"
        return
    _open_callout(builder, callout.group(1), callout.group(2).strip())
    rest = inline.content[callout.end() :]
    builder.skip(3)
    if rest.strip():
        builder.add_paragraph(rest)


def _end_quote(builder: BlockBuilder, _token: Token) -> None:
    while builder.innermost_kind == "details":
        builder.close_if_kind("details")
    builder.close_if_kind("blockquote")


def _callout(builder: BlockBuilder, token: Token) -> None:
    _open_callout(builder, token.meta["kind"], token.meta["title"])


def _open_callout(builder: BlockBuilder, kind: str, title: str) -> None:
    """Open a callout and add its title, or its type if it has none."""
    role = _CALLOUT_ROLES.get(kind.lower(), "note")
    builder.open_container(Prefix("▎ ", "▎ ", role)).kind = "blockquote"
    kind_label = PlainText(((kind.replace("-", " ").capitalize(), None),))
    label = builder.markdown(title) if title else kind_label
    builder.add(Paragraph(replace(builder.margin(), role=role), label))
    builder.omit_next_gap()


def _details(builder: BlockBuilder, _opening: Token) -> None:
    builder.open_container(None).kind = "details"
    while (token := builder.peek()) is not None and token.type == ANCHOR:
        _anchor(builder, token)
        builder.skip(1)
    summary = builder.peek()
    if summary is not None and summary.type == "summary":
        builder.skip(1)
        builder.open_container(Prefix("▾ ", None, "list_marker")).kind = "details"
        text = builder.inline(summary)
        builder.add(Paragraph(replace(builder.margin(), role="term"), text))
        builder.omit_next_gap()
    else:
        builder.open_container(Prefix("  ", None, "text")).kind = "details"


def _end_details(builder: BlockBuilder, _token: Token) -> None:
    builder.close_if_kind("details")
    builder.close_if_kind("details")


def _figure(builder: BlockBuilder, _token: Token) -> None:
    builder.open_container(None, tight=True)


def _close(builder: BlockBuilder, _token: Token) -> None:
    builder.close_markdown()


# Lists and definition lists.


def _list(builder: BlockBuilder, token: Token) -> None:
    depth = builder.bullet_depth
    container = builder.open_container(None, tight=_is_tight(builder, token))
    if token.type == "bullet_list_open":
        container.bullet_depth = depth + 1
        return
    container.next_number = int(token.attrs.get("start", 1))
    container.number_step = token.meta.get("step", 1)
    container.number_style = token.meta.get("style", STYLES[0])
    container.digits = _count_digits(builder, container, token.level)


def _is_tight(builder: BlockBuilder, opening: Token) -> bool:
    """Return whether a list is tight; see https://spec.commonmark.org/0.31.2/#tight.

    The parser hides the paragraphs of tight lists.
    """
    for token in builder.tokens_inside(opening.level):
        if token.type == "paragraph_open" and token.level == opening.level + 2:
            return token.hidden
    return True


def _count_digits(builder: BlockBuilder, ordered_list: Container, level: int) -> int:
    """Return the number of characters of the longest number in a list."""
    number, longest = ordered_list.next_number, 1
    for token in builder.tokens_inside(level):
        if token.type == "list_item_open" and token.level == level + 1:
            number = int(token.attrs.get("value", number))
            longest = max(longest, len(styled_number(number, ordered_list.number_style)))
            number += ordered_list.number_step
    return longest


def _item(builder: BlockBuilder, token: Token) -> None:
    enclosing = builder.enclosing_list()
    assert enclosing is not None
    if enclosing.digits:
        number = int(token.attrs.get("value", enclosing.next_number))
        text = styled_number(number, enclosing.number_style)
        marker = f"{text}.".rjust(enclosing.digits + 1) + " "
        enclosing.next_number = number + enclosing.number_step
    else:
        marker = _BULLETS[min(enclosing.bullet_depth, len(_BULLETS)) - 1] + " "
    role = "list_marker"
    inline = builder.peek(1)
    task = _TASK.match(inline.content) if inline and inline.type == "inline" else None
    if inline is not None and task is not None:
        marker, role = ("☐ " if task.group(1) == " " else "☑ "), "task"
        inline.content = inline.content[task.end() :]
    builder.open_container(Prefix(marker, None, role), tight=enclosing.tight)


def _lettered_list(builder: BlockBuilder, token: Token) -> None:
    builder.open_container(None, tight=token.meta["tight"])


def _lettered_item(builder: BlockBuilder, token: Token) -> None:
    prefix = Prefix(token.meta["marker"], None, "list_marker")
    builder.open_container(prefix, tight=builder.is_tight)


def _definition_list(builder: BlockBuilder, _token: Token) -> None:
    builder.open_container(None, tight=True)


def _term(builder: BlockBuilder, _token: Token) -> None:
    inline = builder.peek()
    assert inline is not None
    builder.add(Paragraph(replace(builder.margin(), role="term"), builder.inline(inline)))
    builder.skip(1)


def _definition(builder: BlockBuilder, _token: Token) -> None:
    builder.open_container(Prefix("    ", None, "text"), tight=builder.is_tight)


HANDLERS: dict[str, TokenHandler] = {
    "heading_open": _heading,
    "inline": _inline,
    ANCHOR: _anchor,
    "hr": _rule,
    "fence": _code,
    "code_block": _code,
    "formula": _formula,
    "table": _table,
    "blockquote_open": _quote,
    "blockquote_close": _end_quote,
    "callout_open": _callout,
    "callout_close": _close,
    "details_open": _details,
    "details_close": _end_details,
    "summary": _inline,
    "figure_open": _figure,
    "figure_close": _close,
    "bullet_list_open": _list,
    "bullet_list_close": _close,
    "ordered_list_open": _list,
    "ordered_list_close": _close,
    "list_item_open": _item,
    "list_item_close": _close,
    "lettered_list_open": _lettered_list,
    "lettered_list_close": _close,
    "lettered_item_open": _lettered_item,
    "lettered_item_close": _close,
    "dl_open": _definition_list,
    "dl_close": _close,
    "dt_open": _term,
    "dd_open": _definition,
    "dd_close": _close,
}
"""Handlers by token type. Paragraph tokens need none: their inline token is what counts."""
