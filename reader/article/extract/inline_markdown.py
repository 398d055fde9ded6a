"""Inline text as Markdown that does not depend on the rest of its document.

References of links are resolved, and what is no plain Markdown, such as HTML and wiki links, is
written as what it is parsed to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from markdown_it.token import Token

from reader.article.blocks import Inline, inline_text
from reader.article.inline import Markdown, ParsedText
from reader.article.runs import image_name
from reader.text.clean import clean_line

Address: TypeAlias = Callable[[str], str]
"""Returns the address of a link in another document from its target in this one."""

_SPANS = {
    "em_open": "*",
    "em_close": "*",
    "strong_open": "**",
    "strong_close": "**",
    "s_open": "~~",
    "s_close": "~~",
    "mark_open": "==",
    "mark_close": "==",
    "softbreak": "\n",
    "hardbreak": "\\\n",
}
"""What is written for tokens without content."""
_SPECIAL = re.compile(r"\\|`|\*|~|==|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|\](?=[(\[:])|\[(?=[\[^])")
"""Text that has a meaning in Markdown."""
_BLOCK_START = re.compile(r"^([#>+-]|~~~|\d{1,9}(?=[.)]\s)|=+$)", re.MULTILINE)
"""Text that begins another block at the beginning of a line."""
_NOT_IN_DESTINATION = re.compile(r"[\s()<>\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that end the destination of a link
(https://spec.commonmark.org/0.31.2/#link-destination), control characters, and those that reorder
text."""


def link_destination(address: str) -> str:
    """Return an address in the form in which it ends where it should in Markdown."""
    return _NOT_IN_DESTINATION.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address
    )


def escape(text: str) -> str:
    """Return a line of text as Markdown that shows it as it is."""
    return _BLOCK_START.sub(_escape_start, _escape_inline(text))


def _escape_inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", clean_line(text))


def _escape_start(found: re.Match[str]) -> str:
    # Only punctuation can be escaped, so the full stop after a number is.
    return f"{found[0]}\\" if found[0].isdecimal() else f"\\{found[0]}"


def inline_markdown(inline: Inline, address: Address) -> str:
    """Return inline text as Markdown.

    Args:
        inline: The text of a block.
        address: Returns the address of each link.
    """
    if not isinstance(inline, Markdown | ParsedText):
        return escape(inline_text(inline))
    return _join(inline.tokens, address).strip()


def _join(tokens: Sequence[Token], address: Address) -> str:
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    """Number of parts before each link that is open, and its address."""
    for token in tokens:
        if token.type == "link_open":
            opened.append((len(parts), address(str(token.attrs.get("href", "")))))
        elif token.type == "link_close" and opened:
            start, target = opened.pop()
            parts[start:] = [_link_markdown("".join(parts[start:]), target)]
        else:
            parts.append(_token_markdown(token, address))
    return _BLOCK_START.sub(_escape_start, "".join(parts))


def _link_markdown(label: str, target: str) -> str:
    if not target:
        return label
    if label == _escape_inline(target) and target.startswith(("http://", "https://")):
        return f"<{target}>"
    return f"[{label}]({link_destination(target)})"


def _token_markdown(token: Token, address: Address) -> str:
    if token.type in _SPANS:
        return _SPANS[token.type]
    if token.type == "code_inline":
        return code_span(clean_line(token.content))
    if token.type == "image":
        source = link_destination(address(str(token.attrs.get("src", ""))))
        return f"![{_escape_inline(image_name(token))}]({source})"
    if token.type == "footnote_ref":
        return ""  # the note is not part of the text
    return _escape_inline(token.content)


def code_span(code: str) -> str:
    """Return code between backticks; see https://spec.commonmark.org/0.31.2/#code-spans."""
    longest = max(map(len, re.findall("`+", code)), default=0)
    fence = "`" * (longest + 1)
    space = " " if code[:1] == "`" or code[-1:] == "`" else ""
    return f"{fence}{space}{code}{space}{fence}"
