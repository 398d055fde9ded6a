"""What site generators add to Markdown, turned into Markdown or taken out before it is parsed.

Template tags (Liquid, Hugo, Nikola, Hexo), kramdown attribute lists, tables of contents, MDX
imports and exports, comments of templates, JSX and Obsidian. Code keeps everything, but for the
marks that guard it from the template engine.
"""

from __future__ import annotations

import re
from functools import cached_property

from reader.article.shortcodes import Tag, as_markdown, as_target, read_tag

_WORTH_A_LOOK = re.compile(
    r"\{[{%:#/]|%%|^\[\[?TOC\]|^(?:import|export) ", re.MULTILINE | re.IGNORECASE
)
_START = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})[^\n]*$"
    r"|(?P<code>`+)"
    r"|(?P<tag>\{(?:[{%#:]|/\*))"
    r"|(?P<module>^(?:import|export)[ {*])"
    r"|(?P<toc>^\[\[?TOC\]?\][ \t]*$|^(?:[-*+]|1\.) [^\n]*\n\{:\s*toc\s*\})"
    r"|(?P<aside>%%)",
    re.MULTILINE | re.IGNORECASE,
)
_FENCE = "~~~~~~"
_LONGEST_TAG = 8_000
_LONGEST_LIST = 500
"""Characters of an attribute list."""
_LONGEST_CODE = 4_000
"""Characters in which a code span must end."""

