"""OPML, the list of feeds that most feed readers export: http://opml.org/spec2.opml.

Many lists are not well-formed XML, because a program wrote titles into them without escaping `&`,
`<` or quotes. They are read as far as tags can be recognized.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from reader.feeds.model import Subscription
from reader.feeds.parsing.encodings import decode_document
from reader.feeds.subscriptions.names import MAX_DEPTH, SEPARATOR, category_part
from reader.text.clean import one_line

MAX_TEXT = 1_000
"""Maximum length of a title; the rest is cut off."""
_FEED_TYPES = frozenset(("rss", "atom", "feed"))
_DECLARATION = re.compile(r"\A\s*<\?xml.*?\?>", re.DOTALL)
_OUTLINE = re.compile(r"<(/?)(?:\w+:)?outline(?=[\s/>])", re.IGNORECASE)
# The lookbehind makes the time for a long run of letters linear.
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]+)\s*=\s*(["'])""")
_ENDS = {
    quote: re.compile(rf"{quote}(?=\s+[\w:.-]+\s*=\s*[\"']|\s*/?\s*>|\s*\Z)") for quote in "\"'"
}
"""The end of a value: a quote that another attribute or the end of the tag follows."""
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)(\w{2,32};)?")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class OutlineFeed:
    """A feed of a list."""

    url: str
    """As the list has it, without spaces around it."""
    title: str = ""
    """One clean line."""
    folder: str = ""
    """Names of the folders that contain it, separated by `/`, as a category has them."""
    categories: tuple[str, ...] = ()
    """Its attribute `category`, which some programs use instead of folders or beside them."""


@dataclass(slots=True)
class _Outlines:
    """The feeds that were found so far, and the folders that are open."""

    feeds: list[OutlineFeed] = field(default_factory=list)
    open: list[str] = field(default_factory=lambda: [""])
    """Folders of the outlines that contain the current one, each as `OutlineFeed.folder`."""

    def start(self, attributes: Mapping[str, str]) -> None:
        """Take in the beginning of an outline. Names of attributes are in lower case."""
        names = (attributes.get(key, "")[:MAX_TEXT] for key in ("title", "text"))
        title = next(filter(None, map(one_line, names)), "")
        url, folder = _address(attributes), self.open[-1]
        if url:
            categories = attributes.get("category", "").split(",")
            paths = tuple(filter(None, map(_category_path, categories)))
            self.feeds.append(OutlineFeed(url, title, folder, paths))
            self.open.append(folder)
        else:
            name = category_part(title)
            is_too_deep = folder.count(SEPARATOR) + 1 >= MAX_DEPTH
            inner = f"{folder}{SEPARATOR}{name}" if folder and name else folder or name
            self.open.append(folder if is_too_deep else inner)

    def end(self) -> None:
        """Take in the end of an outline."""
        if len(self.open) > 1:
            self.open.pop()


def _address(attributes: Mapping[str, str]) -> str:
    """Return the address of a feed. Some programs write it as `url`, and say that it is a feed."""
    is_feed = attributes.get("type", "").strip().lower() in _FEED_TYPES
    return (attributes.get("xmlurl") or (attributes.get("url", "") if is_feed else "")).strip()


def _category_path(text: str) -> str:
    """Return a category such as `/Boston/Weather`, which is a path, without its first slash."""
    return SEPARATOR.join(filter(None, map(category_part, text.split("/"))))


def parse_opml(data: bytes) -> list[OutlineFeed]:
    """Return the feeds of a list, in its order; never raises.

    An outline without an address is a folder, whatever its type is.
    """
    text = _DECLARATION.sub("", decode_document(data, "").lstrip("\ufeff"), count=1).lstrip()
    for attempt in (text, _repair(text)):
        outlines = _Outlines()
        try:
            _parse_xml(attempt, outlines)
        except (expat.ExpatError, UnicodeEncodeError):
            continue
        return outlines.feeds
    return _parse_tags(text)


