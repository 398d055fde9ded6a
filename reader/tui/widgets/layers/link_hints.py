"""The layer that draws letters beside the visible links."""

from __future__ import annotations

from collections.abc import Sequence

from reader.article.line import Line
from reader.article.link_hints import LinkHint, draw_hints, find_hints
from reader.tui.widgets.layers.layer import StyleLookup


class LinkHints:
    """Draws letters beside the visible links; typing the letters of a link chooses it."""

    def __init__(self, style_for: StyleLookup) -> None:
        self._style_for = style_for
        self._hints: Sequence[LinkHint] = ()
        self._top = 0
        self._typed = ""

    @property
    def is_active(self) -> bool:
        """Whether letters are drawn, so that the next key belongs to them."""
        return bool(self._hints)

    def offer(self, lines: Sequence[Line], top: int) -> bool:
        """Draw letters beside the links of some lines.

        Args:
            lines: The visible lines.
            top: Number of the first of them, counted from the top of the article.

        Returns:
            Whether there is any link.
        """
        self._hints, self._top, self._typed = find_hints(lines), top, ""
        return self.is_active

    def press(self, character: str) -> str | None:
        """Type a letter. A character that begins no label removes the letters.

        Args:
            character: The letter; empty for a key that types no character.

        Returns:
            The target of the link whose letters are complete, if any.
        """
        typed = self._typed + character.casefold()
        hints = [hint for hint in self._hints if hint.label.startswith(typed)]
        if character and hints and hints[0].label != typed:
            self._typed = typed
            return None
        self.invalidate()
        return hints[0].target if character and hints else None

    def invalidate(self) -> None:
        """Remove the letters: the lines that they were on have moved."""
        self._hints, self._typed = (), ""

    def decorate(self, line: Line, position: int) -> Line:
        if not self._hints:
            return line
        hints = [
            hint
            for hint in self._hints
            if hint.line == position - self._top and hint.label.startswith(self._typed)
        ]
        return draw_hints(line, hints, self._typed, self._style_for("hint"))
