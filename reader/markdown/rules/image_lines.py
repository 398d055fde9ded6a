"""Which images have a line of the source to themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

BREAKS = frozenset({"softbreak", "hardbreak"})
"""The tokens that end a line."""
_AROUND_IMAGES = frozenset({"image", "link_open", "link_close"})


def source_lines(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Tokens by line of the source; a break begins the line after it."""
    start = 0
    for index, token in enumerate(tokens):
        if token.type in BREAKS:
            yield tokens[start:index]
            start = index
    yield tokens[start:]


def has_only_images(line: Sequence[Token]) -> bool:
    """Whether a line holds images, perhaps linked, and nothing else."""
    others = (it for it in line if it.type not in _AROUND_IMAGES and it.type not in BREAKS)
    return any(it.type == "image" for it in line) and not any(
        it.type not in ("text", "html_inline") or it.content.strip() for it in others
    )
