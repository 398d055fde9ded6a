"""Failed feeds, problems in posts, skipped files, hidden posts and messages, with a filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.posts.problem_groups import FEEDS, HIDDEN, PROBLEMS, SKIPPED, UNSAVED, ProblemReport
from reader.tui.answers import answer
from reader.tui.messages import RowPressed
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, frame
from reader.tui.widgets.problem_list import ProblemList
from reader.tui.widgets.prompt import LineInput


class ProblemsScreen(ModalScreen[str | None]):
    """Lists a report. Answers with the path of the post to open.

    Args:
        report: What is listed.
        folders: The opened folders. The path of a file is shown relative to its folder.
        edit: Opens the file at a path in the person's editor.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "Open the group or the post", id="problems.choose"),
        Binding("h,left", "close_group", "Close the group", id="problems.close_group"),
        Binding("slash", "filter", "Filter", id="problems.filter"),
        Binding("down,tab", "leave_filter", "Go to the list", id="problems.leave_filter"),
        Binding("e", "edit", "Edit the file", id="problems.edit"),
        Binding("escape", "back", "Clear the filter, or close", id="problems.back"),
        Binding("q,exclamation_mark", "close", "Close", id="problems.close"),
    ]

    def __init__(
        self, report: ProblemReport, folders: Sequence[Path], edit: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._report = report
        self._edit = edit
        names = (UNSAVED, FEEDS, PROBLEMS, SKIPPED, HIDDEN)
        counts = [
            f"{section} · {report.count(section):,}" for section in names if report.count(section)
        ]
        self._title = " · ".join(counts) or "No problems"
        # Not looked up when a key arrives: in a burst of keys, that is before they are mounted.
        self._list = ProblemList(report.groups, folders)
        self._input = LineInput(placeholder="/ filters by file, fault or remedy")
        self._input.cursor_blink = False

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            if self._report.groups:
                frame(box, self._title, "Enter open · / filter · e edit · Esc close")
                yield self._input
                yield self._list
            else:
                frame(box, self._title, "Esc close")
                yield StaticText("No problems were found in the posts, and no file was skipped.")

    def on_mount(self) -> None:
        if self._report.groups:
            self.set_focus(self._list)

    @on(Input.Changed)
    def _filter(self, message: Input.Changed) -> None:
        self._list.show_notice(f"No match for “{message.value}”")
        self._list.show_groups(self._report.find(message.value))

    @property
    def _path(self) -> str:
        """Path of the file under the cursor; empty if there is none."""
        problem = self._list.highlighted
        return problem.path if problem else ""

    @on(RowPressed)
    def action_choose(self) -> None:
        if not self._report.groups:
            answer(self)
        elif not self._list.toggle_group() and (path := self._path):
            answer(self, path)

    @on(Input.Submitted)
    def action_leave_filter(self) -> None:
        if self._report.groups:
            self.set_focus(self._list)

    def action_close_group(self) -> None:
        if not self._list.close_group():
            answer(self)

    def action_filter(self) -> None:
        if self._report.groups:
            self.set_focus(self._input)

    def action_edit(self) -> None:
        if path := self._path:
            self._edit(path)

    def action_back(self) -> None:
        if self._input.has_focus or self._input.value:
            self._input.value = ""
            self.set_focus(self._list)
        else:
            answer(self)

    def action_close(self) -> None:
        answer(self)
