"""The body of a post as it is loaded for reading, up to a maximum size."""

from __future__ import annotations

from typing import NamedTuple

from reader.posts.files import MAX_BYTES, FileContent
from reader.posts.parsing import extract_body

MAX_LINES = 250_000
"""Maximum number of lines of a body that are shown. A long novel has a tenth of them."""


class Cut(NamedTuple):
    """How much of a text is shown, in words such as `8 MB` or `250,000 lines`."""

    shown: str
    whole: str


class LoadedBody(NamedTuple):
    """The text of a post without its front matter."""

    text: str
    """Markdown text, safe to show in a terminal."""
    cut: Cut | None = None
    """What was left out at the end; None if nothing was."""


def limit_body(content: FileContent) -> LoadedBody:
    """Return the body of a file, or its beginning if it is too long."""
    text = extract_body(content.data)
    cut = None
    if not content.is_complete:
        cut = Cut(_megabytes(MAX_BYTES), _megabytes(content.status.st_size))
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        end = -1
        for _ in range(MAX_LINES):
            end = text.index("\n", end + 1)
        text = text[:end]
        # Of a file that is not complete, the number of lines is not known.
        whole = f"{lines:,} lines" if cut is None else cut.whole
        cut = Cut(f"{MAX_LINES:,} lines", whole)
    return LoadedBody(text, cut)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.1f}".removesuffix(".0") + " MB"
