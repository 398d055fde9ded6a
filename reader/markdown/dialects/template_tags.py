"""Template tags between braces: those of Liquid, Hugo, Zola, Nikola, ERB, MDX and kramdown."""

from __future__ import annotations

import re

from reader.markdown.dialects.listings import without_raw_markers
from reader.markdown.dialects.paired_tags import replace_pair
from reader.markdown.dialects.shortcodes import as_markdown, as_target
from reader.markdown.dialects.source import MAX_TAG_LENGTH, Replacement, Source
from reader.markdown.dialects.tags import is_call, parse_tag

_MAX_ATTRIBUTE_LIST = 500
"""Maximum number of characters of an attribute list."""

_DELIMITERS = (
    ("{{/*", "*/}}"),
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{# ", "#}"),  # with a space, because `{#name}` gives a heading its id
    ("{#-", "#}"),
    ("{/*", "*/}"),
    ("{::", "}"),
    ("{:/", "}"),
    ("<%", "%>"),
)
"""Opening and closing delimiters of tags, a delimiter before those that it begins with."""

_RAW_LITERAL = re.compile(
    r"\{\{-?\s*(?:(?:raw|html|print|println|markdownify|plainify|safeHTML|safe\.HTML)\s+)?"
    r"`(?P<text>[^`]*)`\s*(?:\|\s*[\w.]+\s*)*-?\}\}"
)
_QUOTED_BRACES = re.compile(
    r"""\{\{-?\s*(?:"(?=[^"\n{}]*[{}])(?P<double>[^"\n]*)"|'(?=[^'\n{}]*[{}])(?P<single>[^'\n]*)')"""
    r"""\s*(?:\|\s*[\w.]+\s*)*-?\}\}"""
)
_LITERAL = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')""")
_ESCAPED_SHORTCODE = re.compile(r"\{\{(?P<kind>[<%])/\*(?P<inner>[^{}]*?)\*/[>%]\}\}")
_ATTRIBUTE_LIST = re.compile(
    r"""\{:\s*(?:[.#][\w:-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s}]+)|toc|no_toc|:?\w+\s*:)"""
    r"""(?:\s+(?:[.#][\w:-]+|[\w-]+(?:=(?:"[^"\n]*"|'[^'\n]*'|[^\s}]+))?))*\s*\}"""
)
_ID = re.compile(r"(?<=[\s:])#([\w:.-]+)")
_COMMENT = re.compile(r"\{::comment\}")
_END_OF_COMMENT = re.compile(r"\{:/(?:comment)?\}")
_IN_LINK_TARGET = re.compile(
    r"(?:\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|=[\"'])(?:[\w./:#?&=%-]|\{\{[^{}\n]{1,80}\}\})*$",
    re.MULTILINE,
)
"""Matches what comes before a tag in a target, which may be a variable: `{{ site.baseurl }}`."""
_MAX_TARGET = 200


def tag_at(source: Source, start: int) -> Replacement | None:
    """Return what replaces the tag that begins at an offset, or None if it is text."""
    return (
        _raw_literal(source, start)
        or _quoted_braces(source, start)
        or _escaped_shortcode(source, start)
        or _attribute_list(source, start)
        or _tag(source, start)
    )


def _raw_literal(source: Source, start: int) -> Replacement | None:
    """A raw string of Go, which may contain anything but a backtick: its text.

    It keeps the text from the template engine, as in {{raw `{{.Name}}`}}. See
    https://github.com/golang/go/issues/7323.
    """
    match = _RAW_LITERAL.match(source.text, start)
    return (match["text"], match.end()) if match else None


def _quoted_braces(source: Source, start: int) -> Replacement | None:
    """A string with braces, as in {{ "{{" }}, with which templates show braces."""
    match = _QUOTED_BRACES.match(source.text, start, start + MAX_TAG_LENGTH)
    return (match["double"] or match["single"], match.end()) if match else None


def _escaped_shortcode(source: Source, start: int) -> Replacement | None:
    """`{{</* name */>}}`, with which posts about Hugo show a shortcode: `{{< name >}}` as text.

    See https://gohugo.io/content-management/shortcodes/.
    """
    match = _ESCAPED_SHORTCODE.match(source.text, start, start + _MAX_ATTRIBUTE_LIST)
    if match is None:
        return None
    text = without_raw_markers(match.group()).replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"(?=[*_`\[\]])", r"\\", text), match.end()


def _attribute_list(source: Source, start: int) -> Replacement | None:
    """An attribute list or a comment of kramdown, which are removed; the id of a heading stays.

    See https://kramdown.gettalong.org/syntax.html#attribute-list-definitions.
    """
    comment = _COMMENT.match(source.text, start)
    if comment is not None and (end := source.search(_END_OF_COMMENT, comment.end())):
        return "", end.end()
    match = _ATTRIBUTE_LIST.match(source.text, start, start + _MAX_ATTRIBUTE_LIST)
    return (_heading_id(source, match), match.end()) if match else None


def _heading_id(source: Source, attributes: re.Match[str]) -> str:
    """Return what remains of attributes: an id beside a heading, or an anchor for one below it."""
    name = _ID.search(attributes.group())
    if name is None:
        return ""
    line = source.line_before(attributes.start())
    if line.lstrip(" >").startswith("#"):
        return f"{{{name.group()}}}"
    above = source.line_before(attributes.start() - len(line) - 1)
    return f'<a id="{name[1]}"></a>' if not line.strip() and above.startswith("#") else ""


def _tag(source: Source, start: int) -> Replacement | None:
    delimiters = next(
        (pair for pair in _DELIMITERS if source.text.startswith(pair[0], start)), None
    )
    if delimiters is None:
        return None
    opening, closing = delimiters
    inner_end = source.find(closing, start + len(opening))
    if inner_end < 0:
        return None
    inner = source.text[start + len(opening) : inner_end].strip("- \n\t")
    end = inner_end + len(closing)
    if opening in ("{%", "{{<", "{{%"):
        pair = replace_pair(source, start, end, inner)
        if pair is not None:
            return pair
    return _replace_single(source, start, opening, inner), end


def _replace_single(source: Source, start: int, opening: str, inner: str) -> str:
    """Return what replaces a tag without the text after it."""
    if opening == "{{":
        literal = _LITERAL.match(inner)
        if literal is not None:
            return literal[1] or literal[2] or ""
        assigned = source.assigned(inner.strip(), start)
        if assigned is not None:
            return source.convert(assigned)
        if not is_call(inner):
            return ""
    elif opening not in ("{{<", "{{%", "{%"):
        return ""
    tag = parse_tag(inner.removesuffix("/"))
    if _IN_LINK_TARGET.search(source.text, max(0, start - _MAX_TARGET), start):
        return as_target(tag)
    return as_markdown(tag)
