"""Shortcodes of WordPress, which are tags between square brackets.

See https://codex.wordpress.org/Shortcode_API.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.markdown.dialects.listings import listing
from reader.markdown.dialects.paired_tags import replace_link
from reader.markdown.dialects.shortcodes import as_markdown
from reader.markdown.dialects.source import Replacement, Source
from reader.markdown.dialects.tags import parse_tag

_SHORTCODE = re.compile(r"\[(?P<closing>/?)(?P<name>[a-z][\w-]*)(?P<rest>[ \t=][^\[\]\n]*)?/?\]")
_SINGLE = frozenset(("audio", "contact-form-7", "embed", "gallery", "video", "vimeo", "youtube"))
"""Names of shortcodes that are recognised without a closing one."""
_PAIRED = frozenset(("caption", "code", "embed", "sourcecode", "wp_caption"))
"""Names of shortcodes whose content is converted."""
_MAX_CAPTION = 4_000
_IMAGE_AND_CAPTION = re.compile(
    r"(.*(?:<img\b[^>]*>(?:\s*</a>)?|!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?))\s*(.*)", re.DOTALL
)


def shortcode_at(source: Source, start: int) -> Replacement | None:
    """Return what replaces the shortcode that begins at an offset, or None if it is text.

    `[name]` may be a link as well. So it is a shortcode only if it is closed somewhere, or if it
    has a known name and arguments.
    """
    match = _SHORTCODE.match(source.text, start)
    if match is None:
        return None
    name, rest = match["name"], (match["rest"] or "").strip()
    if name not in source.closed_shortcodes:
        is_link = source.text.startswith(("(", "[", ":"), match.end())
        is_known = name in _SINGLE and rest and not match["closing"] and not is_link
        return (as_markdown(parse_tag(f"{name} {rest}")), match.end()) if is_known else None
    if match["closing"]:
        return "", match.end()
    if name in _PAIRED:
        closing = source.search(_closing_shortcode(name), match.end())
        if closing is not None:
            inner = source.text[match.end() : closing.start()]
            return _replace_pair(source.line_before(start), name, rest, inner), closing.end()
    tag = parse_tag(f"{name} {rest}")
    link = replace_link(source, tag, match.end(), _closing_shortcode(name))
    return link or (as_markdown(tag), match.end())


@lru_cache(maxsize=256)
def _closing_shortcode(name: str) -> re.Pattern[str]:
    return re.compile(rf"\[/{re.escape(name)}\]")


def _replace_pair(before: str, name: str, rest: str, inner: str) -> str:
    """Return the listing, the embedded URL, or the image with its caption."""
    if name in ("code", "sourcecode"):
        return listing(before, parse_tag(f"code {rest}").first("lang", "language"), inner)
    if name == "embed":
        return f"<{inner.strip()}>"
    tag = parse_tag(f"caption {rest}")
    match = _IMAGE_AND_CAPTION.fullmatch(inner) if len(inner) < _MAX_CAPTION else None
    image, caption = (match[1], match[2]) if match else (inner, "")
    caption = caption.strip() or tag.first("caption")
    if not caption:
        return f"\n\n{image}\n\n"
    return f"\n\n{image}<br><figcaption>{caption}</figcaption>\n\n"
