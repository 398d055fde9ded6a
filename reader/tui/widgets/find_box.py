"""The prompt for text to find in the article."""

from __future__ import annotations

from reader.tui.messages import FindClosed, FindTyped
from reader.tui.widgets.prompt import Prompt


class FindBox(Prompt):
    """Posts `FindTyped` and `FindClosed`."""

    def __init__(self) -> None:
        super().__init__("find in this article", FindTyped, FindClosed)
