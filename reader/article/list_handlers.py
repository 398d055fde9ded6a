"""Lists and their items: what a list's tokens do in a walk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markdown_it.token import Token

from reader.article.block_builder import Act, Flattener
from reader.article.blocks import Inset, Paragraph

_BULLETS = "•◦▪"
_TASK = re.compile(r"\[([ xX])\][ \t]+")


def _list(walk: Flattener, token: Token) -> None:
    container = walk.open(None, tight=_is_tight(walk, token))
    if token.type == "bullet_list_open":
        container.depth = walk.bullet_depth() + 1
        return
    container.count = int(token.attrs.get("start", 1))
    items = _count_items(walk, token.level)
    container.digits = len(str(container.count + items - 1))


def _following(walk: Flattener, level: int) -> Iterable[Token]:
    """The tokens up to the end of what was just opened at a level."""
    for place in range(walk.index, len(walk.tokens)):
        token = walk.tokens[place]
        if token.level == level and token.nesting < 0:
            return
        yield token


def _is_tight(walk: Flattener, opened: Token) -> bool:
    for token in _following(walk, opened.level):
        if token.type == "paragraph_open" and token.level == opened.level + 2:
            return token.hidden
    return True


def _count_items(walk: Flattener, level: int) -> int:
    return sum(
        1
        for token in _following(walk, level)
        if token.type == "list_item_open" and token.level == level + 1
    )


def _item(walk: Flattener, _token: Token) -> None:
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
    walk.open(Inset(marker, None, role), tight=around.tight)


def _term(walk: Flattener, _token: Token) -> None:
    inline = walk.ahead()
    assert inline is not None
    setting = walk.setting()
    walk.add(Paragraph(replace(setting, role="term"), walk.take(inline)))
    walk.index += 1


def _definition(walk: Flattener, _token: Token) -> None:
    walk.open(Inset("    ", None, "text"), tight=walk.is_tight)


def _definitions(walk: Flattener, _token: Token) -> None:
    walk.open(None, tight=True)


def _close(walk: Flattener, _token: Token) -> None:
    walk.close_block()


LIST_ACTS: dict[str, Act] = {
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
