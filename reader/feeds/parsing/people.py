"""Authors: the forms in which feeds give names and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.feeds.parsing.limits import MAX_AUTHORS, MAX_NAME
from reader.feeds.parsing.plain_text import looks_like_html, text_of_html
from reader.text.clean import one_line

_EMAIL = r"[^\s()<>\[\]\",;:@]{1,64}@[^\s()<>\[\]\",;:@]{1,255}"
# "a@b (Name)" is the form of RSS, "Name <a@b>" and "Name (a@b)" are those of e-mail.
_EMAIL_FIRST = re.compile(rf"(?:mailto:)?{_EMAIL}\s*[-,:]?\s*\((?P<name>.*)\)\s*", re.DOTALL)
_EMAIL_LAST = re.compile(rf"(?P<name>.*?)\s*[<(\[](?:mailto:)?{_EMAIL}[>)\]]", re.DOTALL)
_EMAIL_ONLY = re.compile(rf"[<(]?(?:mailto:)?(?P<name>{_EMAIL})[>)]?")
_FORMS = (_EMAIL_FIRST, _EMAIL_LAST, _EMAIL_ONLY)
_QUOTES = "\"'“”"


def author_name(text: object) -> str:
    """Return the name in one line about an author; an e-mail address only if it has no name."""
    if not isinstance(text, str):
        return ""
    text = text[: 4 * MAX_NAME]
    line = text_of_html(text) if looks_like_html(text) else one_line(text)
    for form in _FORMS:
        found = form.fullmatch(line)
        if found is not None and found["name"].strip(f"{_QUOTES} "):
            line = found["name"]
            break
    line = line.strip()
    if line[:1] in _QUOTES and line[-1:] in _QUOTES:
        line = line.strip(f"{_QUOTES} ")
    return line[:MAX_NAME].strip()


def distinct_names(names: Iterable[str], limit: int = MAX_AUTHORS) -> tuple[str, ...]:
    """Return names in their order, each one once, whatever its case, and none that is empty."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(name.casefold(), name)
        if len(found) >= limit:
            break
    return tuple(found.values())
