"""The problems in posts: where each one is, what is wrong, and how to fix it; and skipped files."""

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

from reader.posts.post import Problem, SkippedFile
from reader.tui.answers import answer
from reader.tui.messages import RowPressed
from reader.tui.widgets.problem_list import ProblemList


class ProblemsScreen(ModalScreen[str | None]):
    """Lists problems, then skipped files. Answers with the path of the post to open.

    Args:
        problems: The problems, in the order in which they are listed.
        skipped: The files that are not posts, in that order.
        folders: The opened folders. The path of a file is shown relative to its folder.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "Open the post", id="problems.choose"),
        Binding("escape,h,left,q,ctrl+q,exclamation_mark", "close", "Close", id="problems.close"),
    ]

    def __init__(
        self, problems: Sequence[Problem], skipped: Sequence[SkippedFile], folders: Sequence[Path]
    ) -> None:
        super().__init__()
        counts = (
            f"Problems · {len(problems):,}" if problems else "Problems",
            f"Skipped files · {len(skipped):,}" if skipped else "",
        )
        self._title = " · ".join(filter(None, counts))
        self._is_empty = not problems and not skipped
        # Not looked up when a key arrives: in a burst of keys, that is before the list is mounted.
        self._list = ProblemList((*problems, *map(_as_problem, skipped)), folders)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = self._title
            if not self._is_empty:
                box.border_subtitle = "Enter open the post · Esc close"
                yield self._list
            else:
                box.border_subtitle = "Esc close"
                yield Static(
                    "No problems were found in the posts, and no file was skipped.", markup=False
                )

    @on(RowPressed)
    def action_choose(self) -> None:
        problem = self._list.highlighted
        answer(self, problem.path if problem else None)

    def action_close(self) -> None:
        answer(self)


def _as_problem(file: SkippedFile) -> Problem:
    return Problem(file.path, None, None, f"skipped: {file.reason}", "")
