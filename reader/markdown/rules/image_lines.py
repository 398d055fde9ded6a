"""Which lines of the source consist of images only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

BREAKS = frozenset({"softbreak", "hardbreak"})
"""Types of the tokens that separate two lines."""
_IMAGES_AND_LINKS = frozenset({"image", "link_open", "link_close"})


def source_lines(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield inline tokens line by line; a line after a break begins with the break's token."""
    start = 0
    for index, token in enumerate(tokens):
        if token.type in BREAKS:
            yield tokens[start:index]
            start = index
    yield tokens[start:]


def has_only_images(line: Sequence[Token]) -> bool:
    """Return whether a line has at least one image, perhaps linked, and otherwise only spaces."""
    others = (
        token for token in line if token.type not in _IMAGES_AND_LINKS and token.type not in BREAKS
    )
    return any(token.type == "image" for token in line) and not any(
        token.type not in ("text", "html_inline") or token.content.strip() for token in others
    )
