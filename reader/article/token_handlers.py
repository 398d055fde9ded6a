"""What each kind of block token does in a walk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markdown_it.token import Token

from reader.article import code, tables
from reader.article.block_builder import BlockBuilder, TokenHandler
from reader.article.blocks import Paragraph, PlainText, Prefix, Rule
from reader.article.runs import superscript
from reader.markdown.footnotes import note_anchor

_HEADING_ATTRIBUTES = re.compile(
    r"[ \t]*\{:?[ \t]*(?:#[^{}\n]*\}|\.[^{}\n]*\}[ \t]*$)|(?<=\S)[ \t]*\{-\}[ \t]*$"
)
_ID = re.compile(r"#([^\s{}]+)")
_CLASS = re.compile(r"\.([\w+#-]+)")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_FIRST_LINE = re.compile(r"[ \t]*(?::{3,}|#!)([\w+#-]+)(?:[ \t][^\n]*)?(?:\n|$)")
"""Pelican's and MkDocs' way to name the language of indented code."""
_CALLOUT = re.compile(r"\[!(\w+)\][-+]?[ \t]*([^\n]*)(?:\n|$)")
_CALLOUT_ROLES = {
    "tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip",
    "important": "important", "question": "important", "help": "important", "faq": "important",
    "example": "important",
    "warning": "warning", "attention": "warning", "todo": "warning",
    "caution": "caution", "danger": "caution", "error": "caution", "bug": "caution",
    "failure": "caution", "fail": "caution", "missing": "caution",
}  # fmt: skip


def _heading(walk: BlockBuilder, token: Token) -> None:
    inline = walk.ahead()
    assert inline is not None
    level = int(token.tag[1:])
    for attributes in _HEADING_ATTRIBUTES.findall(inline.content):
        for name in _ID.findall(attributes):
            walk.anchors.setdefault(name, len(walk.blocks))
    inline.content = _HEADING_ATTRIBUTES.sub("", inline.content)
    text = walk.take(inline)
    walk.headings.append((level, len(walk.blocks), text))
    walk.add(Paragraph(replace(walk.setting(), role=f"heading{level}"), text))
    walk.index += 2


def _inline(walk: BlockBuilder, token: Token) -> None:
    if token.children:
        walk.add(Paragraph(walk.setting(), walk.take(token)))
    else:
        walk.paragraph(token.content)


def _code(walk: BlockBuilder, token: Token) -> None:
    language, listing = _language(token.info.strip()), token.content
    named = _FIRST_LINE.match(listing) if token.type == "code_block" else None
    if named is not None:
        language, listing = named[1], listing[named.end() :]
    walk.add(*code.pieces(walk.setting(), listing, language))


def _language(info: str) -> str:
    """The language that the words after a fence name, as each generator writes them."""
    found = (_CLASS.search(info) if info.startswith("{") else None) or _LANGUAGE.search(info)
    if found is None:
        return ""
    return (found[1] if found.re is _CLASS else found[0]).removeprefix("language-")


def _rule(walk: BlockBuilder, _token: Token) -> None:
    walk.add(Rule(walk.setting()))


def _table(walk: BlockBuilder, token: Token) -> None:
    meta = token.meta
    table = tables.Table(meta["header"], meta["rows"], meta["alignments"], walk.language)
    walk.add(*tables.pieces(walk.setting(), table))


def _quote(walk: BlockBuilder, _token: Token) -> None:
    inline = walk.ahead(1)
    callout = _CALLOUT.match(inline.content) if inline and inline.type == "inline" else None
    if inline is None or callout is None:
        walk.open(Prefix("▎ ", "▎ ", "quote_bar"), role="quote").kind = "blockquote"
        return
    _open_callout(walk, callout.group(1), callout.group(2).strip())
    rest = inline.content[callout.end() :]
    walk.index += 3
    if rest.strip():
        walk.paragraph(rest)


def _open_callout(walk: BlockBuilder, kind: str, title: str) -> None:
    """Enter a callout and say what it is."""
    role = _CALLOUT_ROLES.get(kind.lower(), "note")
    walk.open(Prefix("▎ ", "▎ ", role)).kind = "blockquote"
    label = (
        walk.inline(title) if title else PlainText(((kind.replace("-", " ").capitalize(), None),))
    )
    walk.add(Paragraph(replace(walk.setting(), role=role), label))
    walk.keep_next_close()


def _callout(walk: BlockBuilder, token: Token) -> None:
    _open_callout(walk, token.meta["kind"], token.meta["title"])


def _details(walk: BlockBuilder, _token: Token) -> None:
    walk.open(None).kind = "details"
    summary = walk.ahead()
    if summary is not None and summary.type == "summary":
        walk.index += 1
        walk.open(Prefix("▾ ", None, "list_marker")).kind = "details"
        walk.add(Paragraph(replace(walk.setting(), role="term"), walk.take(summary)))
        walk.keep_next_close()
    else:
        walk.open(Prefix("  ", None, "text")).kind = "details"


def _end_details(walk: BlockBuilder, _token: Token) -> None:
    walk.close_kind("details")
    walk.close_kind("details")


def _formula(walk: BlockBuilder, token: Token) -> None:
    walk.open(Prefix("    ", None, "text"))
    walk.add(Paragraph(walk.setting(), PlainText(((token.content, None),))))
    walk.close()


def _figure(walk: BlockBuilder, _token: Token) -> None:
    walk.open(None, tight=True)


def _close(walk: BlockBuilder, _token: Token) -> None:
    walk.close_block()


def _end_quote(walk: BlockBuilder, _token: Token) -> None:
    while walk.innermost_kind == "details":
        walk.close_kind("details")
    walk.close_kind("blockquote")


def add_notes(walk: BlockBuilder, notes: dict[str, list[Token]], numbers: dict[str, int]) -> None:
    """Add the footnotes' texts, in the order of their numbers, under a light rule."""
    if not notes:
        return
    walk.add(Rule(walk.setting(), "Notes"))
    walk.open(None, tight=True)
    digits = len(str(len(numbers)))
    for label, number in sorted(numbers.items(), key=lambda it: it[1]):
        walk.anchors[note_anchor(label)] = len(walk.blocks)
        walk.open(Prefix(superscript(number).rjust(digits) + " ", None, "footnote"))
        walk.walk(notes[label])
        walk.close()
    walk.close()


