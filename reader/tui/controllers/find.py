"""Finding in the article: what is typed into the box, and how finding ends."""

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
        """Remember the position to find from, and to go back to."""

    def end_finding(self, *, go_back: bool) -> None:
        """Highlight nothing; go back to where finding began if that is wanted."""


class FindController:
    """Connects the box with the article.

    Args:
        box: Where the text to find is typed.
        pane: Finds it.
    """

    def __init__(self, box: FindInput, pane: FindView) -> None:
        self._box = box
        self._pane = pane

    @property
    def is_open(self) -> bool:
        """Whether something is being found."""
        return self._box.display

    def begin(self) -> bool:
        """Let a text be typed; return False if no article is shown."""
        if self._pane.path is None:
            return False
        self._pane.begin_finding()
        self._box.begin()
        return True

    def find(self, text: str) -> None:
        """Go to the first match of a text."""
        self._pane.find_text = text

    def end(self, *, go_back: bool = False) -> None:
        """End finding; go back to where it began if it was only tried."""
        self._box.end()
        self._pane.end_finding(go_back=go_back)
