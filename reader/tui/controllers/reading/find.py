"""Finding text in the article: connects the box for the text with the article pane."""

from __future__ import annotations

from typing import Protocol


class FindInput(Protocol):
    """What the controller needs of the box."""

    display: bool

    def begin(self) -> None:
        """Show the box and focus it."""

    def end(self) -> None:
        """Empty the box and hide it."""


class FindView(Protocol):
    """What the controller needs of the article pane."""

    find_text: str

    @property
    def path(self) -> str | None:
        """The post that is shown."""

    def begin_finding(self) -> None:
        """Remember the position to start at, and to return to."""

    def end_finding(self, *, go_back: bool) -> None:
        """Remove the highlights. With `go_back`, return to the position at which finding began."""


class FindController:
    """Finds text in the article as it is typed.

    Args:
        box: The box that the text is typed into.
        pane: The article pane, which finds the text.
    """

    def __init__(self, box: FindInput, pane: FindView) -> None:
        self._box = box
        self._pane = pane

    @property
    def is_open(self) -> bool:
        """Whether the box is on screen."""
        return self._box.display

    def begin(self) -> bool:
        """Show the box; return False if no article is shown."""
        if self._pane.path is None:
            return False
        self._pane.begin_finding()
        self._box.begin()
        return True

    def find(self, text: str) -> None:
        """Go to the first match of a text."""
        self._pane.find_text = text

    def end(self, *, go_back: bool = False) -> None:
        """Hide the box. With `go_back`, return to the position at which finding began."""
        self._box.end()
        self._pane.end_finding(go_back=go_back)
