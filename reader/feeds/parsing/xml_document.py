"""Bring the text of an XML feed into a form that every XML parser accepts.

The text begins with its root element: XML declaration, comments and document type are dropped, as
they matter no more, or can be used to attack a parser. Entities that the document type declares
are replaced. Prefixes are declared, and addresses of namespaces are those of their specifications.
A document that is still not well-formed is repaired by `repair`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from xml.parsers import expat

from reader.feeds.errors import FeedError
from reader.feeds.parsing.limits import (
    MAX_ATTRIBUTES,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_ENTRIES,
    MAX_SHORT_TEXT,
    MAX_TAG_ELEMENTS,
)
from reader.feeds.parsing.namespaces import correct_namespaces, declare_prefixes
from reader.feeds.parsing.repair import ENTRY_NAMES, SHORT_NAMES, TAG_NAMES, repair_xml
from reader.text.clean import clean_text

MAX_ENTITIES = 300
"""Number of entities that a document may declare for itself."""
MAX_PROLOG = 100_000
"""Characters before the root element of a feed, such as a licence in a comment."""

_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,50}:)?(rss|rdf|feed|channel)(?=[\s/>])", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:[A-Za-z_][\w.-]{0,50}:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_FIRST_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,50}:)?([A-Za-z][\w.-]{0,50})")
_PAGE = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:(?!-->).)*+(?:-->)?", re.DOTALL)
_ENTITY = re.compile(
    r"""<!ENTITY\s{1,20}([A-Za-z][A-Za-z0-9_.-]{0,40})\s{1,20}(?:"([^"<&%]{0,200}|&\#\w{1,8};)"|'([^'<&%]{0,200}|&\#\w{1,8};)')"""
)
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)

_C1_CONTROLS = {code: bytes((code,)).decode("cp1252", "replace") for code in range(0x80, 0xA0)} | {
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
}
"""No text has C1 controls. These are letters of Windows-1252 that were declared as ISO-8859-1."""
_HAS_C1 = re.compile("[\x80-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A well-formed XML document, from its root element on."""

    text: str
    fault: str | None = None
    """What was wrong before the repair, as a clause; None for a document that needed none."""


def find_root(text: str) -> int | None:
    """Return the index of the root element of a feed, or None if the text is no XML feed.

    A web page that contains the name of such an element is none. The warnings that programs print
    before a feed do not matter.
    """
    head = _COMMENT.sub(lambda match: " " * len(match[0]), text[:MAX_PROLOG])
    root = _ROOT.search(head)
    if root is None or _PAGE.search(head, 0, root.start()):
        return None
    first = _FIRST_ELEMENT.search(head)
    is_first = first is not None and first.start() == root.start()
    return root.start() if is_first or root[1].lower() != "channel" else None


def first_element(text: str) -> str:
    """Return the name of the first element in lower case, without prefix; empty without one."""
    head = _COMMENT.sub("", text[:MAX_PROLOG])
    found = _FIRST_ELEMENT.search(head)
    return "" if found is None else found[1].lower()


def clean_document(text: str) -> str:
    """Return the text of a document without characters that XML or a terminal does not allow."""
    if _HAS_C1.search(text):
        text = text.translate(_C1_CONTROLS)
    return clean_text(text)


def prepare_xml(text: str, root: int) -> XmlDocument:
    """Return a well-formed document.

    Args:
        text: The document, cleaned by `clean_document`.
        root: Index of its root element.

    Raises:
        FeedError: The document cannot be repaired.
    """
    prolog, text = text[:root], text[root:]
    if "<!ENTITY" in prolog:
        text = _replace_entities(text, prolog)
    text = correct_namespaces(text)
    excess = next(islice(_ENTRY.finditer(text), MAX_ENTRIES, None), None)
    if excess is not None:
        text = declare_prefixes(text[: excess.start()])
        return XmlDocument(repair_xml(text), f"it has more than {MAX_ENTRIES:,} entries")
    fault = _find_fault(text)
    if fault is None:
        return XmlDocument(text)
    text = declare_prefixes(text)
    fault = _find_fault(text)
    if fault is None:
        return XmlDocument(text)
    repaired = repair_xml(text)
    if _find_fault(repaired) is not None:
        raise FeedError(
            f"the document is damaged ({fault})",
            "Try again later; if it stays like this, tell the author of the site.",
        )
    return XmlDocument(repaired, fault)


def _replace_entities(text: str, prolog: str) -> str:
    """Replace the entities of the document type, without those that refer to others or to files."""
    values = {
        found[1]: found[2] or found[3] or "" for found in _ENTITY.finditer(_COMMENT.sub("", prolog))
    }
    if not values or len(values) > MAX_ENTITIES:
        return text
    names = re.compile(rf"&({'|'.join(map(re.escape, values))});")
    if sum(len(values[found[1]]) for found in names.finditer(text)) > MAX_BYTES:
        return text
    pieces = _CDATA.split(text)
    pieces[::2] = [names.sub(lambda found: values[found[1]], piece) for piece in pieces[::2]]
    return "".join(pieces)


class _OverLimit(Exception):  # noqa: N818 - it only ends the parser
    """A document has more of something than any feed needs."""


class _Counter:
    """Counts what has a limit while a document is parsed."""

    def __init__(self) -> None:
        self._elements = 0
        self._depth = 0
        self._tags = 0
        self._short_depth = 0
        self._short_length = 0

    def start(self, name: str, attributes: list[str]) -> None:
        local = name.rpartition(" ")[2].lower()
        self._elements += 1
        self._depth += 1
        self._tags = 0 if local in ENTRY_NAMES else self._tags + (local in TAG_NAMES)
        if self._tags > MAX_TAG_ELEMENTS:
            raise _OverLimit("too many tags")
        if local in SHORT_NAMES and not self._short_depth:
            self._short_depth, self._short_length = self._depth, 0
        if self._elements > MAX_ELEMENTS:
            raise _OverLimit("too many elements")
        if self._depth > MAX_DEPTH:
            raise _OverLimit("too many elements within each other")
        if len(attributes) > 2 * MAX_ATTRIBUTES:
            raise _OverLimit("too many attributes")

    def end(self, _name: str) -> None:
        if self._depth == self._short_depth:
            self._short_depth = 0
        self._depth -= 1

    def text(self, text: str) -> None:
        self._short_length += len(text)
        if self._short_depth and self._short_length > MAX_SHORT_TEXT:
            raise _OverLimit("a name, date or list of keywords is too long")


def _find_fault(text: str) -> str | None:
    """Return why a document is not well-formed or exceeds a limit, or None if it is neither."""
    counter = _Counter()
    parser = expat.ParserCreate("utf-8", " ")
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = counter.start
    parser.EndElementHandler = counter.end
    parser.CharacterDataHandler = counter.text
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        return f"{expat.ErrorString(error.code)} in line {error.lineno}"
    except _OverLimit as error:
        return str(error)
    return None
