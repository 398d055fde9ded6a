"""Every syntax that dialects add to Markdown: how it begins, and what replaces it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from reader.markdown.dialects import grav
from reader.markdown.dialects.mdx import component_at, custom_element_at, expression_at, module_at
from reader.markdown.dialects.shortcodes import as_markdown
from reader.markdown.dialects.source import Replacement, Source
from reader.markdown.dialects.tags import parse_tag
from reader.markdown.dialects.template_tags import tag_at
from reader.markdown.dialects.wordpress import shortcode_at

_MAX_NOTE = 2_000
_LINE_START = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
_LINE_END = re.compile(r"[ \t]*$", re.MULTILINE)
_END_OF_COMMENT = re.compile(r"(?<=\S)[ \t]+%%|%%[ \t]*$", re.MULTILINE)
_INLINE_NOTE = re.compile(
    r"\^\[(?P<text>(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\[\]\n]*\](?:\([^()\n]*\))?)+)\]"
)
_ID = re.compile(r"[{\s]#([\w:.-]+)")
_NAMED_ATTRIBUTE = (
    r"align|alt|class|data-[\w-]+|fig-[\w-]+|height|id|lang|loading|out-width|rel|role|style|target"
    r"|title|width"
)
_DIRECTIVE = re.compile(
    r"::?(?P<name>[a-z][\w-]*)(?:\[(?P<label>[^\]\n]{0,1000})\])?\{(?P<attributes>[^{}\n]*)\}"
)


class Syntax(NamedTuple):
    """A syntax that a dialect adds to Markdown."""

    pattern: str
    """Regular expression for its start, in multi-line mode."""
    replace: Callable[[Source, re.Match[str]], Replacement | None]
    """Returns what replaces a match of the pattern, or None if the match is text."""


def _obsidian_comment(source: Source, start: re.Match[str]) -> Replacement | None:
    """`%%comment%%`: nothing.

    A comment that begins in the middle of a line ends in the same paragraph. One that begins at the
    start or end of a line may be of any length. See
    https://help.obsidian.md/obsidian-flavored-markdown.
    """
    ends_line = _LINE_END.match(source.text, start.end()) is not None
    end = -1 if ends_line else source.find("%%", start.end() + 1)
    if end > 0 and "\n\n" not in source.text[start.end() : end]:
        return "", end + 2
    if ends_line or _LINE_START.fullmatch(source.line_before(start.start())):
        closing = source.search(_END_OF_COMMENT, start.end())
        return ("", closing.end()) if closing else None
    return None


def _inline_note(source: Source, start: re.Match[str]) -> Replacement | None:
    """`^[text of a footnote]`: a reference to a footnote that is defined at the end of the body.

    See https://pandoc.org/MANUAL.html#extension-inline_notes. A single word is left alone: it
    may be part of a regular expression, as in `^[a-z]`.
    """
    match = _INLINE_NOTE.match(source.text, start.start(), start.start() + _MAX_NOTE)
    if match is None or len(match["text"].split()) < 2:
        return None
    source.notes.append(" ".join(match["text"].split()))
    return f"[^inline-note-{len(source.notes)}]", match.end()


def _directive(_source: Source, start: re.Match[str]) -> Replacement | None:
    """`::name[label]{key=value}` on its own line, or `:name[…]{…}` within one: its label.

    See https://talk.commonmark.org/t/generic-directives-plugins-syntax/444. Without a label, it is
    replaced as a template tag with these arguments is.
    """
    match = _DIRECTIVE.match(start.string, start.start())
    if match is None:
        return None
    tag = parse_tag(f"{match['name']} {match['attributes']}")
    return match["label"] or as_markdown(tag), match.end()


def _zenn_embed(_source: Source, start: re.Match[str]) -> Replacement | None:
    """`@[youtube](id)` or `@[card](URL)` on its own line: a player.

    See https://zenn.dev/zenn/articles/markdown-guide.
    """
    markdown = as_markdown(parse_tag(f"{start['zenn_tag']} {start['zenn_target']}"))
    return (markdown, start.end()) if markdown else None


def _split_link(source: Source, start: re.Match[str]) -> Replacement | None:
    """Blank lines between the brackets and the text of a link, which some editors write: none."""
    if start.group().lstrip().startswith("["):
        return "[", start.end()
    before = source.text[max(0, start.start() - _MAX_NOTE) : start.start()]
    above, _, paragraph = before.rpartition("\n\n")
    is_open = above.rstrip().endswith("[") or paragraph.count("[") > paragraph.count("]")
    return ("](", start.end()) if is_open else None


def _leading_comment(_source: Source, start: re.Match[str]) -> Replacement | None:
    """A comment before text on the same line: only what is before it.

    CommonMark would take the whole line for HTML.
    """
    return start.group().partition("<")[0], start.end()


def _bracketed_span(_source: Source, start: re.Match[str]) -> Replacement | None:
    """`[text]{.class #id}` of Pandoc: the text. See https://pandoc.org/MANUAL.html#spans."""
    name = _ID.search(start["span_attributes"])
    text = start["span_text"]
    return (f'<span id="{name[1]}">{text}</span>' if name else text), start.end()


