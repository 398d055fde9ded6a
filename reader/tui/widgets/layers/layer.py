"""What every layer over the lines of an article has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from rich.style import Style

from reader.article.line import Line

StyleLookup: TypeAlias = Callable[[str], Style]
"""Returns the style of a role."""


class ArticleLayer(Protocol):
    """One kind of decoration. A layer that has nothing to draw returns lines unchanged."""

    def decorate(self, line: Line, position: int) -> Line:
        """Return a line with the layer's decoration.

        Args:
            line: A line of the article, as the layers below have decorated it.
            position: Number of the line, counted from 0 at the top of the article.
        """

    def invalidate(self) -> None:
        """Drop everything computed from the lines: the same article has been laid out again."""