_EMPHASISED_COMMENT = re.compile(r"(\*{1,3}|_{1,3})<!--[^<>\n]*-->\1")
_GUARD = re.compile(
    r"^[ \t]*\{%-?\s*(?:end)?raw\s*-?%\}[ \t]*\n|\{%-?\s*(?:end)?raw\s*-?%\}", re.MULTILINE
)
_PAIRS = {
    name: (re.compile(begin), re.compile(end))
    for name, begin, end in (
        ("raw", r"\{%-?\s*raw\s*-?%\}", r"\{%-?\s*endraw\s*-?%\}"),
        ("comment", r"\{%-?\s*comment\s*-?%\}", r"\{%-?\s*endcomment\s*-?%\}"),
        (
            "listing",
            r"(?:\{%-?|\{\{[<%])\s*(?:highlight|codeblock|code)\b(?P<inner>[^{}\n]*?)[-%>]*\}{1,2}",
            r"\{%-?\s*end(?:highlight|codeblock|code)\s*-?%\}"
            r"|\{\{[<%]\s*/\s*(?:highlight|codeblock|code)\s*[>%]\}\}",
        ),
    )
}
_BRACES = (
    ("{{/*", "*/}}"),
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{# ", "#}"),  # not `{#name}`, which names a heading
    ("{#-", "#}"),
    ("{/*", "*/}"),
)
"""What begins a tag and what ends it, the longer beginnings first."""

_LITERAL = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')""")
_ATTRIBUTES = re.compile(
    r"""\{:\s*(?:[.#][\w:-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s}]+)|toc|no_toc|:?\w+\s*:)"""
    r"""(?:\s+(?:[.#][\w:-]+|[\w-]+(?:=(?:"[^"\n]*"|'[^'\n]*'|[^\s}]+))?))*\s*\}"""
)
_MODULE = re.compile(
    r"import\s+(?:['\"][^'\"\n]+['\"]|[\w*{][^;'\"]{0,400}?\sfrom\s*['\"][^'\"\n]+['\"])[^\n]*$"
    r"|export\s+(?:(?:const|let|var)\s+[\w${\[][^\n]*=|default\s|(?:async\s+)?function\s*\w*\("
    r"|\{|\*)(?:[^\n]+\n?)*",
    re.MULTILINE,
)
_AFTER_LINK = re.compile(r"(?:\]\(\s*<?|=[\"'])[\w./:#?&=%-]*$")


def to_markdown(body: str) -> str:
    """The body in the Markdown that the parser knows; the body itself where nothing is to do."""
    if "-->" in body:
        body = _EMPHASISED_COMMENT.sub("", body)
    return _Conversion(body).result() if _WORTH_A_LOOK.search(body) else body


class _Conversion:
    """One pass over a body."""

    def __init__(self, body: str) -> None:
        self.body = body

    def result(self) -> str:
        body, parts, place = self.body, [""], 0
        while (start := _START.search(body, place)) is not None:
            at = start.start()
            parts.append(body[place:at])
            if start["fence"] or start["code"]:
                place = self._code_end(start)
                parts.append(_GUARD.sub("", body[at:place]))
            elif (taken := self._taken(start)) is None:
                place = start.end()
                parts.append(body[at:place])
            else:
                text, place = taken
                if not text.strip() and self._owns_line(at, place):
                    parts[-1] = parts[-1].rstrip(" \t")
                    place = self._next_line(place)
                    # A shortcode parts the text around it; a statement does not.
                    text = "\n" if body.startswith(("{{<", "{{%"), at) else ""
                parts.append(text)
        parts.append(body[place:])
        return "".join(parts)

    def _taken(self, start: re.Match[str]) -> tuple[str, int] | None:
        """What stands for the thing that begins here, and its end; None where it is text."""
        at = start.start()
        if start["toc"]:
            return "", start.end()
        if start["module"]:
            module = _MODULE.match(self.body, at)
            return ("", module.end()) if module else None
        if start["aside"]:
            end = self.body.find("%%", at + 3, at + _LONGEST_TAG)
            return ("", end + 2) if end > 0 and "\n\n" not in self.body[at:end] else None
        return self._pair(at) or self._attributes(at) or self._tag(at)

    def _pair(self, at: int) -> tuple[str, int] | None:
        """A region between two tags: kept as it is, left out, or a listing."""
        for name, (begin, end) in _PAIRS.items():
            opened = begin.match(self.body, at) if at <= self._last_ends[name] else None
            closed = end.search(self.body, opened.end()) if opened else None
            if opened is not None and closed is not None:
                inner = self.body[opened.end() : closed.start()]
                if name == "listing":
                    inner = self._listing(at, read_tag(f"code {opened['inner']}"), inner)
                return "" if name == "comment" else inner, closed.end()
        return None

    @cached_property
    def _last_ends(self) -> dict[str, int]:
        """Where the last region of each kind ends, so that none is sought in vain twice."""
        ends = dict.fromkeys(_PAIRS, -1)
        for name, (_, end) in _PAIRS.items():
            for found in end.finditer(self.body):
                ends[name] = found.start()
        return ends

    @cached_property
    def _last_braces(self) -> dict[str, int]:
        """Where the last of each kind of ending brace is, for the same reason."""
        return {end: self.body.rfind(end) for _, end in _BRACES}

    def _listing(self, at: int, tag: Tag, code: str) -> str:
        """A fenced block; on a line of its own, wherever its tag stood."""
        begins = not self.body[self.body.rfind("\n", 0, at) + 1 : at].strip(" \t>")
        language = tag.first("lang", "language") or next(iter(tag.values), "")
        code = _GUARD.sub("", code).strip("\n")
        fenced = f"{_FENCE}{language.removeprefix('lang:')}\n{code}\n{_FENCE}\n"
        return fenced if begins else f"\n{fenced}"

    def _attributes(self, at: int) -> tuple[str, int] | None:
        found = _ATTRIBUTES.match(self.body, at, at + _LONGEST_LIST)
        return ("", found.end()) if found else None

    def _tag(self, at: int) -> tuple[str, int] | None:
        braces = next((it for it in _BRACES if self.body.startswith(it[0], at)), None)
        if braces is None:
            return None
        begin, end = braces
        if at > self._last_braces[end]:
            return None
        stop = self.body.find(end, at + len(begin), at + _LONGEST_TAG)
        if stop < 0:
            return None
        inner = self.body[at + len(begin) : stop].strip("- \n\t")
        return self._meaning(at, begin, inner), stop + len(end)

    def _meaning(self, at: int, begin: str, inner: str) -> str:
        if begin == "{{":
            literal = _LITERAL.match(inner)
            return literal[1] or literal[2] or "" if literal else ""
        if begin not in ("{{<", "{{%", "{%"):
            return ""
        tag = read_tag(inner.removesuffix("/"))
        if _AFTER_LINK.search(self.body, max(0, at - 200), at):
            return as_target(tag)
        return as_markdown(tag)

    def _owns_line(self, start: int, end: int) -> bool:
        before = self.body[self.body.rfind("\n", 0, start) + 1 : start]
        return not before.strip() and not self.body[end : self._next_line(end)].strip()

    def _next_line(self, place: int) -> int:
        newline = self.body.find("\n", place)
        return len(self.body) if newline < 0 else newline + 1

    def _code_end(self, start: re.Match[str]) -> int:
        """Where code that begins here ends; right after its first marks where it does not."""
        if start["fence"]:
            marks = start["fence"]
            closing = re.compile(rf"^[ \t>]*{marks}{marks[0]}*[ \t]*$", re.MULTILINE)
            found = closing.search(self.body, start.end())
            return found.end() if found else len(self.body)
        limit = min(len(self.body), start.end() + _LONGEST_CODE)
        paragraph = self.body.find("\n\n", start.end(), limit)
        closing = re.compile(rf"(?<!`){start['code']}(?!`)")
        found = closing.search(self.body, start.end(), limit if paragraph < 0 else paragraph)
        return found.end() if found else start.end()