def _myst_target(_source: Source, start: re.Match[str]) -> Replacement | None:
    """`(label)=` of MyST on its own line: an anchor.

    See https://myst-parser.readthedocs.io/en/stable/syntax/cross-referencing.html.
    """
    return f'<a id="{start["myst_label"]}"></a>\n', start.end()


def _block_id(_source: Source, start: re.Match[str]) -> Replacement | None:
    """`^block-id` of Obsidian at the end of a block: an anchor, to which `[[note#^block-id]]`
    leads.

    Below a block, it is removed, as an anchor would belong to the next one. See
    https://help.obsidian.md/links#Link+to+a+block+in+a+note.
    """
    name = start["block_id_name"]
    return (f'<a id="^{name}"></a>' if name else ""), start.end()


def _remove(_source: Source, start: re.Match[str]) -> Replacement | None:
    return "", start.end()


SYNTAXES = {
    # `{.class #id}` of Pandoc and Goldmark, after an element or at the end of a line, and
    # `{width=50%}` after an image or a link: https://pandoc.org/MANUAL.html#images.
    "attributes": Syntax(
        rf"(?<=[)\]])\{{[ ]?(?:{_NAMED_ATTRIBUTE})=[^{{}}\n]{{1,400}}\}}"
        r"|(?<=[)\]*_`])\{[ ]?[.#][\w-]+(?:[ ]+[^{}\n]*)?\}"
        r"|(?:(?<=[^\s:])[ \t]+|^)\{\.[\w-]+(?:[ ]+[^{}\n]*)?\}[ \t]*$",
        _remove,
    ),
    "bracketed_span": Syntax(
        r"(?<![!\]\\])\[(?P<span_text>[^\[\]\n]{0,400})\]"
        r"(?P<span_attributes>\{[ ]?[.#][\w-]+(?:[ ]+[^{}\n]{0,400})?\})",
        _bracketed_span,
    ),
    "myst_target": Syntax(r"^\((?P<myst_label>[\w./:-]{1,100})\)=[ \t]*$", _myst_target),
    "tag": Syntax(r"\{(?:[{%#:]|/\*)|<%", lambda source, match: tag_at(source, match.start())),
    "expression": Syntax(r"\{[`\"']", lambda source, match: expression_at(source, match.start())),
    "module": Syntax(
        r"^(?:import|export)[ {*]", lambda source, match: module_at(source, match.start())
    ),
    "component": Syntax(
        r"(?<![\w<:&])<[A-Z]|</[A-Z]|</?>|</?(?:div|section|aside|center)\b",
        lambda source, match: component_at(source, match.start()),
    ),
    "custom_element": Syntax(
        r"<[a-z][a-z0-9]*-", lambda source, match: custom_element_at(source, match.start())
    ),
    "shortcode": Syntax(r"\[/?[a-z]", lambda source, match: shortcode_at(source, match.start())),
    # `[TOC]` of Python-Markdown, `[[TOC]]` of others, `{:toc}` below a list item of kramdown.
    "toc": Syntax(r"^(?i:\[\[?TOC\]?\])[ \t]*$|^(?:[-*+]|1\.) [^\n]*\n\{:\s*toc\s*\}", _remove),
    "directive": Syntax(r"^::[a-z]|(?<![\w:]):[a-z][\w-]*\[", _directive),
    "obsidian_comment": Syntax(r"%%", _obsidian_comment),
    "inline_note": Syntax(r"\^\[", _inline_note),
    "block_id": Syntax(
        r"(?<=\S)[ \t]+\^(?P<block_id_name>(?=[\w-]*[a-z])[\w-]{2,40})[ \t]*$"
        r"|^\^[\w-]{4,40}[ \t]*$",
        _block_id,
    ),
    # `*[HTML]: HyperText Markup Language` of Markdown Extra and kramdown.
    "abbreviation": Syntax(r"^ {0,3}\*\[[^\]\n]+\]:[^\n]*$", _remove),
    # A comment that its author has made bold: CommonMark would show the asterisks.
    "bold_comment": Syntax(
        r"(?P<comment_marker>\*{1,3}|_{1,3})<!--[^<>\n]*-->(?P=comment_marker)", _remove
    ),
    "leading_comment": Syntax(r"^[ \t>]*<!--[^\n]{0,400}?-->(?=[ \t]*[^\s<])", _leading_comment),
    "zenn_embed": Syntax(
        r"^@\[(?P<zenn_tag>[a-z]+)\]\((?P<zenn_target>[^()\s]+)\)[ \t]*$", _zenn_embed
    ),
    "split_link": Syntax(
        r"\[[ \t]*\n[ \t]*\n(?=[ \t]*!\[)|(?<![ \t])[ \t]*\n[ \t]*\n[ \t]*\]\((?=https?:|[/.#])",
        _split_link,
    ),
    # `{filename}post.md`: https://docs.getpelican.com/en/latest/content.html.
    "pelican_path": Syntax(r"(?<=\]\()[{|](?:filename|static|attach|photo)[}|]", _remove),
    "grav_notice": Syntax(grav.NOTICE, grav.notice_at),
    "grav_delimiter": Syntax(grav.DELIMITER, grav.delimiter_at),
    # Markers of the Pelican plugin "summary".
    "pelican_summary": Syntax(r"^PELICAN_(?:BEGIN|END)_SUMMARY[ \t]*$", _remove),
}
"""Syntaxes by name. Where two begin at the same offset, the first one in this order counts."""

PROBES = {
    "block_id": r"\[\[",
    "bold_comment": r"[*_]<!--",
    "bracketed_span": r"\]\{ ?[.#]",
    "attributes": rf"\{{ ?(?:[.#]|(?:{_NAMED_ATTRIBUTE})=)",
    "component": r"<[A-Z]\w*[\s/>]",
    "directive": r":[a-z][\w-]*[\[{]",
    "pelican_path": r"\]\([{|]",
    "split_link": r"\[[ \t]*\n[ \t]*\n[ \t]*!\[|\n[ \t]*\n[ \t]*\]\(",
    "shortcode": r"\[/[a-z]|\[(?:audio|contact-form-7|embed|gallery|video|vimeo|youtube) ",
}
"""Patterns that a body must match before it is searched for a syntax, by the syntax's name.

They are for syntaxes whose start is common in plain Markdown, or slow to search for. A regular
expression holds the interpreter lock, so that a slow search of a long body delays the answer to a
key. The other syntaxes are probed with their own patterns.
"""
