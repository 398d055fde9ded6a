"""The problems of the open posts by kind, to choose one of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from reader.posts.post import Problem
from reader.posts.problem_groups import ProblemGroup
from reader.tui.rows.problem_rows import GroupKey, GroupRow, ProblemRow, ProblemRows, report_rows
from reader.tui.widgets.line_list import LineList, row_classes

MAX_OPEN = 12
"""Maximum number of problems that are all listed without opening their groups."""


class ProblemList(LineList):
    """Lists groups of problems, which can be opened and closed.

    Args:
        groups: The groups in their order.
        folders: The open folders.
    """

    ROLES = (*LineList.ROLES, "tint", "bar")
    COMPONENT_CLASSES: ClassVar[set[str]] = row_classes(ROLES)

    def __init__(self, groups: Sequence[ProblemGroup], folders: Sequence[Path]) -> None:
        super().__init__()
        self._folders = folders
        self.show_groups(groups)

    def show_groups(self, groups: Sequence[ProblemGroup]) -> None:
        """Show other groups, with the cursor on the first one.

        Few problems are listed at once. Of many, the groups are listed, and are closed.
        """
        self._groups = groups
        is_open = sum(len(group.problems) for group in groups) <= MAX_OPEN
        keys = {(group.section, group.kind) for group in groups}
        self._opened: set[GroupKey] = keys if is_open else set()
        self._show(1 if groups else -1)
        self.scroll_to(y=0, animate=False, immediate=True)

    def _show(self, cursor: int) -> None:
        self._report = report_rows(self._groups, self._opened)
        self.show_rows(partial(ProblemRows, rows=self._report, folders=self._folders))
        self.cursor = cursor

    @property
    def _row(self) -> GroupRow | ProblemRow | None:
        row = self._report[self.cursor] if 0 <= self.cursor < len(self._report) else None
        return None if isinstance(row, str) else row

    @property
    def highlighted(self) -> Problem | None:
        """The problem under the cursor; None on a group."""
        row = self._row
        return row.problem if isinstance(row, ProblemRow) else None

    def toggle_group(self) -> bool:
        """Open or close the group under the cursor; return whether there is one."""
        row = self._row
        if not isinstance(row, GroupRow):
            return False
        self._opened ^= {row.key}
        self._show(self.cursor)
        return True

    def close_group(self) -> bool:
        """Close the open group that the cursor is in; return whether there is one."""
        row = self._row
        if row is None or row.key not in self._opened:
            return False
        if isinstance(row, ProblemRow) and row.is_alone:
            return False
        self._opened.discard(row.key)
        self._show(
            next(
                place
                for place, other in enumerate(self._report)
                if isinstance(other, GroupRow) and other.key == row.key
            )
        )
        return True
