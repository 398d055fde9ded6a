"""Text as Markdown or HTML that shows it as it is, and on which no program acts.

`generators` lists what programs act on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.text.clean import one_line

_SPECIAL = re.compile(
    r"\\\]|[\\`*|<{^]"  # a backslash and a bracket end a formula, escaped or not
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore that is not inside a word
    r"|\[|&(?=#?\w{1,40};)|!(?=\[)"
    r"|={2,}|%{2,}|:{2,}"
    r"|(?<![A-Za-z0-9_])@(?=[\w@])"
    r"|(?<![A-Za-z0-9_:/\\]):(?=[a-z0-9_+-]{1,40}:|[a-z][\w-]{0,40}\[)"  # a short code, a directive
    r"|《(?=[\u3041-\u3096\u30a1-\u30fc\uff66-\uff9f ・.+|]{1,80}》)|｜(?=[^｜《》\n]{1,40}《)"
)
"""What has a meaning anywhere in text."""
_MAY_BE_SPECIAL = re.compile(r"[\\`*|<{^_\[&!=%:@《｜]")
"""A character that `_SPECIAL` begins with. Most text has none, and this takes less time."""
_TWO_BRACES = re.compile(r"&#123;(?=&#123;)")
_LINE_START = re.compile(
    r"#|>|\?{3}|%|/{3}|~|!{1,4}(?=\s|$)|[-+](?=[\s+:=-]|$)|=|:(?=[\s:~-]|$)"
    r"|\(?(?:\d{1,9}|[A-Za-z]|[ivx]{2,8}|[IVX]{2,8}|#)[.)](?=\s|$)"
    r"|\((?=@|[\w./:-]{1,100}\)=)|(?:import|export)(?=[ {*])|PELICAN(?=_)|Table(?=:\s)"
)
"""What begins a block at the beginning of a line."""
_WITH_BACKSLASH = frozenset("\\`*|_#>+-!$")
"""Characters after which the parsers of all generators accept a backslash before them."""
_SHORTCODE = re.compile(
    r"\[(?:/|\[|\^|!|$|(?:audio|contact-form-7|embed|gallery|video|vimeo|youtube)\b)"
)
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"“”]+[\w/]", re.IGNORECASE)
"""An address that parsers of Markdown find without any syntax around it."""
_AFTER_ADDRESS = re.compile(r"[.,;:!?)]{0,3}(?:\s|$)")
"""What may follow an address so that parsers see where it ends."""
_PLAIN_ADDRESS = re.compile(r"(?:[\w./:?&=#~,;+-]|%(?!%))*", re.ASCII)

_IN_HTML = re.compile(r"[&<>\"{\[`~^$@|\\]|%(?=%)")
_MARKDOWN_IN_HTML = re.compile(r"\*(?=\*)|&#96;|&#91;(?=&#94;)|\](?=\()|:(?=[a-z0-9_+-]{1,40}:)")
_BREAK = "<span></span>"
"""An element without content, which separates characters that have a meaning together."""


@dataclass(frozen=True, slots=True)
class TextContext:
    """What the escaping of text depends on besides the text."""

    is_line_start: bool = False
    """Whether a line begins with the text."""
    in_link: bool = False
    """Whether it is part of the label of a link."""
    in_attribute: bool = False
    """Whether it is the name of an image or the title of a link, in which no HTML is possible."""
    is_line_end: bool = False
    """Whether the line, or what it contains, ends with the text."""
    is_before_link: bool = False
    """Whether a link follows the text, which an exclamation mark would make an image."""
    in_heading: bool = False
    """Whether a heading ends with the text."""
    escapes: str = ""
    """Which of the characters that have a meaning only in pairs are escaped."""


def paired_characters(text: str) -> str:
    """Return the characters that are more than once in the text of an entry, out of `$` and `~`."""
    return "".join(character for character in "$~" if text.count(character) > 1)


def escape_text(text: str) -> str:
    """Return plain text of any kind as a line of Markdown that shows it as it is.

    Whitespace and line breaks become single spaces, control characters are removed.
    """
    text = one_line(text)
    return escape_inline(
        text, TextContext(is_line_start=True, is_line_end=True, escapes=paired_characters(text))
    )


def escape_inline(text: str, context: TextContext) -> str:
    """Return part of a line as Markdown that shows it as it is.

    An address in it that needs escapes becomes a link, because parsers look for addresses before
    they decode escapes.
    """
    if context.in_link or context.in_attribute or "://" not in text:
        escaped = _escape(text, context)
    else:
        parts: list[str] = []
        end = 0
        for match in _ADDRESS.finditer(text):
            after = _AFTER_ADDRESS.match(text, match.end())
            ends = after is not None and (after.end() < len(text) or context.is_line_end)
            parts.append(_escape(text[end : match.start()], context))
            parts.append(_bare_link(match[0], context, is_clear=ends))
            end = match.end()
        escaped = "".join((*parts, _escape(text[end:], context)))
    if context.is_line_start:
        start = _LINE_START.match(escaped)
        escaped = f"{_escape_start(start)}{escaped[start.end() :]}" if start else escaped
    if context.is_before_link and escaped.endswith("!"):
        escaped = f"{escaped[:-1]}\\!"
    if context.in_heading and escaped.endswith("#"):
        escaped = f"{escaped[:-1]}\\#"
    return escaped


def _bare_link(address: str, context: TextContext, *, is_clear: bool) -> str:
    escaped = _escape(address, TextContext(in_link=True, escapes=context.escapes))
    if escaped == address and is_clear:
        return address
    if _PLAIN_ADDRESS.fullmatch(address):
        return f"[{escaped}]({address.replace('&', '&amp;')})"
    return escaped.replace("://", "&#58;//")  # there may be another address in it


def _escape(text: str, context: TextContext) -> str:
    is_label = context.in_link or context.in_attribute
    escaped = text
    if _MAY_BE_SPECIAL.search(text):
        escaped = _SPECIAL.sub(_escape_in_label if is_label else _escape_match, text)
    for character in context.escapes:
        escaped = escaped.replace(character, _escape_character(character))
    if is_label:
        escaped = escaped.replace("]", "&#93;")
    # Vue, in VitePress, looks for braces after Markdown has decoded the references.
    is_split = "&#123;&#123;" in escaped and not context.in_attribute
    return _TWO_BRACES.sub(rf"\g<0>{_BREAK}", escaped) if is_split else escaped


def _escape_match(match: re.Match[str]) -> str:
    if match[0] == "[":
        text, start = match.string, match.start()
        is_more = _SHORTCODE.match(text, start) or text[max(0, start - 1) : start] in ("!", "^")
        return "&#91;" if is_more else "\\["
    return "".join(map(_escape_character, match[0]))


def _escape_in_label(match: re.Match[str]) -> str:
    return "&#91;" if match[0] == "[" else _escape_match(match)


def _escape_start(match: re.Match[str]) -> str:
    text = match[0]
    if text == "Table":
        return "&#84;able"
    if text[-1] in ".)" and text[0].isalnum():
        return f"{text[:-1]}\\{text[-1]}"
    return f"{_escape_character(text[0])}{text[1:]}"


def _escape_character(character: str) -> str:
    if character in _WITH_BACKSLASH:
        return f"\\{character}"
    return {"<": "&lt;", "&": "&amp;"}.get(character) or f"&#{ord(character)};"


def escape_html(text: str) -> str:
    """Return text as the content of an element or the value of an attribute in quotes.

    Marks of templates and of Markdown are references. A parser that looks for Markdown in HTML
    decodes them first, so `break_markdown` is needed as well, except in attributes and in code.
    """
    return _IN_HTML.sub(lambda match: _HTML_REFERENCES.get(match[0]) or f"&#{ord(match[0])};", text)


_HTML_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def break_markdown(html: str) -> str:
    """Return escaped text in which no Markdown is found once its references are decoded."""
    return _MARKDOWN_IN_HTML.sub(rf"\g<0>{_BREAK}", html)
