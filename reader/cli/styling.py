"""What rich draws, as lines with the escape sequences of the terminal that it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console, RenderableType


def styled(
    pieces: Iterable[RenderableType], *, width: int | None = None, is_wrapped: bool = True
) -> Iterator[str]:
    """Each piece as text, drawn when it is its turn; NO_COLOR is heeded.

    Args:
        pieces: Of clean text; nothing is added at their ends.
        width: Cells to wrap at; by default those that rich finds.
        is_wrapped: Whether they are wrapped; not those that are laid out already.
    """
    text = StringIO()
    console = Console(file=text, force_terminal=True, legacy_windows=False, width=width)
    for piece in pieces:
        console.print(piece, end="", soft_wrap=not is_wrapped)
        yield text.getvalue()
        text.seek(0)
        text.truncate()
