"""The faulty posts: what is wrong with each, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.posts.post import Problem
from reader.tui.messages import RowPressed
from reader.tui.widgets.problem_list import ProblemList


class ProblemsScreen(ModalScreen[str | None]):
    """Lists the problems; gives the path of the post that the reader chose to see, if any."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "Read the post", id="problems.choose"),
        Binding("escape,h,left,q,ctrl+q,exclamation_mark", "dismiss", "Close", id="problems.close"),
    ]

    def __init__(self, problems: Sequence[Problem], folders: Sequence[Path]) -> None:
        super().__init__()
        self._problems = problems
        self._folders = folders

    def compose(self) -> ComposeResult:
        count = len(self._problems)
        with Vertical() as box:
            box.border_title = f"Problems · {count:,}" if count else "Problems"
            box.border_subtitle = "Enter read the post · Esc close"
            if count:
                yield ProblemList(self._problems, self._folders)
            else:
                yield Static("No problems: every post was read as it was meant.", markup=False)

    @on(RowPressed)
    def action_choose(self) -> None:
        problem = self.query_one(ProblemList).highlighted if self._problems else None
        self.dismiss(problem.path if problem else None)
