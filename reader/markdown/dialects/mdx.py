"""The components of MDX: what they say is shown, their tags and expressions are not."""

from __future__ import annotations

import re

from reader.markdown.dialects.paired_tags import CALLOUTS, callout
from reader.markdown.dialects.shortcodes import as_markdown
from reader.markdown.dialects.source import Source
from reader.markdown.dialects.tags import Tag
from reader.markdown.html.names import KNOWN

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z]\w*(?:\.\w+)*)(?=[\s/>])")
_PARTS = frozenset(("div", "section", "aside", "center"))
"""HTML's own elements that MDX reads Markdown in."""
_LINKS = frozenset(("link", "a", "anchor", "nextlink", "navlink"))
_LONGEST = 4_000
_TOKEN = re.compile(r"\"[^\"]*\"|'[^'\n]*'|`[^`]*`|[{}>]")
_STRING = re.compile(r"([A-Za-z][\w-]*)=(?:\{\s*)?(?:\"([^\"]*)\"|'([^']*)')")
_MODULE = re.compile(
    r"import\s+(?:['\"][^'\"\n]+['\"]|[\w*{][^;'\"]{0,400}?\sfrom\s*['\"][^'\"\n]+['\"])[^\n]*$"
    r"|(?P<export>export\s+(?:(?:const|let|var)\s+[\w${\[][^\n]*=|default\s"
    r"|(?:async\s+)?function\s*\w*\(|\{|\*))",
    re.MULTILINE,
)
_CODE = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|//[^\n]*|[(\[{]|[)\]}]|\n"
)
_LONGEST_MODULE = 50_000
_PARAGRAPH_END = re.compile(r"\n(?=[ \t]*\n)|\Z")

_OPENS = re.compile(r"<(?:[A-Z]\w*(?:\.\w+)*|div|section|aside|center)(?:\s[^<>]*)?(?<!/)>\s*")
_CLOSES = re.compile(r"</(?:[A-Z]\w*(?:\.\w+)*|div|section|aside|center)>\s*")


def module_at(source: Source, at: int) -> tuple[str, int] | None:
    """An import or export that begins at a place: nothing, and its end."""
    found = _MODULE.match(source.text, at)
    if found is None:
        return None
    return "", _end_of_code(source.text, found.end()) if found["export"] else found.end()


def _end_of_code(text: str, start: int) -> int:
    """The end of the line on which every bracket is closed; else that of the paragraph."""
    start = text.rfind("\n", 0, start) + 1
    depth = 0
    for found in _CODE.finditer(text, start, start + _LONGEST_MODULE):
        mark = found.group()
        if mark == "\n" and depth <= 0:
            return found.start()
        depth += (mark in "([{") - (mark in ")]}")
    paragraph = _PARAGRAPH_END.search(text, start)
    return paragraph.start() if paragraph and depth > 0 else len(text)


def component_at(source: Source, at: int) -> tuple[str, int] | None:
    """What stands for the tag of a component, and its end; None where it is none."""
    if source.is_jsx and source.text.startswith(("<>", "</>"), at):
        return "", source.text.index(">", at) + 1
    found = _TAG.match(source.text, at)
    if found is None or not _may_be_component(source, found["name"]):
        return None
    end = _end_of_tag(source.text, found.end())
    if end is None:
        return None
    if found["closing"]:
        return ("</a>" if found["name"].lower() in _LINKS else ""), end
    ends_itself = source.text[end - 2] == "/"
    if not ends_itself and found["name"] not in source.closed:
        return None
    if found["name"] in _PARTS:
        return ("", end) if source.owns_line(at, end) else None
    tag = Tag(found["name"].lower(), _strings(source.text[found.end() : end]))
    return _opened(source, at, end, found["name"], tag)


def _opened(source: Source, at: int, end: int, name: str, tag: Tag) -> tuple[str, int]:
    ends_itself = source.text[end - 2] == "/"
    if ends_itself:
        return as_markdown(tag), end
    if tag.name in _LINKS:
        target = tag.first("href", "to")
        return (f'<a href="{target}">' if target else ""), end
    before = source.before(at)
    if tag.name.removesuffix("box") in CALLOUTS and not before.strip():
        closed = source.search(re.compile(rf"</{re.escape(name)}\s*>"), end)
        if closed is not None:
            inner = source.convert(source.text[end : closed.start()]).strip("\n").split("\n")
            tag = Tag(tag.name.removesuffix("box"), tag.named)
            return callout(before, tag, inner), closed.end()
    return (as_markdown(tag) if source.owns_line(at, end) else ""), end


def _may_be_component(source: Source, name: str) -> bool:
    if name in _PARTS or name.lower() in KNOWN:
        return source.is_jsx and (name in _PARTS or not name[:1].islower())
    return not name[:1].islower()


def _end_of_tag(text: str, start: int) -> int | None:
    """The place after the `>` that is in no string and no braces."""
    depth = 0
    for found in _TOKEN.finditer(text, start, start + _LONGEST):
        mark = found.group()
        depth += (mark == "{") - (mark == "}")
        if mark == ">" and depth <= 0:
            return found.end()
    return None


def _strings(attributes: str) -> dict[str, str]:
    """The attributes whose values are plain text."""
    return {found[1].lower(): found[2] or found[3] or "" for found in _STRING.finditer(attributes)}


def expression_at(source: Source, at: int) -> tuple[str, int] | None:
    """A text between braces and backticks: the text."""
    if not source.is_jsx:
        return None
    end = source.find("`}", at + 2)
    return (source.text[at + 2 : end], end + 2) if end >= 0 else None


def levelled(body: str) -> str:
    """MDX in which what components hold begins at the left, where Markdown expects it."""
    lines: list[str] = []
    cuts: list[int | None] = []
    is_code = False
    for line in body.split("\n"):
        bare = line.lstrip(" \t")
        indent = len(line) - len(bare)
        if bare.startswith(("```", "~~~")):
            is_code = not is_code
        if cuts and not is_code and _CLOSES.fullmatch(bare):
            cuts.pop()
        elif cuts and cuts[-1] is None and bare:
            cuts[-1] = indent
        lines.append(line[min(indent, (cuts[-1] if cuts else 0) or 0) :])
        if bare.startswith("<") and not is_code and _OPENS.fullmatch(bare):
            cuts.append(None)
    return "\n".join(lines)
