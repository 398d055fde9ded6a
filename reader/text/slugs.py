"""Slugs: names of files and folders that are made of a title, valid on every file system."""

from __future__ import annotations

import re
import unicodedata

MIN_BYTES = 16
"""Minimum of `max_bytes`."""
_MAX_CHARACTERS = 1_000
"""Characters of a title that are looked at."""
_UNTITLED = "untitled"
# An apostrophe is part of its word. The others have no glyph of their own, although Unicode counts
# some of them as letters or marks (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point).
_LEFT_OUT = re.compile(
    "['’\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_WINDOWS_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]")


def make_slug(text: str, max_bytes: int = 60) -> str:
    """Return a name for a file or folder that is made of the letters and digits of a text.

    Letters of every script are kept, in the form NFC and case-folded, and so are the marks on them.
    Everything between them becomes one hyphen. A long slug ends with a whole word, unless half of
    it would be lost. Equal slugs are also equal on file systems that ignore case.

    Args:
        text: Any text, such as the title of a post.
        max_bytes: Maximum length in UTF-8, at least `MIN_BYTES`.

    Returns:
        Never empty: `untitled` if the text has no letters and digits. Never a device name of
        Windows such as `con`, which becomes `con-1`
        (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
    """
    max_bytes = max(max_bytes, MIN_BYTES)
    if len(text) <= max_bytes and _SLUG.fullmatch(text):
        slug = text
    else:
        text = unicodedata.normalize("NFC", _LEFT_OUT.sub("", text[:_MAX_CHARACTERS]).casefold())
        slug = _shorten("".join(_letters(text)).strip("-"), max_bytes) or _UNTITLED
    return f"{slug}-1" if is_windows_device(slug) else slug


def is_windows_device(name: str) -> bool:
    """Return whether Windows reserves a name, without a suffix, for a device."""
    return _WINDOWS_DEVICE.fullmatch(name.casefold()) is not None


def _letters(text: str) -> list[str]:
    """Return the letters and digits with their marks, and a hyphen for what is between them."""
    kept = ["-"]
    for character in text:
        if character.isalnum() or (kept[-1] != "-" and _is_mark(character)):
            kept.append(character)
        elif kept[-1] != "-":
            kept.append("-")
    return kept


def _shorten(slug: str, max_bytes: int) -> str:
    """Cut a slug after a word or, if its last word is long, within it but not before a mark."""
    data = slug.encode()
    if len(data) <= max_bytes:
        return slug
    cut = data[:max_bytes].decode(errors="ignore")
    words, _, _ = cut.rpartition("-")
    if slug[len(cut)] != "-" and len(words.encode()) * 2 >= max_bytes:
        return words
    end = len(cut)
    while end and _is_mark(slug[end]):
        end -= 1
    return (cut[:end] or cut).strip("-")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc")
