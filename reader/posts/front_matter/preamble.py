"""Comments above the opening fence of front matter, such as the note on a licence."""

from __future__ import annotations

import re

MAX_LENGTH = 16_384
"""Maximum number of characters of the comments above front matter."""

_STARTS = ("<!--", "#", "[", "{", "%%", "/*", "<?")
_COMMENT = re.compile(
    r"\s*(?:<!--(?!\s*\.\.[ \t]).*?-->|<\?.*?\?>|\{\{?/\*.*?\*/\}\}?|/\*.*?\*/|\{#.*?#\}|%%.*?%%"
    r"|\[(?://|comment)\]:[^\n]*"
    r"|\[[^\]\n]{1,99}\]:[ \t]*(?:\#|<>)[ \t]+[(\"'][^\n]*"
    r"|\#(?:!|[ \t]*(?:SPDX-|-\*-|vim:))[^\n]*)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.IGNORECASE,
)


def preamble_end(text: str) -> int:
    """Return the index of the first line that is not a comment, or 0 if the first line is none.

    Comments are those of HTML and MDX, of templates and of Obsidian, a link definition that
    Markdown does not show (`[//]: # (comment)`), and a `#!` line with what follows for editors and
    licences.
    """
    if not text.lstrip().startswith(_STARTS):
        return 0
    end = 0
    while found := _COMMENT.match(text, end, MAX_LENGTH):
        end = found.end()
    return end
