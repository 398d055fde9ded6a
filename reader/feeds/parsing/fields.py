"""Fields that every format of feeds has: cleaned, limited, and empty where they are not valid."""

from __future__ import annotations

import re

from reader.feeds.parsing.limits import MAX_GUID, MAX_HTML, MAX_NAME
from reader.feeds.parsing.plain_text import looks_like_html, text_of_html
from reader.text.clean import clean_text, one_line

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def clean_guid(value: object) -> str:
    """Return a guid or id as the feed gives it, with each run of white space as one space."""
    return one_line(value[:MAX_GUID]) if isinstance(value, str) else ""


def clean_html(value: object) -> str:
    """Return HTML without control characters, cut to `MAX_HTML` characters."""
    return clean_text(value[:MAX_HTML]).strip() if isinstance(value, str) else ""


def clean_language(value: object) -> str:
    """Return a language tag such as `pt-BR` (RFC 5646); empty for what has not its form."""
    if not isinstance(value, str):
        return ""
    tag = value.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def whole_number(value: object, max_digits: int) -> int | None:
    """Return a number of decimal digits; None for anything else, and for one with too many."""
    digits = value.strip() if isinstance(value, str) else ""
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= max_digits
    return int(digits) if is_number else None


def clean_tag(value: object) -> str:
    """Return a tag as one line of plain text; empty for an address, which is an identifier."""
    if not isinstance(value, str):
        return ""
    value = value[: 4 * MAX_NAME]
    tag = text_of_html(value) if looks_like_html(value) else one_line(value)
    return "" if tag.startswith(("http://", "https://")) else tag[:MAX_NAME].strip()
