"""The tags between square brackets of WordPress."""

from __future__ import annotations

import re
from functools import cache

from reader.markdown.dialects.listings import listing
from reader.markdown.dialects.paired_tags import linked
from reader.markdown.dialects.shortcodes import as_markdown
from reader.markdown.dialects.source import Source
from reader.markdown.dialects.tags import read_tag

_TAG = re.compile(r"\[(?P<closing>/?)(?P<name>[a-z][\w-]*)(?P<rest>[ \t=][^\[\]\n]*)?/?\]")
_ALONE = frozenset(("audio", "contact-form-7", "embed", "gallery", "video", "vimeo", "youtube"))
_REGIONS = frozenset(("caption", "code", "embed", "sourcecode", "wp_caption"))
_LONGEST_CAPTION = 4_000
_PICTURE = re.compile(
    r"(.*(?:<img\b[^>]*>(?:\s*</a>)?|!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?))\s*(.*)", re.DOTALL
)


def square_tag_at(source: Source, at: int) -> tuple[str, int] | None:
    """What stands for the tag that begins at a place, and its end; None where it is text.

    A tag without an end tag is only known by its name, as a link may be written like it.
    """
    found = _TAG.match(source.text, at)
    if found is None:
        return None
    name, rest = found["name"], (found["rest"] or "").strip()
    if name not in source.squares_closed:
        is_link = source.text.startswith(("(", "[", ":"), found.end())
        is_known = name in _ALONE and rest and not found["closing"] and not is_link
        return (as_markdown(read_tag(f"{name} {rest}")), found.end()) if is_known else None
    if found["closing"]:
        return "", found.end()
    if name in _REGIONS:
        closed = source.search(_closing(name), found.end())
        if closed is not None:
            inner = source.text[found.end() : closed.start()]
            return _shown(source.before(at), name, rest, inner), closed.end()
    tag = read_tag(f"{name} {rest}")
    return linked(source, tag, found.end(), _closing(name)) or (as_markdown(tag), found.end())


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"\[/{re.escape(name)}\]")


def _shown(before: str, name: str, rest: str, inner: str) -> str:
    if name in ("code", "sourcecode"):
        return listing(before, read_tag(f"code {rest}").first("lang", "language"), inner)
    if name == "embed":
        return f"<{inner.strip()}>"
    tag = read_tag(f"caption {rest}")
    picture = _PICTURE.fullmatch(inner) if len(inner) < _LONGEST_CAPTION else None
    image, said = (picture[1], picture[2]) if picture else (inner, "")
    said = said.strip() or tag.first("caption")
    return f"\n\n{image}<br><figcaption>{said}</figcaption>\n\n" if said else f"\n\n{image}\n\n"
