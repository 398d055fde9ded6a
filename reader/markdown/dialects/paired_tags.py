"""Template tags with a closing tag, where the text between them needs more than plain Markdown.

The closing tag is `{% endname %}` in Liquid (https://shopify.github.io/liquid/tags/template/) and
Hexo (https://hexo.io/docs/tag-plugins), `{% end %}` in Zola
(https://www.getzola.org/documentation/content/shortcodes/), and `{{< /name >}}` or `{{% /name %}}`
in Hugo and Nikola (https://gohugo.io/content-management/shortcodes/).
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from reader.markdown.dialects.listings import listing
from reader.markdown.dialects.shortcodes import URL_SAFE, tag_title
from reader.markdown.dialects.source import Replacement, Source
from reader.markdown.dialects.tags import Tag, is_call, parse_tag
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
"""Names of tags around callouts, and kinds of callouts."""
_WITHOUT_KIND = frozenset(("admonition", "alert", "aside", "callout", "hint", "notice"))
"""Names of callouts that are not a kind of callout."""
_UNCONVERTED = frozenset(("raw", "verbatim", "comment"))
_ON_OWN_LINES = _FORMULAS | _QUOTES | CALLOUTS
"""Names of tags that are replaced only where they begin a line."""
_KNOWN = _ON_OWN_LINES | _LISTINGS | _DIAGRAMS | _LOOPS | _UNCONVERTED
_MAY_LINK = re.compile(r"\b(?:href|url|link)\s*=")
_MAX_LABEL = 400
_LANGUAGE = re.compile(r"[\w+#.:-]+")


@lru_cache(maxsize=256)
def _closing_tag(name: str, *, may_be_end: bool) -> re.Pattern[str]:
    name = re.escape(name)
    ends = rf"end[-_]?{name}|end" if may_be_end else rf"end[-_]?{name}"
    return re.compile(
        rf"\{{%-?\s*(?:{ends})\s*-?%\}}|\{{\{{[<%]\s*/\s*{name}\b[^{{}}]*?[>%]\}}\}}",
        re.IGNORECASE,
    )


def replace_pair(source: Source, start: int, content_start: int, inner: str) -> Replacement | None:
    """Return what replaces a tag, its closing tag and the text between them.

    Args:
        source: The body.
        start: Where the opening tag begins.
        content_start: Where the opening tag ends.
        inner: The text between the delimiters of the opening tag.

    Returns:
        None if the tag has no closing tag, or if its content is plain Markdown.
    """
    name = re.split(r"[\s(]", inner, maxsplit=1)[0].lower()
    if name not in _KNOWN:
        if not _MAY_LINK.search(inner):
            return None
        closing_tag = _closing_tag(name, may_be_end=is_call(inner))
        return replace_link(source, parse_tag(inner), content_start, closing_tag)
    closing = source.search(_closing_tag(name, may_be_end=is_call(inner)), content_start)
    if closing is None:
        return None
    if name in _LOOPS:
        length = closing.start() - content_start
        is_computed = source.find("{{", content_start, length) >= 0
        return ("", closing.end()) if is_computed else None
    before = source.line_before(start)
    if name in _ON_OWN_LINES and before.strip():
        return None
    text = source.text[content_start : closing.start()]
    markdown = _replace_content(source, before, name, parse_tag(inner), text)
    return None if markdown is None else (markdown, closing.end())


def replace_link(
    source: Source, tag: Tag, content_start: int, closing_tag: re.Pattern[str]
) -> Replacement | None:
    """Return the link that replaces a tag with a target, such as a button, and its text.

    Args:
        source: The body.
        tag: The opening tag.
        content_start: Where the opening tag ends.
        closing_tag: Matches the closing tag.

    Returns:
        None if the tag has no target, if it names its label itself, or if the text is no label.
    """
    target = tag.first("href", "url", "link")
    closing = source.search(closing_tag, content_start) if target else None
    if closing is None or closing.start() > content_start + _MAX_LABEL:
        return None
    label = source.text[content_start : closing.start()].strip()
    if not label or "\n\n" in label or tag.first("text", "label", "title", "name"):
        return None
    return f"[{label}]({quote(target, safe=URL_SAFE)})", closing.end()


def _replace_content(source: Source, before: str, name: str, tag: Tag, text: str) -> str | None:
    if name in _UNCONVERTED:
        return text if name != "comment" else ""
    if name in _LISTINGS:
        return listing(before, _language(tag), text)
    if name in _DIAGRAMS:
        return listing(before, name, text)
    if name in _FORMULAS:
        return f"\n$$\n{text.strip()}\n$$\n" if "\n\n" not in text.strip() else None
    lines = source.convert(text).strip("\n").split("\n")
    return (_quote if name in _QUOTES else callout)(before, tag, lines)


def _language(tag: Tag) -> str:
    named = tag.first("lang", "language")
    values = (*tag.words, *tag.strings)
    return named or next((value for value in values if _LANGUAGE.fullmatch(value)), "")


def _quote(before: str, tag: Tag, lines: list[str]) -> str:
    named = tag.first("author", "cite", "by", "source", "attribution")
    unnamed = tag.strings or (" ".join(tag.words),)
    author = " ".join((named or ", ".join(unnamed)).split())
    if author:
        lines = [*lines, "", f"— {author}"]
    return "\n" + "".join(f"{before}> {line.removeprefix(before)}\n" for line in lines) + "\n"


def callout(before: str, tag: Tag, lines: list[str]) -> str:
    """Return lines as a callout between colons, which `reader.markdown.rules` parses.

    Args:
        before: The indent of the line that the callout begins on.
        tag: The opening tag, which names the kind of callout and perhaps its title.
        lines: The lines between the tags.
    """
    named = tag.first("type", "kind", "variant", "status", "level", "class").lower().split(" ")
    values = (*named, *tag.words, *tag.strings)
    kinds = [value.lower() for value in values if value.lower() in CALLOUTS]
    default_kind = tag.name if tag.name not in _WITHOUT_KIND else "note"
    kind = kinds[0] if kinds else default_kind
    title = tag_title(tag) if tag_title(tag).lower() != kind else ""
    title = re.sub(r"[{}]|:+$|^\W+$", "", title)
    inner = [line if line.startswith(before) else f"{before}{line}" for line in lines]
    return "\n".join(["", f"{before}:::{kind} {title}".rstrip(), *inner, f"{before}:::", "", ""])
