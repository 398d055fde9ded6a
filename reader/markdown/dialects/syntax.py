"""The marks that dialects of Markdown add, and what stands for each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from reader.markdown.dialects.mdx import component_at, expression_at, module_at
from reader.markdown.dialects.shortcodes import as_markdown
from reader.markdown.dialects.source import Source
from reader.markdown.dialects.tags import read_tag
from reader.markdown.dialects.template_tags import tag_at
from reader.markdown.dialects.wordpress import square_tag_at

_LONGEST_NOTE = 2_000
_ASIDE_LINE = re.compile(r"^%%[ \t]*$", re.MULTILINE)
_INLINE_NOTE = re.compile(
    r"\^\[(?P<text>(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\[\]\n]*\](?:\([^()\n]*\))?)+)\]"
)
_DIRECTIVE = re.compile(
    r"::?(?P<name>[a-z][\w-]*)(?:\[(?P<label>[^\]\n]*)\])?\{(?P<attributes>[^{}\n]*)\}"
)

Taken: TypeAlias = "tuple[str, int] | None"
"""What stands for a mark, and where the mark ends; None where it is text."""


class Syntax(NamedTuple):
    """Something that a dialect adds: how it begins, and what stands for it."""

    pattern: str
    taken: Callable[[Source, re.Match[str]], Taken]


def _aside(source: Source, start: re.Match[str]) -> Taken:
    """`%%Obsidian's comment%%`: within a paragraph, or of any length between lines of its own."""
    if _ASIDE_LINE.match(source.text, start.start()):
        closed = source.search(_ASIDE_LINE, start.end())
        return ("", closed.end()) if closed else None
    end = source.find("%%", start.end() + 1)
    return ("", end + 2) if end > 0 and "\n\n" not in source.text[start.end() : end] else None


def _note(source: Source, start: re.Match[str]) -> Taken:
    """`^[a note where it is referred to]`: a reference, and its definition at the end."""
    found = _INLINE_NOTE.match(source.text, start.start(), start.start() + _LONGEST_NOTE)
    if found is None or len(found["text"].split()) < 2:
        return None
    source.notes.append(" ".join(found["text"].split()))
    return f"[^inline-note-{len(source.notes)}]", found.end()


def _directive(_source: Source, start: re.Match[str]) -> Taken:
    """`::name[label]{key=value}` on its line, `:name[label]{key=value}` within one."""
    found = _DIRECTIVE.match(start.string, start.start())
    if found is None:
        return None
    tag = read_tag(f"{found['name']} {found['attributes']}")
    return found["label"] or as_markdown(tag), found.end()


def _split_link(source: Source, start: re.Match[str]) -> Taken:
    """A link whose text an editor has parted from its brackets by blank lines: no such lines."""
    at = start.start()
    if start.group().lstrip().startswith("["):
        return "[", start.end()
    before = source.text[max(0, at - _LONGEST_NOTE) : at]
    above, _, paragraph = before.rpartition("\n\n")
    is_open = above.rstrip().endswith("[") or paragraph.count("[") > paragraph.count("]")
    return ("](", start.end()) if is_open else None


def _comment(_source: Source, start: re.Match[str]) -> Taken:
    """A comment that begins a line of text: what stood before it."""
    return start.group().partition("<")[0], start.end()


def _gone(_source: Source, start: re.Match[str]) -> Taken:
    return "", start.end()


SYNTAXES = {
    "tag": Syntax(r"\{(?:[{%#:]|/\*)|<%", lambda source, it: tag_at(source, it.start())),
    "expression": Syntax(r"\{`", lambda source, it: expression_at(source, it.start())),
    "module": Syntax(r"^(?:import|export)[ {*]", lambda source, it: module_at(source, it.start())),
    "component": Syntax(
        r"(?<![\w<:&])<[A-Z]|</[A-Z]|</?>|</?(?:div|section|aside|center)\b",
        lambda source, it: component_at(source, it.start()),
    ),
    "square": Syntax(r"\[/?[a-z]", lambda source, it: square_tag_at(source, it.start())),
    "contents": Syntax(r"^(?i:\[\[?TOC\]?\])[ \t]*$|^(?:[-*+]|1\.) [^\n]*\n\{:\s*toc\s*\}", _gone),
    "directive": Syntax(r"^::[a-z]|(?<![\w:]):[a-z][\w-]*\[", _directive),
    "aside": Syntax(r"%%", _aside),
    "note": Syntax(r"\^\[", _note),
    "classes": Syntax(
        r"(?<=[)\]*_`])\{[.#][\w-]+(?:[ ]+[^{}\n]*)?\}"
        r"|(?:(?<=[^\s:])[ \t]+|^)\{\.[\w-]+(?:[ ]+[^{}\n]*)?\}[ \t]*$",
        _gone,
    ),
    "block_name": Syntax(
        r"(?<=\S)[ \t]+\^(?=[\w-]*[a-z])[\w-]{2,40}[ \t]*$|^\^[\w-]{4,40}[ \t]*$", _gone
    ),
    "abbreviation": Syntax(r"^ {0,3}\*\[[^\]\n]+\]:[^\n]*$", _gone),
    "comment": Syntax(r"^[ \t>]*<!--[^\n]{0,400}?-->(?=[ \t]*[^\s<])", _comment),
    "split_link": Syntax(
        r"\[[ \t]*\n[ \t]*\n(?=[ \t]*!\[)|(?<![ \t])[ \t]*\n[ \t]*\n[ \t]*\]\((?=https?:|[/.#])",
        _split_link,
    ),
    "place": Syntax(r"(?<=\]\()[{|](?:filename|static|attach|photo)[}|]", _gone),
    "summary_end": Syntax(r"^PELICAN_(?:BEGIN|END)_SUMMARY[ \t]*$", _gone),
}
"""By name, in the order in which they are looked for."""

PROBES = {
    "block_name": r"\[\[",
    "classes": r"\{[.#]",
    "component": r"<[A-Z]\w*[\s/>]",
    "directive": r":[a-z][\w-]*[\[{]",
    "place": r"\]\([{|]",
    "split_link": r"\n[ \t]*\n[ \t]*(?:!\[|\]\()",
    "square": r"\[/[a-z]|\[(?:audio|contact-form-7|embed|gallery|video|vimeo|youtube) ",
}
"""What a body holds that has a mark, where the mark's beginning alone is too common, or is slow to
be looked for in all of a long body: meanwhile no key is answered."""
