"""The boxes to type into at the foot of the main screen."""

from __future__ import annotations

from typing import NamedTuple

from reader.tui.bindings import FILTER, FIND, SEARCH
from reader.tui.widgets.find_box import FilterBox, FindBox
from reader.tui.widgets.search_box import SearchBox


class Prompts(NamedTuple):
    """The three boxes, each hidden until it is needed."""

    search: SearchBox
    find: FindBox
    filter: FilterBox

    @property
    def in_use(self) -> str | None:
        """The group of bindings of the box that has the focus; None if none has it."""
        names = {SEARCH: self.search, FIND: self.find, FILTER: self.filter}
        return next((name for name, box in names.items() if box.has_focus), None)