def _repair(text: str) -> str:
    """Return text in which every `&` and every character is allowed in XML."""
    return _NOT_IN_XML.sub("", _BARE_AMPERSAND.sub(_escape_ampersand, text))


def _escape_ampersand(match: re.Match[str]) -> str:
    """Return a name of HTML such as `&nbsp;` as numbers, and any other `&` as `&amp;`."""
    name = match[1] or ""
    characters = html5.get(name, "")
    return "".join(f"&#{ord(character)};" for character in characters) or f"&amp;{name}"


class _EntityError(expat.ExpatError):
    """A document defines entities. No list needs them, and they can be made to fill the memory."""


def _parse_xml(text: str, outlines: _Outlines) -> None:
    """Parse XML; nothing outside of it is read.

    Raises:
        expat.ExpatError: It is not well-formed, or defines entities.
    """

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "outline":
            outlines.start({_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        if _local(name) == "outline":
            outlines.end()

    def refuse(*_: object) -> None:
        raise _EntityError

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = refuse
    # A string, so that the declared encoding, which was used already, counts for nothing.
    parser.Parse(text, True)


def _local(name: str) -> str:
    """Return the name of an element or attribute without a prefix, in lower case."""
    return name.rpartition(":")[2].lower()


def _parse_tags(text: str) -> list[OutlineFeed]:
    """Return the feeds of a list that is not XML, by its tags and attributes alone."""
    outlines, text = _Outlines(), _without_comments(text)
    tags = [*_OUTLINE.finditer(text)]
    for index, tag in enumerate(tags):
        if tag[1]:
            outlines.end()
            continue
        end = tags[index + 1].start() if index + 1 < len(tags) else len(text)
        inside = text[tag.end() : end]
        attributes, rest = _attributes(inside)
        outlines.start(attributes)
        if rest.lstrip().startswith("/"):
            outlines.end()
    return outlines.feeds


def _without_comments(text: str) -> str:
    first, *others = text.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else part for part in others)


def _attributes(text: str) -> tuple[dict[str, str], str]:
    """Return the attributes at the beginning of a text, and what follows them."""
    found: dict[str, str] = {}
    position = 0
    while match := _ATTRIBUTE.search(text, position):
        if ">" in text[position : match.start()]:
            break
        end = _ENDS[match[2]].search(text, match.end())
        if end is None:
            break
        found.setdefault(_local(match[1]), unescape(text[match.end() : end.start()]))
        position = end.end()
    return found, text[position:]


def format_opml(subscriptions: Sequence[Subscription]) -> str:
    """Return a list of subscriptions as OPML 2.0, with their categories as folders.

    It has names and addresses only: no passwords, commands and headers.
    """
    root = _Folder()
    for feed in subscriptions:
        folder = root
        for part in filter(None, feed.category.split(SEPARATOR)):
            folder = folder.folders.setdefault(part, _Folder())
        folder.feeds.append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        "    <title>Feeds of Broadsheet</title>",
        "  </head>",
        "  <body>",
        *_lines(root, "    "),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


@dataclass(slots=True)
class _Folder:
    """A folder of a list that is being written."""

    feeds: list[Subscription] = field(default_factory=list)
    folders: dict[str, _Folder] = field(default_factory=dict)


def _lines(folder: _Folder, indent: str) -> Iterator[str]:
    for feed in folder.feeds:
        name, url = _quoted(feed.name), _quoted(feed.url)
        yield f'{indent}<outline type="rss" text={name} title={name} xmlUrl={url}/>'
    for part, inner in folder.folders.items():
        name = _quoted(part)
        yield f"{indent}<outline text={name} title={name}>"
        yield from _lines(inner, f"{indent}  ")
        yield f"{indent}</outline>"


def _quoted(text: str) -> str:
    """Return text as the value of an attribute, without characters that XML cannot contain."""
    return quoteattr(_NOT_IN_XML.sub("", text))
