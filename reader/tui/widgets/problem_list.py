"""The problems of the open posts, to choose one of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reader.posts.post import Problem
from reader.tui.rows.problem_rows import ProblemRows
from reader.tui.widgets.line_list import LineList


class ProblemList(LineList):
    """Lists problems.

    Args:
        problems: The problems in their order.
        folders: The open folders.
    """

    def __init__(self, problems: Sequence[Problem], folders: Sequence[Path]) -> None:
        super().__init__(partial(ProblemRows, problems=problems, folders=folders))
        self._problems = problems
        self.set_reactive(LineList.cursor, 0 if problems else -1)

    @property
    def highlighted(self) -> Problem | None:
        """The problem under the cursor."""
        return self._problems[self.cursor] if self.cursor >= 0 else None
