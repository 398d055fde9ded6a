"""The language of a code block, as highlighters and generators write it into classes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.feeds.markdown.generators import is_executed
from reader.markdown.html.names import word_set

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_PREFIXED = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|highlight-|src-|brush:\s*)"
    r"([A-Za-z][\w+#.-]{0,30})"
)
"""Classes of Prism, Rouge (https://github.com/rouge-ruby/rouge), Chroma, GitHub, Sphinx, Org and
SyntaxHighlighter (https://github.com/syntaxhighlighter/syntaxhighlighter)."""
_BESIDE = re.compile(
    r"(?:^|\s)(?:hljs|highlight|sourceCode|codehilite|prettyprint)\s+([A-Za-z][\w+#.-]{0,30})"
    r"|(?:^|\s)([A-Za-z][\w+#.-]{0,30})\s+hljs(?:\s|$)"
)
"""A class beside that of highlight.js (https://highlightjs.org/), Hexo or Pandoc."""
_ATTRIBUTES = ("data-lang", "data-language", "data-enlighter-language", "data-code-block-lang")
_NAME = re.compile(r"[A-Za-z][\w+#.-]{0,30}")
_NONE = word_set(
    """auto code default dark example generic highlight highlighter-rouge hljs light linenums
    nohighlight none notranslate plain plaintext prettyprint raw sourcecode text textmate txt
    wrap"""
)
"""Names that say nothing about the language, and classes that are no language."""
_MAX_DISTANCE = 6
"""How many elements around the code are looked at."""
_AROUND = frozenset(("div", "figure", "td", "tr", "tbody", "table", "code"))


def code_language(pre: LexborNode) -> str:
    """Return the language of a `<pre>`; empty if it has none.

    It is in an attribute of the code in it, of itself, or of what is directly around it.
    """
    code = pre.css_first("code")
    if code is not None and (language := _language_of(code)):
        return language
    node: LexborNode | None = pre
    for _ in range(_MAX_DISTANCE):
        if node is None or (node.mem_id != pre.mem_id and node.tag not in _AROUND):
            break
        if language := _language_of(node):
            return language
        node = node.parent
    return ""


def _language_of(node: LexborNode) -> str:
    attributes = node.attributes
    classes = attributes.get("class") or ""
    names = [match[1] for match in _PREFIXED.finditer(classes)]
    names += [attributes.get(name) or "" for name in _ATTRIBUTES]
    if node.tag == "pre" and attributes.get("lang") != "en":
        names.append(attributes.get("lang") or "")
    names += [match[1] or match[2] for match in _BESIDE.finditer(classes)]
    for name in names:
        found = _NAME.fullmatch(name.strip())
        if found and found[0].lower() not in _NONE and not is_executed(found[0]):
            return found[0].lower()
    return ""
