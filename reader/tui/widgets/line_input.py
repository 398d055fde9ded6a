"""An input of one line that stays fast, whatever is typed or pasted into it."""

from __future__ import annotations

from textual.suggester import Suggester
from textual.widgets import Input

MAX_LENGTH = 2_000
"""Maximum number of characters. Each key costs Textual time in proportion to their number."""


class LineInput(Input):
    """An input with a maximum length.

    Args:
        value: The text to begin with.
        placeholder: What is shown while it is empty.
        id: Its id in style sheets.
        suggester: Completes the text.
        select_on_focus: Whether its text is selected when it gets the focus.
        compact: Whether it has no frame.
    """

    def __init__(
        self,
        value: str | None = None,
        placeholder: str = "",
        *,
        id: str | None = None,  # noqa: A002 - as Textual
        suggester: Suggester | None = None,
        select_on_focus: bool = True,
        compact: bool = False,
    ) -> None:
        super().__init__(
            value,
            placeholder,
            id=id,
            suggester=suggester,
            select_on_focus=select_on_focus,
            compact=compact,
            max_length=MAX_LENGTH,
        )
