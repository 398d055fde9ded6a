"""What could not be read as it was meant: where, what is wrong, what to do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from reader.posts.post import Problem
from reader.text.clean import clean_line
from reader.text.wrap import wrap_plain
from reader.tui.widgets.line_list import LineList

_INDENT = 2


def place_in(folders: Sequence[Path], path: str) -> str:
    """A file as the reader knows it: from the opened folder on, and from its name if there are
    several; the whole path of a file elsewhere."""
    for folder in folders:
        if Path(path).is_relative_to(folder.absolute()):
            below = Path(path).relative_to(folder.absolute())
            return str(Path(folder.absolute().name, below) if len(folders) > 1 else below)
    return path


class ProblemList(LineList):
    """One problem a row, in as many lines as its words need."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--cursor", "row--title", "row--meta", "row--mark"}

    def __init__(self, problems: Sequence[Problem], folders: Sequence[Path]) -> None:
        super().__init__()
        self._problems = problems
        self._folders = folders
        self._rows: list[list[tuple[str, str]]] = []
        self._tops = [0]

    @property
    def highlighted(self) -> Problem | None:
        """The problem under the cursor."""
        return self._problems[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - named by Textual
        self._rows = [self._lines(problem) for problem in self._problems]
        self._tops = list(accumulate((len(row) for row in self._rows), initial=0))
        self.rows_changed()
        self.cursor = max(self.cursor, self.nearest(0, 1) if self._rows else -1)

    def _lines(self, problem: Problem) -> list[tuple[str, str]]:
        """The lines of a problem, each with its component class."""
        room = max(10, self.line_width - _INDENT - 1)
        place = clean_line(place_in(self._folders, problem.path))
        where = f"{place}:{problem.line}" if problem.line else place
        return [
            *((line, "row--mark") for line in wrap_plain(where, room)),
            *((line, "row--title") for line in wrap_plain(problem.message, room)),
            *((line, "row--meta") for line in wrap_plain(problem.remedy, room)),
            ("", "row--meta"),
        ]

    def row_count(self) -> int:
        return len(self._rows)

    def row_top(self, row: int) -> int:
        return self._tops[min(row, len(self._rows))]

    def row_at(self, line: int, column: int = 0) -> int:  # noqa: ARG002 - as the list
        return min(bisect_right(self._tops, line) - 1, len(self._rows) - 1)

    def draw(self, row: int, line: int) -> Strip:
        lines = self._rows[row]
        text, name = lines[line]
        if row == self.cursor and line < len(lines) - 1:
            return self.cursor_strip(["▌ ", text])
        return self.strip([Segment(" " * _INDENT), Segment(text, self.component(name))])
