"""Listings between template tags, and the marks that guard code from a template engine."""

from __future__ import annotations

import re
from html import escape

_FENCE = "~~~~~~"
_RAW = r"\{%-?\s*raw\s*-?%\}"
_END_OF_RAW = r"\{%-?\s*endraw\s*-?%\}"
_GUARD = re.compile(
    rf"^[ \t]*(?:{_RAW}|{_END_OF_RAW})[ \t]*\n|{_RAW}|{_END_OF_RAW}"
    r"|(?<=\{\{[<%])/\*|\*/(?=[>%]\}\})",
    re.MULTILINE,
)
_GUARDED = re.compile(rf"{_RAW}(.*?){_END_OF_RAW}", re.DOTALL)
_MADE = re.compile(rf"^[ \t]*{_FENCE}([\w+#.-]*)\n(.*?)\n[ \t]*{_FENCE}$", re.DOTALL | re.MULTILINE)
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+")


def unguarded(code: str) -> str:
    """Code without the marks that kept the template engine away from it."""
    return _GUARD.sub("", code)


def unguarded_span(code: str) -> str:
    """The same for code within a line, which may be about these marks."""
    return _GUARD.sub("", code) if (bare := _GUARDED.sub(r"\1", code)) == code else bare


def listing(before: str, language: str, code: str) -> str:
    """A fenced block.

    Args:
        before: What stands before it on its line. It begins a line of its own, and stays in the
            list item or quote that it stands in.
        language: What the listing is written in; may be empty.
        code: The listing.
    """
    code = unguarded(code).strip("\n")
    starts_item = _ITEM.fullmatch(before) is not None
    begins = starts_item or not before.strip(" \t>")
    indent = " " * len(before.expandtabs(4)) if starts_item else before if begins else ""
    if indent:
        code = _indented(code, indent) if not indent.strip() else _quoted(code, indent)
    fenced = f"{_FENCE}{language.removeprefix('lang:')}\n{code}\n{indent}{_FENCE}\n"
    return fenced if begins else f"\n{fenced}"


def listings_as_html(text: str) -> str:
    """Text in which each listing made by `listing` is an element of HTML."""
    return _MADE.sub(
        lambda it: f'<pre><code class="language-{it[1]}">{escape(it[2])}</code></pre>', text
    )


def _quoted(code: str, marks: str) -> str:
    """Code whose lines stand in a quote, as some do already."""
    return "\n".join(
        line if line.lstrip().startswith(">") else f"{marks}{line}" for line in code.split("\n")
    )


def _indented(code: str, indent: str) -> str:
    """Code whose lines begin with an indent, and keep what they have beyond it."""
    lines = code.expandtabs(4).split("\n")
    present = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    present = min(present, len(indent))
    return "\n".join(f"{indent}{line[present:]}" if line.strip() else "" for line in lines)
