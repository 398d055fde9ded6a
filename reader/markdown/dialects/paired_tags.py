"""What two template tags hold between them, where that means more than the text alone."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote

from reader.markdown.dialects.listings import listing
from reader.markdown.dialects.shortcodes import SAFE, title_of
from reader.markdown.dialects.source import Source
from reader.markdown.dialects.tags import Tag, is_call, read_tag
from reader.markdown.html.names import word_set

_LISTINGS = frozenset(("highlight", "codeblock", "code", "sourcecode", "prism"))
_DIAGRAMS = frozenset(("mermaid", "plantuml", "graphviz", "dot", "chart"))
_FORMULAS = frozenset(("katex", "math", "mathjax", "latex", "equation"))
_QUOTES = frozenset(("quote", "blockquote", "pullquote", "epigraph"))
_LOOPS = frozenset(("for", "tablerow"))
CALLOUTS = word_set(
    """admonition alert aside attention callout caution danger error hint important info note
    notice success tip warning"""
)
"""Names of tags around text that is set apart, and kinds of it."""
_GENERAL = frozenset(("admonition", "alert", "aside", "callout", "hint", "notice"))
_TAKEN = frozenset(("raw", "verbatim", "comment"))
_IN_BLOCKS = _FORMULAS | _QUOTES | CALLOUTS
"""What only stands on lines of its own."""
_KNOWN = _IN_BLOCKS | _LISTINGS | _DIAGRAMS | _LOOPS | _TAKEN
_MAY_LINK = re.compile(r"\b(?:href|url|link)\s*=")
_LONGEST_LABEL = 400
_LANGUAGE = re.compile(r"[\w+#.:-]+")


@cache
def _closing(name: str, *, bare: bool) -> re.Pattern[str]:
    name = re.escape(name)
    ends = rf"end[-_]?{name}|end" if bare else rf"end[-_]?{name}"
    return re.compile(
        rf"\{{%-?\s*(?:{ends})\s*-?%\}}|\{{\{{[<%]\s*/\s*{name}\b[^{{}}]*?[>%]\}}\}}",
        re.IGNORECASE,
    )


def region(source: Source, at: int, start: int, inner: str) -> tuple[str, int] | None:
    """What stands for a tag and all up to the tag that ends it; None where that is nothing special.

    Args:
        source: The body.
        at: Where the opening tag begins.
        start: Where it ends.
        inner: What is between its braces.
    """
    name = re.split(r"[\s(]", inner, maxsplit=1)[0].lower()
    if name not in _KNOWN:
        if not _MAY_LINK.search(inner):
            return None
        return linked(source, read_tag(inner), start, _closing(name, bare=is_call(inner)))
    closed = source.search(_closing(name, bare=is_call(inner)), start)
    if closed is None:
        return None
    if name in _LOOPS:
        is_computed = source.find("{{", start, closed.start() - start) >= 0
        return ("", closed.end()) if is_computed else None
    before = source.before(at)
    if name in _IN_BLOCKS and before.strip():
        return None
    text = source.text[start : closed.start()]
    shown = _shown(source, before, name, read_tag(inner), text)
    return None if shown is None else (shown, closed.end())


def linked(
    source: Source, tag: Tag, start: int, closing: re.Pattern[str]
) -> tuple[str, int] | None:
    """A tag that says where the text in it leads, as buttons do: a link; None for others.

    Args:
        source: The body.
        tag: The opening tag.
        start: Where it ends.
        closing: The tag that ends its text.
    """
    target = tag.first("href", "url", "link")
    closed = source.search(closing, start) if target else None
    if closed is None or closed.start() > start + _LONGEST_LABEL:
        return None
    label = source.text[start : closed.start()].strip()
    if not label or "\n\n" in label or tag.first("text", "label", "title", "name"):
        return None
    return f"[{label}]({quote(target, safe=SAFE)})", closed.end()


def _shown(source: Source, before: str, name: str, tag: Tag, text: str) -> str | None:
    if name in _TAKEN:
        return text if name != "comment" else ""
    if name in _LISTINGS:
        return listing(before, _language(tag), text)
    if name in _DIAGRAMS:
        return listing(before, name, text)
    if name in _FORMULAS:
        return f"\n$$\n{text.strip()}\n$$\n" if "\n\n" not in text.strip() else None
    inner = source.convert(text).strip("\n").split("\n")
    return (_quote if name in _QUOTES else callout)(before, tag, inner)


def _language(tag: Tag) -> str:
    named = tag.first("lang", "language")
    return named or next((it for it in (*tag.words, *tag.strings) if _LANGUAGE.fullmatch(it)), "")


def _quote(before: str, tag: Tag, lines: list[str]) -> str:
    named = tag.first("author", "cite", "by", "source", "attribution")
    said = tag.strings or (" ".join(tag.words),)
    author = " ".join((named or ", ".join(said)).split())
    if author:
        lines = [*lines, "", f"— {author}"]
    return "\n" + "".join(f"{before}> {it.removeprefix(before)}\n" for it in lines) + "\n"


def callout(before: str, tag: Tag, lines: list[str]) -> str:
    """Lines that are set apart, in the form that the parser reads; with a blank line around.

    Args:
        before: The blanks at the left of its line.
        tag: The tag that is before them; it says what kind of callout and perhaps a title.
        lines: What is between it and the one that ends it.
    """
    named = tag.first("type", "kind", "variant", "status", "level", "class").lower().split(" ")
    values = [it for it in (*named, *tag.words, *tag.strings) if it.lower() in CALLOUTS]
    own = tag.name if tag.name not in _GENERAL else "note"
    kind = values[0].lower() if values else own
    title = title_of(tag) if title_of(tag).lower() != kind else ""
    title = re.sub(r"[{}]|:+$|^\W+$", "", title)
    inner = [it if it.startswith(before) else f"{before}{it}" for it in lines]
    return "\n".join(["", f"{before}:::{kind} {title}".rstrip(), *inner, f"{before}:::", "", ""])
