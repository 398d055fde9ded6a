"""The prompts for text to find in the article, and for names to find in the sidebar."""

from __future__ import annotations

from reader.tui.messages import FilterClosed, FilterTyped, FindClosed, FindTyped
from reader.tui.widgets.prompt import Prompt


class FindBox(Prompt):
    """Posts `FindTyped` and `FindClosed`."""

    def __init__(self) -> None:
        super().__init__("find in this article", FindTyped, FindClosed)


class FilterBox(Prompt):
    """Posts `FilterTyped` and `FilterClosed`."""

    def __init__(self) -> None:
        super().__init__("part of a name in the sidebar", FilterTyped, FilterClosed)
