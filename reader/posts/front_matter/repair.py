"""Guess the value of an entry that is not valid YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.posts.front_matter.entries import COMMENT_LINE, FrontMatterEntry
from reader.posts.front_matter.model import Value
from reader.posts.keys import NORMALISED_KEYS, normalise_key

_ITEM = re.compile(r"\s*(?:-\s*|[*•·–—]\s+)(.*)")
_ITEM_WITHOUT_SPACE = re.compile(r"\s*-\S")
_BLOCK_MARK = re.compile(r"[|>][+-]?\d?[+-]?")
_TEMPLATE = re.compile(r"\{\{|\{%|<%")
_HASH_COMMENT = re.compile(r"(?:^|\s)#[^\s#]")
_COLON = re.compile(r":(?:\s|$)")
_FLOW_ITEM = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^,\[\]]+))""")
_RESERVED = "@*&[]{}>|%`!"

_ONE_LINE = frozenset(
    key
    for field in (
        "date", "updated", "expires", "featured", "draft", "published", "status", "layout",
        "image", "link", "slug", "language",
    )
    for key in NORMALISED_KEYS[field]
)  # fmt: skip
"""Keys whose values never span several lines."""

_QUOTE_IT = "Put the whole value in quotes."
_QUOTE_ITEM = "Put the whole item in quotes."

_NEVER_FIRST = "@`%"
"""Characters with which no unquoted text begins in YAML."""
_NESTED_DASHES = re.compile(r"\A(?:-\s+)+")
_KEYED_VALUE = re.compile(r"\s*(?:-\s+)*[\w-]+:\s+([@`%])")
_FLOW_SEPARATOR = re.compile(r"[,\[\]]")


class Fault(NamedTuple):
    """What is wrong with an entry."""

    message: str
    remedy: str
    below: int = 0
    """Number of lines from the entry's key down to the fault."""


class Repair(NamedTuple):
    """The guessed value of an entry, and what is wrong with it."""

    value: Value
    fault: Fault


def repair(entry: FrontMatterEntry) -> Repair:
    """Guess the value of an entry: a list, a text on several lines, or a text on one line."""
    below = [(number, line) for number, line in enumerate(entry.rest, 1) if _is_text(line)]
    if _BLOCK_MARK.fullmatch(entry.first):
        text = "\n".join(line.strip() for line in entry.rest).strip("\n")
        first_line = below[0][0] if below else 0
        remedy = "Indent all of them by the same number of spaces."
        fault = Fault("its lines are indented unevenly", remedy, first_line)
        return Repair(text, fault)
    items = sum(1 for _, line in below if _ITEM.match(line))
    if items and 2 * items >= len(below) and entry.first[:1] not in ("'", '"'):
        return _build_list(entry, below)
    opening = entry.first or (below[0][1].strip() if below else "")
    if opening.startswith("[") and (opening.endswith("]") or "]" not in opening):
        fault = _find_flow_fault(entry, below)
        return Repair(split_flow_items(" ".join((entry.first, *map(str.strip, entry.rest)))), fault)
    if entry.first and normalise_key(entry.key) in _ONE_LINE:
        stray = next((number for number, line in below if not line[0].isspace()), None)
        if stray is not None:
            message = "the line below it has no key and was ignored"
            fault = Fault(message, "Give it a key, or delete it.", stray)
            return Repair(_unquote(entry.first), fault)
    text = " ".join((entry.first, *(line.strip() for _, line in below))).strip()
    return Repair(_unquote(text), _find_text_fault(entry, below))


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not COMMENT_LINE.match(line)


def _build_list(entry: FrontMatterEntry, below: Sequence[tuple[int, str]]) -> Repair:
    """Return the items, including text beside the key. Other lines continue the item above."""
    texts = [entry.first] if entry.first else []
    for _, line in below:
        item = _ITEM.match(line)
        if item is not None:
            texts.append(item[1].strip())
        elif texts:
            texts[-1] = f"{texts[-1]} {line.strip()}"
    return Repair([_unquote(text) for text in texts if text], _find_list_fault(entry, below))


def _find_list_fault(entry: FrontMatterEntry, below: Sequence[tuple[int, str]]) -> Fault:
    first_item = next(number for number, line in below if _ITEM.match(line))
    if entry.first:
        message = "there is text beside the key and a list below it"
        return Fault(message, "Keep only one of the two.", first_item)
    line_number = next((number for number, line in below if _ITEM_WITHOUT_SPACE.match(line)), None)
    if line_number is not None:
        message = "a list item has no space after its dash"
        return Fault(message, "Write “- ” before the item.", line_number)
    for number, line in below:
        value = _KEYED_VALUE.match(line)
        if value is not None:
            message = f"a value begins with {value[1]}, which has a special meaning in YAML"
            return Fault(message, _QUOTE_IT, number)
    items = ((number, _ITEM.match(line)) for number, line in below)
    texts = [(number, item[1].strip()) for number, item in items if item is not None]
    for find_fault in (_find_indicator, _find_item_fault):
        for number, text in texts:
            fault = find_fault(text)
            if fault is not None:
                return fault._replace(below=number)
    remedy = "Begin each item with “- ”, and indent all items by the same number of spaces."
    return Fault("its list is malformed", remedy, first_item)


