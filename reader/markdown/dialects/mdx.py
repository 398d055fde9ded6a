"""MDX: the content of components is shown, their tags, modules and expressions are not.

See https://mdxjs.com/docs/what-is-mdx/.
"""

from __future__ import annotations

import re

from reader.markdown.dialects.paired_tags import CALLOUTS, callout
from reader.markdown.dialects.shortcodes import as_markdown
from reader.markdown.dialects.source import Replacement, Source
from reader.markdown.dialects.tags import Tag
from reader.markdown.html.names import KNOWN

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z]\w*(?:\.\w+)*)(?=[\s/>])")
_CUSTOM_TAG = re.compile(
    r"<(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)+)"
    r"(?P<attributes>(?:\s+[\w:@.-]+(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))?)+)\s*>"
)
_HTML_CONTAINERS = frozenset(("div", "section", "aside", "center"))
"""HTML elements in which MDX parses Markdown."""
_LINKS = frozenset(
    ("link", "a", "anchor", "nextlink", "navlink", "nuxtlink", "routerlink", "glink", "gatsbylink")
)
"""Names of components that are links, in lower case."""
_LINK = "Link"
"""A component that is not the element `link` of HTML, which has no content."""
_MAX_TAG = 4_000
_MAX_BRACES = 20
"""Maximum number of braces within each other in a tag."""
_TAG_TOKEN = re.compile(r"\"[^\"]*\"|'[^'\n]*'|`[^`]*`|[{}>]")
_STRING_ATTRIBUTE = re.compile(r"([A-Za-z][\w-]*)=(?:\{\s*)?(?:\"([^\"]*)\"|'([^']*)')")
_MODULE = re.compile(
    r"import\s+(?:['\"][^'\"\n]+['\"]|[\w*{][^;'\"]{0,400}?\sfrom\s*['\"][^'\"\n]+['\"])[^\n]*$"
    r"|(?P<export>export\s+(?:(?:const|let|var)\s+[\w${\[][^\n]*=|default\s"
    r"|(?:async\s+)?function\s*\w*\(|\{|\*))",
    re.MULTILINE,
)
_CODE_TOKEN = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*+(?:\"|$)|'(?:[^'\\\n]|\\.)*+(?:'|$)|`(?:[^`\\]|\\.)*+(?:`|\Z)"
    r"|//[^\n]*|[(\[{]|[)\]}]|\n",
    re.MULTILINE,
)
"""Brackets, lines, and strings, which may have no end, so that each is looked at once."""
_MAX_MODULE = 50_000
_PARAGRAPH_END = re.compile(r"\n(?=[ \t]*\n)|\Z")

_OPENING_LINE = re.compile(
    r"<(?:[A-Z]\w*(?:\.\w+)*|div|section|aside|center)(?:\s[^<>]*)?(?<!/)>\s*"
)
_CLOSING_LINE = re.compile(r"</(?:[A-Z]\w*(?:\.\w+)*|div|section|aside|center)>\s*")


def module_at(source: Source, start: int) -> Replacement | None:
    """Return what replaces the import or export that begins at an offset: nothing."""
    match = _MODULE.match(source.text, start)
    if match is None:
        return None
    return "", _end_of_code(source.text, match.end()) if match["export"] else match.end()


def _end_of_code(text: str, start: int) -> int:
    """Return the end of the line on which all brackets are closed, else that of the paragraph."""
    start = text.rfind("\n", 0, start) + 1
    depth = 0
    for match in _CODE_TOKEN.finditer(text, start, start + _MAX_MODULE):
        found = match.group()
        if found == "\n" and depth <= 0:
            return match.start()
        depth += (found in "([{") - (found in ")]}")
    paragraph_end = _PARAGRAPH_END.search(text, start)
    return paragraph_end.start() if paragraph_end and depth > 0 else len(text)


def component_at(source: Source, start: int) -> Replacement | None:
    """Return what replaces the tag of a component at an offset, or None if it is not one.

    The tags of most components are removed, and their content stays. Links, callouts, and
    components that say something in their attributes are converted.
    """
    if source.is_jsx and source.text.startswith(("<>", "</>"), start):
        return "", source.text.index(">", start) + 1
    match = _TAG.match(source.text, start)
    if match is None or not _may_be_component(source, match["name"]):
        return None
    end = _end_of_tag(source.text, match.end())
    if end is None:
        return None
    if match["closing"]:
        return ("</a>" if match["name"].lower() in _LINKS else ""), end
    is_self_closing = source.text[end - 2] == "/"
    if not is_self_closing and match["name"] not in source.closed_tags:
        return None
    if match["name"] in _HTML_CONTAINERS:
        return ("", end) if source.owns_lines(start, end) else None
    tag = Tag(match["name"].lower(), _string_attributes(source.text[match.end() : end]))
    return _replace_opening_tag(source, start, end, match["name"], tag)


