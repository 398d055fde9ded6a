"""Code listings made of template tags, and the markers that protect code from template engines.

`{% raw %}` is the marker of Liquid (https://shopify.github.io/liquid/tags/template/), `/*` within a
shortcode that of Hugo (https://gohugo.io/content-management/shortcodes/), and `{{raw}}` with a raw
string that of Go's website.
"""

from __future__ import annotations

import re
from html import escape

_FENCE = "~~~~~~"
_RAW = r"\{%-?\s*raw\s*-?%\}"
_END_RAW = r"\{%-?\s*endraw\s*-?%\}"
_RAW_MARKER = re.compile(
    rf"^[ \t]*(?:{_RAW}|{_END_RAW})[ \t]*\n|{_RAW}|{_END_RAW}"
    r"|(?<=\{\{[<%])/\*|\*/(?=[>%]\}\})|\{\{-?\s*raw\s+`([^`]*)`\s*-?\}\}",
    re.MULTILINE,
)
_RAW_PAIR = re.compile(rf"{_RAW}(.*?){_END_RAW}", re.DOTALL)
_LISTING = re.compile(
    rf"^[ \t]*{_FENCE}([\w+#.-]*)\n(.*?)\n[ \t]*{_FENCE}$", re.DOTALL | re.MULTILINE
)
_ITEM_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+")


def without_raw_markers(code: str) -> str:
    """Return code without the markers that protect it from the template engine."""
    return _RAW_MARKER.sub(r"\1", code)


def without_raw_markers_in_span(code: str) -> str:
    """Return a code span without these markers.

    A span may also be about the markers, as `{% raw %}` is. So if there is a pair, only pairs are
    removed, and a marker that is all of the code stays.
    """
    without_pairs = _RAW_PAIR.sub(r"\1", code)
    result = without_raw_markers(code) if without_pairs == code else without_pairs
    return result if result.strip("` \n") else code


def listing(before: str, language: str, code: str) -> str:
    """Return a fenced code block.

    Args:
        before: What is before the listing on its line. The block begins on a line of its own, and
            stays in the list item or quote that the line is in.
        language: The language of the code; may be empty.
        code: The code.
    """
    code = without_raw_markers(code).strip("\n")
    starts_item = _ITEM_MARKER.fullmatch(before) is not None
    starts_line = starts_item or not before.strip(" \t>")
    indent = " " * len(before.expandtabs(4)) if starts_item else before if starts_line else ""
    if indent:
        code = _indent(code, indent) if not indent.strip() else _quote(code, indent)
    block = f"{_FENCE}{language.removeprefix('lang:')}\n{code}\n{indent}{_FENCE}\n"
    return block if starts_line else f"\n{block}"


def listings_to_html(text: str) -> str:
    """Return text in which each code block made by `listing` is a `<pre>` element."""
    return _LISTING.sub(
        lambda match: f'<pre><code class="language-{match[1]}">{escape(match[2])}</code></pre>',
        text,
    )


def _quote(code: str, markers: str) -> str:
    """Return code with `>` markers before each line that has none."""
    return "\n".join(
        line if line.lstrip().startswith(">") else f"{markers}{line}" for line in code.split("\n")
    )


def _indent(code: str, indent: str) -> str:
    """Return code indented by `indent`, to which lines add what they have beyond it."""
    lines = code.expandtabs(4).split("\n")
    present = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    present = min(present, len(indent))
    return "\n".join(f"{indent}{line[present:]}" if line.strip() else "" for line in lines)