def _find_indicator(item: str) -> Fault | None:
    """Return the fault of an item that begins with a character that YAML reserves.

    See https://yaml.org/spec/1.2.2/#53-indicator-characters.
    """
    item = _NESTED_DASHES.sub("", item)
    if item[:1] not in _NEVER_FIRST or not item:
        return None
    message = f"a list item begins with {item[0]}, which has a special meaning in YAML"
    return Fault(message, _QUOTE_ITEM)


def _find_item_fault(item: str) -> Fault | None:
    """Return the fault of an item that may not be valid YAML, or None."""
    if not item:
        return None
    closing = {"[": "]", "{": "}"}.get(item[0])
    if item[0] in _RESERVED and (closing is None or not item.endswith(closing)):
        message = f"a list item begins with {item[0]}, which has a special meaning in YAML"
        return Fault(message, _QUOTE_ITEM)
    if item[0] in "\"'" and _unquote(item) in (item, item[1:]):
        return _find_quote_fault(item)
    if item[0] in "\"'" and item[0] in item[1:-1].replace(f"\\{item[0]}", ""):
        return _find_quote_fault(item)
    if item[0] not in "\"'" and len(_COLON.findall(item)) > 1:
        return Fault("a list item contains an unquoted colon", _QUOTE_ITEM)
    if _HASH_COMMENT.search(item):
        return Fault("a list item contains an unquoted #, which begins a comment", _QUOTE_ITEM)
    return None


def _find_flow_fault(entry: FrontMatterEntry, below: Sequence[tuple[int, str]]) -> Fault:
    for number, line in ((0, entry.first), *below):
        for item in _FLOW_SEPARATOR.split(line):
            fault = _find_indicator(item.strip())
            if fault is not None:
                return fault._replace(below=number)
    return Fault("its list is malformed", "Separate the items with commas, between [ and ].")


def split_flow_items(text: str) -> list[Value]:
    """Return the items of a flow list that lacks brackets or commas."""
    found = (match[1] or match[2] or match[3] or "" for match in _FLOW_ITEM.finditer(text))
    return [item.strip() for item in found if item.strip()]


def _unquote(text: str) -> str:
    """Remove the quotes around a text, or an opening quote that is never closed."""
    quote = text[:1]
    if quote in ("'", '"') and text.endswith(f"{quote},"):  # as in JSON
        text = text[:-1]
    if quote not in ("'", '"'):
        return text
    inner = text[1:-1]
    if len(text) > 1 and text.endswith(quote):
        if _has_quoted_ends(inner, quote):
            return text
        return inner.replace(f"\\{quote}", quote).replace(quote * 2, quote)
    if quote in text[1:].replace(f"\\{quote}", ""):
        return text
    other = "'" if quote == '"' else '"'
    return inner if text.endswith(other) and text.count(other) == 1 else text[1:]


def _has_quoted_ends(inner: str, quote: str) -> bool:
    """Whether the outer quotes belong to words at either end, as in `"One" and "two"`.

    Args:
        inner: The text without its outer quotes.
        quote: The quotation mark.
    """
    closing = re.search(rf"\S{quote}\s", inner)
    opening = re.search(rf"\s{quote}\S", inner)
    return closing is not None and opening is not None and closing.start() < opening.start()


def _find_text_fault(entry: FrontMatterEntry, below: Sequence[tuple[int, str]]) -> Fault:
    first = entry.first
    if _TEMPLATE.search(first):
        message = "it contains a template tag that was never filled in"
        return Fault(message, f"Write the value after “{entry.key}:”.")
    if first[:1] in "\"'" and first:
        return _find_quote_fault(first)
    if first[:1] in _RESERVED and first:
        return Fault(f"it begins with {first[0]}, which has a special meaning in YAML", _QUOTE_IT)
    for number, line in ((0, first), *below):
        if _COLON.search(line):
            return Fault("it contains an unquoted colon", _QUOTE_IT, number)
    if _HASH_COMMENT.search(first):
        return Fault("it contains an unquoted #, which begins a comment", _QUOTE_IT)
    if below:
        message = "this line has neither a key nor indentation"
        return Fault(message, "Indent it, or give it a key.", _first_stray_line(below))
    return Fault("it is not valid YAML", _QUOTE_IT)


def _first_stray_line(below: Sequence[tuple[int, str]]) -> int:
    """Return the number of the first line without indentation, or else of the first line."""
    return next((number for number, line in below if not line[0].isspace()), below[0][0])


def _find_quote_fault(first: str) -> Fault:
    quote = first[0]
    rest = first[1:].replace(f"\\{quote}", "")
    if quote not in rest:
        return Fault(f"its opening {quote} is never closed", f"End the value with {quote}.")
    if quote == '"' and re.search(r'\\[^"\\/0abtnvefrN_LPxuU \t]', first):
        message = "it contains a backslash escape that YAML does not know"
        return Fault(message, "Put the whole value in single quotes.")
    return Fault(
        f"there is text after a closing {quote}",
        f"Write {quote} inside the quotes as {_escaped(quote)}.",
    )


def _escaped(quote: str) -> str:
    return '\\"' if quote == '"' else "''"
