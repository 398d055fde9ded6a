"""Repair XML that is not well-formed, in a time that grows with its length only.

The rules are those that people expect: a bare `&` or `<` is text, elements that are not closed end
with the element around them, a section of CDATA that is not closed ends with its element, and an
entry does not contain another entry.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.entities import html5

from reader.feeds.parsing.limits import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_SHORT_TEXT,
    MAX_TAG_ELEMENTS,
)

_NAME = r"[A-Za-z_][A-Za-z0-9_.-]{0,100}(?::[A-Za-z_][A-Za-z0-9_.-]{0,100})?"
# A quoted value may contain `<`, but no beginning of a tag: then its end is missing. A search that
# stops there makes the time for hostile text linear.
_QUOTED = r"(?:[^{0}<]|<(?![A-Za-z/!?]))*+"
_ATTRIBUTES = rf"""(?:[^<>"']|"{_QUOTED.format('"')}"|'{_QUOTED.format("'")}'|["'])*+"""
_TOKEN = re.compile(
    rf"""
    (?P<cdata> <!\[CDATA\[ )
  | (?P<comment> <!-- )
  | (?P<instruction> <[?!][^<>]*+>? )
  | </\s*(?P<end>{_NAME})[^<>]*+>
  | <(?P<start>{_NAME})(?=[\s/>])(?P<attributes>{_ATTRIBUTES})>
  | (?P<text> <?[^<]*+ (?: <(?![A-Za-z_/!?])[^<]*+ )*+ )
    """,
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    rf"""(?P<name>{_NAME})\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']+))"""
)
_DECLARED = re.compile(r"xmlns:([A-Za-z_][A-Za-z0-9_.-]{0,100})\s*=")

_REFERENCE = re.compile(r"&(?:#(?P<code>[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|(?P<name>\w{1,40});)?")
_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))

SHORT_NAMES = frozenset((
    "author", "created", "creator", "date", "email", "expirationdate", "issued", "keywords",
    "lastbuilddate", "managingeditor", "modified", "name", "pubdate", "published", "publisher",
    "restriction", "tags", "updated", "valid", "webmaster",
))  # fmt: skip
"""Elements with a short text, in lower case and without prefix."""

_VOID = frozenset(("br", "col", "embed", "hr", "img", "input", "param", "wbr"))
"""Elements of HTML that are never closed."""
ENTRY_NAMES = frozenset(("item", "entry"))
"""Elements that are entries, in lower case and without prefix."""
TAG_NAMES = frozenset(("category", "keywords", "subject", "tags"))
"""Elements that name tags of an entry."""
_TEXTS = frozenset((
    "guid", "id", "link", "pubdate", "published", "title", "updated", "url", "author", "category",
    "dc:creator", "dc:date",
))  # fmt: skip
"""Elements that contain only text. Another one of these means that it was not closed."""
_ENTRY_PARTS = _TEXTS | {"content:encoded", "description", "enclosure", "summary", "content"}


def repair_xml(text: str) -> str:
    """Return a document as well-formed XML.

    Args:
        text: The document, from its root element on, with all prefixes declared.
    """
    return _Repair(text).run()


class _Repair:
    """One repair: the tokens of a document go in, and well-formed XML comes out."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._prefixes = {found[1] for found in _DECLARED.finditer(text)} | {"xml"}
        self._pieces: list[str] = []
        self._stack: list[str] = []
        self._open: Counter[str] = Counter()
        self._tags = 0
        self._short_depth = 0
        self._room = 0
        self._found: dict[str, int] = {}

    def run(self) -> str:
        position = 0
        for _ in range(2 * MAX_ELEMENTS):
            token = _TOKEN.match(self._text, position)
            if token is None or token.end() == position:
                break
            position = self._take(token)
            if not self._stack:
                break  # the root element has ended
        self._close_to(0)
        return "".join(self._pieces)

    def _take(self, token: re.Match[str]) -> int:
        """Take a token, and return where the next one begins."""
        match token.lastgroup:
            case "cdata":
                return self._take_cdata(token.end())
            case "comment":
                end = self._find("-->", token.end())
                return token.end() if end < 0 else end + 3
            case "end":
                self._take_end(token["end"])
            case "attributes":
                self._take_start(token["start"], token["attributes"])
            case "text":
                self._pieces.append(escape_text(self._limited(token["text"])))
        return token.end()

    def _take_cdata(self, start: int) -> int:
        end = self._find("]]>", start)
        nested = self._text.find("<![CDATA[", start, end if end >= 0 else None)
        if end < 0 or nested >= 0:
            # The element around it ends before the section does, so that its end is missing.
            limit = len(self._text) if nested < 0 else nested
            closing = re.compile(rf"</{re.escape(self._stack[-1])}\s*>", re.IGNORECASE)
            found = closing.search(self._text, start, limit)
            if found is not None:
                self._add_cdata(self._text[start : found.start()])
                return found.start()
        self._add_cdata(self._text[start:] if end < 0 else self._text[start:end])
        return len(self._text) if end < 0 else end + 3

    def _find(self, mark: str, start: int) -> int:
        """Return the index of a mark, or -1; what was found before is not searched again."""
        found = self._found.get(mark, 0)
        if 0 <= found <= start:
            found = self._found[mark] = self._text.find(mark, start)
        return found

    def _add_cdata(self, content: str) -> None:
        self._pieces.append(f"<![CDATA[{self._limited(content)}]]>")

    def _limited(self, text: str) -> str:
        """Return text cut to the room that is left in an element with a short text."""
        if not self._short_depth:
            return text
        text = text[: self._room]
        self._room -= len(text)
        return text

    def _take_end(self, name: str) -> None:
        name = name.lower()
        if self._open[name]:
            depth = len(self._stack) - 1
            while self._stack[depth].lower() != name:
                depth -= 1
            self._close_to(depth)

    def _take_start(self, name: str, attributes: str) -> None:
        lower = name.lower()
        self._close_before(lower)
        if self._is_excess(lower) or not self._is_declared(name):
            return
        is_empty = attributes.endswith("/") or lower in _VOID
        self._pieces.append(f"<{name}{self._attributes(attributes)}{'/' if is_empty else ''}>")
        if not is_empty:
            self._stack.append(name)
            self._open[lower] += 1
            if not self._short_depth and lower.rpartition(":")[2] in SHORT_NAMES:
                self._short_depth, self._room = len(self._stack), MAX_SHORT_TEXT

    def _is_excess(self, name: str) -> bool:
        local = name.rpartition(":")[2]
        self._tags = 0 if local in ENTRY_NAMES else self._tags + (local in TAG_NAMES)
        return len(self._stack) >= MAX_DEPTH - 1 or self._tags > MAX_TAG_ELEMENTS

    def _close_before(self, name: str) -> None:
        """Close the elements that cannot contain an element of this name."""
        if name in ENTRY_NAMES and self._open[name]:
            self._take_end(name)
        elif name in _ENTRY_PARTS and self._stack and self._stack[-1].lower() in _TEXTS:
            self._close_to(len(self._stack) - 1)

    def _close_to(self, depth: int) -> None:
        while len(self._stack) > depth:
            name = self._stack.pop()
            self._open[name.lower()] -= 1
            self._pieces.append(f"</{name}>")
        if len(self._stack) < self._short_depth:
            self._short_depth = 0

    def _is_declared(self, name: str) -> bool:
        prefix, colon, _ = name.partition(":")
        return not colon or prefix in self._prefixes

    def _attributes(self, text: str) -> str:
        values: dict[str, str] = {}
        for found in _ATTRIBUTE.finditer(text):
            name = found["name"]
            value = found["double"] or found["single"] or found["bare"] or ""
            if name.startswith("xmlns"):  # a space separates it from names in Python's parser
                value = "".join(unescape(value).split())
            if self._is_attribute(name, value) and len(values) < MAX_ATTRIBUTES:
                values.setdefault(name, value)
        return "".join(
            f' {name}="{escape_text(value).replace(chr(34), "&quot;")}"'
            for name, value in values.items()
        )

    def _is_attribute(self, name: str, value: str) -> bool:
        if name.startswith("xmlns"):
            return bool(value) or ":" not in name
        return self._is_declared(name)


def escape_text(text: str) -> str:
    """Return text of XML in which `<`, `]]>` and references are valid, and none is lost."""
    text = text.replace("<", "&lt;").replace("]]>", "]]&gt;")
    return _REFERENCE.sub(_valid_reference, text) if "&" in text else text


def _valid_reference(found: re.Match[str]) -> str:
    name, code = found["name"], found["code"]
    if name in _PREDEFINED:
        return found[0]
    if name is not None and f"{name};" in html5:
        return html5[f"{name};"].replace("&", "&amp;").replace("<", "&lt;")
    if code is not None:
        return unescape(found[0]).replace("&", "&amp;").replace("<", "&lt;")
    return f"&amp;{found[0][1:]}"
