"""The tags of Liquid, Hugo, Zola, Nikola and kramdown where they stand in a body."""

from __future__ import annotations

import re

from reader.markdown.dialects.listings import unguarded
from reader.markdown.dialects.paired_tags import region
from reader.markdown.dialects.shortcodes import as_markdown, as_target
from reader.markdown.dialects.source import Source
from reader.markdown.dialects.tags import is_call, read_tag

_LONGEST_LIST = 500
"""Characters of an attribute list."""

_BRACES = (
    ("{{/*", "*/}}"),
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{# ", "#}"),  # not `{#name}`, which names a heading
    ("{#-", "#}"),
    ("{/*", "*/}"),
    ("{::", "}"),
    ("{:/", "}"),
    ("<%", "%>"),
)
"""What begins a tag and what ends it, the longer beginnings first."""

_LITERAL = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')""")
_ESCAPED = re.compile(r"\{\{(?P<kind>[<%])/\*(?P<inner>[^{}]*?)\*/[>%]\}\}")
_ATTRIBUTES = re.compile(
    r"""\{:\s*(?:[.#][\w:-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s}]+)|toc|no_toc|:?\w+\s*:)"""
    r"""(?:\s+(?:[.#][\w:-]+|[\w-]+(?:=(?:"[^"\n]*"|'[^'\n]*'|[^\s}]+))?))*\s*\}"""
)
_HIDDEN = re.compile(r"\{::comment\}")
_END_OF_HIDDEN = re.compile(r"\{:/(?:comment)?\}")
_AFTER_LINK = re.compile(r"(?:\]\(\s*<?|=[\"'])[\w./:#?&=%-]*$")


def tag_at(source: Source, at: int) -> tuple[str, int] | None:
    """What stands for the tag that begins at a place, and its end; None where it is text."""
    return _literal(source, at) or _attributes(source, at) or _tag(source, at)


def _literal(source: Source, at: int) -> tuple[str, int] | None:
    """A tag that is shown and not run, as posts about templates have it."""
    found = _ESCAPED.match(source.text, at, at + _LONGEST_LIST)
    if found is None:
        return None
    shown = unguarded(found.group()).replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"(?=[*_`\[\]])", r"\\", shown), found.end()


def _attributes(source: Source, at: int) -> tuple[str, int] | None:
    hidden = _HIDDEN.match(source.text, at)
    if hidden is not None and (end := source.search(_END_OF_HIDDEN, hidden.end())):
        return "", end.end()
    found = _ATTRIBUTES.match(source.text, at, at + _LONGEST_LIST)
    return ("", found.end()) if found else None


def _tag(source: Source, at: int) -> tuple[str, int] | None:
    braces = next((it for it in _BRACES if source.text.startswith(it[0], at)), None)
    if braces is None:
        return None
    begin, end = braces
    stop = source.find(end, at + len(begin))
    if stop < 0:
        return None
    inner = source.text[at + len(begin) : stop].strip("- \n\t")
    stop += len(end)
    if begin in ("{%", "{{<", "{{%"):
        return region(source, at, stop, inner) or (_meaning(source, at, begin, inner), stop)
    return _meaning(source, at, begin, inner), stop


def _meaning(source: Source, at: int, begin: str, inner: str) -> str:
    if begin == "{{":
        literal = _LITERAL.match(inner)
        if literal is not None:
            return literal[1] or literal[2] or ""
        assigned = source.assigned(inner.strip(), at)
        if assigned is not None:
            return assigned
        if not is_call(inner):
            return ""
    elif begin not in ("{{<", "{{%", "{%"):
        return ""
    tag = read_tag(inner.removesuffix("/"))
    if _AFTER_LINK.search(source.text, max(0, at - 200), at):
        return as_target(tag)
    return as_markdown(tag)