_BULLETS = "•◦▪"


_TASK = re.compile(r"\[([ xX])\][ \t]+")


def _list(walk: BlockBuilder, token: Token) -> None:
    container = walk.open(None, tight=_is_tight(walk, token))
    if token.type == "bullet_list_open":
        container.depth = walk.bullet_depth() + 1
        return
    container.count = int(token.attrs.get("start", 1))
    items = _count_items(walk, token.level)
    container.digits = len(str(container.count + items - 1))


def _following(walk: BlockBuilder, level: int) -> Iterable[Token]:
    """The tokens up to the end of what was just opened at a level."""
    for place in range(walk.index, len(walk.tokens)):
        token = walk.tokens[place]
        if token.level == level and token.nesting < 0:
            return
        yield token


def _is_tight(walk: BlockBuilder, opened: Token) -> bool:
    for token in _following(walk, opened.level):
        if token.type == "paragraph_open" and token.level == opened.level + 2:
            return token.hidden
    return True


def _count_items(walk: BlockBuilder, level: int) -> int:
    return sum(
        1
        for token in _following(walk, level)
        if token.type == "list_item_open" and token.level == level + 1
    )


def _item(walk: BlockBuilder, _token: Token) -> None:
    around = walk.enclosing_list()
    assert around is not None
    if around.digits:
        marker = f"{around.count}.".rjust(around.digits + 1) + " "
        around.count += 1
    else:
        marker = _BULLETS[min(around.depth, len(_BULLETS)) - 1] + " "
    role = "list_marker"
    inline = walk.ahead(1)
    task = _TASK.match(inline.content) if inline and inline.type == "inline" else None
    if inline is not None and task is not None:
        marker, role = ("☐ " if task.group(1) == " " else "☑ "), "task"
        inline.content = inline.content[task.end() :]
    walk.open(Prefix(marker, None, role), tight=around.tight)


def _term(walk: BlockBuilder, _token: Token) -> None:
    inline = walk.ahead()
    assert inline is not None
    setting = walk.setting()
    walk.add(Paragraph(replace(setting, role="term"), walk.take(inline)))
    walk.index += 1


def _definition(walk: BlockBuilder, _token: Token) -> None:
    walk.open(Prefix("    ", None, "text"), tight=walk.is_tight)


def _definitions(walk: BlockBuilder, _token: Token) -> None:
    walk.open(None, tight=True)


LIST_HANDLERS: dict[str, TokenHandler] = {
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "bullet_list_close": _close,
    "ordered_list_close": _close,
    "list_item_open": _item,
    "list_item_close": _close,
    "dl_open": _definitions,
    "dl_close": _close,
    "dt_open": _term,
    "dd_open": _definition,
    "dd_close": _close,
}


HANDLERS: dict[str, TokenHandler] = {
    "heading_open": _heading,
    "inline": _inline,
    "fence": _code,
    "code_block": _code,
    "hr": _rule,
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
    "formula": _formula,
    **LIST_HANDLERS,
}