def custom_element_at(source: Source, start: int) -> Replacement | None:
    """Return what replaces the opening tag of a custom element, or None if it says nothing.

    Such elements have a hyphen in their names, and scripts that show them:
    https://html.spec.whatwg.org/multipage/custom-elements.html#valid-custom-element-name. Their
    content is HTML, which stays.
    """
    match = _CUSTOM_TAG.match(source.text, start)
    if match is None:
        return None
    end, attributes = match.end(), _string_attributes(match["attributes"])
    named = {key.removeprefix("data-").replace("-", ""): text for key, text in attributes.items()}
    name = match["name"].replace("-", "")
    if name in _LINKS:
        return (f'<a href="{named["to"]}">', end) if named.get("to") else None
    tag = Tag(match["name"].removeprefix("lite-").removeprefix("amp-"), named)
    markdown = as_markdown(tag)
    is_block = markdown.startswith("\n")
    return (markdown, end) if markdown and (not is_block or source.owns_lines(start, end)) else None


def _replace_opening_tag(source: Source, start: int, end: int, name: str, tag: Tag) -> Replacement:
    is_self_closing = source.text[end - 2] == "/"
    if is_self_closing:
        return as_markdown(tag), end
    if tag.name in _LINKS:
        target = tag.first("href", "to")
        return (f'<a href="{target}">' if target else ""), end
    before = source.line_before(start)
    if tag.name.removesuffix("box") in CALLOUTS and not before.strip():
        closing = source.search(re.compile(rf"</{re.escape(name)}\s*>"), end)
        if closing is not None:
            lines = source.convert(source.text[end : closing.start()]).strip("\n").split("\n")
            tag = Tag(tag.name.removesuffix("box"), tag.named)
            return callout(before, tag, lines), closing.end()
    is_block = source.owns_lines(start, end) or _is_line(source, start, end, name)
    return (as_markdown(tag) if is_block else ""), end


def _is_line(source: Source, start: int, end: int, name: str) -> bool:
    """Return whether a component is a whole line, given where its opening tag starts and ends."""
    closing = source.search(re.compile(rf"</{re.escape(name)}\s*>"), end)
    if closing is None or not source.owns_lines(start, closing.end()):
        return False
    return "\n" not in source.text[end : closing.end()]


def _may_be_component(source: Source, name: str) -> bool:
    if name != _LINK and (name in _HTML_CONTAINERS or name.lower() in KNOWN):
        return source.is_jsx and (name in _HTML_CONTAINERS or not name[:1].islower())
    return not name[:1].islower()


def _end_of_tag(text: str, start: int) -> int | None:
    """Return the offset after the first `>` that is outside of strings and braces."""
    if text.find(">", start, start + _MAX_TAG) < 0:
        return None
    depth = 0
    for match in _TAG_TOKEN.finditer(text, start, start + _MAX_TAG):
        found = match.group()
        depth += (found == "{") - (found == "}")
        if depth > _MAX_BRACES:
            break
        if found == ">" and depth <= 0:
            return match.end()
    return None


def _string_attributes(attributes: str) -> dict[str, str]:
    """Return the attributes whose values are strings, by their names in lower case."""
    return {
        match[1].lower(): match[2] or match[3] or ""
        for match in _STRING_ATTRIBUTE.finditer(attributes)
    }


def expression_at(source: Source, start: int) -> Replacement | None:
    """Return the text of an expression that is only a string: ``{`text`}`` or `{"text"}`."""
    quote = source.text[start + 1]
    if not source.is_jsx:
        return None
    end = source.find(f"{quote}}}", start + 2)
    text = source.text[start + 2 : end]
    if end < 0 or (quote != "`" and ("\n" in text or quote in text)):
        return None
    return text, end + 2


def dedent_components(source: Source) -> str:
    """Return MDX in which the content of components is not indented.

    MDX has no indented code, so that authors indent the content. CommonMark would take it for code.
    A tag in indented code does not begin a component.
    """
    lines: list[str] = []
    indents: list[int | None] = []  # of each open component's content; None before its first line
    is_code = False
    offset = 0
    for line in source.text.split("\n"):
        bare = line.lstrip(" \t")
        indent = len(line) - len(bare)
        if bare.startswith(("```", "~~~")):
            is_code = not is_code
        if indents and not is_code and _CLOSING_LINE.fullmatch(bare):
            indents.pop()
        elif indents and indents[-1] is None and bare:
            indents[-1] = indent
        lines.append(line[min(indent, (indents[-1] if indents else 0) or 0) :])
        if bare.startswith("<") and not is_code and _OPENING_LINE.fullmatch(bare):
            in_text = bool(indents) or source.end_of_indented_code(offset + indent) is None
            indents += [None] if in_text else []
        offset += len(line) + 1
    return "\n".join(lines)
